"""When what readers are told of a claim last changed, after it was published."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from claims.models import Claim, Correction, Forgetting


def last_changes(claims: Iterable[Claim]) -> dict[int, datetime]:
    """By the claim's number: its latest correction, or what was withheld of it or its claimant. Three queries."""
    claimants = {claim.pk: claim.claimant_id for claim in claims}
    told = Forgetting.objects.public().order_by()
    corrected = _latest(
        Correction.objects.public()
        .order_by()
        .filter(claim__in=claimants)
        .values_list("claim")
        .annotate(moment=Max("effective_at"))
    )
    withheld = _latest(
        told.filter(claims__in=claimants).values_list("claims").annotate(moment=Max("done_at"))
    )
    of_claimants = _latest(
        told.filter(claimants__in=set(claimants.values()))
        .values_list("claimants")
        .annotate(moment=Max("done_at"))
    )
    moments = {
        number: [corrected.get(number), withheld.get(number), of_claimants.get(claimant)]
        for number, claimant in claimants.items()
    }
    known = {number: [each for each in found if each] for number, found in moments.items()}
    return {number: max(found) for number, found in known.items() if found}


def _latest(rows: Iterable[tuple[int, datetime]]) -> dict[int, datetime]:
    return dict(rows)
