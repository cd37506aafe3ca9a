"""What a copy holds for programs: claims as JSON in the shapes of the API, decided ones as ClaimReview in a feed
(https://schema.org/DataFeed), as Data Commons reads it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.utils import translation

from claims import corrections
from claims.api import shapes
from claims.copying.blocks import INDEXED
from claims.models import Claim, Correction, Evidence, Verdict
from claims.syndication import reviews

Whole = dict[str, object]
_INDENT: Final = 1


def of_claims(claims: Iterable[Claim]) -> dict[int, bytes]:
    """By number, all that is public of each claim. Fetched like `shapes.fetched`. Five queries."""
    by_number = {claim.pk: claim for claim in claims}
    evidence: dict[int, list[object]] = {number: [] for number in by_number}
    for item in Evidence.objects.public().filter(claim__in=by_number).order_by("pk"):
        evidence[item.claim_id].append(shapes.evidence_shape(item).model_dump(mode="json"))
    changes: dict[int, list[object]] = {number: [] for number in by_number}
    shown = Correction.objects.public().filter(claim__in=by_number).select_related("verdict")
    for notice in corrections.notices(shown):
        changes[notice.correction.claim_id].append(shapes.correction_shape(notice).model_dump(mode="json"))
    return {
        number: as_json(
            {
                "claim": shapes.claim_shape(claim).model_dump(mode="json"),
                "claimant": shapes.claimant_shape(claim.claimant).model_dump(mode="json"),
                "verdicts": [_verdict(each) for each in claim.public_verdicts],
                "evidence": evidence[number],
                "corrections": changes[number],
            }
        )
        for number, claim in by_number.items()
    }


def _verdict(verdict: Verdict) -> Whole:
    moments = {"happened_on": verdict.happened_on, "effective_at": verdict.effective_at}
    return {
        "id": verdict.pk,
        "outcome": verdict.outcome,
        "reasoning": verdict.reasoning,
        "days_late": verdict.days_late,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def review_feed(block: int) -> bytes:
    """The decided claims of that block, as their English pages tell them. Six queries."""
    numbers = (block * INDEXED, block * INDEXED + INDEXED - 1)
    claims = shapes.fetched(Claim.objects.public().filter(pk__range=numbers).order_by("pk"))
    shown = Correction.objects.public().filter(claim__in=claims.order_by().values("pk"))
    by_claim = defaultdict(list)
    for notice in corrections.notices(shown.select_related("verdict")):
        by_claim[notice.correction.claim_id].append(notice)
    with translation.override("en"):
        found = [
            reviews.review_of(claim, next(iter(claim.public_verdicts), None), by_claim[claim.pk])
            for claim in claims
        ]
    items = [{"@type": "DataFeedItem", "item": [each]} for each in found if each]
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "dataFeedElement": items,
        }
    )


def as_json(value: Whole) -> bytes:
    """For people to read, too."""
    return (json.dumps(value, ensure_ascii=False, indent=_INDENT) + "\n").encode()
