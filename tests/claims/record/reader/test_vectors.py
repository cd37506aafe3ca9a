"""The golden vectors, by the reader's script; ten thousand entries, by the script, the product and `tlog-scales`."""

import json
from typing import Any

import pytest
from tlog_scales.tlog import ConsistencyProof, InclusionProof

from claims.record import tree
from claims.record.reader import verify_claim
from tests.sample_logs import GOLDEN, ten_thousand

VECTORS: dict[str, Any] = json.loads((GOLDEN / "vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS["canonical"])
def test_the_script_writes_json_as_the_standard_says(vector: dict[str, Any]) -> None:
    assert verify_claim.canonical(vector["value"]).decode() == vector["text"]


@pytest.mark.parametrize("vector", VECTORS["digests"])
def test_the_script_computes_the_digests(vector: dict[str, Any]) -> None:
    assert verify_claim.digest(vector, vector["name"], vector["value"]) == vector["digest"]


def test_the_script_computes_the_roots_of_trees_of_every_shape() -> None:
    leaves = {number: verify_claim.hash_of(0, str(number).encode()) for number in range(70)}

    roots = [verify_claim.over(("", size), 0, size, 0, leaves).hex() for size in range(1, 71)]

    assert roots == VECTORS["roots"][1:]


def test_the_script_follows_the_paths() -> None:
    for vector in VECTORS["paths"]:
        leaf = verify_claim.hash_of(0, str(vector["index"]).encode())
        path = [bytes.fromhex(each) for each in vector["path"]]
        root = verify_claim.root_by_path(leaf, vector["index"], vector["size"], path)
        assert root.hex() == VECTORS["roots"][vector["size"]]


@pytest.mark.masses
def test_all_agree_on_ten_thousand_entries() -> None:
    """Every root, path and proof of consistency, and one digest over all of each."""
    proofs = ten_thousand()
    size, root = len(proofs.hashes), proofs.roots[-1]

    for index, path in enumerate(proofs.paths):
        assert verify_claim.root_by_path(proofs.hashes[index], index, size, path) == root
        InclusionProof(index, size, path).check(proofs.hashes[index], root)
    for number, path in enumerate(proofs.consistency, 1):
        ConsistencyProof(number, size, path).check(proofs.roots[number - 1], root)
        assert tree.is_consistent(
            number, size, earlier_root=proofs.roots[number - 1], later_root=root, path=path
        )

    assert proofs.digests() == VECTORS["ten_thousand"]
