"""What is promised when something is killed, with a real worker, broker, beat and feeds that answer slowly."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply
from tests.stack import Stack, children, is_running, wait_for

pytestmark = pytest.mark.stack
FEEDS, ARTICLES = 24, 5

COUNTS = """
from django.db.models import Count
from claims.models import Evidence, RecordEntry
from tracker.models import Article, Feed, Poll
result = {
    "articles": Article.objects.count(),
    "distinct": Article.objects.values("url").distinct().count(),
    "waiting": Article.objects.filter(matched_at=None).count(),
    "polled": Feed.objects.exclude(last_success_at=None).count(),
    "evidence": Evidence.objects.count(),
    "suggested": RecordEntry.objects.filter(action="suggested").count(),
}
"""


@pytest.fixture
def slow_feeds() -> Iterator[FeedServer]:
    """Each feed takes a good second to send; every first article bears on the claim."""
    with FeedServer() as server:
        for number in range(FEEDS):
            items = [
                Item(f"{number}-{item}", f"Cup round {number}, match {item}") for item in range(1, ARTICLES)
            ]
            relevant = Item(
                f"{number}-0",
                f"Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats ({number})",
            )
            body = rss(relevant, *items)
            server.serve(f"/{number}", Reply(body, drip_seconds=1.2 / len(body), etag=f'"{number}"'))
        yield server


def _is_sending(server: FeedServer, seen: int) -> bool:
    """Whether one of the requests after the first so many is being answered."""
    return any(request.ended is None for request in server.received[seen:])


def newsroom(server: FeedServer) -> str:
    """Code that makes an editor, a published claim and the feeds, each on a host of its own."""
    urls = [server.url(f"/{number}", host=number + 1) for number in range(FEEDS)]
    return f"""
from datetime import date
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claimant, User
from tests.makers import Maker
from tracker.models import Feed
ada = User.objects.create_user("ada")
ada.groups.add(Group.objects.get(name="editor"))
make = Maker(ada, editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada))
make.published(horizon="bis Ende 2036")
Feed.objects.bulk_create([Feed(url=url) for url in {urls}])
"""


def test_a_worker_killed_in_mid_poll_loses_nothing_and_doubles_nothing(
    tmp_path: Path, slow_feeds: FeedServer
) -> None:
    with Stack(tmp_path, FETCH_ALLOWED_HOSTS=",".join(slow_feeds.hosts(FEEDS)), FEEDS_PER_TASK="4") as stack:
        stack.do(newsroom(slow_feeds))
        for _ in range(2):  # a third death with the same feed in hand would set that feed aside
            asked = len(slow_feeds.received)
            wait_for(lambda seen=asked: _is_sending(slow_feeds, seen), what="the middle of an answer")  # type: ignore[misc]
            worker = stack.pid("worker")
            os.killpg(worker, signal.SIGKILL)
            wait_for(lambda dead=worker: stack.pid("worker") != dead)  # type: ignore[misc]
        wait_for(lambda: stack.do(COUNTS)["polled"] == FEEDS)
        counts = wait_for(lambda: (c := stack.do(COUNTS))["waiting"] == 0 and c)
    assert counts["articles"] == counts["distinct"] == FEEDS * ARTICLES
    assert counts["evidence"] == counts["suggested"] == FEEDS


def test_worker_and_broker_killed_in_the_middle_of_500_polls_leave_every_article_stored_once(
    tmp_path: Path,
) -> None:
    with FeedServer() as server, _many(tmp_path, server, feeds=500) as stack:
        wait_for(lambda: len(server.received) > 100, what="in the middle")
        worker, broker = stack.pid("worker"), stack.pid("broker")
        os.killpg(worker, signal.SIGKILL)
        os.kill(broker, signal.SIGKILL)
        assert len(server.received) < 500
        wait_for(lambda: worker != stack.pid("worker") and broker != stack.pid("broker"))
        counts = _when_polled(stack, feeds=500)
    assert counts["articles"] == counts["distinct"] == 500 * ARTICLES


def test_a_flushed_broker_loses_nothing_and_its_workers_go_on(tmp_path: Path) -> None:
    with FeedServer() as server, _many(tmp_path, server, feeds=60) as stack:
        wait_for(lambda: server.received)
        worker = stack.pid("worker")
        stack.do(
            "from django.conf import settings\nimport redis\n"
            "redis.Redis(unix_socket_path=str(settings.EMBEDDED_BROKER_SOCKET)).flushall()"
        )
        counts = _when_polled(stack, feeds=60)
        assert stack.pid("worker") == worker
    assert counts["articles"] == counts["distinct"] == 60 * ARTICLES


def _when_polled(stack: Stack, *, feeds: int) -> dict[str, int]:
    """The counts once every feed has been polled: counted anew, as articles may come in while others are counted."""
    wait_for(lambda: stack.do(COUNTS)["polled"] == feeds)
    counts: dict[str, int] = stack.do(COUNTS)
    return counts


@contextmanager
def _many(folder: Path, server: FeedServer, *, feeds: int, **settings: str) -> Iterator[Stack]:
    """A running stack with so many feeds, each on a host of its own and half a second long."""
    for number in range(1, feeds + 1):
        items = [Item(f"{number}-{item}", f"Round {number}, match {item}") for item in range(ARTICLES)]
        body = rss(*items)
        server.serve(f"/{number}", Reply(body[:-1], after=(0.5, body[-1:]), etag=f'"{number}"'))
    urls = [server.url(f"/{number}", host=number) for number in range(1, feeds + 1)]
    allowed = ",".join(server.hosts(feeds))
    quick = {"FETCH_ALLOWED_HOSTS": allowed, "FEEDS_PER_TASK": "25", "POLL_FLOOR_SECONDS": "3600"}
    with Stack(folder, **(quick | settings)) as stack:
        stack.do(
            f"from tracker.models import Feed\nFeed.objects.bulk_create([Feed(url=url) for url in {urls}])"
        )
        yield stack


def test_a_worker_asked_to_stop_ends_what_it_has_in_hand(tmp_path: Path) -> None:
    with FeedServer() as server, _many(tmp_path, server, feeds=2, LEASE_SECONDS="60") as stack:
        wait_for(lambda: len(server.received) == 2)
        worker = stack.pid("worker")
        os.kill(worker, signal.SIGTERM)
        wait_for(lambda: not is_running(worker))
        counts = stack.do(COUNTS)
    assert counts["polled"] == len(server.received) == 2


def test_a_feed_that_brings_down_three_workers_is_set_aside_and_the_others_are_polled(tmp_path: Path) -> None:
    settings = {"LEASE_SECONDS": "20", "FEEDS_PER_TASK": "10"}
    with FeedServer() as server, _many(tmp_path, server, feeds=10, **settings) as stack:
        poison = "/5"
        server.serve(poison, Reply(b"x", waits_for=10**6))  # it never answers: its worker is killed before
        for death in range(1, 4):
            wait_for(lambda met=death: _asked_for(server, poison) >= met, what=f"death {death}")  # type: ignore[misc]
            for child in children(stack.pid("worker")):
                os.kill(child, signal.SIGKILL)
        wait_for(lambda: stack.do(COUNTS)["polled"] == 9)
        stopped = wait_for(lambda: stack.do(STOPPED))
    assert stopped == [[server.url(poison, host=5), "poison"]]
    assert _asked_for(server, poison) == 3


STOPPED = """
from tracker.models import Feed
result = [list(row) for row in Feed.objects.exclude(stopped_for="").values_list("url", "stopped_for")]
"""


def _asked_for(server: FeedServer, path: str) -> int:
    return sum(request.path == path for request in server.received)


def test_a_broker_killed_in_mid_poll_costs_only_a_delay(tmp_path: Path, slow_feeds: FeedServer) -> None:
    with Stack(tmp_path, FETCH_ALLOWED_HOSTS=",".join(slow_feeds.hosts(FEEDS)), FEEDS_PER_TASK="4") as stack:
        stack.do(newsroom(slow_feeds))
        wait_for(lambda: slow_feeds.received)
        broker = stack.pid("broker")
        os.kill(broker, signal.SIGKILL)
        wait_for(lambda: stack.pid("broker") != broker)
        wait_for(lambda: stack.do(COUNTS)["polled"] == FEEDS)
        counts = stack.do(COUNTS)
    assert counts["articles"] == counts["distinct"] == FEEDS * ARTICLES
