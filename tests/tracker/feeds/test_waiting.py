"""Why a feed is not being polled at this moment."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.conftest import NOW
from tracker.feeds.waiting import Waiting, Why, waiting
from tracker.models import Feed, Host

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LATER, BEFORE = NOW + HOUR, NOW - HOUR


def wait(cool_until: datetime | None = None, **facts: object) -> Waiting:
    feed = Feed(**{"url": "https://kurier.example/rss", "next_poll_at": LATER} | facts)
    host = Host(domain="kurier.example", cool_until=cool_until) if cool_until else None
    return waiting(feed, host=host, now=NOW)


@pytest.mark.parametrize(
    ("facts", "why", "at"),
    [
        ({}, Why.PLANNED, LATER),
        ({"next_poll_at": NOW - MINUTE}, Why.DUE, NOW - MINUTE),
        ({"next_poll_at": BEFORE}, Why.OVERDUE, BEFORE),
        ({"is_paused": True, "paused_at": BEFORE}, Why.PAUSED, BEFORE),
        ({"stopped_for": "gone", "stopped_at": BEFORE}, Why.STOPPED, BEFORE),
        ({"leased_until": NOW + MINUTE, "next_poll_at": BEFORE}, Why.POLLING, NOW + MINUTE),
        ({"leased_until": NOW - MINUTE, "next_poll_at": BEFORE}, Why.OVERDUE, BEFORE),
        ({"cool_until": LATER, "next_poll_at": BEFORE}, Why.COOLING, LATER),
        ({"cool_until": LATER, "next_poll_at": LATER + HOUR}, Why.PLANNED, LATER + HOUR),
        ({"cool_until": BEFORE, "next_poll_at": NOW}, Why.DUE, NOW),
    ],
)
def test_a_feed_waits_for_one_thing(facts: dict[str, object], why: Why, at: object) -> None:
    assert wait(**facts) == Waiting(why, at)  # type: ignore[arg-type]


def test_a_paused_feed_is_paused_whatever_else_is_in_its_way() -> None:
    everything: dict[str, Any] = {"stopped_for": "gone", "stopped_at": NOW, "leased_until": LATER}

    assert wait(LATER, is_paused=True, **everything).why is Why.PAUSED
    assert wait(LATER, **everything).why is Why.STOPPED
