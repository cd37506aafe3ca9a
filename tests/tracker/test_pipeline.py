from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply, failure
from tracker import pipeline
from tracker.fetch import FailureKind, Policy
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import NotAFeedKind
from tracker.store import Summary

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


def poll(server: FeedServer, *feeds: Feed) -> Summary:
    for feed in feeds:
        feed.refresh_from_db()
    policy = Policy(user_agent="Foresaid/test", allowed_hosts=frozenset({server.host}), total_seconds=5)
    return pipeline.refresh(feeds, now=NOW, policy=policy, floor=900)


def added(server: FeedServer, path: str, *replies: Reply | bytes) -> Feed:
    return Feed.objects.create(url=server.serve(path, *replies))


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
    monkeypatch.setattr("tracker.reading.parse_guarded", _never)
    assert poll(server, feed).new_articles == 0
    assert server.received[-1].headers["if-none-match"] == 'W/"odd, but theirs"'
    assert Poll.objects.first().result == Poll.Result.NOT_MODIFIED  # type: ignore[union-attr]


def _never(*args: object, **kwargs: object) -> None:
    raise AssertionError("parsed again")


def test_an_equal_body_without_validators_is_not_parsed_again(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = added(server, "/rss", rss(Item("a", "First")))
    poll(server, feed)
    monkeypatch.setattr("tracker.reading.parse_guarded", _never)
    assert poll(server, feed) == Summary(reached=1, failed=0, new_articles=0)


def test_of_a_grown_feed_only_the_new_article_is_stored(server: FeedServer) -> None:
    feed = added(server, "/rss", rss(Item("a", "First")), rss(Item("b", "Second"), Item("a", "First")))
    poll(server, feed)
    assert poll(server, feed).new_articles == 1
    assert Article.objects.count() == 2


def test_one_broken_feed_never_stops_the_others(server: FeedServer) -> None:
    broken = [
        added(server, "/gone", failure(503)),
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


def test_every_kind_of_fault_has_words_for_an_editor() -> None:
    assert {*FailureKind, *NotAFeedKind, Fault.INTERNAL} == set(Fault.values)


def test_a_server_that_asks_to_wait_is_left_alone_that_long(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(429, retry_after="90000"))
    poll(server, feed)
    feed.refresh_from_db()
    assert (feed.next_poll_at - NOW).total_seconds() >= 90_000


def test_the_policy_names_product_version_and_contact(settings: object) -> None:
    settings.CONTACT_ADDRESS = "desk@example.org"  # type: ignore[attr-defined]
    assert pipeline.policy().user_agent == "Foresaid/0.1.0 (+desk@example.org)"
