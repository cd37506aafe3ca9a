"""Deadlines are days in the newsroom: no change of clocks and no leap day skips or doubles one."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from tests.makers import Maker
from tests.tracker.alerts.conftest import Outside
from tracker import alerts
from tracker.models import Channel


@pytest.mark.masses
@pytest.mark.parametrize("closes_on", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
def test_every_step_comes_once_and_on_its_day(
    closes_on: date, make: Maker, desk: Channel, outside: Outside
) -> None:
    make.published(by_hand=(make.facts.said_on, closes_on))
    Claim.objects.update(published_at=datetime(2026, 3, 3, tzinfo=UTC))
    told: list[tuple[str, date]] = []
    now = datetime.combine(closes_on - timedelta(days=31), time(), tzinfo=UTC)
    while now.date() < closes_on + timedelta(days=10):
        alerts.notice(now=now)
        if alerts.deliver_due(now=now, send=outside):
            told.append((outside.taken[-1][1].facts["step"], timezone.localdate(now)))
        now += timedelta(hours=4, minutes=30)
    days = {"before-30": -30, "before-7": -7, "before-1": -1, "decide": 1, "overdue-1": 8}
    assert told == [(step, closes_on + timedelta(days=offset)) for step, offset in days.items()]
