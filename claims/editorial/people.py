"""The names of those who write to the record: a new one is logged, so that nobody is renamed under what they ruled."""

from django.db import transaction
from django.utils import timezone

from claims import record
from claims.models import User


@transaction.atomic
def log_rename(*, person: User, before: str, by: User) -> None:
    """Log that this person's name has become another, for `accounts`, which has checked the right to it."""
    if person.signed_name != before:
        changes: dict[str, list[object]] = {"signed_name": [before, person.signed_name]}
        record.append(person, action="renamed", by=by, at=timezone.now(), changes=changes)
