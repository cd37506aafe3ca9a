"""Numbers what was written and signs the tree over it. The order in which entries were found settled is the tree's
for ever: whoever commits later comes later, whatever numbers the database gave.

entries that wait -> is each marked as ours? -> their places, the tiles that grew and a signed head, in one transaction
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from claims.models import RecordEntry, TreeHead, TreeTile
from claims.record import keys, notes, tree

log = logging.getLogger(__name__)

ENTRIES_AT_ONCE = 1_000
# A number of our own: PostgreSQL's locks by number are shared by all that a database serves.
LOCK_NUMBER = 0x72_65_63_6F_72_64


class TreeDisagrees(Exception):
    """The tree that is stored is not the one that was signed last: nothing is numbered before somebody has looked."""


class NumberedMeanwhile(Exception):
    """Another process has numbered these entries."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    pk: int
    leaf_hash: bytes


def number_entries(*, now: datetime) -> int:
    """Give every entry that waits its place in the tree, and sign the tree; returns how many there were.

    Also signs the tree of every day on which nothing was written. Many processes may call it at once. An entry
    that was not marked here is left out, and said so in the program's log: `verify_record` names it.
    """
    numbered = 0
    for batch in _waiting():
        try:
            _extend(batch, now)
        except NumberedMeanwhile:
            return numbered
        numbered += len(batch)
    _sign_for_the_day(now)
    return numbered


def _waiting() -> Iterator[list[_Waiting]]:
    """The entries without a place, as they were committed, some at a time. One indexed query for each."""
    last = 0
    waiting = RecordEntry.objects.filter(tree_index__isnull=True).order_by("pk")
    columns = ("pk", "chain", "sequence", "hash", "leaf", "mac")
    while rows := list(waiting.filter(pk__gt=last).values_list(*columns)[:ENTRIES_AT_ONCE]):
        last = rows[-1][0]
        found = [
            _Waiting(pk, bytes.fromhex(digest))
            for pk, chain, sequence, digest, leaf, mark in rows
            if _is_ours(chain, sequence, digest, leaf, mark)
        ]
        if found:
            yield found


def _is_ours(chain: str, sequence: int, digest: str, leaf: str, mark: str) -> bool:
    is_ours = (
        keys.check_mark(mark, chain, sequence, digest) is keys.Marking.OURS
        and tree.leaf_hash(leaf.encode()).hex() == digest
    )
    if not is_ours:
        log.error("Entry %s/%s was not written by this program: it gets no number", chain, sequence)
    return is_ours


@transaction.atomic
def _extend(batch: list[_Waiting], now: datetime) -> None:
    _take_turn()
    head = newest_head()
    growing = _grown_so_far(head)
    first = growing.size
    for entry in batch:
        growing.add(entry.leaf_hash)
    _give_places((first + offset, entry.pk) for offset, entry in enumerate(batch))
    TreeTile.objects.bulk_create(
        [
            TreeTile(level=level, number=number, hashes=hashes)
            for (level, number), hashes in growing.taken().items()
        ],
        update_conflicts=True,
        unique_fields=("level", "number"),
        update_fields=("hashes",),
    )
    if RecordEntry.objects.filter(tree_index__gte=first).count() != len(batch):
        raise NumberedMeanwhile
    _sign(growing.size, growing.root(), head, now)


def _take_turn() -> None:
    """Wait until no other process is numbering. SQLite's write transactions take turns as a whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_NUMBER])


def newest_head() -> TreeHead | None:
    """The checkpoint that was signed last."""
    return TreeHead.objects.order_by("-number").first()


def _grown_so_far(head: TreeHead | None) -> tree.Growing:
    """The tree as it was signed last, to go on from. Reads the unfinished tile of each level."""
    size = head.size if head else 0
    edge = {}
    for level in tree.widths(size):
        found = TreeTile.objects.filter(level=level, number=size // tree.TILE_WIDTH ** (level + 1)).first()
        edge[level] = bytes(found.hashes) if found else b""
    try:
        growing = tree.Growing(size, edge)
    except tree.BadProof as fault:
        raise TreeDisagrees(str(fault)) from fault
    if head and (_signed_state(head).root != growing.root() or _signed_state(head).size != size):
        raise TreeDisagrees(f"the tree of {size} entries is not the one of checkpoint {head.number}")
    return growing


def _signed_state(head: TreeHead) -> notes.TreeState:
    """What the checkpoint's note says, signed with one of our keys."""
    try:
        origin = notes.TreeState.read(notes.parse(head.note)[0]).origin
        return notes.TreeState.read(notes.opened(head.note, keys.verifier_keys(origin)))
    except notes.BadNote as fault:
        raise TreeDisagrees(f"checkpoint {head.number}: {fault}") from fault


def _give_places(places: Iterator[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE claims_recordentry SET tree_index = %s WHERE id = %s AND tree_index IS NULL", list(places)
        )


def _sign(size: int, root: bytes, before: TreeHead | None, now: datetime) -> None:
    state = notes.TreeState(keys.origin(), size, root)
    day = timezone.localdate(now)
    TreeHead.objects.create(
        number=before.number + 1 if before else 1,
        day=None if TreeHead.objects.filter(day=day).exists() else day,
        made_at=now,
        size=size,
        root=root.hex(),
        note=notes.sign(state.text, keys.signers()),
    )


def _sign_for_the_day(now: datetime) -> None:
    """Sign the tree once a day, though nothing was written: readers see that the log goes on."""
    if not TreeHead.objects.exists() or TreeHead.objects.filter(day=timezone.localdate(now)).exists():
        return
    with transaction.atomic():
        _take_turn()
        head = newest_head()
        growing = _grown_so_far(head)
        if not TreeHead.objects.filter(day=timezone.localdate(now)).exists():
            _sign(growing.size, growing.root(), head, now)
