"""A program written from the document alone says of golden and of forged files what the script says."""

import contextlib
import copy
import io
import json
import sys
from base64 import b64encode
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from claims.record.reader import verify_claim
from tests.claims.record import second_verifier
from tests.claims.record.reader.test_verify_claim import alter, forgeries, places, rewritten
from tests.sample_logs import GOLDEN, sample

File = dict[str, Any]
VECTORS = json.loads((GOLDEN / "vectors.json").read_text())
WORDS = {"HELD": "held", "FAILED": "wrong", "REFUSED": "wrong", "NOT LOOKED AT": "unknown"}


@pytest.fixture(autouse=True)
def _quick_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by openssl, of which each start takes longer than all other checks."""

    def holds(message: bytes, signature: bytes, public: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    monkeypatch.setattr(verify_claim, "holds", holds)


@pytest.fixture
def claim_file() -> File:
    found: File = json.loads((GOLDEN / "claim.json").read_text())
    return found


def by_script(
    file: File, folder: Path, kept: Path | None = None, log: Path | None = None, newer: bool = False
) -> list[str]:
    """What the script says of each check; of what it does not read at all, of all that it is wrong."""
    (folder / "file.json").write_text(json.dumps(file))
    command = ["verify_claim.py", str(folder / "file.json")]
    command += [*(["--older", str(kept)] if kept else []), *(["--log", str(log)] if log else [])]
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setattr(sys, "argv", [*command, *(["--newer"] if newer else [])])
        with contextlib.redirect_stderr(io.StringIO()):
            try:
                verify_claim.main()
            except SystemExit:
                return ["wrong"]
    lines = [line.partition(":")[0] for line in said.getvalue().splitlines()]
    return [WORDS[line] for line in lines if line in WORDS]


def by_document(
    file: File, kept: Path | None = None, log: Path | None = None, newer: bool = False
) -> list[str]:
    text = kept.read_text() if kept else None
    known = json.loads(text) if text and text.startswith("{") else text
    read = (lambda place: (log / place).read_bytes()) if log else None
    return [*second_verifier.findings(file, kept=known, log=read, newer=newer).values()]


def summary(words: list[str]) -> str:
    return next(word for word in ("wrong", "unknown", "held") if word in words)


@pytest.mark.parametrize("vector", VECTORS["digests"])
def test_it_computes_the_golden_digests(vector: dict[str, Any]) -> None:
    parts = {name: vector[name] for name in ("name", "salt", "value")}
    assert second_verifier.digest(**parts) == vector["digest"]


def test_it_computes_the_golden_roots_and_paths() -> None:
    hashes = [second_verifier.leaf_hash(str(number).encode()) for number in range(70)]

    assert [second_verifier.root(hashes[:size]).hex() for size in range(71)] == VECTORS["roots"]
    for vector in VECTORS["paths"]:
        path = [b64encode(bytes.fromhex(each)).decode() for each in vector["path"]]
        entry = {"index": vector["index"], "leaf": str(vector["index"]), "path": path}
        found = second_verifier.root_by(entry, vector["size"])
        assert found
        assert found.hex() == VECTORS["roots"][vector["size"]]


@pytest.mark.parametrize("kept", [None, "kept.json", "checkpoint"])
@pytest.mark.parametrize("length", [300, 600])
def test_both_find_that_an_honest_log_holds(tmp_path: Path, kept: str | None, length: int) -> None:
    log, claim = sample(length)
    place = log.publish(tmp_path / "log")
    older = tmp_path / "kept" if kept else None
    if older:
        older.write_text(
            json.dumps(log.claim_file({**claim, "outcome": "pending"}, size=100))
            if kept == "kept.json"
            else log.checkpoint(290)
        )
    file = log.claim_file(claim)

    found = by_document(file, older, place, newer=True)

    assert set(found) == {"held"}
    assert found == by_script(file, tmp_path, older, place, newer=True)


@pytest.mark.parametrize("finding", forgeries())
def test_both_find_the_same_wrong_with_a_forged_file(tmp_path: Path, claim_file: File, finding: str) -> None:
    forgeries()[finding](claim_file)

    found = by_document(claim_file)

    assert "wrong" in found
    assert found == by_script(claim_file, tmp_path)


def test_both_find_the_same_of_whatever_is_altered(tmp_path: Path, claim_file: File) -> None:
    told = [path for path in places(claim_file) if path[0] != "origin"]
    chance = Random(4)
    for path in chance.sample(told, min(len(told), 400)):
        forged = copy.deepcopy(claim_file)
        alter(forged, path, chance)
        assert summary(by_document(forged)) == summary(by_script(forged, tmp_path)), path


@pytest.mark.parametrize("kept", ["kept.json", "checkpoint"])
@pytest.mark.parametrize("size", [220, 270, 300])
def test_both_find_a_rewritten_log(tmp_path: Path, kept: str, size: int) -> None:
    forged, claim = rewritten(**{"new/closes_on": "2041-12-31"})
    outcome = "pending" if size < 275 else "missed"
    file = forged.claim_file({**claim, "closes_on": "2041-12-31", "outcome": outcome}, size=size)
    place = forged.publish(tmp_path / "log", size=size)

    found = by_document(file, GOLDEN / kept, place)

    assert found[:5] == ["held"] * 5
    assert "wrong" in found
    assert found == by_script(file, tmp_path, GOLDEN / kept, place)


def test_both_call_unknown_what_waits_for_a_checkpoint_or_is_withheld(
    tmp_path: Path, claim_file: File
) -> None:
    waiting, withheld = claim_file, copy.deepcopy(claim_file)
    waiting["claim"]["outcome"], waiting["pending"] = "confirmed", 1
    withheld["leaves"][0]["openings"] = []

    for file in (waiting, withheld):
        assert summary(by_document(file)) == summary(by_script(file, tmp_path)) == "unknown"


def test_both_find_what_the_file_leaves_out(tmp_path: Path, claim_file: File) -> None:
    log, _claim = sample()
    place = log.publish(tmp_path / "log")
    claim_file["leaves"].pop()
    claim_file["claim"]["outcome"] = "pending"

    found = by_document(claim_file, None, place, newer=True)

    assert found == by_script(claim_file, tmp_path, None, place, newer=True) == ["held"] * 5 + ["wrong"]
