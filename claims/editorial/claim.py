"""Claims: logged, revised, published, withdrawn; and where they appeared."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial.corrections import (
    LOOKED_FOR,
    check_unmoved,
    correct,
    count_versions,
    drop_waiting,
    is_ruled_on,
    notice,
)
from claims.editorial.facts import FACTS_STORED_AS_GIVEN, ClaimFacts, Source, window_of
from claims.editorial.floor import check_claimant, lock_claimant, log, require, store
from claims.editorial.seen import check_seen, is_own_last, sent_just_now
from claims.editorial.sources import keep_text
from claims.editorial.verdicts import take_back_waiting
from claims.models import Appearance, Claim, Correction, Language, User


@transaction.atomic
def log_claim(*, facts: ClaimFacts, source: Source, by: User) -> Claim:
    """A new draft with its first appearance. The same facts sent again give the first draft once more."""
    require(by, "claims.add_claim")
    claimant = record.lock(facts.claimant)  # a form that was sent twice waits here for the first
    if (first := _logged_just_now(facts, source, by)) is not None:
        return first
    check_claimant(claimant)
    claim = Claim(created_by=by, created_at=timezone.now())
    _fill(claim, facts)
    store(claim)
    claim.topics.set(facts.topics)
    log(claim, "logged", by=by, before={})
    add_appearance(claim=claim, source=source, by=by)
    return claim


def _logged_just_now(facts: ClaimFacts, source: Source, by: User) -> Claim | None:
    values = {name: getattr(facts, name) for name in FACTS_STORED_AS_GIVEN}
    stored = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    place = {"publisher": source.publisher, "address": source.address, "title": source.title}
    alike = Claim.objects.filter(
        created_by=by, **stored, **{f"appearances__{k}": v for k, v in place.items()}
    )
    found = sent_just_now(alike, "logged", by)
    return found if isinstance(found, Claim) else None


@transaction.atomic
def revise_claim(
    *, claim: Claim, facts: ClaimFacts, by: User, reason: str = "", seen: int | None = None
) -> Claim:
    """Change what a claim says. A moved window gets a new deadline version, which silences its old alerts.

    Reporters revise drafts; what is published takes an editor. There a change of what was claimed needs a public
    `reason`, and where four eyes are asked for it waits for the second person. `seen` is the number of the last entry
    of the claim's chain that the author had in sight: see `seen.check_seen`.
    """
    lock_claimant(facts.claimant)
    claim = _lock_with_ancestors(claim, facts.restates)
    require(by, "claims.publish_claim" if claim.is_public else "claims.change_claim")
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    before = record.snapshot(claim)
    _fill(claim, facts)
    after = record.snapshot(claim) | {"topics": sorted(topic.pk for topic in facts.topics)}
    check_seen(claim, "revise", seen, by=by, after=after)
    changed = record.difference(before, after)
    if not changed:
        return claim
    other_topics = changed.pop("topics", None) is not None
    # What waits to be published is published as it was when that was decided, or not.
    claim.publish_at = claim.publish_by = None
    if is_ruled_on(claim):
        check_unmoved(changed, other_topics=other_topics)
    if claim.is_public:
        _check_publishable(claim)
    if claim.is_public:
        correct(claim, changed, reason=reason, by=by)
        changed = record.difference(before, record.snapshot(claim))
    count_versions(claim, changed)
    claim.search_version += other_topics and not LOOKED_FOR & changed.keys()
    store(claim)
    claim.topics.set(facts.topics)
    log(claim, "revised", by=by, before=before)
    return claim


def _lock_with_ancestors(claim: Claim, restates: Claim | None) -> Claim:
    """The claim, locked, with those that it would restate: two who close a circle from both ends wait for each other.

    All locks are taken in the order of the rows' numbers, so that neither holds what the other needs.
    """
    chain, seen = restates, {claim.pk}
    while chain is not None:
        if chain.pk in seen:
            raise rules.RestatesInACircle
        seen.add(chain.pk)
        chain = chain.restates
    locked = {pk: record.lock(Claim(pk=pk)) for pk in sorted(seen)}
    # Once more, as others left it while this writer waited.
    ancestor = restates.pk if restates else None
    while ancestor is not None:
        if ancestor == claim.pk:
            raise rules.RestatesInACircle
        ancestor = Claim.objects.values_list("restates_id", flat=True).get(pk=ancestor)
    return locked[claim.pk]


def _check_years(facts: ClaimFacts) -> None:
    if not rules.is_within_the_years(facts.said_on):
        raise rules.BeyondTheYears
    if facts.by_hand is None:
        return
    opens_on, closes_on = facts.by_hand
    if not rules.is_within_the_years(opens_on):
        raise rules.OpensBeyondTheYears
    if not rules.is_within_the_years(closes_on):
        raise rules.ClosesBeyondTheYears


def _fill(claim: Claim, facts: ClaimFacts) -> None:
    if facts.said_on > timezone.localdate():
        raise rules.SaidInTheFuture
    _check_years(facts)
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
    second = Language.second(claim.statement_language)
    claim.translation_language = second if claim.translated_statement else ""


@transaction.atomic
def publish_claim(
    *, claim: Claim, by: User, seen: int | None = None, at: datetime | None = None, checkable: str = ""
) -> Claim:
    """Show a draft to the public, once every point of `checklist` holds. Where the newsroom has publications wait, or
    where an hour is set (`at`), `release_due` does it in its time. `checkable` is the reason where none was given yet.
    """
    require(by, "claims.publish_claim")
    claim = record.lock(claim)
    if claim.state == Claim.State.PUBLISHED and claim.published_by_id == by.pk:
        return claim
    check_seen(claim, "publish", seen)
    if claim.state != Claim.State.DRAFT:
        raise rules.NotADraft
    _check_publishable(claim)
    _have_it_checked(claim, by, checkable)
    now = timezone.now()
    if at is not None and not now < at <= now + rules.LONGEST_WAIT:
        raise rules.PublicationOutOfReach
    delayed = now + timedelta(minutes=settings.PUBLICATION_DELAY_MINUTES)
    if at is not None or delayed > now:
        return _have_it_wait(claim, by, until=max(at or now, delayed), is_set=at is not None)
    make_public(claim, by=by, now=now)
    return claim


def _have_it_checked(claim: Claim, by: User, reason: str) -> None:
    """The last point of the checklist is a person's: how the claim can be checked. Another reason takes its place."""
    if not (reason.strip() or claim.checkable):
        raise rules.NotCheckable
    if reason.strip() and reason.strip() != claim.checkable:
        before = record.snapshot(claim)
        claim.checkable = reason.strip()
        store(claim, update_fields=["checkable"])
        log(claim, "checked", by=by, before=before)


def make_public(claim: Claim, *, by: User, now: datetime) -> None:
    """Show a locked draft to readers from now on."""
    before = record.snapshot(claim)
    claim.state, claim.published_at, claim.published_by = Claim.State.PUBLISHED, now, by
    claim.publish_at = claim.publish_by = None
    claim.save(update_fields=["state", "published_at", "published_by", "publish_at", "publish_by"])
    log(claim, "published", by=by, before=before)


def _have_it_wait(claim: Claim, by: User, *, until: datetime, is_set: bool) -> Claim:
    """Nothing new where it waits for that hour, or, unless one `is_set`, for an earlier one."""
    if claim.publish_at is not None and (claim.publish_at == until if is_set else claim.publish_at <= until):
        return claim
    before = record.snapshot(claim)
    claim.publish_at, claim.publish_by = until, by
    claim.save(update_fields=["publish_at", "publish_by"])
    log(claim, "publication_set", by=by, before=before)
    return claim


@transaction.atomic
def take_back_publication(*, claim: Claim, by: User) -> Claim:
    """Leave a claim whose publication waits a draft."""
    require(by, "claims.publish_claim")
    claim = record.lock(claim)
    if claim.state != Claim.State.DRAFT:
        raise rules.NotADraft
    before = record.snapshot(claim)
    claim.publish_at = claim.publish_by = None
    claim.save(update_fields=["publish_at", "publish_by"])
    log(claim, "publication_taken_back", by=by, before=before)
    return claim


def _check_publishable(claim: Claim) -> None:
    if claim.closes_on is None:
        raise rules.NoWindow
    if not claim.criteria.strip():
        raise rules.NoCriteria
    check_claimant(claim.claimant)


@transaction.atomic
def withdraw_claim(*, claim: Claim, reason: str, by: User, seen: int | None = None) -> Claim:
    """Take a published claim back. Its page stays, with the reason; it leaves lists, counts and rates.

    What waited about it, a verdict or a change, is given up with it.
    """
    require(by, "claims.withdraw_claim")
    claim = record.lock(claim)
    if claim.withdrawn_reason == reason.strip() and is_own_last(claim, "withdrawn", by):
        return claim
    if claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    check_seen(claim, "withdraw", seen)
    if not reason.strip():
        raise rules.NoReason
    take_back_waiting(claim, reason=reason, by=by)
    drop_waiting(claim, by=by)
    before = record.snapshot(claim)
    claim.state = Claim.State.WITHDRAWN
    claim.withdrawn_reason = reason.strip()
    claim.save(update_fields=["state", "withdrawn_reason"])
    log(claim, "withdrawn", by=by, before=before)
    notice(claim, Correction.Kind.WITHDRAWN, reason=reason, by=by)
    return claim


@transaction.atomic
def add_appearance(*, claim: Claim, source: Source, by: User) -> Appearance:
    """One more place where the claim was published. The claim's own words serve where the outlet's are not given.

    The same place with the same words is there already, and returned.
    """
    claim = record.lock(claim)
    require(by, "claims.publish_claim" if claim.is_public else "claims.change_claim")
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    _check_source(claim, source)
    values = _appearance_values(claim, source)
    if (first := claim.appearances.filter(**values).first()) is not None:
        return first
    appearance = Appearance(claim=claim, **values)
    if source.text.strip():
        appearance.source_text = keep_text(text=source.text, by=by)
    store(appearance)
    log(appearance, "appeared", by=by, before={})
    return appearance


def _appearance_values(claim: Claim, source: Source) -> dict[str, object]:
    values = asdict(source) | {
        "quote": source.quote or claim.quote,
        "language": source.language or claim.language,
    }
    del values["text"]
    window = window_of(source.horizon, said_on=claim.said_on, language=str(values["language"]), by_hand=None)
    return values | {"opens_on": window.opens_on, "closes_on": window.closes_on}


def _check_source(claim: Claim, source: Source) -> None:
    if not source.address and not source.title:
        raise rules.CannotBeFound
    if source.published_on < claim.said_on:
        raise rules.PublishedBeforeItWasSaid
    if source.published_on > timezone.localdate():
        raise rules.PublishedInTheFuture
