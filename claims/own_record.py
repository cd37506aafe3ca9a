"""The newsroom's record of itself: verdicts that are overdue, corrections, and whose claims it took up. Reads only.

Each number stands with the query that finds its rows, so that a reader can count again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims import coding_figures
from claims.corrections import HELD, WITHHELD
from claims.models import Claim, Claimant, Correction, Forgetting, Hold, SelectionTally, Verdict
from claims.search import DAYS_OVERDUE

KINDS = (Claimant.Kind.PERSON, Claimant.Kind.BODY, "")
REASONS = SelectionTally.Disposition.choices


@dataclass(frozen=True, slots=True)
class CountedRows:
    """A number of rows, what they are in words, and the query that finds them."""

    label: str | Promise
    number: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueVerdicts:
    """Claims whose window closed without a verdict: all of them, by days, and the one that waits longest."""

    total: int
    by_days: tuple[tuple[int, CountedRows], ...]
    longest: Claim | None
    longest_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """How many sentences ended in one way: all of them, those of people, of bodies, and of nobody on record."""

    label: str | Promise
    total: int
    people: int
    bodies: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """How many of a party's sentences were considered, and how many of these were taken up."""

    party: str | Promise
    considered: int
    taken: int


@require_safe
def newsroom(request: HttpRequest) -> HttpResponse:
    """The page on which the newsroom is counted as it counts others."""
    tallies = list(SelectionTally.objects.all())
    context = {
        "overdue": overdue(timezone.localdate()),
        "verdicts": Verdict.objects.of_public_claims().count(),
        "corrections": corrected(),
        "considered": considered(tallies),
        "considered_since": min((each.since for each in tallies), default=None),
        "kinds": by_kind(),
        "figures": coding_figures.figures(),
        "parties": (parties := by_party()),
        "choice": by_party_considered(tallies, {str(each.label) for each in parties}),
    }
    return render(request, "claims/newsroom.html", context)


def overdue(today: date) -> OverdueVerdicts:
    """What awaits a verdict now. Two queries."""
    waiting = Claim.objects.awaiting_verdict(today)
    longer = {f"over_{days}": Q(closes_on__lt=today - timedelta(days=days)) for days in DAYS_OVERDUE}
    counters = {name: Count("pk", filter=condition) for name, condition in longer.items()}
    found = waiting.order_by().aggregate(total=Count("pk"), **counters)
    longest = waiting.select_related("claimant").first()
    return OverdueVerdicts(
        total=found["total"],
        by_days=tuple(
            (days, CountedRows("", found[f"over_{days}"], f"?schedule=overdue-{days}"))
            for days in DAYS_OVERDUE
        ),
        longest=longest,
        longest_days=(today - longest.closes_on).days if longest and longest.closes_on else 0,
    )


def corrected() -> list[CountedRows]:
    """What was changed, held back or withheld after publication, by kind. Two queries."""
    rows = Correction.objects.public().order_by().values("kind").annotate(number=Count("pk"))
    numbers = {row["kind"]: row["number"] for row in rows}
    held = _counted(Hold.objects.public(), HELD)
    numbers |= dict(held.union(_counted(Forgetting.objects.public(), WITHHELD), all=True))
    labels = [*Correction.Kind.choices, (HELD, _("Held back")), (WITHHELD, _("Withheld by law"))]
    return [CountedRows(label, numbers.get(kind, 0), f"?kind={kind}") for kind, label in labels]


def _counted(rows: "QuerySet[Hold] | QuerySet[Forgetting]", what: str) -> Any:
    """One row, where there is any: what they are, and how many."""
    named = rows.order_by().annotate(what=Value(what)).values("what")
    return named.annotate(number=Count("pk")).values_list("what", "number")


def considered(tallies: Iterable[SelectionTally]) -> list[Considered]:
    """What became of the sentences that the desk considered; empty before the first."""
    numbers: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        numbers[tally.reason, tally.kind] += tally.number
    if not numbers:
        return []
    counted = [(label, [numbers[name, kind] for kind in KINDS]) for name, label in REASONS]
    return [
        Considered(label=label, total=sum(each), people=each[0], bodies=each[1], unknown=each[2])
        for label, each in counted
    ]


def by_party_considered(tallies: Iterable[SelectionTally], public: set[str]) -> list[PartyChoice]:
    """The same by party, the most considered first; what readers don't know of, and what has none, is one row."""
    total, taken = Counter[str](), Counter[str]()
    for tally in tallies:
        party = tally.party if tally.party in public else ""
        total[party] += tally.number
        taken[party] += tally.number if tally.reason == SelectionTally.Disposition.TAKEN else 0
    named = [PartyChoice(party, number, taken[party]) for party, number in total.items() if party]
    others = (
        [PartyChoice(_("No party, or none on record"), total[""], taken[""])] if named and total[""] else []
    )
    return sorted(named, key=lambda each: (-each.considered, str(each.party).casefold())) + others


def by_kind() -> list[CountedRows]:
    """The claims on record by the kind of who said them. One query."""
    rows = Claim.objects.public().order_by().values("claimant__kind").annotate(number=Count("pk"))
    numbers = {row["claimant__kind"]: row["number"] for row in rows}
    return [
        CountedRows(label, numbers.get(kind, 0), f"?kind={kind}") for kind, label in Claimant.Kind.choices
    ]


def by_party() -> list[CountedRows]:
    """The claims on record by the claimant's party on the day on which it was said, the most first. One query."""
    rows = Claim.objects.public().of_party().order_by().values("claimant__tenures__party")
    counted = rows.annotate(number=Count("pk", distinct=True))
    numbers = {row["claimant__tenures__party"]: row["number"] for row in counted}
    tallies = [
        CountedRows(party, number, "?" + urlencode({"party": party})) for party, number in numbers.items()
    ]
    return sorted(tallies, key=lambda each: (-each.number, str(each.label).casefold()))
