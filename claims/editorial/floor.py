"""What every write stands on: the person's permission, the lock, the entry in the log."""

from typing import TypeVar

from django.utils import timezone

from claims import record, rules
from claims.models import Correction, Evidence, Reply, User, Verdict

OfAClaim = TypeVar("OfAClaim", Evidence, Verdict, Correction, Reply)


def require(by: User, permission: str) -> None:
    if not by.is_active or not by.has_perm(permission):
        raise rules.NotAllowed


def lock_within_claim(thing: OfAClaim) -> OfAClaim:
    """The row, locked after its claim: writers to one chain queue at the claim, and none holds what another needs."""
    record.lock(thing.claim)
    return record.lock(thing)


def log(thing: record.Recorded, action: str, *, by: User | None, before: record.RowValues) -> None:
    changes = record.difference(before, record.snapshot(thing))
    if changes:
        record.append(thing, action=action, by=by, at=timezone.now(), changes=changes)
