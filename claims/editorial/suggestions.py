"""Evidence that nobody has looked at yet: articles put into the review queue, by the tracker or through the API."""

from collections.abc import Mapping, Sequence
from itertools import chain

from django.db import transaction
from django.utils import timezone

from claims import record, stories
from claims.addresses import canonical_url, digest_of
from claims.editorial.facts import FoundArticle
from claims.editorial.floor import log, log_new, require
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
    if claim.state == Claim.State.WITHDRAWN or known_evidence(claim, article) is not None:
        return None
    evidence = evidence_from(claim, article)
    story = same_story(claim, article)
    if story is not None:
        _add_source(story, evidence, by=by)
        return None
    _check(evidence)
    evidence.save(force_insert=True)
    log(evidence, "suggested", by=by, before={})
    return evidence


def prepared(*, claim: Claim, article: FoundArticle) -> Evidence:
    """The evidence that an article would be, for `suggest_prepared`: not written yet.

    ValidationError if the article cannot be evidence.
    """
    evidence = evidence_from(claim, article)
    _check(evidence)
    return evidence


@transaction.atomic
def suggest_prepared(*, claim: Claim, suggestions: Sequence[Evidence]) -> list[Evidence]:
    """What `suggest_evidence` does for one article after the other, for many with one lock and few statements.

    Returns what is new. `suggestions` are `prepared` for this claim.
    """
    claim = record.lock(claim)
    if claim.state == Claim.State.WITHDRAWN:
        return []
    new, copies = _sorted_out(claim, suggestions)
    Evidence.objects.bulk_create(new)
    log_new(new, "suggested")
    for story, copy in copies:
        _add_source(story if isinstance(story, Evidence) else Evidence.objects.get(pk=story), copy, by=None)
    return new


Story = int | Evidence
"""The number of stored evidence, or evidence that is about to be stored."""


def _sorted_out(
    claim: Claim, suggestions: Sequence[Evidence]
) -> tuple[list[Evidence], list[tuple[Story, Evidence]]]:
    """What is new to the claim, and what is one more source of a story; without what stands there from its address."""
    addresses = _known_addresses(claim, suggestions)
    stored = claim.evidence.exclude(fingerprint="").order_by("pk").values_list("pk", "fingerprint")
    told: list[tuple[Story, stories.Fingerprint]] = [
        (pk, stories.parse_fingerprint(text)) for pk, text in stored
    ]
    new: list[Evidence] = []
    copies: list[tuple[Story, Evidence]] = []
    for each in suggestions:
        if each.address_digest in addresses:
            continue
        addresses.add(each.address_digest)
        mine = stories.parse_fingerprint(each.fingerprint)
        story = next((known for known, other in told if stories.is_one_story(mine, other)), None)
        if story is not None:
            copies.append((story, each))
            continue
        each.claim = claim
        new.append(each)
        if mine:
            told.append((each, mine))
    return new, copies


def _known_addresses(claim: Claim, suggestions: Sequence[Evidence]) -> set[str]:
    """Those of the addresses, by their digests, from which the claim has evidence, or a copy of it."""
    asked = {each.address_digest for each in suggestions}
    kinds = (Evidence.objects.order_by(), Copy.objects.order_by())
    found = (kind.filter(claim=claim, address_digest__in=asked) for kind in kinds)
    return set(chain.from_iterable(rows.values_list("address_digest", flat=True) for rows in found))


def known_evidence(claim: Claim, article: FoundArticle) -> Evidence | None:
    """The claim's evidence from this address, or of which a copy stands there."""
    return Evidence.objects.at_address(article.address).filter(claim=claim).first()


def same_story(claim: Claim, article: FoundArticle) -> Evidence | None:
    """The claim's evidence that tells the article's story, by its text. Reads the claim's fingerprints."""
    mine = stories.parse_fingerprint(article.fingerprint)
    if not mine:
        return None
    told = claim.evidence.exclude(fingerprint="").order_by("pk").values_list("pk", "fingerprint")
    found = next(
        (pk for pk, stored in told if stories.is_one_story(mine, stories.parse_fingerprint(stored))), None
    )
    return Evidence.objects.filter(pk=found).first() if found else None


def evidence_from(claim: Claim, article: FoundArticle) -> Evidence:
    """What the article is as evidence of the claim. Nothing is asked or written."""
    return Evidence(
        claim=claim,
        address=article.address,
        canonical_address=canonical_url(article.address),
        address_digest=digest_of(article.address),
        title=article.title,
        publisher=article.publisher,
        published_at=article.published_at,
        suggested_at=timezone.now(),
        excerpt=article.excerpt,
        language=article.language,
        matched_words=[_matched(word, weight, article.forms) for word, weight in article.matched_words],
        score=article.score,
        fingerprint=article.fingerprint,
        hint=article.hint,
        hint_reason=dict(article.hint_reason),
        level=article.level,
    )


def _matched(word: str, weight: float, forms: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    others = {"forms": list(forms[word])} if forms.get(word) else {}
    return {"word": word, "weight": round(weight, 2), **others}


def _check(found: Evidence | Copy) -> None:
    """Raise ValidationError if a field's value cannot be.

    The database's own constraints are left to it: asking for each before the write is most of what a suggestion costs,
    and that the claim is there, and has nothing from this address, was read under the claim's lock.
    """
    found.full_clean(exclude={"claim", "evidence"}, validate_unique=False, validate_constraints=False)


def _add_source(story: Evidence, copy: Evidence, *, by: User | None) -> None:
    """One more source; a story that waits in the fold comes into the queue when it is told more plainly there."""
    add_copy(story, copy, by=by)
    if copy.level == Evidence.Level.OFFERED and story.level == Evidence.Level.PERHAPS:
        story.level = Evidence.Level.OFFERED
        story.save(update_fields=["level"])


def add_copy(story: Evidence, found: Evidence, *, by: User | None) -> None:
    """Write down that the story of stored evidence stands where another was found, which is not stored."""
    copy = Copy(
        claim_id=story.claim_id,
        evidence=story,
        found_at=timezone.now(),
        address=found.address,
        canonical_address=found.canonical_address,
        address_digest=found.address_digest,
        title=found.title,
        publisher=found.publisher,
        published_at=found.published_at,
    )
    _check(copy)
    copy.save(force_insert=True)
    log(copy, "copied", by=by, before={})
