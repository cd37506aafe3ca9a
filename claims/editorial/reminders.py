"""Who sees to a claim, and when its reminders go on: the desk's own arrangements, logged like every other write."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial.floor import log, require, store
from claims.editorial.seen import check_seen
from claims.models import Claim, Outcome, User


@transaction.atomic
def snooze_claim(
    *, claim: Claim, until: date | None, reason: str = "", by: User, seen: int | None = None
) -> Claim:
    """No reminder of this claim before `until`, a day in the newsroom's time zone; None ends a snooze."""
    require(by, "claims.publish_claim")
    claim = record.lock(claim)
    if claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    before = record.snapshot(claim)
    claim.snoozed_until, claim.snooze_reason = until, reason.strip() if until else ""
    check_seen(claim, "snooze", seen, by=by, after=record.snapshot(claim))
    if until is not None:
        _check_snooze(claim, until, reason)
    store(claim, update_fields=["snoozed_until", "snooze_reason"])
    log(claim, "snoozed" if until else "woken", by=by, before=before)
    return claim


def _check_snooze(claim: Claim, until: date, reason: str) -> None:
    if claim.outcome != Outcome.PENDING:
        raise rules.NothingToRemindOf
    rules.check_snooze(until, reason=reason, today=timezone.localdate())


@transaction.atomic
def hand_on_claim(*, claim: Claim, to: User | None, by: User, seen: int | None = None) -> Claim:
    """Another sees to it from now on; None leaves it to the whole desk. Also of a decided claim."""
    claim = record.lock(claim)
    require(by, "claims.publish_claim" if claim.is_public else "claims.change_claim")
    if claim.state == Claim.State.WITHDRAWN:
        raise rules.Withdrawn
    if to is not None and not (to.is_active and to.is_staff):
        raise rules.NotAtTheDesk
    before = record.snapshot(claim)
    claim.assigned_to = to
    check_seen(claim, "hand_on", seen, by=by, after=record.snapshot(claim))
    claim.save(update_fields=["assigned_to"])
    log(claim, "handed_on", by=by, before=before)
    return claim
