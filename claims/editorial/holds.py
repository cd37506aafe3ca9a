"""What is held back from readers for now, and shown again.

Why so: docs/decisions/0031-holds-act-at-once.md
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial import outside, signing
from claims.editorial.floor import log, require
from claims.models import Appearance, Claim, Claimant, Evidence, Hold, Reply, User

Holdable = Claim | Claimant | Evidence | Appearance | Reply


@transaction.atomic
def hold(*, thing: Holdable, reason: str, office: str, concerns: str = "", by: User) -> Hold:
    """Hide it at every public door at once; in its place stand the day and the office, and nothing else.

    A claimant's hold holds all their claims. `reason` and `concerns`, whom it concerns, stay at the desk. It acts at
    once, also where four eyes are asked for, as a withdrawal does. Held already: the hold that there is.
    """
    require(by, "claims.add_hold")
    if not reason.strip():
        raise rules.NoReason
    if not office.strip():
        raise rules.NoOffice
    thing = _lock(thing)
    kind = Hold.Kind(str(thing._meta.model_name))  # noqa: SLF001  documented
    found = Hold.objects.in_force().filter(**{"kind": kind, kind: thing}).first()
    if found is not None:
        return found
    held = Hold(kind=kind, office=office.strip(), concerns=concerns.strip(), reason=reason.strip(), by=by)
    setattr(held, kind, thing)
    if not isinstance(thing, Claim | Claimant):
        held.claim = thing.claim
    held.at = timezone.now()
    held.clean_fields(
        exclude={"claim", "claimant", "evidence", "appearance", "reply", "lifted_by", "lifted_at"}
    )
    held.save(force_insert=True)
    log(held, "held", by=by, before={})
    # Before the commit: a process that is killed now leaves too much on the list, and never too little.
    outside.write_down([outside.line_of_hold(held)])
    return held


def _lock(thing: Holdable) -> Holdable:
    """The row, locked after the head of its chain."""
    if isinstance(thing, Claim | Claimant):
        return record.lock(thing)
    record.lock(thing.claim)
    return record.lock(thing)


@transaction.atomic
def lift_hold(*, held: Hold, reason: str = "", by: User) -> Hold:
    """Show it again, as it was. Where four eyes are asked for, another lifts it than the person who held it back."""
    require(by, "claims.change_hold")
    held = record.lock(held)
    if held.lifted_by_id == by.pk:
        return held
    if not held.in_force:
        raise rules.LiftedAlready
    if settings.FOUR_EYES:
        signing.check_another(held.by_id, by=by, permission=signing.LIFT)
    _lock(held.thing)
    before = record.snapshot(held)
    held.lifted_by, held.lifted_at, held.lifted_reason = by, timezone.now(), reason.strip()
    held.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    log(held, "lifted", by=by, before=before)
    line = outside.line_of_lift(held)
    transaction.on_commit(lambda: outside.write_down([line]))
    return held
