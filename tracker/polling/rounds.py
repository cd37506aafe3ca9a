"""One round of polling: which of a task's feeds may be asked now, what the answers say of hosts, and what goes back.

Why so: docs/decisions/0012-suspects-by-sevens.md
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.utils import timezone

from tracker import setaside
from tracker.fetch import Answer, Fetched, FetchFailed, NotModified, Policy, fetch_bursts
from tracker.fetch.gate import registrable_domain
from tracker.fetch.newsroom import newsroom_policy
from tracker.models import Feed
from tracker.polling import hosts, moves, outage, pipeline
from tracker.polling.hosts import Wait
from tracker.polling.leases import MOST_ATTEMPTS, Lease
from tracker.polling.visits import Summary

# How many feeds whose first worker died are polled together: about the root of a batch.
_SUSPECTS: Final = 7
_OVERLOADED: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class PollLimits:
    """How this newsroom polls: `floor` is the least wait of a feed, `lease` how long a host is held, in seconds."""

    policy: Policy
    floor: int
    lease: int


def poll_limits() -> PollLimits:
    """The limits that the settings give."""
    return PollLimits(newsroom_policy(), settings.POLL_FLOOR_SECONDS, settings.LEASE_SECONDS)


@dataclass
class Overheard:
    """What the answers of a round say beside their feeds: of hosts, and of addresses.

    `retry_after` has the domains that asked to be left alone, with the seconds that each named or None; `landings`
    where each address led.
    """

    retry_after: dict[str, int | None] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    landings: dict[str, moves.Landing] = field(default_factory=dict)
    is_out_of_reach: bool = False

    def listen(self, bursts: Iterable[list[Answer]]) -> Iterator[list[Answer]]:
        """Pass the bursts on, and note what each answer says."""
        for burst in bursts:
            for result in burst:
                self.note(result)
            yield burst

    def note(self, result: Answer) -> None:
        """Note what one answer says."""
        match result:
            case Fetched() | NotModified():
                self.answered.add(registrable_domain(result.final_url))
                self.landings[result.url] = moves.Landing(result.final_url, result.permanent_url)
            case FetchFailed(status=None):
                self.is_out_of_reach |= result.kind in outage.UNREACHABLE
            case FetchFailed() if result.status in _OVERLOADED:
                self.retry_after[registrable_domain(result.final_url)] = result.retry_after
            case FetchFailed():
                self.answered.add(registrable_domain(result.final_url))

    def moved(self, feeds: Iterable[Feed]) -> dict[int, moves.Landing]:
        """The landings that say something of where a feed is now, by the feed's id."""
        met = ((feed, self.landings.get(feed.url)) for feed in feeds)
        return {feed.pk: landing for feed, landing in met if landing and moves.is_telling(feed, landing)}


def run(lease: Lease, feeds: Sequence[Feed], *, limits: PollLimits, now: datetime) -> Summary:
    """Poll those of the leased feeds that may be polled now; the others go back, to be due a little later."""
    spacing = timedelta(seconds=limits.policy.spacing_seconds)
    waits = _take_hosts(lease, feeds, limits=limits, now=now)
    overheard = Overheard()
    admitted = [feed for feed in feeds if _domain(feed) not in waits]
    try:
        summary = _poll(lease, admitted, overheard, limits=limits, now=now)
        with setaside.going_on_after("heeding hosts", now=now):
            hosts.heed(overheard.retry_after, answered=overheard.answered, now=timezone.now())
    finally:
        hosts.give_back(token=lease.token, now=timezone.now(), spacing=spacing)
    lease.put_back(feeds, waits, spacing=spacing, now=timezone.now())
    with setaside.going_on_after("following moves", now=now):
        moves.note(overheard.moved(admitted), now=now)
    if overheard.is_out_of_reach:
        with setaside.going_on_after("forgiving an outage", now=now):
            outage.forgive(now=now, wait=timedelta(seconds=limits.floor))
    return summary


def _take_hosts(lease: Lease, feeds: Sequence[Feed], *, limits: PollLimits, now: datetime) -> dict[str, Wait]:
    policy = limits.policy
    # No request of a batch starts later than its patience lasts, so that is how long a dead worker may have been at it.
    pause = policy.spacing_seconds and policy.spacing_seconds + policy.patience_seconds
    domains = {domain for feed in feeds if (domain := _domain(feed))}
    return hosts.take(
        domains, token=lease.token, now=now, seconds=limits.lease, pause=timedelta(seconds=pause)
    )


def _domain(feed: Feed) -> str:
    return registrable_domain(feed.url)


def _poll(
    lease: Lease, feeds: Sequence[Feed], overheard: Overheard, *, limits: PollLimits, now: datetime
) -> Summary:
    """Poll all at once; but feeds whose worker died before in small groups, and alone when it died twice."""
    if any(feed.attempts >= MOST_ATTEMPTS for feed in feeds):
        lease.stop_worn_out(now=now)
    started = monotonic()
    summary, asked = Summary(), set[str]()
    for group in groups([feed for feed in feeds if feed.attempts < MOST_ATTEMPTS]):
        # A long row of suspects goes on in the next round, before the lease ends. So do those of a host that another
        # group asked: a request knows only those of its own group.
        if monotonic() - started > limits.lease / 3:
            break
        new = [feed for feed in group if _domain(feed) not in asked]
        asked |= {_domain(feed) for feed in new}
        lease.count_attempt(new)
        bursts = overheard.listen(
            fetch_bursts(pipeline.requests(new, now=now), policy=limits.policy, now=now)
        )
        summary += pipeline.refresh(new, bursts, now=now, floor=limits.floor)
    return summary


def groups(feeds: Sequence[Feed]) -> list[list[Feed]]:
    """Split the feeds into groups that are polled together: all new ones, then suspects by sevens, then one by one.

    A feed is a suspect when a worker died while polling its group, and polled alone when two did.
    """
    fresh = [feed for feed in feeds if feed.attempts == 0]
    once = [feed for feed in feeds if feed.attempts == 1]
    more = [feed for feed in feeds if feed.attempts > 1]
    by_sevens = (once[start : start + _SUSPECTS] for start in range(0, len(once), _SUSPECTS))
    return [group for group in (fresh, *by_sevens, *([feed] for feed in more)) if group]
