"""What is amiss with the tree: leaves against places, tiles against leaves, signed heads against tiles. One pass over
the entries as they are numbered, in memory that does not grow with them.
"""

from collections.abc import Iterator

from claims.models import RecordEntry, TreeHead, TreeTile
from claims.record import keys, notes, tree
from claims.record.discrepancies import Discrepancy


def faults_of_tree() -> Iterator[Discrepancy]:
    """Build the tree anew from the log, and compare it with the tiles and with every head that was signed."""
    growing = tree.Growing()
    heads = _Heads()
    entries = RecordEntry.objects.filter(tree_index__isnull=False).order_by("tree_index")
    tiles = 0
    for place, chain, sequence, digest in entries.values_list(
        "tree_index", "chain", "sequence", "hash"
    ).iterator(chunk_size=2000):
        if place != growing.size:
            yield Discrepancy(
                f"{chain}/{sequence}", f"has place {place} in the tree, after {growing.size - 1}"
            )
            return
        growing.add(bytes.fromhex(digest))
        yield from heads.compare(growing)
        tiles += len(growing.tiles)
        yield from _compare_tiles(growing.tiles)
        growing.tiles.clear()
    rest = growing.taken()
    yield from _compare_tiles(rest)
    yield from heads.left_over(growing.size)
    if TreeTile.objects.count() > tiles + len(rest):
        yield Discrepancy("tiles", "there are more of them than the log has entries for")


def _compare_tiles(tiles: dict[tree.TilePlace, bytes]) -> Iterator[Discrepancy]:
    for (level, number), hashes in tiles.items():
        stored = TreeTile.objects.filter(level=level, number=number).first()
        if stored is None or bytes(stored.hashes) != hashes:
            yield Discrepancy(f"tile {level}/{number}", "does not match the log")


class _Heads:
    """The signed heads in their order, each compared when the tree has grown to its size."""

    def __init__(self) -> None:
        self._rows = TreeHead.objects.order_by("number").iterator(chunk_size=500)
        self._next = next(self._rows, None)
        self._last: TreeHead | None = None

    def compare(self, growing: tree.Growing) -> Iterator[Discrepancy]:
        """The heads of a tree of this very size."""
        while self._next is not None and self._next.size <= growing.size:
            head = self._next
            if head.size < growing.size:
                yield Discrepancy(f"checkpoint {head.number}", "is of a smaller tree than the one before it")
            elif head.root != growing.root().hex():
                yield Discrepancy(f"checkpoint {head.number}", "does not match the log")
            yield from self._step()

    def left_over(self, size: int) -> Iterator[Discrepancy]:
        """The heads that the tree never grew to; entries that no head covers; a newest head that is not ours."""
        while self._next is not None:
            yield Discrepancy(f"checkpoint {self._next.number}", "is of a larger tree than the log has")
            yield from self._step()
        covered = self._last.size if self._last else 0
        if covered < size:
            yield Discrepancy("tree", f"{size - covered} entries have places that no checkpoint covers")
        if self._last is not None and not _is_signed(self._last):
            yield Discrepancy(f"checkpoint {self._last.number}", "is not signed with a key of this log")

    def _step(self) -> Iterator[Discrepancy]:
        head, before = self._next, self._last
        assert head is not None
        expected = before.number + 1 if before else 1
        if head.number != expected:
            yield Discrepancy(f"checkpoint {head.number}", f"checkpoint {expected} is missing")
        if not _says_what_it_is(head):
            yield Discrepancy(f"checkpoint {head.number}", "was changed after it was signed")
        self._last, self._next = head, next(self._rows, None)


def _says_what_it_is(head: TreeHead) -> bool:
    """Whether the note is of this size and root, and no key of ours has signed something else.

    An old head may bear no signature but that of a key that is gone: the tree, which a newer one signs, covers it.
    """
    try:
        text, signatures = notes.parse(head.note)
        state = notes.TreeState.read(text)
    except notes.BadNote:
        return False
    ours = {(key.name, key.key_id): key for key in keys.verifier_keys(state.origin)}
    return (state.size, state.root.hex()) == (head.size, head.root) and all(
        key.is_signature(signature[notes.KEY_ID_BYTES :], text)
        for name, signature in signatures
        if (key := ours.get((name, signature[: notes.KEY_ID_BYTES])))
    )


def _is_signed(head: TreeHead) -> bool:
    try:
        origin = notes.TreeState.read(notes.parse(head.note)[0]).origin
        notes.opened(head.note, keys.verifier_keys(origin))
    except notes.BadNote:
        return False
    return True
