from datetime import UTC, datetime, timedelta

import pytest

from claims.models import DailyTally
from tracker.models import Feed, Poll
from tracker.polling import tally

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def visited(number: int, result: str, **values: object) -> Feed:
    feed = Feed.objects.create(url=f"https://feed{number}.example/", **values)
    Poll.objects.create(feed=feed, at=NOW, result=result)
    return feed


def test_batches_of_a_day_add_up() -> None:
    tally.add(new_articles=3, now=NOW)
    tally.add(new_articles=4, now=NOW)
    assert DailyTally.objects.get().articles_read == 7


def test_a_feed_polled_twice_is_one_feed_and_a_failed_one_is_not_reached() -> None:
    twice = visited(1, "new", last_success_at=NOW)
    Poll.objects.create(feed=twice, at=NOW, result="not_modified")
    visited(2, "failed", last_success_at=NOW - timedelta(days=1))
    tally.add(new_articles=0, now=NOW)
    assert DailyTally.objects.get().feeds_reached == 1


def test_a_feed_not_read_for_a_day_is_silent_but_a_paused_one_is_not() -> None:
    visited(1, "failed", last_success_at=NOW - timedelta(days=2))
    visited(2, "failed")
    visited(3, "failed", is_paused=True)
    tally.add(new_articles=0, now=NOW)
    assert DailyTally.objects.get().feeds_silent == 2


def test_the_day_is_the_newsrooms() -> None:
    tally.add(new_articles=1, now=datetime(2026, 6, 17, 22, 30, tzinfo=UTC))
    assert f"{DailyTally.objects.get().day}" == "2026-06-18"
