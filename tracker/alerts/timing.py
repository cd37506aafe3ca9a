"""When a message may go out, and when to try again. Pure; hours are the newsroom's."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

# The schedule that Standard Webhooks recommends: after the n-th failure in a row wait so long, some three days in all.
# https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
RETRIES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
JITTER: Final = 0.2
DEAD_AFTER: Final = timedelta(days=3)


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row, give or take a fifth; after more, as after the last."""
    failures = min(failures, len(RETRIES))
    return RETRIES[failures - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  no secret


def is_quiet(hour: time, *, start: time | None, end: time | None) -> bool:
    """Whether the hour lies in the quiet ones, which may run past midnight. Without both ends none is quiet."""
    if start is None or end is None:
        return False
    return start <= hour < end if start <= end else hour >= start or hour < end


@dataclass(frozen=True, slots=True)
class DailyHour:
    """A daily message's day in the newsroom and its moment, in UTC. A change of clocks may push that past midnight."""

    day: date
    moment: datetime


def last_digest(now: datetime, *, at: time, zone: tzinfo) -> DailyHour:
    """The latest day whose daily message, due at the hour `at` in `zone`, is due by now.

    An hour that a change of clocks skips counts as an hour later, one that comes twice the first time.
    """
    day = now.astimezone(zone).date()
    while moment_of(day, at=at, zone=zone) > now.astimezone(UTC):
        day -= timedelta(days=1)
    return DailyHour(day, moment_of(day, at=at, zone=zone))


def moment_of(day: date, *, at: time, zone: tzinfo) -> datetime:
    """When a message of that day is due, in UTC: two moments of one zone would be compared by their clocks' hands."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
