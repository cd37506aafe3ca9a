"""What is promised when something is killed, with a real worker, broker, beat and feeds that answer slowly."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply
from tests.stack import Stack, wait_for

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
        for _ in range(3):
            asked = len(slow_feeds.received)
            wait_for(lambda seen=asked: len(slow_feeds.received) > seen)  # type: ignore[misc]
            sleep(0.3)  # into the middle of an answer
            worker = stack.pid("worker")
            os.killpg(worker, signal.SIGKILL)
            wait_for(lambda dead=worker: stack.pid("worker") != dead)  # type: ignore[misc]
        wait_for(lambda: stack.do(COUNTS)["polled"] == FEEDS, seconds=120)
        counts = wait_for(lambda: (c := stack.do(COUNTS))["waiting"] == 0 and c, seconds=60)
    assert counts["articles"] == counts["distinct"] == FEEDS * ARTICLES
    assert counts["evidence"] == counts["suggested"] == FEEDS


def test_a_broker_killed_in_mid_poll_costs_only_a_delay(tmp_path: Path, slow_feeds: FeedServer) -> None:
    with Stack(tmp_path, FETCH_ALLOWED_HOSTS=",".join(slow_feeds.hosts(FEEDS)), FEEDS_PER_TASK="4") as stack:
        stack.do(newsroom(slow_feeds))
        wait_for(lambda: slow_feeds.received)
        broker = stack.pid("broker")
        os.kill(broker, signal.SIGKILL)
        wait_for(lambda: stack.pid("broker") != broker)
        wait_for(lambda: stack.do(COUNTS)["polled"] == FEEDS, seconds=120)
        counts = stack.do(COUNTS)
    assert counts["articles"] == counts["distinct"] == FEEDS * ARTICLES
