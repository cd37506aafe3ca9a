"""Verdicts: appended, countersigned, put into effect."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, rules, rulings
from claims.editorial import signing
from claims.editorial.corrections import notice_verdict
from claims.editorial.floor import lock_within_claim, log, require, store
from claims.editorial.seen import check_seen
from claims.models import Claim, Evidence, Outcome, User, Verdict

TIMES = ("public_at", "due_at", "effective_at")


@transaction.atomic
def rule(
    *,
    claim: Claim,
    ruling: rulings.Ruling,
    evidence: Iterable[Evidence] = (),
    by: User,
    seen: int | None = None,
) -> Verdict:
    """Append a verdict. It takes effect at once; where the newsroom asks for four eyes, once countersigned; where it
    announces verdicts or has publications wait, in its time (`release`).

    A ruling that says again what this person's verdict, the claim's last, says already gives that verdict.
    """
    require(by, "claims.add_verdict")
    claim = record.lock(claim)
    if claim.state != Claim.State.PUBLISHED or claim.closes_on is None:
        raise rules.NotPublished
    rests_on = _accepted_of(claim, evidence)
    if (first := _same_as_last(claim, ruling, rests_on, by)) is not None:
        return first
    check_seen(claim, "rule", seen)
    stances = tuple(item.stance for item in rests_on)
    rulings.check_ruling(replace(ruling, stances=stances), claim=_ruled_on(claim), today=timezone.localdate())
    verdict = Verdict(
        claim=claim,
        **_said(ruling),
        by=by,
        at=timezone.now(),
        needs_countersignature=settings.FOUR_EYES,
    )
    if not verdict.needs_countersignature:
        set_times(verdict, verdict.at)
    store(verdict, force_insert=True)
    verdict.evidence.set(rests_on)
    log(verdict, "ruled", by=by, before={})
    give_outcome(verdict, by)
    return verdict


def set_times(verdict: Verdict, now: datetime) -> None:
    """Say from when readers see the signed verdict, and when it takes effect: now, unless the newsroom has it wait."""
    verdict.public_at = now + timedelta(minutes=settings.PUBLICATION_DELAY_MINUTES)
    verdict.due_at = verdict.public_at + timedelta(hours=settings.ANNOUNCE_HOURS)
    if verdict.due_at <= now:
        verdict.effective_at = now


def _same_as_last(claim: Claim, ruling: rulings.Ruling, rests_on: list[Evidence], by: User) -> Verdict | None:
    last = claim.verdicts.order_by("-at", "-pk").first()
    if (
        last is None
        or last.by_id != by.pk
        or last.taken_back_at is not None
        or set(last.evidence.all()) != set(rests_on)
    ):
        return None
    return last if all(getattr(last, name) == value for name, value in _said(ruling).items()) else None


def _said(ruling: rulings.Ruling) -> dict[str, object]:
    """What a verdict says, by its fields."""
    return {
        "outcome": ruling.outcome,
        "happened_on": ruling.happened_on,
        "known_on": ruling.known_on,
        "reasoning": ruling.reasoning.strip(),
        "can_no_longer_happen": ruling.can_no_longer_happen,
        "condition_failed": ruling.condition_failed,
    }


def _ruled_on(claim: Claim) -> rulings.RuledOn:
    assert claim.opens_on  # the database: a window has two days or none
    assert claim.closes_on
    return rulings.RuledOn(
        said_on=claim.said_on,
        opens_on=claim.opens_on,
        closes_on=claim.closes_on,
        outcome=Outcome(claim.outcome),
        has_verdict=claim.verdicts.exists(),
        has_condition=bool(claim.condition),
    )


def _accepted_of(claim: Claim, evidence: Iterable[Evidence]) -> list[Evidence]:
    wanted = {item.pk for item in evidence}
    accepted = list(claim.evidence.accepted().filter(pk__in=wanted))
    if len(accepted) != len(wanted):
        raise rules.EvidenceOfAnotherClaim
    return accepted


@transaction.atomic
def countersign(*, verdict: Verdict, by: User) -> Verdict:
    """The second pair of eyes: the verdict takes effect, or is announced where the newsroom announces verdicts."""
    require(by, signing.COUNTERSIGN)
    verdict = lock_within_claim(verdict)
    if verdict.claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    if verdict.countersigned_by_id == by.pk:
        return verdict
    if not verdict.waits_for_a_signature:
        raise rules.AlreadyCountersigned
    signing.check_another(verdict.by_id, by=by, permission=signing.COUNTERSIGN)
    before = record.snapshot(verdict)
    verdict.countersigned_by, verdict.countersigned_at = by, timezone.now()
    set_times(verdict, verdict.countersigned_at)
    verdict.save(update_fields=["countersigned_by", "countersigned_at", *TIMES])
    log(verdict, "countersigned", by=by, before=before)
    give_outcome(verdict, by)
    return verdict


@transaction.atomic
def take_back_verdict(*, verdict: Verdict, reason: str = "", by: User) -> Verdict:
    """Take back a verdict that is not in effect yet. Once readers have seen it announced, that needs a public reason.

    Its author may, and everybody who could sign it.
    """
    require(by, "claims.add_verdict")
    verdict = lock_within_claim(verdict)
    if verdict.taken_back_by_id == by.pk:
        return verdict
    if not verdict.waits:
        raise rules.InEffectAlready
    now = timezone.now()
    if verdict.public_at is not None and verdict.public_at <= now and not reason.strip():
        raise rules.NoReason
    _take_back(verdict, reason, by, now)
    return verdict


def take_back_waiting(claim: Claim, *, reason: str, by: User) -> None:
    """Take back the verdicts that are not in effect yet, of a locked claim that is withdrawn for this reason."""
    for verdict in claim.verdicts.waiting().order_by("pk"):
        _take_back(verdict, reason, by, timezone.now())


def _take_back(verdict: Verdict, reason: str, by: User, now: datetime) -> None:
    before = record.snapshot(verdict)
    verdict.taken_back_by, verdict.taken_back_at, verdict.taken_back_reason = by, now, reason.strip()
    verdict.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_reason"])
    log(verdict, "verdict_taken_back", by=by, before=before)


def give_outcome(verdict: Verdict, by: User | None) -> None:
    """Give the claim the outcome of its latest verdict in effect."""
    if not verdict.in_effect:
        return
    claim = record.lock(verdict.claim)
    replaced = claim.verdicts.in_effect().exclude(pk=verdict.pk).order_by("-at", "-pk").first()
    if replaced is not None and (replaced.at, replaced.pk) < (verdict.at, verdict.pk):
        notice_verdict(verdict, before=replaced.outcome)
    latest = claim.verdicts.in_effect().order_by("-at", "-pk").first()
    outcome = latest.outcome if latest else Outcome.PENDING
    if outcome == claim.outcome:
        return
    before = record.snapshot(claim)
    claim.outcome = outcome
    claim.save(update_fields=["outcome"])
    log(claim, "decided", by=by, before=before)
