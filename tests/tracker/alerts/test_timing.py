from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.alerts.timing import RETRIES, is_quiet, last_digest, wait_after

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_waits_grow_as_promised_give_or_take_a_fifth() -> None:
    promised = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
    assert [wait.total_seconds() for wait in RETRIES] == promised
    for failures, seconds in enumerate(promised, start=1):
        waits = [wait_after(failures).total_seconds() for _ in range(200)]
        assert 0.8 * seconds <= min(waits) < 0.9 * seconds
        assert 1.1 * seconds < max(waits) <= 1.2 * seconds


def test_after_the_last_wait_the_next_is_as_long() -> None:
    assert wait_after(len(RETRIES) + 5) >= 0.8 * RETRIES[-1]


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [(time(21, 59), False), (time(22), True), (time(0), True), (time(6, 59), True), (time(7), False)],
)
def test_quiet_hours_may_run_past_midnight(hour: time, quiet: bool) -> None:
    assert is_quiet(hour, start=time(22), end=time(7)) is quiet


def test_quiet_hours_within_a_day_and_none() -> None:
    assert is_quiet(time(12, 30), start=time(12), end=time(13))
    assert not is_quiet(time(13), start=time(12), end=time(13))
    assert not is_quiet(time(3), start=None, end=None)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 6, 17, 5, 59, tzinfo=UTC), datetime(2026, 6, 16, 6, 0, tzinfo=UTC)),
        (datetime(2026, 6, 17, 6, 0, tzinfo=UTC), datetime(2026, 6, 17, 6, 0, tzinfo=UTC)),
        (datetime(2028, 3, 1, 6, 59, tzinfo=UTC), datetime(2028, 2, 29, 7, 0, tzinfo=UTC)),
    ],
)
def test_the_last_digest_was_due_at_its_hour_in_the_newsroom(now: datetime, due: datetime) -> None:
    assert last_digest(now, at=time(8), zone=BERLIN).moment == due


# Changes at two in the morning, at midnight, an hour before it, and by half an hour.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Santiago", date(2026, 4, 4)),
    ("America/Nuuk", date(2026, 3, 28)),
    ("America/Nuuk", date(2026, 10, 24)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Cairo", date(2026, 4, 24)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize("hour", [time(0), time(0, 30), time(1, 30), time(2, 30), time(8), time(23, 30)])
@pytest.mark.parametrize("clock", ["UTC", "the newsroom's"])
def test_a_change_of_clocks_neither_skips_nor_doubles_a_digest(
    zone: str, day: date, hour: time, clock: str
) -> None:
    newsroom = ZoneInfo(zone)
    start = datetime.combine(day - timedelta(days=1), time(12), tzinfo=UTC)
    moments = [start + timedelta(minutes=5 * step) for step in range(12 * 72)]
    seen = [
        last_digest(moment if clock == "UTC" else moment.astimezone(newsroom), at=hour, zone=newsroom)
        for moment in moments
    ]
    assert [each.moment for each in seen] == sorted(each.moment for each in seen)
    assert all(each.moment <= moment for each, moment in zip(seen, moments, strict=True))
    days = sorted({each.day for each in seen})
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len({each.moment for each in seen}) == len(days) >= 3
