"""Two workers, dispatchers or beats at once: each feed is polled and each alert sent by one of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier

import pytest

from claims.models import Claim
from tests.feeds import Item, rss
from tests.makers import Maker
from tests.races import at_once, needs_postgresql, overlap
from tracker import alerts, evidence
from tracker.alerts.channels import Message
from tracker.models import Alert, Article, Channel, Feed, Host, Poll
from tracker.parse import ParsedFeed, parse
from tracker.polling import hosts, leases, store
from tracker.polling.visits import Visit, Visited

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
WORKERS = 4


@pytest.fixture
def feeds(transactional_db: None) -> list[int]:
    """Ids of forty feeds that are due."""
    rows = [Feed(url=f"https://feed{number}.example/rss", next_poll_at=NOW) for number in range(40)]
    return [feed.pk for feed in Feed.objects.bulk_create(rows)]


@pytest.fixture
def owed(claim: Claim) -> list[int]:
    """Ids of eight alerts that are owed a week before the claim's deadline."""
    for number in range(8):
        Channel.objects.create(name=f"Desk {number}", address=f"desk{number}@example.org")
    alerts.notice(now=A_WEEK_BEFORE)
    return list(Alert.objects.values_list("pk", flat=True))


def heard_by(sent: list[str]) -> Callable[[Channel, Message], str]:
    """A way out that writes down who was told."""

    def send(channel: Channel, message: Message) -> str:
        sent.append(channel.address)
        return "250 OK"

    return send


def test_a_worker_that_comes_while_another_takes_the_feeds_gets_none(feeds: list[int]) -> None:
    taken: list[leases.Lease] = []

    def take() -> None:
        taken.append(leases.take(feeds, now=NOW, seconds=60))

    assert overlap(take, take) is None
    assert [len(lease.feed_ids) for lease in taken] == [40, 0]


def test_each_feed_goes_to_one_of_many_workers(feeds: list[int]) -> None:
    taken: list[leases.Lease] = []
    start = Barrier(WORKERS)

    def take() -> None:
        start.wait()
        taken.append(leases.take(feeds, now=NOW, seconds=60))

    at_once(*[take] * WORKERS)

    assert sorted(pk for lease in taken for pk in lease.feed_ids) == sorted(feeds)


def test_each_host_goes_to_one_of_many_workers() -> None:
    domains = [f"{number}.example" for number in range(20)]
    closed: dict[int, int] = {}

    def take(worker: int) -> None:
        mine = domains[worker:] + domains[:worker]  # each names them in another order
        waits = hosts.take(mine, token=str(worker), now=NOW, seconds=60, pause=timedelta())
        closed[worker] = len(waits)

    at_once(*[partial(take, worker) for worker in range(WORKERS)])

    assert Host.objects.exclude(lease_token="").count() == len(domains)
    assert sum(len(domains) - number for number in closed.values()) == len(domains)


def test_an_expired_lease_passes_to_one_worker_and_leaves_the_first_without(feeds: list[int]) -> None:
    first = leases.take(feeds, now=NOW, seconds=60)
    later = NOW + timedelta(seconds=60)
    taken: list[leases.Lease] = []

    def take() -> None:
        taken.append(leases.take(feeds, now=later, seconds=60))

    assert overlap(take, take) is None
    assert [len(lease.held(now=later)) for lease in (first, *taken)] == [0, 40, 0]


def test_a_feed_paused_as_a_worker_takes_it_is_left_alone(feeds: list[int]) -> None:
    taken: list[leases.Lease] = []

    def pause() -> None:
        Feed.objects.filter(pk=feeds[0]).update(is_paused=True)

    def take() -> None:
        taken.append(leases.take(feeds, now=NOW, seconds=60))

    assert overlap(pause, take) is None
    assert set(feeds) - set(taken[0].feed_ids) == {feeds[0]}


def test_each_alert_is_sent_once_by_one_of_many_workers(owed: list[int]) -> None:
    sent: list[str] = []
    start = Barrier(WORKERS)

    def deliver() -> None:
        start.wait()
        alerts.deliver_due(now=A_WEEK_BEFORE, send=heard_by(sent))

    at_once(*[deliver] * WORKERS)

    assert sorted(sent) == sorted(Channel.objects.values_list("address", flat=True))
    assert set(Alert.objects.values_list("state", flat=True)) == {"sent"}


def test_what_one_worker_is_sending_no_other_sends(owed: list[int]) -> None:
    sent: list[str] = []

    def send_slowly(channel: Channel, message: Message) -> str:
        at_once(partial(alerts.deliver_due, now=A_WEEK_BEFORE, send=heard_by(sent)))
        return heard_by(sent)(channel, message)

    alerts.deliver_due(now=A_WEEK_BEFORE, send=send_slowly)

    assert sorted(sent) == sorted(Channel.objects.values_list("address", flat=True))


def test_an_alert_leased_while_another_looked_at_it_is_not_sent_again(owed: list[int]) -> None:
    sent: list[str] = []
    first = Channel.objects.order_by("pk")[0]
    deliver = partial(alerts.deliver_channel, first.pk, now=A_WEEK_BEFORE, send=heard_by(sent))

    assert overlap(deliver, deliver) is None
    assert sent == [first.address]


def test_two_beats_notice_an_alert_once(claim: Claim) -> None:
    Channel.objects.create(name="Desk", address="desk@example.org")
    notice = partial(alerts.notice, now=A_WEEK_BEFORE)

    assert overlap(notice, notice) is None
    assert Alert.objects.count() == 1


def test_an_article_that_two_workers_match_is_offered_once(
    claim: Claim, make: Maker, feeds: list[int]
) -> None:
    Article.objects.create(
        feed_id=feeds[0],
        key="1",
        url="https://news.example/bridge",
        title="Mara Lindt: bridge over the Elbe opens to traffic by the end of 2026",
        language="en",
        published_at=NOW,
        stored_at=NOW,
    )
    match = partial(evidence.match_waiting, now=NOW)

    assert overlap(match, match) is None
    assert claim.evidence.count() == 1


def test_two_workers_that_store_for_one_feed_make_no_twin(feeds: list[int]) -> None:
    parsed = parse(
        rss(*(Item(str(number), f"Item {number}") for number in range(20))), url="https://a.example/"
    )
    assert isinstance(parsed, ParsedFeed)
    told = Visited(Poll.Result.NOTHING_NEW, entries=parsed.entries)

    def write() -> None:
        visits = [Visit(feed, told) for feed in Feed.objects.filter(pk__in=feeds[:3])]
        store.write(visits, now=NOW, floor=900)

    assert overlap(write, write) is None
    assert Article.objects.count() == 60


def test_a_feed_deleted_while_its_articles_are_stored_is_no_error(feeds: list[int]) -> None:
    parsed = parse(rss(Item("a", "First")), url="https://a.example/")
    assert isinstance(parsed, ParsedFeed)
    visit = Visit(Feed.objects.get(pk=feeds[0]), Visited(Poll.Result.NOTHING_NEW, entries=parsed.entries))

    assert (
        overlap(Feed.objects.filter(pk=feeds[0]).delete, partial(store.write, [visit], now=NOW, floor=900))
        is None
    )
    assert Article.objects.count() == 0
