from datetime import UTC, datetime, timedelta

import pytest

from tracker import heartbeat
from tracker.models import Heartbeat

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def test_each_dispatch_renews_the_one_row() -> None:
    assert heartbeat.last() is None
    heartbeat.mark(now=NOW)
    heartbeat.mark(now=NOW + SECOND)
    assert heartbeat.last() == NOW + SECOND
    assert Heartbeat.objects.count() == 1


def test_a_late_tick_does_not_set_the_clock_back() -> None:
    heartbeat.mark(now=NOW)
    heartbeat.mark(now=NOW - SECOND)
    assert heartbeat.last() == NOW


@pytest.mark.parametrize(("seconds", "is_silent"), [(0, False), (120, False), (121, True)])
def test_the_machine_is_silent_after_two_minutes(seconds: int, *, is_silent: bool) -> None:
    assert heartbeat.is_silent(NOW, now=NOW + seconds * SECOND) is is_silent


def test_a_machine_that_never_spoke_is_silent() -> None:
    assert heartbeat.is_silent(None, now=NOW)
