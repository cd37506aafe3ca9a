"""The right to poll feeds: taken, counted, given back. The one module that writes who holds a feed.

take -> Lease -> held (the feeds) -> count_attempt before each poll -> store writes the poll and RELEASED
                   |
                   +-> stop_worn_out: feeds whose workers died      put_back: feeds that nobody had time for

Why so: docs/decisions/0001-database-is-the-truth.md
"""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, QuerySet
from django.db.models.base import ModelState

from tracker.fetch.gate import registrable_domain
from tracker.models import Feed, unleased
from tracker.polling.hosts import Wait
from tracker.polling.rows import among

# A feed whose poll three workers began and none ended is not given to a fourth.
MOST_ATTEMPTS: Final = 3
# The columns of a feed that nobody holds.
RELEASED: Final[Mapping[str, object]] = {"leased_until": None, "lease_token": ""}
# What a poll has to know of a feed; the dates that it only writes are left out, for each costs microseconds to read.
_LOADED: Final = tuple(
    field.attname
    for field in Feed._meta.concrete_fields
    if field.name
    not in {"added_at", "next_poll_at", "leased_until", "last_polled_at", "last_new_at", "stopped_at"}
)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to poll these feeds until it expires. The token tells its rows from those of a later lease."""

    token: str
    feed_ids: tuple[int, ...]

    def rows(self) -> QuerySet[Feed]:
        """The rows that still have this lease's token, also when its time is over."""
        return Feed.objects.filter(pk__in=among(self.feed_ids), lease_token=self.token)

    def begin(self, *, now: datetime, seconds: int) -> list[Feed]:
        """The feeds that nobody took meanwhile, held from now on: the time in the queue does not count. Two queries."""
        self.rows().update(leased_until=now + timedelta(seconds=seconds))
        return self.held(now=now)

    def held(self, *, now: datetime) -> list[Feed]:
        """The feeds still held: none once the lease expired or another worker took them. One query."""
        return [_loaded(row) for row in self.rows().filter(leased_until__gt=now).values_list(*_LOADED)]

    def count_attempt(self, feeds: Iterable[Feed]) -> None:
        """Note that a worker begins to poll these: who dies of it leaves the count behind."""
        self.rows().filter(pk__in=among(feed.pk for feed in feeds)).update(attempts=F("attempts") + 1)

    def stop_worn_out(self, *, now: datetime) -> None:
        """Poll no more the feeds that three workers did not come back from, until an editor resumes them."""
        worn_out = self.rows().filter(attempts__gte=MOST_ATTEMPTS)
        worn_out.update(stopped_for=Feed.Stop.POISON, stopped_at=now, **RELEASED)

    @transaction.atomic
    def put_back(
        self, feeds: Iterable[Feed], waits: Mapping[str, Wait], *, spacing: timedelta, now: datetime
    ) -> int:
        """Make the feeds due again that were not polled, those of one host one after the other; returns how many.

        `waits` has by domain until when its host cannot be asked. One query where all feeds were polled.
        """
        left = set(self.rows().order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
        places: Counter[str] = Counter()
        for feed in (feed for feed in feeds if feed.pk in left):
            domain = registrable_domain(feed.url)
            places[domain] += 1
            wait = waits.get(domain, Wait(now, Feed.Reason.BUSY))
            self.rows().filter(pk=feed.pk).update(
                next_poll_at=max(wait.until, now) + places[domain] * spacing,
                next_poll_reason=wait.reason,
                attempts=feed.attempts,
                **RELEASED,
            )
        return len(left)


def take(feed_ids: Collection[int], *, now: datetime, seconds: int) -> Lease:
    """Take those of the feeds that are free and due: one conditional UPDATE, so that two takers never share a feed."""
    token = secrets.token_hex(16)
    asked = Feed.objects.filter(pk__in=among(feed_ids))
    free = asked.filter(unleased(now), is_paused=False, stopped_for="")
    free.filter(next_poll_at__lte=now).update(
        lease_token=token, leased_until=now + timedelta(seconds=seconds)
    )
    return Lease(token, tuple(asked.filter(lease_token=token).values_list("pk", flat=True)))


def put_off(feed: Feed, *, until: datetime) -> None:
    """Give back one feed, not to be polled before then; nothing where another worker took it over."""
    ours = Feed.objects.filter(pk=feed.pk, lease_token=feed.lease_token)
    ours.update(next_poll_at=until, attempts=0, **RELEASED)


def _loaded(row: tuple[object, ...]) -> Feed:
    """Return a feed as `QuerySet.only` would, in a tenth of the time: without signals, which nobody listens to."""
    feed = Feed.__new__(Feed)
    feed.__dict__.update(zip(_LOADED, row, strict=True))
    feed._state = ModelState()
    feed._state.adding, feed._state.db = False, DEFAULT_DB_ALIAS
    return feed
