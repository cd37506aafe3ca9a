"""The Merkle tree over all leaves: its hashes, roots and proofs (RFC 9162, section 2.1), and the tiles that they are
read from (https://c2sp.org/tlog-tiles). Pure: who has the tiles is asked by a function.

    leaf hashes -> Growing -> tiles, root            tiles -> Subtrees -> root, inclusion path, consistency path
    (path, leaf hash) -> root_by_inclusion           (path, two roots) -> is_consistent
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

HASH_BYTES = 32
# A tile is a subtree of this height: 256 hashes side by side, each of a whole tile below it.
TILE_HEIGHT = 8
TILE_WIDTH = 2**TILE_HEIGHT
EMPTY_ROOT = hashlib.sha256(b"").digest()

# A tile's place: its level, 0 at the leaves, and its number from the left.
TilePlace = tuple[int, int]
# The hashes of the tile there, one after the other; of an unfinished one as many as there are.
ReadTile = Callable[[int, int], bytes]


class BadProof(ValueError):
    """The path does not fit the place and the size that it is said to be for."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf's bytes: SHA-256 behind a zero byte, so that no node can be taken for a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes; that of no leaves is the hash of nothing."""
    growing = Growing()
    for each in hashes:
        growing.add(each)
    return growing.root()


def split(size: int) -> int:
    """How many leaves of a tree of this size (2 or more) are left of its root: the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


class Growing:
    """A tree to which leaves are added, in memory that does not grow with it; hands out the tiles as they grow.

    `tiles` are those that are new or have grown since the last `taken`, each with its hashes so far.
    """

    def __init__(self, size: int = 0, right_edge: Mapping[int, bytes] | None = None) -> None:
        """Goes on from a tree of this size. `right_edge` has, by level, the hashes of its unfinished tile."""
        self.size = size
        self._edge: list[list[bytes]] = [[]]
        for level, width in sorted(widths(size).items()):
            found = (right_edge or {}).get(level, b"")
            if len(found) < width * HASH_BYTES:
                raise BadProof(f"the unfinished tile of level {level} has no {width} hashes")
            self._at(level).extend(hashes_in(found)[:width])
        self.tiles: dict[TilePlace, bytes] = {}

    def _at(self, level: int) -> list[bytes]:
        while len(self._edge) <= level:
            self._edge.append([])
        return self._edge[level]

    def add(self, leaf: bytes) -> None:
        """Put one more leaf, given by its hash, at the right end."""
        self.size += 1
        level, grown = 0, leaf
        while True:
            hashes = self._at(level)
            hashes.append(grown)
            if len(hashes) < TILE_WIDTH:
                return
            whole = b"".join(hashes)
            self.tiles[level, self.size // TILE_WIDTH ** (level + 1) - 1] = whole
            hashes.clear()
            level, grown = level + 1, _root_of_whole(whole)

    def taken(self) -> dict[TilePlace, bytes]:
        """The tiles that grew since they were taken last, the unfinished ones among them."""
        for level, hashes in enumerate(self._edge):
            if hashes:
                self.tiles[level, self.size // TILE_WIDTH ** (level + 1)] = b"".join(hashes)
        grown, self.tiles = self.tiles, {}
        return grown

    def root(self) -> bytes:
        """The root over all leaves so far."""
        root = b""
        for hashes in self._edge:
            row = [*hashes, root] if root else hashes
            root = _root_of_row(row)
        return root or EMPTY_ROOT


def _root_of_row(hashes: Sequence[bytes]) -> bytes:
    """The root over whole subtrees of one size, of which the last may be smaller; nothing over none."""
    row = list(hashes)
    while len(row) > 1:
        paired = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        row = paired + ([row[-1]] if len(row) % 2 else [])
    return row[0] if row else b""


def _root_of_whole(tile: bytes) -> bytes:
    return _root_of_row(hashes_in(tile))


def hashes_in(tile: bytes) -> list[bytes]:
    """The hashes of a tile, from the left."""
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]


def widths(size: int) -> dict[int, int]:
    """How many hashes the unfinished tile of each level has in a tree of this size; levels without one are left out."""
    found, level = {}, 0
    while size:
        if size % TILE_WIDTH:
            found[level] = size % TILE_WIDTH
        size, level = size // TILE_WIDTH, level + 1
    return found


class Subtrees:
    """A tree of a known size whose hashes are read from tiles, each of them once."""

    def __init__(self, size: int, read: ReadTile) -> None:
        self.size = size
        self._read = read
        self._tiles: dict[TilePlace, bytes] = {}

    def root(self) -> bytes:
        """The root of the whole tree."""
        return self._over(0, self.size) if self.size else EMPTY_ROOT

    def inclusion_path(self, index: int) -> list[bytes]:
        """The hashes beside the way from that leaf up to the root, nearest the leaf first. Reads some ten tiles."""
        if not 0 <= index < self.size:
            raise BadProof(f"no leaf {index} in a tree of {self.size}")
        return self._inclusion(index, 0, self.size)

    def consistency_path(self, earlier: int) -> list[bytes]:
        """The hashes that show that the tree of that earlier size is the beginning of this one."""
        if not 0 < earlier <= self.size:
            raise BadProof(f"no tree of {earlier} leaves before one of {self.size}")
        return self._consistency(earlier, 0, self.size, is_known=True)

    def _inclusion(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return [*self._inclusion(index, start, middle), self._over(middle, end)]
        return [*self._inclusion(index, middle, end), self._over(start, middle)]

    def _consistency(self, earlier: int, start: int, end: int, *, is_known: bool) -> list[bytes]:
        """SUBPROOF of RFC 9162, section 2.1.4.1, over the leaves from `start` to before `end`."""
        if earlier == end:
            return [] if is_known else [self._over(start, end)]
        middle = start + split(end - start)
        if earlier <= middle:
            left = self._consistency(earlier, start, middle, is_known=is_known)
            return [*left, self._over(middle, end)]
        right = self._consistency(earlier, middle, end, is_known=False)
        return [*right, self._over(start, middle)]

    def _over(self, start: int, end: int) -> bytes:
        """The hash over the leaves from `start` to before `end`, a subtree of the tree."""
        size = end - start
        height = size.bit_length() - 1
        if size != 1 << height:
            middle = start + split(size)
            return node_hash(self._over(start, middle), self._over(middle, end))
        level, height_in_tile = divmod(height, TILE_HEIGHT)
        number, place = divmod(start >> (level * TILE_HEIGHT), TILE_WIDTH)
        hashes = self._tile(level, number)[place * HASH_BYTES : (place + (1 << height_in_tile)) * HASH_BYTES]
        if len(hashes) != HASH_BYTES << height_in_tile:
            raise BadProof(f"tile {level}/{number} is too short for a tree of {self.size}")
        return _root_of_whole(hashes)

    def _tile(self, level: int, number: int) -> bytes:
        if (level, number) not in self._tiles:
            self._tiles[level, number] = self._read(level, number)
        return self._tiles[level, number]


def root_by_inclusion(leaf: bytes, *, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that the path leads to from the leaf with this hash (RFC 9162, section 2.1.3.2).

    Raises BadProof where the path is not of the length that the place asks for.
    """
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    node, last, root = index, size - 1, leaf
    for beside in path:
        if last == 0:
            raise BadProof("the path is too long")
        if node % 2 or node == last:
            root = node_hash(beside, root)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, beside)
        node, last = node >> 1, last >> 1
    if last:
        raise BadProof("the path is too short")
    return root


def is_consistent(
    earlier: int, later: int, *, earlier_root: bytes, later_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path shows that the tree of `earlier` leaves is the beginning of that of `later` (RFC 9162,
    section 2.1.4.2).
    """
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not path and earlier_root == later_root
    steps = list(path) if earlier & (earlier - 1) else [earlier_root, *path]
    if not steps:
        return False
    node, last = earlier - 1, later - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    of_earlier = of_later = steps[0]
    for beside in steps[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            of_earlier, of_later = node_hash(beside, of_earlier), node_hash(beside, of_later)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            of_later = node_hash(of_later, beside)
        node, last = node >> 1, last >> 1
    return (of_earlier, of_later, last) == (earlier_root, later_root, 0)


def number_in_path(number: int) -> str:
    """A tile's number as it stands in its address: three digits a part, `x` before each but the last."""
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts))


def number_from_path(parts: Iterable[str]) -> int | None:
    """The number that an address names; None where none is written like this."""
    *before, last = parts
    if any(len(part) != 4 or part[0] != "x" for part in before):
        return None
    digits = "".join(part[1:] for part in before) + last
    if len(last) != 3 or not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    return number if number_in_path(number).split("/") == [*before, last] else None
