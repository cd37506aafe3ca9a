"""The claims on record that a spotted sentence may tell of again: loads them, and asks `likeness`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from claims.models import Claim
from tracker.intake.likeness import Kin, Said, kin_of

# As many as one person may have said, or as were said at one time, and the page still opens at once.
COMPARED: Final = 300
AROUND: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Relative:
    """A claim on record, and what the spotted sentence is to it."""

    claim: Claim
    kin: Kin


def relatives_of(reports: list[Said]) -> list[list[Relative]]:
    """For each report the claims that it may be of, nearest first. One query, whatever their number."""
    claims = list(_candidates(reports)[:COMPARED])
    known = [as_reported(claim) for claim in claims]
    return [[Relative(claims[kin.place], kin) for kin in kin_of(report, known)] for report in reports]


def _candidates(reports: Iterable[Said]) -> QuerySet[Claim]:
    """Claims of the people named, and all that was said around the days in question."""
    wanted = Q(pk__in=())
    for report in reports:
        wanted |= Q(said_on__range=_around(report.said_on))
        for name in report.names:
            last = name.split()[-1] if name.split() else name
            wanted |= Q(claimant__name__icontains=last) | Q(claimant__aliases__icontains=last)
    return (
        Claim.objects.exclude(state=Claim.State.WITHDRAWN)
        .filter(wanted)
        .select_related("claimant")
        .order_by("-said_on", "-pk")
    )


def _around(day: date) -> tuple[date, date]:
    """Some weeks before and after, as far as the calendar reaches: a form may hold any day."""
    return max(day, date.min + AROUND) - AROUND, min(day, date.max - AROUND) + AROUND


def as_reported(claim: Claim) -> Said:
    """A claim on record as `likeness` compares it: in the newsroom's words and in the claimant's."""
    return Said(
        wordings=((claim.quote, claim.language), (claim.statement, claim.statement_language)),
        names=(claim.claimant.name, *claim.claimant.alias_names),
        horizon=claim.horizon,
        said_on=claim.said_on,
        closes_on=claim.closes_on,
    )
