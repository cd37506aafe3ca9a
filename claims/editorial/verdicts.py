"""Verdicts: appended, countersigned, put into effect."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, rules, rulings
from claims.editorial.corrections import notice_verdict
from claims.editorial.floor import lock_within_claim, log, require
from claims.editorial.seen import check_seen
from claims.models import Claim, Evidence, Outcome, User, Verdict


@transaction.atomic
def rule(
    *,
    claim: Claim,
    ruling: rulings.Ruling,
    evidence: Iterable[Evidence] = (),
    by: User,
    seen: int | None = None,
) -> Verdict:
    """Append a verdict. It is public at once, or where the newsroom asks for four eyes, once countersigned.

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
    verdict.full_clean()
    verdict.save(force_insert=True)
    verdict.evidence.set(rests_on)
    log(verdict, "ruled", by=by, before={})
    _put_in_effect(verdict, by)
    return verdict


def _same_as_last(claim: Claim, ruling: rulings.Ruling, rests_on: list[Evidence], by: User) -> Verdict | None:
    last = claim.verdicts.order_by("-at", "-pk").first()
    if last is None or last.by_id != by.pk or set(last.evidence.all()) != set(rests_on):
        return None
    return last if all(getattr(last, name) == value for name, value in _said(ruling).items()) else None


def _said(ruling: rulings.Ruling) -> dict[str, Any]:
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
    """The second pair of eyes: puts the verdict into effect."""
    require(by, "claims.countersign_verdict")
    verdict = lock_within_claim(verdict)
    if verdict.claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    if verdict.countersigned_by_id == by.pk:
        return verdict
    if verdict.in_effect:
        raise rules.AlreadyCountersigned
    if verdict.by_id == by.pk:
        raise rules.SamePerson
    before = record.snapshot(verdict)
    verdict.countersigned_by, verdict.countersigned_at = by, timezone.now()
    verdict.save(update_fields=["countersigned_by", "countersigned_at"])
    log(verdict, "countersigned", by=by, before=before)
    _put_in_effect(verdict, by)
    return verdict


def _put_in_effect(verdict: Verdict, by: User) -> None:
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
