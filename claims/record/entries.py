"""The entries of the log: what a row's recorded fields are, and how a write is appended to its chain."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar, get_args

from django.apps import apps
from django.db import connection, models

from claims.models import (
    Appearance,
    Checkpoint,
    Claim,
    Claimant,
    Copy,
    Correction,
    Evidence,
    Hold,
    RecordEntry,
    Reply,
    SourceText,
    Tenure,
    Topic,
    User,
    Verdict,
)

Recorded = (
    Claim
    | Claimant
    | Topic
    | Appearance
    | SourceText
    | Evidence
    | Copy
    | Verdict
    | Correction
    | Reply
    | Tenure
    | Hold
)
RECORDED_MODELS: tuple[type[models.Model], ...] = get_args(Recorded)
# What has entries of its own without being the newsroom's record: a day's checkpoint, a person's name.
Logged = Recorded | Checkpoint | User
MACHINE = "tracker"
# Entries younger than this may belong to a transaction that is still open elsewhere, and then appear before others with
# a lower number: a checkpoint leaves them out, and who follows the log by number looks at them again.
SETTLED_AFTER = timedelta(minutes=10)

# A row's recorded fields as JSON values, and what a write did to them: {"field": [before, after]}.
RowValues = dict[str, object]
FieldChanges = dict[str, list[object]]
Instance = TypeVar("Instance", bound=models.Model)


def subject_of(thing: models.Model) -> str:
    """Which row an entry is about, like `verdict:12`."""
    return f"{thing._meta.model_name}:{thing.pk}"  # noqa: SLF001  _meta is Django's documented interface


def model_of(subject: str) -> type[models.Model]:
    """The model of the row that an entry is about."""
    return apps.get_model("claims", subject.partition(":")[0])


def length_of(chain: str) -> int:
    """The number of the chain's last entry; 0 where there is none. What a page shows is read after this."""
    return RecordEntry.objects.filter(chain=chain).aggregate(last=models.Max("sequence"))["last"] or 0


def chain_of(thing: Logged) -> str:
    """Which chain the row's entries join: a claim's evidence and verdicts share the claim's."""
    if isinstance(thing, Checkpoint):
        return "checkpoints"
    if isinstance(thing, Tenure) or (isinstance(thing, Hold) and thing.claimant_id):
        return f"claimant:{thing.claimant_id}"
    claim_id = getattr(thing, "claim_id", None)
    return f"claim:{claim_id}" if claim_id is not None else subject_of(thing)


def snapshot(thing: Logged) -> RowValues:
    """The row's recorded fields as JSON values: dates as ISO text, relations as ids, numbers within JSON as text."""
    return {name: _value(thing, name) for name in thing.record_fields}


def _value(thing: Logged, name: str) -> object:
    value = getattr(thing, name)
    if isinstance(value, models.Manager):
        return sorted(row.pk for row in value.all())
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else plain(value)


def plain(value: object) -> object:
    """A JSON value whose hash does not hang on how a database writes numbers: PostgreSQL turns 1e20 into an integer.

    Numbers within lists and objects, and fractions anywhere, become decimal text.
    """
    if isinstance(value, dict):
        return {name: _without_numbers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_numbers(item) for item in value]
    return _decimal(value) if isinstance(value, float) else value


def _without_numbers(value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _decimal(value) if is_number else plain(value)


def _decimal(number: object) -> str:
    text = format(Decimal(str(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def difference(before: RowValues, after: RowValues) -> FieldChanges:
    """The fields that changed, each with its value before and after."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def append(
    thing: Logged, *, action: str, by: User | None, at: datetime, changes: FieldChanges
) -> RecordEntry:
    """Add an entry to the row's chain. Two queries; call it inside the transaction of the write itself.

    Two writers who append to one chain at once collide on the chain's unique sequence: one of them fails whole.
    """
    chain = chain_of(thing)
    last = RecordEntry.objects.filter(chain=chain).order_by("-sequence").first()
    entry = RecordEntry(
        chain=chain,
        sequence=last.sequence + 1 if last else 1,
        at=at,
        by=by,
        by_name=by.signed_name if by else MACHINE,
        action=action,
        subject=subject_of(thing),
        changes=changes,
        previous_hash=last.hash if last else "",
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry: RecordEntry) -> str:
    """SHA-256, in hex, over the entry's content and the hash before it, as canonical JSON."""
    content = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_id,
        "by_name": entry.by_name,
        "action": entry.action,
        "subject": entry.subject,
        "changes": entry.changes,
        "previous_hash": entry.previous_hash,
    }
    return digest_of_text(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def digest_of_text(text: str) -> str:
    """SHA-256, in hex, of the text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock(thing: Instance) -> Instance:
    """The row, read again and locked until the transaction ends, so that two writers take turns.

    SQLite needs no lock: its write transactions take turns as a whole.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk)  # noqa: SLF001
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return rows.get()
