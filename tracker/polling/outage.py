"""The newsroom's own outage: recognised by what became of the latest polls, and not counted against the feeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from tracker.fetch import gate
from tracker.models import Fault, Feed

# What a line that is down looks like from here. A server that answers anything at all proves that the line is up.
UNREACHABLE: Final[frozenset[str]] = frozenset({Fault.DNS, Fault.CONNECT})

HOSTS: Final = 20
FEWEST_HOSTS: Final = 3
SHARE: Final = 0.8
WINDOW: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class LatestPoll:
    """The latest poll of a feed: what it ran into ("" if it went well)."""

    url: str
    at: datetime
    fault: str


def began(latest: Iterable[LatestPoll]) -> datetime | None:
    """When the outage that still lasts began, given the latest polls, newest first; None while the line is up.

    Told by the last twenty hosts asked, each by its latest poll: at least three of them, and four in five out of reach.
    A dead host or two among many is theirs; all of them at once is ours.
    """
    by_host: dict[str, LatestPoll] = {}
    for poll in latest:
        by_host.setdefault(gate.registrable_domain(poll.url), poll)
        if len(by_host) == HOSTS:
            break
    dead = [poll for poll in by_host.values() if poll.fault in UNREACHABLE]
    if len(by_host) < FEWEST_HOSTS or len(dead) < SHARE * len(by_host):
        return None
    return min(poll.at for poll in dead)


def forgive(*, now: datetime, wait: timedelta) -> int:
    """Take back what an outage of our own did to the feeds: no failure counted, asked again soon. Returns how many.

    Each failed poll is forgiven once. One indexed query while the line is up.
    """
    rows = Feed.objects.filter(last_polled_at__gt=now - WINDOW).order_by("-last_polled_at")
    latest = rows.values_list("url", "last_polled_at", "last_fault")[: 10 * HOSTS]
    since = began(LatestPoll(url, at, fault) for url, at, fault in latest if at)
    if since is None:
        return 0
    counted = Feed.objects.filter(
        last_polled_at__gte=since,
        last_fault__in=UNREACHABLE,
        failures__gt=0,
        next_poll_reason=Feed.Reason.FAILING,
    )
    return counted.update(
        failures=F("failures") - 1, next_poll_at=now + wait, next_poll_reason=Feed.Reason.OUTAGE
    )
