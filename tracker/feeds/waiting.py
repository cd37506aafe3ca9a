"""Why a feed is not being polled at this moment, and until when. Pure: the row is given, and so is the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tracker.models import Feed, Host

# What is due longer than this points to the machine and not to the feed.
OVERDUE_AFTER: Final = timedelta(minutes=5)


class Why(StrEnum):
    """What a feed waits for, the strongest reason first."""

    PAUSED = "paused"
    STOPPED = "stopped"
    POLLING = "polling"
    COOLING = "cooling"
    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The reason, and the moment that goes with it.

    It is over at `at`, but for what is paused, stopped, due or overdue: that has been so since then.
    """

    why: Why
    at: datetime | None


def waiting(feed: Feed, *, host: Host | None, now: datetime) -> Waiting:
    """What stands between the feed and its next poll. `host` is its host's row, None where it has none."""
    if feed.is_paused:
        return Waiting(Why.PAUSED, feed.paused_at)
    if feed.stopped_for:
        return Waiting(Why.STOPPED, feed.stopped_at)
    if feed.leased_until and feed.leased_until > now:
        return Waiting(Why.POLLING, feed.leased_until)
    if host and host.cool_until and host.cool_until > max(now, feed.next_poll_at):
        return Waiting(Why.COOLING, host.cool_until)
    if feed.next_poll_at > now:
        return Waiting(Why.PLANNED, feed.next_poll_at)
    is_late = now - feed.next_poll_at > OVERDUE_AFTER
    return Waiting(Why.OVERDUE if is_late else Why.DUE, feed.next_poll_at)
