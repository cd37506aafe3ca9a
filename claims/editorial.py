"""Every write to the record. Keyword-only, `by=` the person, one transaction, and an entry in the log.

Each function checks the person's role itself, whatever button was or wasn't shown. Errors are `rules.BrokenRule`s and
Django's ValidationError for a field; nothing is half written.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import horizon, record, rules
from claims.addresses import canonical_url
from claims.models import (
    Appearance,
    Claim,
    Claimant,
    Evidence,
    Outcome,
    Topic,
    User,
    Verdict,
    slug_of,
)

SLUG_ATTEMPTS = 5
WINDOW = frozenset({"opens_on", "closes_on"})
WHAT_WAS_CLAIMED = frozenset({"claimant_id", "statement", "quote", "said_on", "horizon", "criteria"})
Named = TypeVar("Named", Claimant, Topic)
OfAClaim = TypeVar("OfAClaim", Evidence, Verdict)
FACTS_STORED_AS_GIVEN = (
    "claimant",
    "statement",
    "statement_language",
    "quote",
    "language",
    "said_on",
    "horizon",
    "criteria",
    "firmness",
    "restates",
    "assigned_to",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was published: its first appearance."""

    publisher: str
    published_on: date
    address: str = ""
    title: str = ""
    language: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """A snapshot of an article, as it goes into evidence. `matched_words` is [(word, weight), ...]."""

    address: str
    title: str
    publisher: str
    published_at: datetime | None = None
    excerpt: str = ""
    language: str = "en"
    matched_words: tuple[tuple[str, float], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class ChosenWindow:
    """A claim's window and where it comes from. `rule` is `Claim.BY_HAND` if an editor set the days."""

    opens_on: date | None
    closes_on: date | None
    precision: str = Claim.Precision.DAY
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What an editor enters of a claim. Days by hand win over the horizon's words."""

    claimant: Claimant
    statement: str
    statement_language: str
    quote: str
    language: str
    said_on: date
    horizon: str
    criteria: str = ""
    firmness: str = Claim.Firmness.EXPECTED
    restates: Claim | None = None
    assigned_to: User | None = None
    topics: tuple[Topic, ...] = field(default=())
    by_hand: tuple[date, date] | None = None


def window_of(
    phrase: str, *, said_on: date, language: str, by_hand: tuple[date, date] | None
) -> ChosenWindow:
    """The window that the words give, or the editor's own days. Without either, both days are None."""
    if by_hand is not None:
        return ChosenWindow(*by_hand, precision=Claim.Precision.DAY, rule=Claim.BY_HAND)
    found = horizon.resolve(phrase, said_on=said_on, language=language)
    if not isinstance(found, horizon.Window):
        return ChosenWindow(None, None)
    return ChosenWindow(
        found.opens_on,
        found.closes_on,
        precision=str(found.precision),
        rule=str(found.rule),
        note=str(found.note or ""),
    )


# --- Claimants and topics ---


@transaction.atomic
def save_claimant(*, claimant: Claimant, by: User) -> Claimant:
    """Log a new claimant, or what changed of a known one. The address stays as it is, so that links hold."""
    _require(by, "claims.change_claimant" if claimant.pk else "claims.add_claimant")
    return _save_named(claimant, by)


@transaction.atomic
def save_topic(*, topic: Topic, by: User) -> Topic:
    """Log a new topic, or what changed of a known one."""
    _require(by, "claims.change_topic" if topic.pk else "claims.add_topic")
    return _save_named(topic, by)


def _save_named(thing: Named, by: User) -> Named:
    is_new = thing.pk is None
    before: record.Snapshot = {} if is_new else record.snapshot(record.lock(thing))
    if thing.slug:
        thing.full_clean()
        thing.save()
    else:
        _save_under_free_slug(thing)
    _log(thing, "logged" if is_new else "revised", by=by, before=before)
    return thing


def _save_under_free_slug(thing: Claimant | Topic) -> None:
    """Another may take the slug between the look and the write: then look again."""
    for attempt in range(SLUG_ATTEMPTS):
        thing.slug = _free_slug(thing)
        thing.full_clean()
        try:
            with transaction.atomic():
                thing.save()
        except IntegrityError:
            if attempt == SLUG_ATTEMPTS - 1:
                raise
            thing.pk = None
        else:
            return


def _free_slug(thing: Claimant | Topic) -> str:
    """The name as an address, numbered where another has it already."""
    wanted = slug_of(thing.name)
    taken = set(type(thing).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in _numbered(wanted) if slug not in taken)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


# --- Claims ---


@transaction.atomic
def log_claim(*, facts: ClaimFacts, source: Source, by: User) -> Claim:
    """A new draft with its first appearance."""
    _require(by, "claims.add_claim")
    claim = Claim(created_by=by, created_at=timezone.now())
    _fill(claim, facts)
    claim.full_clean()
    claim.save()
    claim.topics.set(facts.topics)
    _log(claim, "logged", by=by, before={})
    add_appearance(claim=claim, source=source, by=by)
    return claim


@transaction.atomic
def revise_claim(*, claim: Claim, facts: ClaimFacts, by: User) -> Claim:
    """Change what a claim says. A moved window gets a new deadline version, which silences its old alerts.

    Reporters revise drafts; what is published takes an editor.
    """
    claim = record.lock(claim)
    _require(by, "claims.publish_claim" if claim.is_public else "claims.change_claim")
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    before = record.snapshot(claim)
    _fill(claim, facts)
    changed = record.difference(before, record.snapshot(claim)).keys()
    if claim.outcome != Outcome.PENDING or claim.verdicts.awaiting_countersignature().exists():
        _check_unmoved(changed)
    if changed & WINDOW:
        claim.deadline_version += 1
    if claim.is_public:
        _check_publishable(claim)
    claim.full_clean()
    claim.save()
    claim.topics.set(facts.topics)
    _log(claim, "revised", by=by, before=before)
    return claim


def _check_unmoved(changed: Set[str]) -> None:
    """A ruling, also one that waits for a second person, is about the claim as it stood."""
    if changed & WINDOW:
        raise rules.DeadlineOfADecidedClaim
    if changed & WHAT_WAS_CLAIMED:
        raise rules.WordsOfADecidedClaim


def _fill(claim: Claim, facts: ClaimFacts) -> None:
    if facts.said_on > timezone.localdate():
        raise rules.SaidInTheFuture
    values = {name: getattr(facts, name) for name in FACTS_STORED_AS_GIVEN}
    window = window_of(facts.horizon, said_on=facts.said_on, language=facts.language, by_hand=facts.by_hand)
    values |= {
        "opens_on": window.opens_on,
        "closes_on": window.closes_on,
        "precision": window.precision,
        "horizon_rule": window.rule,
        "horizon_note": window.note,
    }
    for name, value in values.items():
        setattr(claim, name, value.strip() if isinstance(value, str) else value)


@transaction.atomic
def publish_claim(*, claim: Claim, by: User) -> Claim:
    """Show a draft to the public: it has a window, and its criteria are written down."""
    _require(by, "claims.publish_claim")
    claim = record.lock(claim)
    if claim.state != Claim.State.DRAFT:
        raise rules.NotADraft
    _check_publishable(claim)
    before = record.snapshot(claim)
    claim.state = Claim.State.PUBLISHED
    claim.published_at = timezone.now()
    claim.published_by = by
    claim.save(update_fields=["state", "published_at", "published_by"])
    _log(claim, "published", by=by, before=before)
    return claim


def _check_publishable(claim: Claim) -> None:
    if claim.closes_on is None:
        raise rules.NoWindow
    if not claim.criteria.strip():
        raise rules.NoCriteria


@transaction.atomic
def withdraw_claim(*, claim: Claim, reason: str, by: User) -> Claim:
    """Take a published claim back. Its page stays, with the reason; it leaves lists, counts and rates."""
    _require(by, "claims.withdraw_claim")
    claim = record.lock(claim)
    if claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    if not reason.strip():
        raise rules.NoReason
    before = record.snapshot(claim)
    claim.state = Claim.State.WITHDRAWN
    claim.withdrawn_reason = reason.strip()
    claim.save(update_fields=["state", "withdrawn_reason"])
    _log(claim, "withdrawn", by=by, before=before)
    return claim


@transaction.atomic
def add_appearance(*, claim: Claim, source: Source, by: User) -> Appearance:
    """One more place where the claim was published. The claim's own words serve where the outlet's are not given."""
    claim = record.lock(claim)
    _require(by, "claims.publish_claim" if claim.is_public else "claims.change_claim")
    _check_source(claim, source)
    values = asdict(source) | {
        "quote": source.quote or claim.quote,
        "language": source.language or claim.language,
    }
    appearance = Appearance(claim=claim, **values)
    appearance.full_clean()
    appearance.save()
    _log(appearance, "appeared", by=by, before={})
    return appearance


def _check_source(claim: Claim, source: Source) -> None:
    if not source.address and not source.title:
        raise rules.CannotBeFound
    if source.published_on < claim.said_on:
        raise rules.PublishedBeforeItWasSaid
    if source.published_on > timezone.localdate():
        raise rules.PublishedInTheFuture


# --- Evidence ---


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
    _log(evidence, "suggested", by=None, before={})
    return evidence


@transaction.atomic
def add_evidence(*, claim: Claim, article: FoundArticle, stance: str, by: User) -> Evidence:
    """Evidence that a person found: accepted at once. One that waits or was rejected is accepted instead."""
    _require(by, "claims.review_evidence")
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
    _log(evidence, "added", by=by, before={})
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
    _require(by, "claims.review_evidence")
    if status == Evidence.Status.ACCEPTED:
        _known_stance(stance)
    evidence = _lock_within_claim(evidence)
    if status == Evidence.Status.REJECTED and evidence.verdicts.exists():
        raise rules.EvidenceInUse
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = status, stance
    evidence.reviewed_by, evidence.reviewed_at = by, timezone.now()
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    _log(evidence, str(status), by=by, before=before)
    return evidence


@transaction.atomic
def return_to_queue(*, evidence: Evidence, by: User) -> Evidence:
    """Take a review back, as if nobody had looked at it yet."""
    _require(by, "claims.review_evidence")
    evidence = _lock_within_claim(evidence)
    if evidence.verdicts.exists():
        raise rules.EvidenceInUse
    before = record.snapshot(evidence)
    evidence.status, evidence.stance = Evidence.Status.SUGGESTED, ""
    evidence.reviewed_by = evidence.reviewed_at = None
    evidence.save(update_fields=["status", "stance", "reviewed_by", "reviewed_at"])
    _log(evidence, "returned", by=by, before=before)
    return evidence


def _known_stance(stance: str) -> str:
    if stance not in Evidence.Stance.values:
        raise rules.NoStance
    return stance


# --- Verdicts ---


@transaction.atomic
def rule(*, claim: Claim, ruling: rules.Ruling, evidence: Iterable[Evidence] = (), by: User) -> Verdict:
    """Append a verdict. It is public at once, or where the newsroom asks for four eyes, once countersigned."""
    _require(by, "claims.add_verdict")
    claim = record.lock(claim)
    if claim.state != Claim.State.PUBLISHED or claim.closes_on is None:
        raise rules.NotPublished
    rests_on = _accepted_of(claim, evidence)
    rules.check_ruling(
        replace(ruling, evidence_count=len(rests_on)),
        said_on=claim.said_on,
        closes_on=claim.closes_on,
        current=Outcome(claim.outcome),
        has_verdict=claim.verdicts.exists(),
        today=timezone.localdate(),
    )
    verdict = Verdict(
        claim=claim,
        outcome=ruling.outcome,
        happened_on=ruling.happened_on,
        reasoning=ruling.reasoning.strip(),
        can_no_longer_happen=ruling.can_no_longer_happen,
        by=by,
        at=timezone.now(),
        needs_countersignature=settings.FOUR_EYES,
    )
    verdict.full_clean()
    verdict.save(force_insert=True)
    verdict.evidence.set(rests_on)
    _log(verdict, "ruled", by=by, before={})
    _put_in_effect(verdict, by)
    return verdict


def _accepted_of(claim: Claim, evidence: Iterable[Evidence]) -> list[Evidence]:
    wanted = {item.pk for item in evidence}
    accepted = list(claim.evidence.accepted().filter(pk__in=wanted))
    if len(accepted) != len(wanted):
        raise rules.EvidenceOfAnotherClaim
    return accepted


@transaction.atomic
def countersign(*, verdict: Verdict, by: User) -> Verdict:
    """The second pair of eyes: puts the verdict into effect."""
    _require(by, "claims.countersign_verdict")
    verdict = _lock_within_claim(verdict)
    if verdict.claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    if verdict.in_effect:
        raise rules.AlreadyCountersigned
    if verdict.by_id == by.pk:
        raise rules.SamePerson
    before = record.snapshot(verdict)
    verdict.countersigned_by, verdict.countersigned_at = by, timezone.now()
    verdict.save(update_fields=["countersigned_by", "countersigned_at"])
    _log(verdict, "countersigned", by=by, before=before)
    _put_in_effect(verdict, by)
    return verdict


def _put_in_effect(verdict: Verdict, by: User) -> None:
    """Give the claim the outcome of its latest verdict in effect."""
    claim = record.lock(verdict.claim)
    latest = claim.verdicts.in_effect().order_by("-at", "-pk").first()
    outcome = latest.outcome if latest else Outcome.PENDING
    if outcome == claim.outcome:
        return
    before = record.snapshot(claim)
    claim.outcome = outcome
    claim.save(update_fields=["outcome"])
    _log(claim, "decided", by=by, before=before)


# --- The floor ---


def _require(by: User, permission: str) -> None:
    if not by.is_active or not by.has_perm(permission):
        raise rules.NotAllowed


def _lock_within_claim(thing: OfAClaim) -> OfAClaim:
    """The row, locked after its claim: writers to one chain queue at the claim, and none holds what another needs."""
    record.lock(thing.claim)
    return record.lock(thing)


def _log(thing: record.Recorded, action: str, *, by: User | None, before: record.Snapshot) -> None:
    changes = record.difference(before, record.snapshot(thing))
    if changes:
        record.append(thing, action=action, by=by, at=timezone.now(), changes=changes)
