"""Evidence: suggested by the tracker or added by a person, accepted, rejected, taken back."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from claims import record, rules, stories
from claims.addresses import canonical_url, digest_of
from claims.editorial.facts import FoundArticle
from claims.editorial.floor import lock_within_claim, log, require
from claims.models import Claim, Copy, Evidence, User


@transaction.atomic
def suggest_evidence(*, claim: Claim, article: FoundArticle, by: User | None = None) -> Evidence | None:
    """Put an article into the review queue; None if this claim was offered it before, whatever became of it, or was
    withdrawn meanwhile.

    A story that the claim has from another outlet, or under another headline, gets one more source instead; that too
    is None. ValidationError if the article cannot be evidence: an address that is none, a text too long. Without `by`
    the machine suggests it; a person who does must be one who may log claims.
    """
    if by is not None:
        require(by, "claims.add_claim")
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN or _known_evidence(claim, article) is not None:
        return None
    story = _same_story(claim, article)
    if story is not None:
        _add_copy(story, article, by=by)
        _raise_level(story, article)
        return None
    evidence = _evidence_from(claim, article)
    _check(evidence)
    evidence.save(force_insert=True)
    log(evidence, "suggested", by=by, before={})
    return evidence


@transaction.atomic
def add_evidence(*, claim: Claim, article: FoundArticle, stance: str, by: User) -> Evidence:
    """Evidence that a person found: accepted at once. One that waits or was rejected is accepted instead."""
    require(by, "claims.review_evidence")
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    known = _known_evidence(claim, article)
    if known is None and (known := _same_story(claim, article)):
        _add_copy(known, article, by=by)
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
    """The claim's evidence from this address, or of which a copy stands there."""
    return Evidence.objects.at_address(article.address).filter(claim=claim).first()


def _same_story(claim: Claim, article: FoundArticle) -> Evidence | None:
    """The claim's evidence that tells the article's story, by its text. Reads the claim's fingerprints."""
    mine = stories.parse_fingerprint(article.fingerprint)
    if not mine:
        return None
    told = claim.evidence.exclude(fingerprint="").order_by("pk").values_list("pk", "fingerprint")
    found = next(
        (pk for pk, stored in told if stories.is_one_story(mine, stories.parse_fingerprint(stored))), None
    )
    return Evidence.objects.filter(pk=found).first() if found else None


def _evidence_from(claim: Claim, article: FoundArticle) -> Evidence:
    return Evidence(
        claim=claim,
        suggested_at=timezone.now(),
        excerpt=article.excerpt,
        language=article.language,
        matched_words=[_matched(word, weight, article.forms) for word, weight in article.matched_words],
        score=article.score,
        fingerprint=article.fingerprint,
        hint=article.hint,
        hint_reason=dict(article.hint_reason),
        level=article.level,
        **_place_of(article),
    )


def _raise_level(story: Evidence, article: FoundArticle) -> None:
    """A story that waits in the fold comes into the queue when another outlet tells it more plainly."""
    if article.level == Evidence.Level.OFFERED and story.level == Evidence.Level.PERHAPS:
        story.level = Evidence.Level.OFFERED
        story.save(update_fields=["level"])


def _matched(word: str, weight: float, forms: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    others = {"forms": list(forms[word])} if forms.get(word) else {}
    return {"word": word, "weight": round(weight, 2), **others}


def _check(found: Evidence | Copy) -> None:
    """Raise ValidationError if a field's value cannot be.

    The database's own constraints are left to it: asking for each before the write is most of what a suggestion costs,
    and that the claim is there, and has nothing from this address, was read under the claim's lock.
    """
    found.full_clean(exclude={"claim", "evidence"}, validate_unique=False, validate_constraints=False)


def _add_copy(evidence: Evidence, article: FoundArticle, *, by: User | None) -> None:
    copy = Copy(claim_id=evidence.claim_id, evidence=evidence, found_at=timezone.now(), **_place_of(article))
    _check(copy)
    copy.save(force_insert=True)
    log(copy, "copied", by=by, before={})


def _place_of(article: FoundArticle) -> dict[str, object]:
    return {
        "address": article.address,
        "canonical_address": canonical_url(article.address),
        "address_digest": digest_of(article.address),
        "title": article.title,
        "publisher": article.publisher,
        "published_at": article.published_at,
    }


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
