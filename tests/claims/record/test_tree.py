"""The tree, against RFC 9162's own definition, written here once more, and against `tlog-scales`."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales.tiles import tile_path
from tlog_scales.tlog import ConsistencyProof, InclusionProof

from claims.record import tree

LEAVES = [tree.leaf_hash(f"leaf {number}".encode()) for number in range(600)]


def merkle_tree_hash(hashes: list[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    return sha256(b"\x01" + merkle_tree_hash(hashes[:middle]) + merkle_tree_hash(hashes[middle:])).digest()


def grown(hashes: list[bytes]) -> tuple[bytes, dict[tree.TilePlace, bytes]]:
    growing = tree.Growing()
    for each in hashes:
        growing.add(each)
    return growing.root(), growing.taken()


def subtrees(size: int) -> tree.Subtrees:
    _root, tiles = grown(LEAVES[:size])
    return tree.Subtrees(size, lambda level, number: tiles[level, number])


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 257, 511, 512, 513, 600])
def test_a_growing_tree_has_the_root_of_the_definition(size: int) -> None:
    assert grown(LEAVES[:size])[0] == merkle_tree_hash(LEAVES[:size]) == subtrees(size).root()


def test_a_tree_with_three_levels_of_tiles_has_the_root_of_the_definition() -> None:
    hashes = [sha256(number.to_bytes(4)).digest() for number in range(66_000)]
    root, tiles = grown(hashes)

    assert root == merkle_tree_hash(hashes)
    assert tree.Subtrees(66_000, lambda level, number: tiles[level, number]).root() == root
    assert {(level, number): len(tile) // 32 for (level, number), tile in tiles.items() if level} == {
        (1, 0): 256,
        (1, 1): 1,
        (2, 0): 1,
    }


def test_a_leaf_can_not_be_taken_for_a_node() -> None:
    left, right = LEAVES[:2]

    assert tree.leaf_hash(left + right) != tree.node_hash(left, right)


@pytest.mark.parametrize("first", [0, 1, 5, 255, 256, 257, 511, 512])
def test_a_tree_goes_on_from_its_unfinished_tiles(first: int) -> None:
    _root, before = grown(LEAVES[:first])
    edge = {level: before[level, first // 256 ** (level + 1)] for level in tree.widths(first)}
    growing = tree.Growing(first, edge)
    for each in LEAVES[first:]:
        growing.add(each)

    root, tiles = grown(LEAVES)
    assert growing.root() == root
    assert before | growing.taken() == tiles


def test_a_tree_does_not_go_on_from_a_tile_that_is_too_short() -> None:
    with pytest.raises(tree.BadProof, match="no 5 hashes"):
        tree.Growing(5, {0: LEAVES[0] * 4})


def test_tiles_are_handed_out_once() -> None:
    growing = tree.Growing()
    growing.add(LEAVES[0])

    assert growing.taken() == {(0, 0): LEAVES[0]}
    growing.add(LEAVES[1])
    assert growing.taken() == {(0, 0): LEAVES[0] + LEAVES[1]}


def test_the_tiles_of_a_tree_are_those_of_the_specifications_example() -> None:
    growing = tree.Growing()
    for _leaf in range(70_000):
        growing.add(LEAVES[0])

    widths = {place: len(content) // 32 for place, content in growing.taken().items()}

    assert len(widths) == 273 + 1 + 1 + 1 + 1
    assert (widths[0, 272], widths[1, 0]) == (256, 256)
    assert {place: width for place, width in widths.items() if width < 256} == {
        (0, 273): 112,
        (1, 1): 17,
        (2, 0): 1,
    }


@given(st.integers(1, 600).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_every_leaf_leads_to_the_root(place: tuple[int, int]) -> None:
    index, size = place
    path = subtrees(size).inclusion_path(index)
    root = tree.root_of(LEAVES[:size])

    assert tree.root_by_inclusion(LEAVES[index], index=index, size=size, path=path) == root
    InclusionProof(index, size, path).check(LEAVES[index], root)


@given(st.integers(1, 600).flatmap(lambda size: st.tuples(st.integers(1, size), st.just(size))))
def test_every_earlier_tree_is_shown_to_be_the_beginning(sizes: tuple[int, int]) -> None:
    earlier, later = sizes
    path = subtrees(later).consistency_path(earlier)
    roots = tree.root_of(LEAVES[:earlier]), tree.root_of(LEAVES[:later])

    assert tree.is_consistent(earlier, later, earlier_root=roots[0], later_root=roots[1], path=path)
    ConsistencyProof(earlier, later, path).check(*roots)


def test_a_changed_path_leads_elsewhere() -> None:
    chance = Random(15)
    for _ in range(200):
        size = chance.randrange(2, 600)
        index, earlier = chance.randrange(size), chance.randrange(1, size)
        path = subtrees(size).inclusion_path(index)
        path[chance.randrange(len(path))] = chance.randbytes(32)
        root = tree.root_of(LEAVES[:size])
        assert tree.root_by_inclusion(LEAVES[index], index=index, size=size, path=path) != root

        path = subtrees(size).consistency_path(earlier)
        path[chance.randrange(len(path))] = chance.randbytes(32)
        roots = {"earlier_root": tree.root_of(LEAVES[:earlier]), "later_root": root}
        assert not tree.is_consistent(earlier, size, path=path, **roots)


@pytest.mark.parametrize(
    ("index", "size", "change", "fault"),
    [(3, 7, -1, "too short"), (3, 7, 1, "too long"), (7, 7, 0, "no leaf 7"), (0, 1, 1, "too long")],
)
def test_a_path_of_another_length_is_refused(index: int, size: int, change: int, fault: str) -> None:
    path = [LEAVES[0]] * ((size - 1).bit_length() + change)

    with pytest.raises(tree.BadProof, match=fault):
        tree.root_by_inclusion(LEAVES[3], index=index, size=size, path=path)


@pytest.mark.parametrize(
    ("earlier", "later", "path"),
    [(0, 5, []), (6, 5, []), (5, 5, [b""]), (3, 5, []), (4, 5, [LEAVES[0]] * 4), (3, 5, [LEAVES[0]])],
)
def test_no_tree_is_consistent_by_a_path_of_another_length(
    earlier: int, later: int, path: list[bytes]
) -> None:
    roots = {"earlier_root": tree.root_of(LEAVES[:earlier]), "later_root": tree.root_of(LEAVES[:later])}

    assert not tree.is_consistent(earlier, later, path=path, **roots)


def test_a_tree_is_consistent_with_itself_alone() -> None:
    root, other = tree.root_of(LEAVES[:5]), tree.root_of(LEAVES[1:6])

    assert tree.is_consistent(5, 5, earlier_root=root, later_root=root, path=[])
    assert not tree.is_consistent(5, 5, earlier_root=root, later_root=other, path=[])


@pytest.mark.parametrize(("asked", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_a_leaf_beyond_the_tree_has_no_path(asked: int, size: int) -> None:
    with pytest.raises(tree.BadProof, match="no leaf"):
        subtrees(size).inclusion_path(asked)


@pytest.mark.parametrize("earlier", [0, 6])
def test_no_path_leads_from_a_tree_that_never_was(earlier: int) -> None:
    with pytest.raises(tree.BadProof, match="no tree"):
        subtrees(5).consistency_path(earlier)


def test_a_tile_that_lacks_hashes_gives_no_root() -> None:
    with pytest.raises(tree.BadProof, match="too short"):
        tree.Subtrees(5, lambda level, number: LEAVES[0] * 4).root()


@pytest.mark.parametrize(
    ("number", "path"), [(0, "000"), (67, "067"), (1234067, "x001/x234/067"), (1000, "x001/000")]
)
def test_a_tiles_number_stands_in_its_address_as_specified(number: int, path: str) -> None:
    assert tree.number_in_path(number) == path == "/".join(tile_path(0, number)[2:])
    assert tree.number_from_path(path.split("/")) == number


@pytest.mark.parametrize(
    "path", ["67", "0067", "x67", "x000/067", "001/067", "x001/x067", "x001/67", "٠٦٧", "-67", "x0a1/067"]
)
def test_an_address_written_otherwise_names_no_tile(path: str) -> None:
    assert tree.number_from_path(path.split("/")) is None
