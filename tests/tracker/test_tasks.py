"""The tasks as a worker runs them, on the embedded broker's absence: called directly, or through Celery's own app."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from claims.models import BoardCounts, Claim, DailyTally, Evidence, RecordEntry, TreeHead
from config.celery import GuardedTask
from tests.feeds import Item, rss
from tests.feedserver import FeedServer
from tests.makers import Maker
from tracker import jobs, tasks
from tracker.evidence import lookback
from tracker.models import Alert, Article, Channel, Feed, ProposedClaim
from tracker.polling import leases

pytestmark = pytest.mark.django_db
RELEVANT = Item("a", "Elbe bridge will be open to traffic by the end of 2026, Mara Lindt repeats")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...]]]:
    """What would have gone to the broker."""
    sent: list[tuple[str, tuple[Any, ...]]] = []
    for task in (tasks.refresh_feeds, tasks.match_waiting_articles):
        monkeypatch.setattr(task, "delay", lambda *args, name=task.name: sent.append((name, args)))
    return sent


def test_due_feeds_are_leased_and_handed_out_in_batches(settings: Any, queued: list[Any]) -> None:
    settings.FEEDS_PER_TASK = 2
    Feed.objects.bulk_create([Feed(url=f"https://feed{number}.example/") for number in range(3)])
    tasks.dispatch_due_feeds()
    assert [len(args[1]) for _name, args in queued] == [2, 1]
    assert not Feed.objects.filter(leased_until=None).exists()


def test_a_second_dispatcher_finds_nothing_left(queued: list[Any]) -> None:
    Feed.objects.create(url="https://feed.example/")
    tasks.dispatch_due_feeds()
    tasks.dispatch_due_feeds()
    assert len(queued) == 1


def test_a_dispatch_is_a_heartbeat(queued: list[Any]) -> None:
    tasks.dispatch_due_feeds()
    assert jobs.last_dispatch() == timezone.now()


def test_a_task_run_twice_polls_once(server: FeedServer, settings: Any, queued: list[Any]) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
    feed = Feed.objects.create(url=server.serve("/rss", rss(RELEVANT)))
    lease = leases.take([feed.pk], now=timezone.now(), seconds=300)
    for _ in range(2):
        tasks.refresh_feeds(lease.token, list(lease.feed_ids))
    assert len(server.received) == 1
    assert DailyTally.objects.get().articles_read == Article.objects.count() == 1


def test_what_waits_is_matched(claim: Claim) -> None:
    feed = Feed.objects.create(url="https://feed.example/")
    now = timezone.now()
    Article.objects.create(
        feed=feed,
        key="a",
        url=RELEVANT.link,
        title=RELEVANT.title,
        language="en",
        published_at=now,
        stored_at=now,
    )
    tasks.match_waiting_articles()
    assert Evidence.objects.get().claim == claim


def test_a_new_article_is_searched_for_claims() -> None:
    feed = Feed.objects.create(url="https://news.example/")
    Article.objects.create(
        feed=feed,
        key="a",
        url="https://news.example/a",
        content="<p>The harbour bridge will open by the end of 2027, Orla Pemberwick said.</p>",
        language="en",
        published_at=timezone.now(),
        stored_at=timezone.now(),
    )

    tasks.spot_waiting_articles()
    tasks.spot_waiting_articles()

    assert ProposedClaim.objects.get().closes_on.year == 2027


def test_an_overdue_claim_reaches_the_desk(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    make.published(by_hand=(make.facts.said_on, yesterday))
    Channel.objects.create(name="Desk", address="desk@example.org", is_caught_up=True)
    monkeypatch.setattr(tasks.deliver_to_channel, "delay", tasks.deliver_to_channel)
    tasks.notice_deadlines()
    tasks.deliver_alerts()
    assert Alert.objects.get().state == Alert.State.SENT
    assert mail.outbox[0].subject.startswith("Decide: closed 1 day ago")


def test_what_was_written_is_numbered_and_signed_once(claim: Claim) -> None:
    tasks.number_entries()
    tasks.number_entries()
    assert [head.size for head in TreeHead.objects.all()] == [RecordEntry.objects.count()]


def test_a_window_that_has_closed_is_counted_and_the_boards_changes_become_one_row(make: Maker) -> None:
    make.published(by_hand=(make.facts.said_on, timezone.localdate()))

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        tasks.pass_days()
        tasks.compare_counts()

    assert BoardCounts.objects.get().awaiting == 1


def test_counts_that_differ_are_told_in_the_log(claim: Claim, caplog: pytest.LogCaptureFixture) -> None:
    Claim.objects.filter(pk=claim.pk).update(outcome="void")

    tasks.compare_counts()

    assert "counts differ" in caplog.text


def test_however_many_ticks_looking_back_is_one_chain_that_queues_nothing(
    claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(GuardedTask, "apply_async", lambda task, *_, **__: sent.append(task.name))
    steps: list[int] = []

    def step(**_: object) -> bool:
        steps.append(1)
        return len(steps) % 3 > 0

    monkeypatch.setattr(lookback, "step", step)
    for _tick in range(50):
        tasks.look_back()
    assert not sent
    assert len(steps) == 150


def test_a_second_worker_at_the_same_tick_has_nothing_to_do(
    claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []

    def meet_a_second_tick(turn: object, *, now: object) -> None:
        began.append("work")
        tasks.look_back()

    monkeypatch.setattr(lookback, "work", meet_a_second_tick)
    tasks.look_back()
    assert began == ["work"]


def test_what_was_announced_takes_effect_in_its_time(claim: Claim, make: Maker, settings: Settings) -> None:
    settings.ANNOUNCE_HOURS = 24
    make.ruled(claim, "missed", can_no_longer_happen=True)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        tasks.release_due()
        tasks.release_due()
    claim.refresh_from_db()
    assert claim.outcome == "missed"
