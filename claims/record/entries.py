"""The entries of the log: what a row's recorded fields are, and how a write is appended to its chain."""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar, get_args

from django.apps import apps
from django.db import connection, models

from claims.models import (
    Appearance,
    Claim,
    Claimant,
    Coding,
    Copy,
    Correction,
    Evidence,
    Forgetting,
    Hold,
    RecordContent,
    RecordEntry,
    Reply,
    SourceText,
    Tenure,
    Topic,
    User,
    Verdict,
)
from claims.record import keys, leaves, tree
from claims.record.kinds import kind_of

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
    | Coding
    | Tenure
    | Hold
    | Forgetting
)
RECORDED_MODELS: tuple[type[models.Model], ...] = get_args(Recorded)
# What has entries of its own without being the newsroom's record: a person's name.
Logged = Recorded | User
MACHINE = "tracker"
# The action of an entry that was taken over from a record that did not tell what was done.
UNTOLD = "untold"
# Entries younger than this may belong to a transaction that is still open elsewhere, and then appear before others with
# a lower number: who follows the log by number looks at them again.
SETTLED_AFTER = timedelta(minutes=10)

_CONTENT_COLUMNS = [str(each.column) for each in RecordContent._meta.concrete_fields]  # noqa: SLF001  documented
_INSERT_CONTENT = (
    f"INSERT INTO claims_recordcontent ({', '.join(_CONTENT_COLUMNS)})"  # noqa: S608  our own columns
    f" VALUES ({', '.join('%s' for _column in _CONTENT_COLUMNS)})"
)

# A row's recorded fields as JSON values, and what a write did to them: {"field": [before, after]}.
RowValues = dict[str, object]
FieldChanges = dict[str, list[object]]
Instance = TypeVar("Instance", bound=models.Model)


class End(NamedTuple):
    """Number and hash of a chain's last entry, and the digest of the chain's name; 0 and empty where there is none."""

    sequence: int
    hash: str
    subject: str


NO_END: Final = End(0, "", "")


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
    """Add an entry to the row's chain. Three queries; call it inside the transaction of the write itself.

    Two writers who append to one chain at once collide on the chain's unique sequence: one of them fails whole.
    """
    entry, content = _composed(thing, action, by, at, changes, _end_of(chain_of(thing)))
    entry.save(force_insert=True)
    _insert([entry], [content])
    return entry


def append_all(
    things: Sequence[Logged], *, action: str, by: User | None, at: datetime, changes: Sequence[FieldChanges]
) -> list[RecordEntry]:
    """The same for many rows of one chain, each with its changes: three queries for all."""
    end = _end_of(chain_of(things[0])) if things else NO_END
    entries, contents = [], []
    for thing, changed in zip(things, changes, strict=True):
        entry, content = _composed(thing, action, by, at, changed, end)
        end = End(entry.sequence, entry.hash, leaves.subject_digest_in(entry.leaf))
        entries.append(entry)
        contents.append(content)
    RecordEntry.objects.bulk_create(entries)
    _insert(entries, contents)
    return entries


def _composed(
    thing: Logged, action: str, by: User | None, at: datetime, changes: FieldChanges, end: End
) -> tuple[RecordEntry, RecordContent]:
    """The entry that comes after a chain's end, and what it says: neither is written yet."""
    chain, row = chain_of(thing), subject_of(thing)
    by_name = by.signed_name if by else MACHINE
    said = leaves.entry_values(
        action=action, at=at, account=by.pk if by else None, by=by_name, row=row, changes=changes
    )
    salts, digests = leaves.commit(said)
    subject = end.subject
    if not subject:
        salt = os.urandom(leaves.SALT_BYTES)
        salts["subject"], subject = salt.hex(), leaves.digest(salt, "subject", chain)
    number = end.sequence + 1
    kind = kind_of(thing, action)
    leaf = leaves.compose(
        at=at, kind=kind, number=number, previous=end.hash, subject=subject, digests=digests
    )
    leaf_hash = tree.leaf_hash(leaf.encode()).hex()
    entry = RecordEntry(
        chain=chain,
        sequence=number,
        at=at,
        by=by,
        action=action,
        subject=row,
        leaf=leaf,
        previous_hash=end.hash,
        hash=leaf_hash,
        mac=keys.mark_of(chain, number, leaf_hash),
    )
    return entry, RecordContent(by_name=by_name, changes=changes, salts=leaves.salts_as_text(salts))


def _insert(entries: Sequence[RecordEntry], contents: Sequence[RecordContent]) -> None:
    """Write what stored entries say past the model's machinery, which would be a sixth of what an entry costs."""
    for entry, content in zip(entries, contents, strict=True):
        content.entry_id, entry.content = entry.pk, content
    fields = RecordContent._meta.concrete_fields  # noqa: SLF001  documented
    rows = [
        [each.get_db_prep_save(getattr(content, each.attname), connection) for each in fields]
        for content in contents
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT_CONTENT, rows)


def _end_of(chain: str) -> End:
    entries = RecordEntry.objects.filter(chain=chain).order_by("-sequence")
    last = entries.values_list("sequence", "hash", "leaf").first()
    return End(last[0], last[1], leaves.subject_digest_in(last[2])) if last else NO_END


def old_hash_of(entry: RecordEntry, previous_hash: str) -> str:
    """The hash of an entry of the log before the tree: SHA-256, in hex, over all of its values, as JSON."""
    content = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_id,
        "by_name": entry.by_name,
        "action": entry.action,
        "subject": entry.subject,
        "changes": entry.changes,
        "previous_hash": previous_hash,
    }
    return digest_of_text(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def digest_of_text(text: str) -> str:
    """SHA-256, in hex, of the text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock(thing: Instance) -> Instance:
    """The row, read again and locked until the transaction ends, so that two writers take turns.

    Not locked against rows that refer to it: whoever adds one, as counts of a claimant's first claim, would wait for
    this writer, who may wait for them. SQLite needs no lock: its write transactions take turns as a whole.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk)  # noqa: SLF001
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(no_key=True)
    return rows.get()
