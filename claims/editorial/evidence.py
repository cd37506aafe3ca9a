"""Evidence: added by a person, accepted, rejected, taken back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial.facts import FoundArticle
from claims.editorial.floor import lock_within_claim, log, require, store
from claims.editorial.suggestions import add_copy, evidence_from, known_evidence, same_story
from claims.models import Claim, Evidence, User


@transaction.atomic
def add_evidence(*, claim: Claim, article: FoundArticle, stance: str, by: User) -> Evidence:
    """Evidence that a person found: accepted at once. One that waits or was rejected is accepted instead."""
    require(by, "claims.review_evidence")
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    known = known_evidence(claim, article)
    if known is None and (known := same_story(claim, article)):
        add_copy(known, evidence_from(claim, article), by=by)
    if known is not None:
        return accept_evidence(evidence=known, stance=stance, by=by)
    evidence = evidence_from(claim, article)
    evidence.status, evidence.stance = Evidence.Status.ACCEPTED, _known_stance(stance)
    evidence.reviewed_by, evidence.reviewed_at = by, evidence.suggested_at
    store(evidence, force_insert=True)
    log(evidence, "added", by=by, before={})
    return evidence


def accept_evidence(*, evidence: Evidence, stance: str, by: User, only_waiting: bool = False) -> Evidence:
    """Make it public, with the sources found so far: it supports, contradicts or gives context.

    Also changes an earlier review; with `only_waiting` raises `ReviewedMeanwhile` instead, unless the same person
    decided the same.
    """
    return _review(evidence, Evidence.Status.ACCEPTED, stance, by, only_waiting=only_waiting)


def reject_evidence(*, evidence: Evidence, by: User, only_waiting: bool = False) -> Evidence:
    """Keep it from the public, and the same story from being offered again. `only_waiting` as in `accept_evidence`."""
    return _review(evidence, Evidence.Status.REJECTED, "", by, only_waiting=only_waiting)


@transaction.atomic
def reject_waiting(*, evidence: Iterable[Evidence], by: User) -> list[Evidence]:
    """Reject those of them that still wait, all at once; returns these. What was reviewed meanwhile stays as it is."""
    require(by, "claims.review_evidence")
    waiting = [item for item in _locked(evidence) if item.status == Evidence.Status.SUGGESTED]
    return [reject_evidence(evidence=item, by=by) for item in waiting]


@transaction.atomic
def take_back(*, evidence: Iterable[Evidence], by: User) -> list[Evidence]:
    """Take this person's reviews of them back, all at once; returns these.

    What somebody else has reviewed since stays as it is, and so does what a verdict rests on.
    """
    require(by, "claims.review_evidence")
    own = [item for item in _locked(evidence) if item.reviewed_by_id == by.pk]
    return [return_to_queue(evidence=item, by=by) for item in own if not _carries_a_verdict(item)]


def _locked(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Those of claims that were not merged away, in one order of locks everywhere, so that no two wait in a circle."""
    in_order = sorted(evidence, key=lambda item: (item.claim_id, item.pk))
    locked = [lock_within_claim(item) for item in in_order]
    claims = Claim.objects.filter(pk__in={item.claim_id for item in locked}, merged_into__isnull=False)
    merged = set(claims.values_list("pk", flat=True))
    return [item for item in locked if item.claim_id not in merged]


@transaction.atomic
def _review(
    evidence: Evidence, status: Evidence.Status, stance: str, by: User, *, only_waiting: bool
) -> Evidence:
    require(by, "claims.review_evidence")
    if status == Evidence.Status.ACCEPTED:
        _known_stance(stance)
    evidence = lock_within_claim(evidence)
    # What is public of a withdrawn claim can be taken back, and nothing be added to it.
    if status == Evidence.Status.ACCEPTED and evidence.claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    if only_waiting and evidence.status != Evidence.Status.SUGGESTED:
        if (evidence.status, evidence.stance, evidence.reviewed_by_id) == (status, stance, by.pk):
            return evidence
        raise rules.ReviewedMeanwhile
    if (evidence.status, evidence.stance) != (status, stance) and _carries_a_verdict(evidence):
        raise rules.EvidenceInUse
    if (evidence.status, evidence.stance, evidence.reviewed_by_id) == (status, stance, by.pk):
        _list_copies(evidence, by)
        return evidence
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = status, stance
    evidence.reviewed_by, evidence.reviewed_at = by, timezone.now()
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    log(evidence, str(status), by=by, before=before)
    _list_copies(evidence, by)
    return evidence


@transaction.atomic
def return_to_queue(*, evidence: Evidence, by: User, only_own: bool = False) -> Evidence:
    """Take a review back, as if nobody had looked at it yet. With `only_own` never somebody else's."""
    require(by, "claims.review_evidence")
    evidence = lock_within_claim(evidence)
    if only_own and evidence.reviewed_by_id not in {None, by.pk}:
        raise rules.ReviewedMeanwhile
    if _carries_a_verdict(evidence):
        raise rules.EvidenceInUse
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = Evidence.Status.SUGGESTED, ""
    evidence.reviewed_by = evidence.reviewed_at = None
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    log(evidence, "returned", by=by, before=before)
    _list_copies(evidence, by)
    return evidence


def _carries_a_verdict(evidence: Evidence) -> bool:
    """Whether a verdict rests on it that was not taken back."""
    return evidence.verdicts.filter(taken_back_at__isnull=True).exists()


def _list_copies(evidence: Evidence, by: User) -> None:
    """Readers see the sources of what was accepted; a source found later waits until a person accepts once more."""
    is_listed = evidence.status == Evidence.Status.ACCEPTED
    for copy in evidence.copies.exclude(is_listed=is_listed):
        before = record.snapshot(copy)
        copy.is_listed = is_listed
        copy.save(update_fields=["is_listed"])
        log(copy, "listed" if is_listed else "unlisted", by=by, before=before)


def _known_stance(stance: str) -> str:
    if stance not in Evidence.Stance.values:
        raise rules.NoStance
    return stance
