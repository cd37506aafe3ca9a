"""Evidence: suggested by the tracker or added by a person, accepted, rejected, taken back."""

from dataclasses import asdict
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.addresses import canonical_url
from claims.editorial.facts import FoundArticle
from claims.editorial.floor import lock_within_claim, log, require
from claims.models import Claim, Evidence, User


@transaction.atomic
def suggest_evidence(*, claim: Claim, article: FoundArticle) -> Evidence | None:
    """Put an article into the review queue; None if this claim was offered it before, whatever became of it.

    ValidationError if the article cannot be evidence: an address that is none, a text too long.
    """
    claim = record.lock(claim)
    if _known_evidence(claim, article) is not None:
        return None
    evidence = _evidence_from(claim, article)
    evidence.full_clean()
    evidence.save(force_insert=True)
    log(evidence, "suggested", by=None, before={})
    return evidence


@transaction.atomic
def add_evidence(*, claim: Claim, article: FoundArticle, stance: str, by: User) -> Evidence:
    """Evidence that a person found: accepted at once. One that waits or was rejected is accepted instead."""
    require(by, "claims.review_evidence")
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    known = _known_evidence(claim, article)
    if known is not None:
        return accept_evidence(evidence=known, stance=stance, by=by)
    evidence = _evidence_from(claim, article)
    evidence.status, evidence.stance = Evidence.Status.ACCEPTED, _known_stance(stance)
    evidence.reviewed_by, evidence.reviewed_at = by, evidence.suggested_at
    evidence.full_clean()
    evidence.save(force_insert=True)
    log(evidence, "added", by=by, before={})
    return evidence


def _known_evidence(claim: Claim, article: FoundArticle) -> Evidence | None:
    return Evidence.objects.filter(
        claim=claim, address_digest=_digest_of(canonical_url(article.address))
    ).first()


def _digest_of(canonical_address: str) -> str:
    return sha256(canonical_address.encode("utf-8", "surrogatepass")).hexdigest()


def _evidence_from(claim: Claim, article: FoundArticle) -> Evidence:
    values, canonical = asdict(article), canonical_url(article.address)
    values["matched_words"] = [
        {"word": word, "weight": round(weight, 2)} for word, weight in article.matched_words
    ]
    return Evidence(
        claim=claim,
        canonical_address=canonical,
        address_digest=_digest_of(canonical),
        suggested_at=timezone.now(),
        **values,
    )


def accept_evidence(*, evidence: Evidence, stance: str, by: User) -> Evidence:
    """Make it public: it supports, contradicts or gives context. Also changes an earlier review."""
    return _review(evidence, Evidence.Status.ACCEPTED, stance, by)


def reject_evidence(*, evidence: Evidence, by: User) -> Evidence:
    """Keep it from the public, and the same story from being offered again."""
    return _review(evidence, Evidence.Status.REJECTED, "", by)


@transaction.atomic
def _review(evidence: Evidence, status: Evidence.Status, stance: str, by: User) -> Evidence:
    require(by, "claims.review_evidence")
    if status == Evidence.Status.ACCEPTED:
        _known_stance(stance)
    evidence = lock_within_claim(evidence)
    if status == Evidence.Status.REJECTED and evidence.verdicts.exists():
        raise rules.EvidenceInUse
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = status, stance
    evidence.reviewed_by, evidence.reviewed_at = by, timezone.now()
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    log(evidence, str(status), by=by, before=before)
    return evidence


@transaction.atomic
def return_to_queue(*, evidence: Evidence, by: User) -> Evidence:
    """Take a review back, as if nobody had looked at it yet."""
    require(by, "claims.review_evidence")
    evidence = lock_within_claim(evidence)
    if evidence.verdicts.exists():
        raise rules.EvidenceInUse
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = Evidence.Status.SUGGESTED, ""
    evidence.reviewed_by = evidence.reviewed_at = None
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    log(evidence, "returned", by=by, before=before)
    return evidence


def _known_stance(stance: str) -> str:
    if stance not in Evidence.Stance.values:
        raise rules.NoStance
    return stance
