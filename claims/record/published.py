"""The log as it is published: checkpoints with what others said of them, tiles, bundles of entries, proofs. Reads only.

Formats: https://c2sp.org/tlog-tiles, https://c2sp.org/tlog-checkpoint, https://c2sp.org/tlog-proof
"""

from claims.models import RecordEntry, TreeHead, TreeTile
from claims.record import notes, tree


def signed_note(head: TreeHead) -> str:
    """The checkpoint as the log signed it, with the witnesses' signatures behind the log's own."""
    return head.note + "".join(head.cosignatures.order_by("pk").values_list("line", flat=True))


def tile_of(level: int, number: int, width: int) -> bytes | None:
    """So many hashes of the tile, from the left; None where it has not as many."""
    tile = TreeTile.objects.filter(level=level, number=number).first()
    hashes = bytes(tile.hashes)[: width * tree.HASH_BYTES] if tile else b""
    return hashes if len(hashes) == width * tree.HASH_BYTES else None


def bundle_of(number: int, width: int) -> bytes | None:
    """So many entries from the bundle's first on, each behind its length in two bytes; None where there are fewer."""
    first = number * tree.TILE_WIDTH
    entries = RecordEntry.objects.filter(tree_index__gte=first, tree_index__lt=first + width)
    leaves = [leaf.encode() for leaf in entries.order_by("tree_index").values_list("leaf", flat=True)]
    if len(leaves) < width:
        return None
    return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves)


def proof_of(index: int, head: TreeHead) -> str | None:
    """What shows, without a network, that the entry of that place is in the log; None where there is none yet."""
    if not 0 <= index < head.size:
        return None
    path = tree_of(head).inclusion_path(index)
    return notes.proof(index=index, path=path, checkpoint=signed_note(head))


def tree_of(head: TreeHead) -> tree.Subtrees:
    """The tree of the checkpoint, read from the stored tiles as it is asked for."""

    def hashes_of(level: int, number: int) -> bytes:
        tile = TreeTile.objects.filter(level=level, number=number).first()
        return bytes(tile.hashes) if tile else b""

    return tree.Subtrees(head.size, hashes_of)
