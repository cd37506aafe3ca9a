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
PER_PAGE: Final = 100
# What the steps hang on: of many thousand claims nothing else is read.
ASKED: Final = ("said_on", "opens_on", "closes_on", "published_at", "snoozed_until", "state", "outcome")


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A step that a claim comes to on its day."""

    step: Step
    claim: Claim


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day of a month's sheet: how many steps it has, and whether one of them is a window's end or later.

    `page` is that of the list on which its steps begin.
    """

    day: date
    entries: int
    is_urgent: bool
    is_shown: bool
    page: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days, from Monday."""

    first: date
    weeks: tuple[tuple[AgendaDay, ...], ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """What comes in the next ninety days, by day; and how many claims wait for a verdict already."""

    by_day: dict[date, list[AgendaEntry]]
    overdue: int

    def listed(self) -> list[AgendaEntry]:
        """All entries in the order of their days."""
        return [entry for found in self.by_day.values() for entry in found]


def owed(*, today: date, only_of: User | None = None) -> Owed:
    """The steps of all pending claims, or of one person's; what comes first stands first. Three queries.

    The claims have what their steps hang on and nothing more: `with_claims` reads the rest of those that are shown. A
    claim that raises anything is left out and set aside.
    """
    steps, end = ladders(), today + timedelta(days=DAYS)
    found: dict[date, list[AgendaEntry]] = defaultdict(list)
    overdue = 0

    def ahead(claim: Claim) -> list[AgendaEntry]:
        nonlocal overdue
        overdue += claim.is_overdue(today)
        coming = steps_between(deadline_of(claim), start=today, end=end, ladder=steps.of(claim))
        return [AgendaEntry(step, claim) for step in coming]

    near = Claim.objects.pending().filter(closes_on__lte=end + timedelta(days=steps.longest_before))
    if only_of is not None:
        near = near.filter(assigned_to=only_of)
    for entries in setaside.results_of(
        Job.CALENDAR, steps.with_topics(near.only(*ASKED)), ahead, now=timezone.now()
    ):
        for entry in entries:
            found[entry.step.day].append(entry)
    return Owed(dict(sorted(found.items())), overdue)


def with_claims(entries: Iterable[AgendaEntry]) -> list[AgendaEntry]:
    """The same entries with all that is shown of their claims. One query."""
    listed = list(entries)
    claims = Claim.objects.select_related("claimant", "assigned_to")
    found = claims.in_bulk({entry.claim.pk for entry in listed})
    return [AgendaEntry(entry.step, found[entry.claim.pk]) for entry in listed if entry.claim.pk in found]


def months(by_day: dict[date, list[AgendaEntry]], *, today: date) -> list[Month]:
    """The sheets of a calendar from today's month to that of the last day ahead."""
    end = today + timedelta(days=DAYS)
    pages, before = {}, 0
    for day, entries in by_day.items():
        pages[day] = before // PER_PAGE + 1
        before += len(entries)

    def sheet_day(day: date, first: date) -> AgendaDay:
        entries = by_day.get(day, [])
        return AgendaDay(
            day,
            len(entries),
            any(entry.step.is_late for entry in entries),
            is_shown=day.month == first.month and today <= day <= end,
            page=pages.get(day, 1),
        )

    sheets, first = [], today.replace(day=1)
    while first <= end:
        weeks = Calendar().monthdatescalendar(first.year, first.month)
        sheets.append(Month(first, tuple(tuple(sheet_day(day, first) for day in week) for week in weeks)))
        first = (first + timedelta(days=32)).replace(day=1)
    return sheets
