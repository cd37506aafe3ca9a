"""What was searched, from the tracker's daily tallies: silence of a broken feed is no finding. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, ExpressionWrapper, F, FloatField, Max, Q, Subquery, Sum
from django.db.models.functions import NullIf

from claims import absence
from claims.absence import FindingChance
from claims.models import Claim, DailyTally, Outcome

# A decided claim can still be corrected by what comes to light soon after its window.
CORRECTABLE = timedelta(days=90)
# Of a day on which feeds were read: the share of those that ought to be.
_SHARE = ExpressionWrapper(
    F("feeds_reached") * 1.0 / NullIf(F("feeds_reached") + F("feeds_silent"), 0), output_field=FloatField()
)


def days_after(day: date, days: timedelta) -> date:
    """The day so much later, or the calendar's last one."""
    return date.fromordinal(min(day.toordinal() + days.days, date.max.toordinal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the tracker read from `since` to `until`, both days included.

    `feeds` is the most feeds reached on one day; `blind_days` are past days without a single feed reached;
    `feeds_silent` is the number on the last day that was tallied. `chance` is how likely a report in these feeds would
    have come before the desk; None where no whole day was watched.
    """

    since: date
    until: date
    articles: int = 0
    feeds: int = 0
    feeds_silent: int = 0
    blind_days: int = 0
    last_success_at: datetime | None = None
    chance: FindingChance | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything was read at all."""
        return self.feeds > 0


def between(since: date, until: date, *, today: date) -> Coverage:
    """The tallies of the days `since` to `until`, summed up. One query. Today is never counted as blind."""
    tallies = DailyTally.objects.filter(day__gte=since, day__lte=until)
    silent = tallies.order_by("-day").values("feeds_silent")[:1]
    found = tallies.annotate(silent_last=Subquery(silent), share=_SHARE).aggregate(
        articles=Sum("articles_read", default=0),
        feeds=Max("feeds_reached", default=0),
        feeds_silent=Max("silent_last", default=0),
        last_success_at=Max("last_success_at"),
        shares=Sum("share", filter=Q(feeds_reached__gt=0, day__lt=today), default=0.0),
        seen_days=Count("pk", filter=Q(feeds_reached__gt=0, day__lt=today)),
    )
    past_days = (min(until, date.fromordinal(today.toordinal() - 1)) - since).days + 1
    shares = found.pop("shares")
    return Coverage(
        since=since,
        until=until,
        blind_days=max(0, past_days - found.pop("seen_days")),
        chance=_chance(shares, past_days),
        **found,
    )


def _chance(shares: float, days: int) -> FindingChance | None:
    """Of the sum of the past days' shares of feeds that were read."""
    return FindingChance(absence.reach_of(shares, number=days), absence.recall()) if days > 0 else None


def of_claim(claim: Claim, *, first_day: date, last_verdict_on: date | None, today: date) -> Coverage:
    """What was searched for a claim from `first_day`, the day of its publication, for as long as it was watched.

    That is today while it is pending. For a decided one the tracker looks on for what would correct the verdict, until
    `CORRECTABLE` after the window closed.
    """
    until = today
    if claim.outcome != Outcome.PENDING and last_verdict_on and claim.closes_on:
        until = min(today, max(days_after(claim.closes_on, CORRECTABLE), last_verdict_on))
    return between(first_day, until, today=today)
