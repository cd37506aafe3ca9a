"""One round of polling: which of a task's feeds may be asked now, what the answers say of hosts, and what goes back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from tracker import fetch
from tracker.fetch import Fetched, FetchFailed, NotModified, Policy, Result
from tracker.fetch.gate import registrable_domain
from tracker.fetch.policy import newsroom_policy
from tracker.models import Feed
from tracker.polling import hosts, moves, outage, pipeline
from tracker.polling.hosts import Wait
from tracker.polling.schedule import Lease
from tracker.polling.visits import Summary

# A feed that three workers set out to poll, and none came back from, is not given to a fourth.
MOST_ATTEMPTS: Final = 3
# How many of those whose first worker did not come back are polled together: about the root of a batch.
_SUSPECTS: Final = 7
_OVERLOADED: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Terms:
    """How this newsroom polls: `floor` is the least wait of a feed, `lease` how long a host is held, in seconds."""

    policy: Policy
    floor: int
    lease: int


def terms() -> Terms:
    """From the settings."""
    return Terms(newsroom_policy(), settings.POLL_FLOOR_SECONDS, settings.LEASE_SECONDS)


@dataclass
class Overheard:
    """What the answers of a round say beside their feeds: of hosts, and of addresses."""

    limits: dict[str, int | None] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    landings: dict[str, moves.Landing] = field(default_factory=dict)
    is_out_of_reach: bool = False

    def note(self, result: Result) -> None:
        """Read one answer."""
        match result:
            case Fetched() | NotModified():
                self.answered.add(registrable_domain(result.final_url))
                self.landings[result.url] = moves.Landing(result.final_url, result.permanent_url)
            case FetchFailed(status=None):
                self.is_out_of_reach |= result.kind in outage.UNREACHABLE
            case FetchFailed() if result.status in _OVERLOADED:
                self.limits[registrable_domain(result.final_url)] = result.retry_after
            case FetchFailed():
                self.answered.add(registrable_domain(result.final_url))

    def telling(self, feeds: Iterable[Feed]) -> dict[int, moves.Landing]:
        """The landings that say where a feed has gone, by the feed's id."""
        met = ((feed, self.landings.get(feed.url)) for feed in feeds)
        return {feed.pk: landing for feed, landing in met if landing and moves.is_telling(feed, landing)}

    def ask(self, *args: Any, **terms: Any) -> Iterator[list[Result]]:
        """As `fetch.fetch_bursts`, listening."""
        for burst in fetch.fetch_bursts(*args, **terms):
            for result in burst:
                self.note(result)
            yield burst


def run(lease: Lease, feeds: Sequence[Feed], *, terms: Terms, now: datetime) -> Summary:
    """Poll those of the leased feeds that may be polled now; the others go back, to be due a little later."""
    spacing = timedelta(seconds=terms.policy.spacing_seconds)
    waits = _enter(lease, feeds, terms=terms, now=now)
    overheard = Overheard()
    admitted = [feed for feed in feeds if _domain(feed) not in waits]
    try:
        summary = _poll(lease, admitted, overheard, terms=terms, now=now)
        hosts.heed(overheard.limits, answered=overheard.answered, now=timezone.now())
    finally:
        hosts.give_back(token=lease.token, now=timezone.now(), spacing=spacing)
    put_back(lease, feeds, waits, spacing=spacing, now=timezone.now())
    moves.note(overheard.telling(admitted), now=now)
    if overheard.is_out_of_reach:
        outage.forgive(now=now, wait=timedelta(seconds=terms.floor))
    return summary


def _enter(lease: Lease, feeds: Sequence[Feed], *, terms: Terms, now: datetime) -> dict[str, Wait]:
    policy = terms.policy
    # No request of a batch starts later than its patience lasts, so that is how long a dead worker may have been at it.
    pause = policy.spacing_seconds and policy.spacing_seconds + policy.patience_seconds
    domains = {domain for feed in feeds if (domain := _domain(feed))}
    return hosts.take(
        domains, token=lease.token, now=now, seconds=terms.lease, pause=timedelta(seconds=pause)
    )


def _domain(feed: Feed) -> str:
    return registrable_domain(feed.url)


# --- Whom a worker does not come back from ---


def _poll(
    lease: Lease, feeds: Sequence[Feed], overheard: Overheard, *, terms: Terms, now: datetime
) -> Summary:
    """Poll all at once; but those who were taken before without an end in small groups, and alone after that."""
    _set_aside(lease, now=now)
    started = monotonic()
    summary, asked = Summary(), set[str]()
    for group in groups([feed for feed in feeds if feed.attempts < MOST_ATTEMPTS]):
        # A long row of suspects goes on in the next round, before the lease ends. So do those of a host that another
        # group asked: a request knows only those of its own group.
        if monotonic() - started > terms.lease / 3:
            break
        new = [feed for feed in group if _domain(feed) not in asked]
        asked |= {_domain(feed) for feed in new}
        _count_attempt(lease, new)
        summary += pipeline.refresh(new, now=now, policy=terms.policy, floor=terms.floor, ask=overheard.ask)
    return summary


def groups(feeds: Sequence[Feed]) -> list[list[Feed]]:
    """Who is polled together: all who are new to this, suspects by sevens, the likeliest culprits last and alone."""
    fresh, once, more = ([feed for feed in feeds if min(feed.attempts, 2) == times] for times in range(3))
    by_sevens = (once[start : start + _SUSPECTS] for start in range(0, len(once), _SUSPECTS))
    return [group for group in (fresh, *by_sevens, *([feed] for feed in more)) if group]


def _count_attempt(lease: Lease, feeds: Iterable[Feed]) -> None:
    _held(lease).filter(pk__in=[feed.pk for feed in feeds]).update(attempts=F("attempts") + 1)


def _set_aside(lease: Lease, *, now: datetime) -> None:
    stop = {"stopped_for": Feed.Stop.POISON, "stopped_at": now}
    _held(lease).filter(attempts__gte=MOST_ATTEMPTS).update(**stop, leased_until=None, lease_token="")


def _held(lease: Lease) -> QuerySet[Feed]:
    return Feed.objects.filter(pk__in=lease.feed_ids, lease_token=lease.token)


# --- Whom there was no time for ---


@transaction.atomic
def put_back(
    lease: Lease, feeds: Iterable[Feed], waits: Mapping[str, Wait], *, spacing: timedelta, now: datetime
) -> int:
    """Make due again what is still held: was not asked. One after the other for each host; returns how many.

    One query where all were asked.
    """
    left = set(_held(lease).order_by("pk").select_for_update().values_list("pk", flat=True))
    places: Counter[str] = Counter()
    for feed in (feed for feed in feeds if feed.pk in left):
        domain = _domain(feed)
        places[domain] += 1
        wait = waits.get(domain, Wait(now, Feed.Reason.BUSY))
        _held(lease).filter(pk=feed.pk).update(
            next_poll_at=max(wait.until, now) + places[domain] * spacing,
            next_poll_reason=wait.reason,
            attempts=feed.attempts,
            leased_until=None,
            lease_token="",
        )
    return len(left)
