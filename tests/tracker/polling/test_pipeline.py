import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import enumerate as enumerate_threads

import pytest

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply, failure, gzip_bomb
from tracker.feeds import tracking
from tracker.fetch import FailureKind, Policy, fetch_bursts
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import NotAFeedKind, parse_guarded
from tracker.polling import pipeline, store
from tracker.polling.visits import Summary, Visit

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


def poll(server: FeedServer, *feeds: Feed, seconds: float = 5, now: datetime = NOW) -> Summary:
    for feed in feeds:
        feed.refresh_from_db()
    policy = Policy("Foresaid/test", server.hosts(20), total_seconds=seconds, spacing_seconds=0)
    bursts = fetch_bursts(pipeline.requests(feeds, now=now), policy=policy, now=now)
    return pipeline.refresh(feeds, bursts, now=now, floor=900)


def added(server: FeedServer, path: str, *replies: Reply | bytes, host: int = 1) -> Feed:
    server.serve(path, *replies)
    return Feed.objects.create(url=server.url(path, host=host))


def test_a_poll_stores_what_the_feed_carries(server: FeedServer) -> None:
    feed = added(server, "/rss", rss(Item("a", "First"), Item("b", "Second")))
    assert poll(server, feed) == Summary(reached=1, failed=0, new_articles=2)
    assert set(Article.objects.values_list("title", flat=True)) == {"First", "Second"}
    feed.refresh_from_db()
    assert feed.title == "News Example"


def test_the_second_poll_is_conditional_and_parses_nothing(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = added(server, "/rss", Reply(rss(Item("a", "First")), etag='W/"odd, but theirs"'))
    poll(server, feed)
    monkeypatch.setattr("tracker.polling.documents.parse_guarded", _never)
    assert poll(server, feed).new_articles == 0
    assert server.received[-1].headers["if-none-match"] == 'W/"odd, but theirs"'
    assert Poll.objects.first().result == Poll.Result.NOT_MODIFIED  # type: ignore[union-attr]


def test_a_server_that_says_not_modified_for_ever_is_asked_for_the_whole_once_a_week(
    server: FeedServer,
) -> None:
    stuck = Reply(rss(Item("a", "First")), etag='"same"')
    feed = added(server, "/rss", stuck, replace(stuck, body=rss(Item("b", "Second"), Item("a", "First"))))
    poll(server, feed)
    days = [poll(server, feed, now=NOW + timedelta(days=day)).new_articles for day in range(1, 9)]
    assert days == [0, 0, 0, 0, 0, 0, 1, 0]
    conditional = ["if-none-match" in request.headers for request in server.received]
    assert conditional == [False, *[True] * 6, False, True]


def test_a_change_that_lies_ahead_is_no_reason_to_be_told_that_nothing_changed(server: FeedServer) -> None:
    ahead = Reply(rss(Item("a", "First")), etag='"same"', last_modified="Wed, 02 Jan 2041 10:00:00 GMT")
    feed = added(server, "/rss", ahead, replace(ahead, body=rss(Item("b", "Second"))))
    assert [poll(server, feed).new_articles for _ in range(2)] == [1, 1]


def test_what_the_desk_asks_for_comes_whole(server: FeedServer) -> None:
    stuck = Reply(rss(Item("a", "First")), etag='"same"')
    feed = added(server, "/rss", stuck, replace(stuck, body=rss(Item("b", "Second"))))
    poll(server, feed)
    tracking.poll_now(Feed.objects.all(), now=NOW)
    assert poll(server, feed).new_articles == 1


def _never(*args: object, **kwargs: object) -> None:
    raise AssertionError("parsed again")


def test_an_equal_body_without_validators_is_not_parsed_again(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = added(server, "/rss", rss(Item("a", "First")))
    poll(server, feed)
    monkeypatch.setattr("tracker.polling.documents.parse_guarded", _never)
    assert poll(server, feed) == Summary(reached=1, failed=0, new_articles=0)


def test_of_a_grown_feed_only_the_new_article_is_stored(server: FeedServer) -> None:
    feed = added(server, "/rss", rss(Item("a", "First")), rss(Item("b", "Second"), Item("a", "First")))
    poll(server, feed)
    assert poll(server, feed).new_articles == 1
    assert Article.objects.count() == 2


ITEMS = [Item(guid, f"Story number {guid}") for guid in "abc"]


def _with_other_guids(document: bytes) -> bytes:
    return document.replace(b"isPermaLink='false'>", b"isPermaLink='false'>new-")


def _undated(document: bytes) -> bytes:
    return re.sub(rb"<pubDate>.*?</pubDate>", b"", document)


@pytest.mark.parametrize(
    ("written", "between"),
    [(bytes, rss()), (_undated, rss()), (bytes, rss(Item("z", "Another story")))],
    ids=["an empty document", "an empty one, no dates", "other items"],
)
def test_items_that_were_gone_for_a_poll_are_known_again_under_other_guids(
    server: FeedServer, written: Callable[[bytes], bytes], between: bytes
) -> None:
    documents = (rss(*ITEMS), between, _with_other_guids(rss(*ITEMS)))
    feed = added(server, "/rss", *map(written, documents))
    for _document in documents:
        poll(server, feed)
    assert Article.objects.filter(title__startswith="Story").count() == 3


def test_one_broken_feed_never_stops_the_others(server: FeedServer) -> None:
    broken = [
        added(server, "/gone", failure(500)),
        added(server, "/page", Reply(b"<html><body>no feed</body></html>", content_type="text/html")),
        added(server, "/empty", b""),
        Feed.objects.create(url="http://10.0.0.1/rss"),
    ]
    sound = added(server, "/rss", rss(Item("a", "First")))
    assert poll(server, *broken, sound) == Summary(reached=1, failed=4, new_articles=1)
    for feed in broken:
        feed.refresh_from_db()
        assert feed.last_error
        assert feed.get_last_fault_display() != feed.last_fault
        assert feed.next_poll_at > NOW


BOMB = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>"
# Which of the two limits is met first hangs on the machine.
TIME_OR_MEMORY = frozenset({Fault.TOO_SLOW, Fault.TOO_LARGE})
HOSTILE: dict[str, tuple[Reply | bytes, Fault | frozenset[Fault]]] = {
    "/gzip": (gzip_bomb(64), Fault.TOO_LARGE),
    "/endless": (Reply(b"<rss>" * 2**14, repeat=1_000), Fault.TOO_LARGE),
    "/drip": (Reply(rss(Item("a", "First")), drip_seconds=1), Fault.TIMEOUT),
    "/utf-16": (BOMB.encode("utf-16"), Fault.ENTITIES),
    "/ebcdic": (("<?xml version='1.0' encoding='cp037'?>" + BOMB).encode("cp037"), Fault.ENTITIES),
    "/brackets": (b"<rss><channel>" + b"<>" * 1_500_000, TIME_OR_MEMORY),
    "/fat": (b"<rss><channel>" + b"<item><a/></item>" * 100_000 + b"</channel></rss>", Fault.TOO_LARGE),
    "/cut": (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>"), Fault.PROTOCOL),
    "/nonsense": (Reply(raw=b"\x00\x01\x02\r\n\r\n"), Fault.PROTOCOL),
    "/jpeg": (b"\xff\xd8\xff\xe0" * 5_000, Fault.NOT_XML),
}


@pytest.mark.stack
def test_each_hostile_answer_has_its_name_and_the_next_feeds_are_served(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tight = partial(parse_guarded, cpu_seconds=3, memory_mib=64)
    monkeypatch.setattr("tracker.polling.documents.parse_guarded", tight)
    hostile = {
        added(server, path, reply, host=host): fault
        for host, (path, (reply, fault)) in enumerate(HOSTILE.items(), start=1)
    }
    sound = [added(server, f"/sound/{n}", rss(Item("a", f"Of {n}")), host=15 + n) for n in range(5)]
    assert poll(server, *hostile, *sound, seconds=6) == Summary(len(sound), len(hostile), len(sound))
    told = dict(Feed.objects.values_list("pk", "last_fault"))
    assert [
        (feed.url, told[feed.pk])
        for feed, fault in hostile.items()
        if told[feed.pk] not in (fault if isinstance(fault, frozenset) else {fault})
    ] == []
    assert [thread.name for thread in enumerate_threads() if "reader" in thread.name] == []


def test_what_fast_hosts_brought_is_stored_before_slow_ones_end(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[set[int]] = []
    write = store.write

    def note(visits: Sequence[Visit], *, now: datetime, floor: int) -> Summary:
        written.append({visit.feed.pk for visit in visits})
        return write(visits, now=now, floor=floor)

    monkeypatch.setattr(store, "write", note)
    monkeypatch.setattr(pipeline, "_PATIENCE_SECONDS", 0)
    body = rss(Item("a", "First"))
    slow = added(server, "/slow", Reply(body, drip_seconds=3 / len(body)))
    fast = added(server, "/fast", rss(Item("b", "Second")), host=2)
    poll(server, slow, fast, seconds=20)
    assert written == [{fast.pk}, {slow.pk}]


def test_every_kind_of_fault_has_words_for_an_editor() -> None:
    assert {*FailureKind, *NotAFeedKind, Fault.INTERNAL} == set(Fault.values)


def test_a_server_that_asks_to_wait_is_left_alone_that_long(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(429, retry_after="90000"))
    poll(server, feed)
    feed.refresh_from_db()
    assert (feed.next_poll_at - NOW).total_seconds() >= 90_000
