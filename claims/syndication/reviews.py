"""A decided claim as structured data for archives and other programs: ClaimReview in JSON-LD (https://schema.org)."""

import json
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from claims.corrections import Notice
from claims.models import Appearance, Claim, Claimant, Outcome, Verdict
from claims.syndication.texts import printable

# From 1, missed for good, to 5, confirmed. What cannot be judged has words and no number.
LATE_RATING: Final = 2
RATINGS: Final[dict[str, int]] = {Outcome.CONFIRMED: 5, Outcome.PARTLY: 3, Outcome.MISSED: 1}
Node = dict[str, object]


def review_of(claim: Claim, verdict: Verdict | None, notices: Iterable[Notice]) -> Node | None:
    """The review that the verdict in effect is; None where the claim is not decided, was withdrawn, or is kept from
    search engines. Of the claim, its claimant and appearances were fetched as readers may see them.
    """
    is_told = claim.state == Claim.State.PUBLISHED and not claim.claimant.is_kept_from_search
    if verdict is None or verdict.effective_at is None or claim.outcome == Outcome.PENDING or not is_told:
        return None
    corrected = [_correction(each) for each in notices]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": settings.SITE_URL + claim.get_absolute_url(),
        "datePublished": timezone.localdate(verdict.effective_at).isoformat(),
        "inLanguage": get_language(),
        "author": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
        "claimReviewed": printable(claim.told_statement.text),
        "reviewBody": printable(verdict.reasoning),
        "itemReviewed": _claim(claim),
        "reviewRating": _rating(claim, verdict),
        **({"correction": corrected} if corrected else {}),
    }


def _claim(claim: Claim) -> Node:
    appearances = [_appearance(each) for each in claim.appearances.all()]
    is_person = claim.claimant.kind == Claimant.Kind.PERSON
    author: Node = {"@type": "Person" if is_person else "Organization", "name": claim.claimant.name}
    author["url"] = settings.SITE_URL + claim.claimant.get_absolute_url()
    if claim.claimant.wikidata:
        author["sameAs"] = claim.claimant.wikidata_address
    return {
        "@type": "Claim",
        "author": author,
        "datePublished": claim.said_on.isoformat(),
        "inLanguage": claim.language,
        "text": printable(claim.quote),
        **({"appearance": appearances} if appearances else {}),
    }


def _appearance(appearance: Appearance) -> Node:
    told: Node = {
        "@type": "CreativeWork",
        "publisher": {"@type": "Organization", "name": printable(appearance.publisher)},
        "datePublished": appearance.published_on.isoformat(),
    }
    if appearance.title:
        told["headline"] = printable(appearance.title)
    if appearance.address.startswith(("https://", "http://")):
        told["url"] = appearance.address
    return told


def _rating(claim: Claim, verdict: Verdict) -> Node:
    told: Node = {"@type": "Rating", "alternateName": claim.get_outcome_display()}
    rating = LATE_RATING if verdict.days_late else RATINGS.get(claim.outcome)
    return told | {"ratingValue": rating, "bestRating": 5, "worstRating": 1} if rating else told


def _correction(notice: Notice) -> Node:
    assert notice.correction.effective_at  # only what took effect is public
    day = timezone.localdate(notice.correction.effective_at)
    return {
        "@type": "CorrectionComment",
        "text": printable(notice.reason),
        "datePublished": day.isoformat(),
    }


def as_json(node: Node) -> str:
    """As a page may hold it: no text ends the element that it stands in."""
    return json.dumps(node, ensure_ascii=False).translate(_ESCAPES)


_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
