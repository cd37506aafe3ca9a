"""When a message may go out, and when to try again. Pure; hours are the newsroom's."""

import random
from datetime import datetime, time, timedelta, tzinfo
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


def last_digest(now: datetime, *, at: time, zone: tzinfo) -> datetime:
    """The latest moment, up to now, at which a daily digest was due at the hour `at` in `zone`.

    An hour that a change of clocks skips counts as an hour later, one that comes twice the first time.
    """
    local = now.astimezone(zone)
    today = _moment(local, at, zone)
    return today if today <= now else _moment(local - timedelta(days=1), at, zone)


def _moment(day: datetime, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day.date(), at, tzinfo=zone)
