"""Parts of the published log: as many as are there, and none where there are fewer."""

import pytest

from claims import record
from claims.models import Claim, Cosignature, RecordEntry, TreeHead
from claims.record import notes, published, tree
from tests.conftest import NOW


@pytest.fixture
def head(claim: Claim) -> TreeHead:
    record.number_entries(now=NOW)
    return TreeHead.objects.get()


def test_a_tile_has_as_many_hashes_as_were_asked_for_or_none(head: TreeHead) -> None:
    whole = published.tile_of(0, 0, head.size)
    assert whole is not None
    assert len(whole) == head.size * tree.HASH_BYTES
    assert published.tile_of(0, 0, head.size - 1) == whole[: -tree.HASH_BYTES]
    assert published.tile_of(0, 0, head.size + 1) is None
    assert published.tile_of(0, 1, 1) is None


def test_a_bundle_has_each_entry_behind_its_length(head: TreeHead) -> None:
    leaf = RecordEntry.objects.get(tree_index=0).leaf.encode()
    assert published.bundle_of(0, 1) == len(leaf).to_bytes(2) + leaf
    assert published.bundle_of(0, head.size + 1) is None


def test_the_tree_of_a_checkpoint_has_its_root(head: TreeHead) -> None:
    assert published.tree_of(head).root().hex() == head.root


def test_a_proof_is_there_for_what_the_checkpoint_covers(head: TreeHead) -> None:
    line = notes.signature_line("witness.example", b"1234" + bytes(72))
    Cosignature.objects.create(head=head, witness="witness.example", at=NOW, line=line)
    found = published.proof_of(head.size - 1, head)
    assert found is not None
    assert found.endswith(head.note + line)
    assert published.proof_of(head.size, head) is None
    assert published.proof_of(-1, head) is None
