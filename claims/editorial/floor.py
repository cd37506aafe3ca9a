"""What every write stands on: the person's permission, the lock, the row, the entry in the log."""

from collections.abc import Sequence
from typing import Final, TypeVar, Unpack

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from claims import record, rules
from claims.arguments import SaveOptions
from claims.models import (
    Appearance,
    Claim,
    Claimant,
    Coding,
    Copy,
    Correction,
    Evidence,
    Reply,
    Tenure,
    User,
    Verdict,
)

OfAClaim = TypeVar("OfAClaim", Evidence, Verdict, Correction, Reply)


MERGED: Final = "merged"


def may(by: User, permission: str) -> bool:
    """Whether the account is open, and one of its roles has this right."""
    return by.is_active and by.has_perm(permission)


def require(by: User, permission: str) -> None:
    if not may(by, permission):
        raise rules.NotAllowed


def lock_within_claim(thing: OfAClaim) -> OfAClaim:
    """The row, locked after its claim: writers to one chain queue at the claim, and none holds what another needs."""
    record.lock(thing.claim)
    return record.lock(thing)


def lock_claimant(claimant: Claimant) -> Claimant:
    """The claimant of a claim that is about to be written, locked, so that nobody merges them away meanwhile.

    Call it before the claim is locked, as `merge_claimants` locks them in this order.
    """
    locked = record.lock(claimant)
    check_claimant(locked)
    return locked


def check_claimant(claimant: Claimant) -> None:
    """Raise ClaimantMergedAway where the claimant has gone into another."""
    if claimant.merged_into_id is not None:
        raise rules.ClaimantMergedAway(claimant.that_stays().name)


def store(thing: models.Model, **options: Unpack[SaveOptions]) -> None:
    """Write the row. ValidationError names the field at fault, or says which of the table's constraints refuses it.

    The constraints are asked for one by one only where the database refused. Beforehand, as Django does it, each is a
    question more under the claim's lock, and together they are a third of what logging and publishing a claim costs.
    """
    thing.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            thing.save(**options)
    except IntegrityError:
        thing.validate_constraints()
        raise


def log(thing: record.Recorded, action: str, *, by: User | None, before: record.RowValues) -> None:
    """Append what was changed to the chain of the row, which is locked.

    Nothing is written on what was merged away, except what the law asks for: a hold comes in rows of its own.
    """
    _check_owner(thing, action)
    changes = record.difference(before, record.snapshot(thing))
    if changes:
        record.append(thing, action=action, by=by, at=timezone.now(), changes=changes)


def log_new(things: Sequence[Evidence], action: str) -> None:
    """Append to the chain of their one claim, which is locked, that the machine added these rows."""
    for thing in things[:1]:
        _check_owner(thing, action)
    changes = [record.difference({}, record.snapshot(thing)) for thing in things]
    record.append_all(things, action=action, by=None, at=timezone.now(), changes=changes)


def _check_owner(thing: record.Recorded, action: str) -> None:
    owner = _owner_of(thing)
    if owner is not None and owner.merged_into_id is not None and action != MERGED:
        raise rules.MergedAway


def _owner_of(thing: record.Recorded) -> Claim | Claimant | None:
    """The claim or claimant that the row is, or belongs to; None of a text, a topic, a hold."""
    if isinstance(thing, Claim | Claimant):
        return thing
    if isinstance(thing, Tenure):
        return thing.claimant
    if isinstance(thing, Appearance | Evidence | Copy | Verdict | Correction | Reply | Coding):
        return thing.claim
    return None
