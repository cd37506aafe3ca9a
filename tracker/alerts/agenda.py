"""What the desk owes in the weeks ahead: the steps of every pending claim, by day. Reads only."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from claims.models import Claim, User
from tracker import setaside
from tracker.alerts.deadlines import Step, steps_between
from tracker.alerts.ladders import ladders
from tracker.alerts.relevance import deadline_of
from tracker.models import Job

DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A step that a claim comes to on its day."""

    step: Step
    claim: Claim


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day of a month's sheet: how many steps it has, and whether one of them is a window's end or later."""

    day: date
    entries: int
    is_urgent: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days, from Monday."""

    first: date
    weeks: tuple[tuple[AgendaDay, ...], ...]


def owed(*, today: date, only_of: User | None = None) -> dict[date, list[AgendaEntry]]:
    """The steps of the next ninety days, by day; what comes first stands first. Some six queries.

    A claim that raises anything is left out and set aside.
    """
    claims = Claim.objects.pending().select_related("claimant", "assigned_to").prefetch_related("topics")
    if only_of is not None:
        claims = claims.filter(assigned_to=only_of)
    steps, end = ladders(), today + timedelta(days=DAYS)
    found: dict[date, list[AgendaEntry]] = defaultdict(list)

    def ahead(claim: Claim) -> list[AgendaEntry]:
        coming = steps_between(deadline_of(claim), start=today, end=end, ladder=steps.of(claim))
        return [AgendaEntry(step, claim) for step in coming]

    near = claims.filter(closes_on__lte=end + timedelta(days=steps.longest_before))
    for entries in setaside.results_of(Job.CALENDAR, near, ahead, now=timezone.now()):
        for entry in entries:
            found[entry.step.day].append(entry)
    return dict(sorted(found.items()))


def months(by_day: dict[date, list[AgendaEntry]], *, today: date) -> list[Month]:
    """The sheets of a calendar from today's month to that of the last day ahead."""
    end = today + timedelta(days=DAYS)
    sheets, first = [], today.replace(day=1)
    while first <= end:
        sheets.append(Month(first, tuple(_weeks(first, by_day, today, end))))
        first = (first + timedelta(days=32)).replace(day=1)
    return sheets


def _weeks(
    first: date, by_day: dict[date, list[AgendaEntry]], today: date, end: date
) -> Iterable[tuple[AgendaDay, ...]]:
    for week in Calendar().monthdatescalendar(first.year, first.month):
        yield tuple(
            AgendaDay(
                day,
                len(by_day.get(day, ())),
                any(entry.step.is_late for entry in by_day.get(day, ())),
                is_shown=day.month == first.month and today <= day <= end,
            )
            for day in week
        )
