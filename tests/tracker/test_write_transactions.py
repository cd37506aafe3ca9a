"""A write transaction writes and computes nothing: others wait for it, on SQLite all who write.

Each task runs with work to do while a profiler watches which code is called within its transactions.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from claims.models import Evidence
from config.celery import GuardedTask
from tests.feeds import Item, rss
from tests.feedserver import FeedServer
from tests.makers import Maker
from tracker import match, tasks
from tracker.models import Alert, Article, Channel, Feed, Lookback, ProposedClaim

ROOT = Path(__file__).resolve().parents[2]
COMPUTING = tuple(
    str(ROOT / place)
    for place in (
        *("tracker/match", "tracker/spot", "tracker/fetch", "tracker/words", "tracker/confined.py"),
        *(
            "tracker/parse/reader.py",
            "tracker/parse/document.py",
            "tracker/parse/guard.py",
            "tracker/parse/clean.py",
        ),
        *("tracker/evidence/stance", "tracker/evidence/excerpts.py", "tracker/intake/extract"),
        *(
            "tracker/intake/likeness.py",
            "tracker/alerts/channels",
            "tracker/alerts/composing.py",
            "claims/horizon",
        ),
    )
)
PROMISE = (
    "The Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt said."
    " The ferry will sail until the end of 2027, Orla Pemberwick said."
)
NEWS = Item("a", "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats")


@dataclass
class Watched:
    """What the rooms that compute were called for: within a transaction, and how often outside of any."""

    within: set[str] = field(default_factory=set)
    outside: int = 0


@contextmanager
def watching() -> Iterator[Watched]:
    watched = Watched()
    before = len(connection.atomic_blocks)

    def look(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(COMPUTING):
            if len(connection.atomic_blocks) > before:
                watched.within.add(f"{frame.f_code.co_filename}: {frame.f_code.co_qualname}")
            else:
                watched.outside += 1

    sys.setprofile(look)
    try:
        yield watched
    finally:
        sys.setprofile(None)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the tasks that ran; one that is queued runs at once."""
    names: set[str] = set()

    def at_once(task: GuardedTask, args: tuple[object, ...] = (), *_: object, **__: object) -> None:
        names.add(task.name)
        task.run(*args)

    monkeypatch.setattr(GuardedTask, "apply_async", at_once)
    return names


def test_no_task_computes_within_a_transaction(
    server: FeedServer, settings: Settings, make: Maker, ran: set[str]
) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
    now = timezone.now()
    feed = Feed.objects.create(url=server.serve("/rss", rss(NEWS)))
    Article.objects.create(
        feed=feed,
        key="b",
        url="https://news.example/b",
        title="Elbe bridge",
        content=f"<p>{PROMISE}</p>",
        language="en",
        published_at=now,
        stored_at=now,
    )
    Channel.objects.create(name="Desk", address="desk@example.org", is_caught_up=True, wants_evidence=True)
    make.published(by_hand=(make.facts.said_on, timezone.localdate() - timedelta(days=1)))
    ours = [task for task in vars(tasks).values() if isinstance(task, GuardedTask)]

    with watching() as watched:
        for task in (tasks.dispatch_due_feeds, tasks.spot_waiting_articles):
            task.delay()
    later = make.published()
    with watching() as watched_later:
        for task in ours:
            if task not in (tasks.refresh_feeds, tasks.deliver_to_channel):
                task.delay()

    assert watched.within | watched_later.within == set()
    assert watched.outside > 1_000 < watched_later.outside
    assert ran == {task.name for task in ours}
    assert Evidence.objects.exists()
    assert ProposedClaim.objects.exists()
    assert Alert.objects.filter(state=Alert.State.SENT).exists()
    assert Lookback.objects.get(claim=later).finished_at


@pytest.mark.django_db
def test_the_watch_sees_what_is_called_within_a_transaction() -> None:
    with watching() as watched, transaction.atomic():
        match.token("en", "a handle that no other test asks for")

    assert f"{ROOT}/tracker/match/kept.py: token" in watched.within
