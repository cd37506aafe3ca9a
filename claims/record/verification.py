"""Whether the record holds together: chains, rows, outcomes, names, tree and checkpoints, from one snapshot of the
database.

entries, chain by chain ──> links, leaves, content, marks; what the log says of each row ──> rows as they stand
rows without entries; names at the desk
entries, place by place ──> tiles, signed heads; of a log of before the tree: its checkpoints
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, models, transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Exact

from claims.models import Checkpoint, Claim, Correction, Hold, Outcome, RecordEntry, Tenure, Verdict
from claims.record.checkpoints import text_of
from claims.record.discrepancies import Discrepancy
from claims.record.entries import (
    RECORDED_MODELS,
    RowValues,
    difference,
    digest_of_text,
    plain,
    snapshot,
    subject_of,
)
from claims.record.entry_faults import Chain, Forgettings, faults_of
from claims.record.names import renamed_quietly
from claims.record.tree_faults import faults_of_tree

ROWS_AT_ONCE = 500
_FORGOTTEN: Final = object()
# Rows of these kinds were made before they were logged, or by the migration that brought them.
_LOGGED_LATER = (Checkpoint, Correction)
_COMPARED: tuple[type[models.Model], ...] = (*RECORDED_MODELS, Checkpoint)
_COMPARED_MODELS = {
    str(model._meta.model_name): model  # noqa: SLF001  _meta is Django's documented interface
    for model in _COMPARED
}


def verify() -> Iterator[Discrepancy]:
    """Walk every chain, every recorded row, the tree and every checkpoint; yield what does not hold together.

    Sees the database as it stood at one moment, whoever writes meanwhile. Reads the log by chain, by place in the tree
    and for its names, and each row once. Keeps a few hundred entries and rows in memory, and each person's names; of an
    earlier log with checkpoints a hash for each chain.
    """
    with _one_snapshot():
        yield from _verify_chains()
        yield from _rows_without_entries()
        for number in renamed_quietly():
            yield Discrepancy(f"user:{number}", "was renamed without an entry in the log")
        yield from faults_of_tree()
        if Checkpoint.objects.exists():
            yield from _verify_checkpoints()


@contextmanager
def _one_snapshot() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Django's own transactions take SQLite's one write lock; a reader needs none.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _verify_chains() -> Iterator[Discrepancy]:
    """Yield what is amiss with entries, and rows that differ from what the log says of them."""
    chain, forgettings = Chain(), Forgettings.read()
    logged: dict[str, RowValues] = {}
    entries = RecordEntry.objects.select_related("content").order_by("chain", "sequence")
    for entry in entries.iterator(chunk_size=ROWS_AT_ONCE):
        if entry.chain != chain.name:
            chain = Chain(entry.chain)
            if len(logged) >= ROWS_AT_ONCE:
                yield from _compare_rows(logged)
                logged = {}
        yield from faults_of(entry, chain, forgettings)
        logged.setdefault(entry.subject, {}).update(_said_by(entry))
    yield from _compare_rows(logged)


def _said_by(entry: RecordEntry) -> RowValues:
    """The values that the entry gave its row; _FORGOTTEN for those that nobody knows any more."""
    if not hasattr(entry, "content"):
        return {}
    gone = json.loads(entry.content.forgotten) if entry.content.forgotten else []
    forgotten: RowValues = {name.removeprefix("new/"): _FORGOTTEN for name in gone if name.startswith("new/")}
    return forgotten | {name: plain(after) for name, (_before, after) in entry.changes.items()}


def _compare_rows(logged: dict[str, RowValues]) -> Iterator[Discrepancy]:
    """The rows that these entries are about, as they stand now."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for subject in logged:
        kind, _colon, digits = subject.partition(":")
        wanted[kind].append(int(digits))
    for kind, model in _COMPARED_MODELS.items():
        rows = _rows(model, wanted[kind])
        for number in wanted[kind]:
            subject = f"{kind}:{number}"
            if number in rows:
                yield from _compare(rows[number], subject, logged[subject])
            else:
                yield Discrepancy(subject, "is in the log but was deleted")
        if model is Claim:
            yield from _compare_outcomes(rows)


def _rows(model: type[models.Model], numbers: list[int]) -> dict[int, models.Model]:
    rows = model._default_manager.all()  # noqa: SLF001  documented
    return (rows.prefetch_related("evidence") if model is Verdict else rows).in_bulk(numbers)


def _compare(row: models.Model, subject: str, logged: RowValues) -> Iterator[Discrepancy]:
    now = {name: plain(value) for name, value in snapshot(row).items()}  # type: ignore[arg-type]
    began_as = row.began_as() if isinstance(row, Verdict) else {}
    for name in difference(logged, now):
        if logged.get(name) is _FORGOTTEN:
            continue  # and what stands there instead was given without an entry that could say it
        if name not in logged and (not now[name] or now[name] == began_as.get(name)):
            continue  # the field is younger than the row's last entry, and began like this
        yield Discrepancy(subject, f"{name} was changed without an entry in the log")


def _compare_outcomes(claims: dict[int, models.Model]) -> Iterator[Discrepancy]:
    """An outcome that no verdict in effect gave."""
    in_effect = Verdict.objects.in_effect().filter(claim__in=claims).order_by("at", "pk")
    latest = dict(in_effect.values_list("claim_id", "outcome"))
    for number, claim in claims.items():
        if getattr(claim, "outcome", "") != latest.get(number, Outcome.PENDING):
            yield Discrepancy(f"claim:{number}", "has an outcome that no verdict in effect gave")


def _rows_without_entries() -> Iterator[Discrepancy]:
    for kind, model in _COMPARED_MODELS.items():
        rows = model._default_manager.order_by("pk")  # noqa: SLF001  documented
        if model in _LOGGED_LATER:
            first = _first_logged(kind)
            rows = rows.filter(pk__gte=first) if first else rows.none()
        chain = _chain(kind, model)
        subject = Concat(Value(f"{kind}:"), Cast(OuterRef("pk"), models.CharField()))
        entries = RecordEntry.objects.filter(chain=chain, subject=subject)
        for row in rows.filter(~Exists(entries)).only("pk").iterator(chunk_size=2000):
            yield Discrepancy(subject_of(row), "is in no entry of the log")


def _first_logged(kind: str) -> int | None:
    """The number of the first row of this kind that the log has: those of before have no entries."""
    subjects = RecordEntry.objects.filter(subject__startswith=f"{kind}:").order_by("pk")
    first = subjects.values_list("subject", flat=True).first()
    return int(first.partition(":")[2]) if first else None


def _chain(kind: str, model: type[models.Model]) -> Value | Concat | Case:
    """The name of the chain of a row of this model, for a query."""
    if model is Checkpoint:
        return Value("checkpoints")
    if model is Tenure:
        return _named("claimant", "claimant_id")
    if model is Hold:
        is_of_a_claimant = Exact(OuterRef("kind"), Value("claimant"))
        return Case(
            When(is_of_a_claimant, then=_named("claimant", "claimant_id")),
            default=_named("claim", "claim_id"),
        )
    is_of_a_claim = any(each.name == "claim" for each in model._meta.get_fields())  # noqa: SLF001  documented
    return _named("claim", "claim_id") if is_of_a_claim else _named(kind, "pk")


def _named(owner: str, number: str) -> Concat:
    return Concat(Value(f"{owner}:"), Cast(OuterRef(number), models.CharField()))


def _verify_checkpoints() -> Iterator[Discrepancy]:
    heads = _Heads()
    previous, number = "", 0
    for checkpoint in Checkpoint.objects.order_by("day"):
        if checkpoint.number != number + 1:
            yield Discrepancy(f"checkpoint {checkpoint.day}", f"checkpoint {number + 1} is missing")
        text = text_of(checkpoint, heads.at(checkpoint.last_entry_id))
        is_hash = text is None or checkpoint.hash == digest_of_text(text)
        if checkpoint.previous_hash != previous or not is_hash:
            yield Discrepancy(f"checkpoint {checkpoint.day}", "does not match the log")
        previous, number = checkpoint.hash, checkpoint.number


class _Heads:
    """The latest hash of every chain, as the log grew: one pass over it for all checkpoints."""

    def __init__(self) -> None:
        entries = RecordEntry.objects.order_by("pk").values_list(
            "pk", "chain", "sequence", "content__old_hash"
        )
        self._entries = entries.iterator(chunk_size=2000)
        self._next = next(self._entries, None)
        self._heads: dict[str, tuple[int, str]] = {}

    def at(self, last_entry_id: int) -> Iterable[tuple[str, str]]:
        """(chain, hash) of each chain up to this entry; never asked for an earlier one than before."""
        while self._next is not None and self._next[0] <= last_entry_id:
            _pk, chain, sequence, digest = self._next
            if sequence >= self._heads.get(chain, (0, ""))[0]:
                self._heads[chain] = sequence, digest
            self._next = next(self._entries, None)
        return ((chain, digest) for chain, (_sequence, digest) in self._heads.items())
