"""Rounds against real servers on loopback, each address of which is a host of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply, failure, redirect
from tests.stack import free_port
from tracker.fetch import Policy
from tracker.models import Article, Fault, Feed, Host
from tracker.polling import hosts, leases, rounds, schedule
from tracker.polling.visits import Summary

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


def added(server: FeedServer, path: str, *replies: Reply | bytes, host: int = 1, **facts: Any) -> Feed:
    server.serve(path, *(replies or (rss(Item(path, f"From {path}")),)))
    return Feed.objects.create(url=server.url(path, host=host), next_poll_at=NOW, **facts)


def poll(server: FeedServer, *feeds: Feed, now: datetime = NOW, **policy: Any) -> Summary:
    """A round for these feeds, as if they were due."""
    Feed.objects.filter(pk__in=[feed.pk for feed in feeds]).update(next_poll_at=now)
    settings = Policy(
        "Foresaid/test", server.hosts(9), total_seconds=5, connect_seconds=2, spacing_seconds=0.1
    )
    lease = leases.take([feed.pk for feed in feeds], now=now, seconds=300)
    limits = rounds.PollLimits(replace(settings, **policy), floor=900, lease=300)
    summary = rounds.run(lease, lease.held(now=now), limits=limits, now=now)
    for feed in feeds:
        feed.refresh_from_db()
    return summary


# --- Hosts ---


def test_after_a_round_feed_and_host_are_free_again(server: FeedServer) -> None:
    feed = added(server, "/rss")
    assert poll(server, feed) == Summary(reached=1, new_articles=1)
    host = Host.objects.get()
    assert (feed.lease_token, host.lease_token, host.domain) == ("", "", "127.0.0.1")
    assert host.free_at == NOW + 0.1 * SECOND


def test_a_feed_whose_host_another_worker_holds_goes_back(server: FeedServer) -> None:
    feed = added(server, "/rss")
    hosts.take(["127.0.0.1"], token="theirs", now=NOW, seconds=300, pause=2 * SECOND)
    assert poll(server, feed) == Summary()
    assert not server.received
    assert (feed.next_poll_reason, feed.lease_token) == (Feed.Reason.BUSY, "")
    assert NOW < feed.next_poll_at <= NOW + 3 * SECOND


def test_who_has_to_wait_long_for_a_turn_goes_back_one_after_the_other(server: FeedServer) -> None:
    feeds = [added(server, f"/{number}") for number in range(4)]
    poll(server, *feeds, spacing_seconds=2, patience_seconds=0.1)
    assert len(server.received) == 1
    waiting = sorted(feed.next_poll_at for feed in feeds if feed.last_polled_at is None)
    assert [moment - NOW for moment in waiting] == [2 * SECOND, 4 * SECOND, 6 * SECOND]
    assert set(Feed.objects.values_list("attempts", flat=True)) == {0}


def test_one_busy_host_holds_up_no_other(server: FeedServer) -> None:
    feeds = [added(server, f"/{number}", host=max(1, number - 2)) for number in range(8)]
    poll(server, *feeds, spacing_seconds=2, patience_seconds=0.1)
    assert sum(feed.last_polled_at is not None for feed in feeds) == 5


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "rest"), [("7200", 2 * HOUR), ("", HOUR), ("Wed, 17 Jun 2026 11:00:00 GMT", 3 * HOUR)]
)
def test_an_overloaded_host_is_left_alone_by_all_its_feeds(
    server: FeedServer, status: int, said: str, rest: timedelta
) -> None:
    loud = added(server, "/loud", failure(status, retry_after=said))
    other = added(server, "/other")
    elsewhere = added(server, "/elsewhere", host=2)
    poll(server, loud)
    poll(server, other, elsewhere, now=NOW + 60 * SECOND)
    assert [request.path for request in server.received] == ["/loud", "/elsewhere"]
    assert (other.next_poll_reason, other.failures) == (Feed.Reason.COOLING, 0)
    assert NOW + rest <= other.next_poll_at <= NOW + rest + SECOND
    poll(server, other, now=NOW + rest + SECOND)
    assert server.received[-1].path == "/other"


def test_the_host_that_a_redirect_leads_to_is_the_one_that_rests(server: FeedServer) -> None:
    server.serve("/limited", failure(429))
    poll(server, added(server, "/moved", redirect(server.url("/limited", host=2))))
    assert {host.domain: host.cool_until for host in Host.objects.all()} == {
        "127.0.0.1": None,
        "127.0.0.2": NOW + HOUR,
    }


def test_a_host_that_answers_well_again_starts_anew(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(503), rss(Item("a", "Back")))
    poll(server, feed)
    poll(server, feed, now=NOW + 2 * HOUR)
    assert Host.objects.get().cool_downs == 0


def test_a_forbidden_feed_that_worked_rests_for_four_hours(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(403), last_success_at=NOW - HOUR)
    poll(server, feed)
    assert feed.next_poll_reason == Feed.Reason.REFUSED
    assert feed.next_poll_at - NOW >= 4 * HOUR
    assert Host.objects.get().cool_until is None


def test_a_broken_round_gives_the_hosts_back(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = added(server, "/rss")
    monkeypatch.setattr("tracker.polling.store.write", _fail)
    with pytest.raises(OSError, match="disk"):
        poll(server, feed)
    assert Host.objects.get().lease_token == ""
    feed.refresh_from_db()
    assert (feed.attempts, feed.lease_token == "") == (1, False)


def _fail(*_args: object, **_terms: object) -> None:
    raise OSError("disk")


# --- What the publisher asks for ---


def test_a_document_says_how_long_to_wait_and_answers_without_one_do_not_change_that(
    server: FeedServer,
) -> None:
    body = rss(Item("a", "First")).replace(b"<channel>", b"<channel><ttl>180</ttl>")
    feed = added(server, "/rss", Reply(body, etag='"1"'))
    for minute in range(2):
        poll(server, feed, now=NOW + 60 * minute * SECOND)
        assert feed.next_poll_at - NOW >= 3 * HOUR
        assert feed.next_poll_reason == Feed.Reason.PUBLISHER


def test_an_update_period_counts_as_a_wish(server: FeedServer) -> None:
    body = rss(Item("a", "First")).replace(
        b"<channel>",
        b"<channel xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><sy:updatePeriod>daily</sy:updatePeriod>",
    )
    feed = added(server, "/rss", body)
    poll(server, feed)
    assert feed.next_poll_at - NOW >= 24 * HOUR


@pytest.mark.parametrize(
    "header", [("Cache-Control", "max-age=14400"), ("Expires", "Wed, 17 Jun 2026 12:00:00 GMT")]
)
def test_freshness_counts_as_a_wish(server: FeedServer, header: tuple[str, str]) -> None:
    date = ("Date", "Wed, 17 Jun 2026 08:00:00 GMT")
    feed = added(server, "/rss", Reply(rss(Item("a", "First")), headers=(header, date)))
    poll(server, feed)
    assert feed.next_poll_at - NOW >= 4 * HOUR


def test_hours_of_rest_are_kept_also_after_a_304(server: FeedServer) -> None:
    hours = b"".join(b"<hour>%d</hour>" % hour for hour in range(8, 20))
    body = rss(Item("a", "First")).replace(b"<channel>", b"<channel><skipHours>" + hours + b"</skipHours>")
    feed = added(server, "/rss", Reply(body, etag='"1"'))
    for minute in range(2):
        poll(server, feed, now=NOW + 60 * minute * SECOND)
        assert (feed.next_poll_at.hour, feed.next_poll_reason) == (20, Feed.Reason.HOURS)


# --- Moved, doubled, gone ---


def test_a_feed_seen_to_move_for_long_enough_gets_its_new_address(server: FeedServer) -> None:
    server.serve("/new", Reply(rss(Item("a", "First")), etag='"1"'))
    feed = added(server, "/old", redirect("/new", 301))
    for day in range(0, 9, 2):
        assert feed.url == server.url("/old")
        poll(server, feed, now=NOW + timedelta(days=day))
    assert feed.url == server.url("/new")
    assert [former.url for former in feed.former_addresses.all()] == [server.url("/old")]
    poll(server, feed, now=NOW + timedelta(days=10))
    assert server.received[-1].path == "/new"
    assert Article.objects.count() == 1


def test_a_redirect_to_something_unreadable_is_no_move(server: FeedServer) -> None:
    server.serve("/new", Reply(b"<html><body>Sold</body></html>", content_type="text/html"))
    feed = added(server, "/old", redirect("/new", 301))
    for day in range(0, 30, 2):
        poll(server, feed, now=NOW + timedelta(days=day))
    assert (feed.url, feed.moved_sightings) == (server.url("/old"), 0)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_onto_a_tracked_feed_is_shown_as_a_duplicate(server: FeedServer, status: int) -> None:
    first = added(server, "/new", Reply(rss(Item("a", "First")), etag='"1"'))
    second = added(server, "/old", redirect("/new", status))
    for day in (0, 1):  # the second time with a 304
        poll(server, second, now=NOW + timedelta(days=day))
        assert second.duplicate_of == first


def test_a_feed_that_is_gone_twice_a_day_apart_is_polled_no_more(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(410))
    poll(server, feed)
    assert (feed.stopped_for, feed.next_poll_reason) == ("", Feed.Reason.GONE)
    poll(server, feed, now=feed.next_poll_at)
    assert (feed.stopped_for, feed.last_fault) == (Feed.Stop.GONE, Fault.GONE)
    assert schedule.due(now=NOW + timedelta(days=400), limit=10) == []


def test_a_feed_that_comes_back_was_never_gone(server: FeedServer) -> None:
    feed = added(server, "/rss", failure(410), rss(Item("a", "Back")), failure(410))
    for day in range(3):
        poll(server, feed, now=NOW + timedelta(days=day))
    assert feed.stopped_for == ""
    assert feed.gone_since == NOW + timedelta(days=2)


# --- Outages ---


def test_an_outage_of_the_newsroom_is_not_counted_against_its_feeds(server: FeedServer) -> None:
    nobody = free_port()
    dead = [f"127.0.0.{number}:{nobody}" for number in range(1, 5)]
    feeds = [Feed.objects.create(url=f"http://{host}/rss", failures=1, next_poll_at=NOW) for host in dead]
    poll(server, *feeds, allowed_hosts=frozenset(dead))
    for feed in feeds:
        assert (feed.failures, feed.last_fault, feed.next_poll_reason) == (
            1,
            Fault.CONNECT,
            Feed.Reason.OUTAGE,
        )
        assert feed.next_poll_at == NOW + timedelta(minutes=15)


def test_a_dead_host_among_living_ones_counts_its_failures(server: FeedServer) -> None:
    host = f"127.0.0.9:{free_port()}"
    dead = Feed.objects.create(url=f"http://{host}/rss", next_poll_at=NOW)
    living = [added(server, f"/{number}", host=number) for number in range(1, 5)]
    poll(server, dead, *living, allowed_hosts=server.hosts(4) | {host})
    assert (dead.failures, dead.next_poll_reason) == (1, Feed.Reason.FAILING)


# --- Whom a worker does not come back from ---


def test_a_feed_that_three_workers_did_not_come_back_from_is_set_aside(server: FeedServer) -> None:
    poison = added(server, "/poison", attempts=3)
    sound = added(server, "/sound", host=2)
    poll(server, poison, sound)
    assert [request.path for request in server.received] == ["/sound"]
    assert (poison.stopped_for, poison.lease_token) == (Feed.Stop.POISON, "")
    assert schedule.due(now=NOW + timedelta(days=400), limit=10) == [sound.pk]


def test_suspects_are_polled_in_small_groups_and_then_alone() -> None:
    feeds = [Feed(url=f"https://{number}.example/", attempts=number % 3) for number in range(30)]
    groups = rounds.groups(feeds)
    assert [len(group) for group in groups] == [10, 7, 3, *[1] * 10]
    assert [{feed.attempts for feed in group} for group in groups[:4]] == [{0}, {1}, {1}, {2}]


def test_who_comes_back_is_no_suspect_any_more(server: FeedServer) -> None:
    feeds = [added(server, f"/{number}", host=number + 1, attempts=number) for number in range(3)]
    poll(server, *feeds)
    assert [request.path for request in server.received] == ["/0", "/1", "/2"]
    assert {feed.attempts for feed in feeds} == {0}


def test_two_groups_do_not_ask_one_host_in_one_breath(server: FeedServer) -> None:
    feeds = [added(server, f"/{number}", attempts=number) for number in range(2)]
    poll(server, *feeds)
    assert len(server.received) == 1
    assert [feed.attempts for feed in feeds] == [0, 1]
