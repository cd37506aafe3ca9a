"""The append-only, hash-chained log of the record: append, verify, checkpoint. Decides nothing about claims."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar, get_args

from django.db import connection, models
from django.db.models import Max

from claims.models import (
    Appearance,
    Checkpoint,
    Claim,
    Claimant,
    Copy,
    Evidence,
    RecordEntry,
    SourceText,
    Topic,
    User,
    Verdict,
)

Recorded = Claim | Claimant | Topic | Appearance | SourceText | Evidence | Copy | Verdict
RECORDED_MODELS: tuple[type[models.Model], ...] = get_args(Recorded)
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


def chain_of(thing: Recorded) -> str:
    """Which chain the row's entries join: a claim's evidence and verdicts share the claim's."""
    claim_id = getattr(thing, "claim_id", None)
    return f"claim:{claim_id}" if claim_id is not None else subject_of(thing)


def snapshot(thing: Recorded) -> RowValues:
    """The row's recorded fields as JSON values: dates as ISO text, relations as ids."""
    return {name: _value(thing, name) for name in thing.record_fields}


def _value(thing: Recorded, name: str) -> object:
    value = getattr(thing, name)
    if isinstance(value, models.Manager):
        return sorted(value.values_list("pk", flat=True))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def difference(before: RowValues, after: RowValues) -> FieldChanges:
    """The fields that changed, each with its value before and after."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def append(
    thing: Recorded, *, action: str, by: User | None, at: datetime, changes: FieldChanges
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
        by_name=(by.get_full_name() or by.get_username())[:150] if by else MACHINE,
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
    return _digest(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where the record disagrees with itself."""

    place: str
    explanation: str


def verify() -> Iterator[Discrepancy]:
    """Walk every chain, every recorded row and every checkpoint; yield what does not hold together.

    Reads the whole log once and each recorded row once, a few thousand rows at a time; a verdict's evidence costs a
    query more for each verdict, and each checkpoint reads the heads of the chains that it binds.
    """
    last: dict[str, RowValues] = {}
    yield from _verify_chains(last)
    yield from _verify_rows(last)
    yield from _verify_checkpoints()


def _verify_chains(last: dict[str, RowValues]) -> Iterator[Discrepancy]:
    """Yield broken links; fill `last` with what the log says of each row."""
    chain, sequence, previous = "", 0, ""
    for entry in RecordEntry.objects.order_by("chain", "sequence").iterator(chunk_size=2000):
        if entry.chain != chain:
            chain, sequence, previous = entry.chain, 0, ""
        place = f"{entry.chain}/{entry.sequence}"
        if entry.sequence != sequence + 1:
            yield Discrepancy(place, f"entry {sequence + 1} is missing")
        elif entry.previous_hash != previous:
            yield Discrepancy(place, "does not follow from the entry before it")
        if hash_of(entry) != entry.hash:
            yield Discrepancy(place, "was changed after it was written")
        sequence, previous = entry.sequence, entry.hash
        known = last.setdefault(entry.subject, {})
        known.update({name: after for name, (_before, after) in entry.changes.items()})


def _verify_rows(last: dict[str, RowValues]) -> Iterator[Discrepancy]:
    for model in RECORDED_MODELS:
        for row in model._default_manager.order_by("pk").iterator(chunk_size=2000):  # noqa: SLF001
            logged = last.pop(subject_of(row), None)
            if logged is None:
                yield Discrepancy(subject_of(row), "is in no entry of the log")
                continue
            now = snapshot(row)  # type: ignore[arg-type]
            for name in difference(logged, now):
                if name not in logged and not now[name]:
                    continue  # the field is younger than the row's last entry, and began empty
                yield Discrepancy(subject_of(row), f"{name} was changed without an entry in the log")
    for subject in last:
        yield Discrepancy(subject, "is in the log but was deleted")


def _verify_checkpoints() -> Iterator[Discrepancy]:
    previous = ""
    for checkpoint in Checkpoint.objects.order_by("day"):
        if checkpoint.previous_hash != previous or checkpoint.hash != _digest(checkpoint_text(checkpoint)):
            yield Discrepancy(f"checkpoint {checkpoint.day}", "does not match the log")
        previous = checkpoint.hash


def make_checkpoint(*, day: date, now: datetime) -> Checkpoint | None:
    """Bind the heads of all chains into the day's hash; returns the checkpoint, made now or earlier that day.

    None while no entry is old enough to be bound.
    """
    existing = Checkpoint.objects.filter(day=day).first()
    if existing is not None:
        return existing
    settled = RecordEntry.objects.filter(at__lt=now - SETTLED_AFTER)
    last_id = settled.aggregate(last=Max("pk"))["last"] or 0
    if not last_id:
        return None  # nothing to bind yet: an empty checkpoint would stand for the whole day
    before = Checkpoint.objects.filter(day__lt=day).order_by("-day").first()
    checkpoint = Checkpoint(
        day=day,
        made_at=now,
        last_entry_id=last_id,
        chains=RecordEntry.objects.filter(pk__lte=last_id).values("chain").distinct().count(),
        previous_hash=before.hash if before else "",
    )
    checkpoint.hash = _digest(checkpoint_text(checkpoint))
    Checkpoint.objects.bulk_create(
        [checkpoint], ignore_conflicts=True
    )  # a second maker at this moment adds nothing
    return Checkpoint.objects.get(day=day)


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """What the checkpoint's hash is the SHA-256 of: day, moment and number of chains, the hash of the checkpoint
    before, then `chain hash` of every chain's head, sorted by chain. A line each. Public, so that a reader can
    compute the hash. One pass over the heads of the log.
    """
    last_entry_id = checkpoint.last_entry_id
    heads = (
        RecordEntry.objects.filter(pk__lte=last_entry_id)
        .filter(
            sequence=models.Subquery(
                RecordEntry.objects.filter(chain=models.OuterRef("chain"), pk__lte=last_entry_id)
                .order_by("-sequence")
                .values("sequence")[:1]
            )
        )
        .values_list("chain", "hash")
    )
    lines = sorted(f"{chain} {digest}" for chain, digest in heads.iterator(chunk_size=2000))
    head = (
        f"{checkpoint.day.isoformat()} {checkpoint.made_at.astimezone(UTC).isoformat()} {checkpoint.chains}"
    )
    return "\n".join([head, checkpoint.previous_hash, *lines])


def lock(thing: Instance) -> Instance:
    """The row, read again and locked until the transaction ends, so that two writers take turns.

    SQLite needs no lock: its write transactions take turns as a whole.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk)  # noqa: SLF001
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return rows.get()
