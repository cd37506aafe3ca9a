"""A log of entries as the site publishes it, made without the product's code for it: for the reader's checks.

`manage.py shell -c "from tests.sample_logs import *; write_golden(GOLDEN)"` writes the files under tests/data/record/
anew; they are the same every time.
"""

import json
import shutil
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from claims.record import notes, tree

GOLDEN = Path(__file__).with_name("data") / "record"
ORIGIN = "record.example/record"
CLAIM = "claim:12"
CRITERIA = {"criteria": "Cars cross it.", "statement": "Die Brücke “öffnet” bis 2040. 🚲"}


def canonical(value: Any) -> str:
    return rfc8785.dumps(value).decode()


def signer(secret: str = "key", name: str = ORIGIN) -> notes.Signer:
    return notes.Signer(name, sha256(secret.encode()).digest())


@dataclass
class SampleLog:
    """Leaves, and what is opened of each: (name, salt in hex, value)."""

    leaves: list[str] = field(default_factory=list)
    openings: list[list[dict[str, object]]] = field(default_factory=list)
    signers: list[notes.Signer] = field(default_factory=lambda: [signer()])
    _heads: dict[str, tuple[int, str, list[int]]] = field(default_factory=dict)
    _salts: int = 0

    def salt(self, purpose: str = "") -> str:
        """Another one at every call; of a purpose always the same."""
        self._salts += not purpose
        return sha256(f"salt {purpose or self._salts}".encode()).hexdigest()[:32]

    def add(
        self,
        subject: str,
        values: Mapping[str, object],
        *,
        opened: bool = True,
        kind: str = "work",
        at: str = "2026-11-28T14Z",
    ) -> None:
        """Append a leaf to the subject's chain."""
        number, previous, places = self._heads.get(subject, (0, "", []))
        salts = {name: self.salt() for name in values}
        digests = [self.digest(salts[name], name, value) for name, value in values.items()]
        digests += [sha256(f"padding {self.salt()}".encode()).hexdigest() for _ in range(-len(values) % 32)]
        leaf = canonical(
            {
                "at": at,
                "kind": kind,
                "number": number + 1,
                "previous": previous,
                "subject": self.digest(self.salt(subject), "subject", subject),
                "values": sorted(digests),
            }
        )
        self._heads[subject] = (number + 1, tree.leaf_hash(leaf.encode()).hex(), [*places, len(self.leaves)])
        self.leaves.append(leaf)
        shown = [{"name": name, "salt": salts[name], "value": value} for name, value in values.items()]
        self.openings.append(shown if opened else [])

    @staticmethod
    def digest(salt: str, name: str, value: object) -> str:
        return sha256(bytes.fromhex(salt) + canonical([name, value]).encode()).hexdigest()

    def hashes(self, size: int | None = None) -> list[bytes]:
        return [tree.leaf_hash(leaf.encode()) for leaf in self.leaves[:size]]

    def checkpoint(self, size: int | None = None) -> str:
        hashes = self.hashes(size)
        return notes.sign(notes.TreeState(ORIGIN, len(hashes), tree.root_of(hashes)).text, self.signers)

    def claim_file(
        self, claim: Mapping[str, object], subject: str = CLAIM, size: int | None = None
    ) -> dict[str, Any]:
        """The claim's record.json, against the tree of that size."""
        hashes = self.hashes(size)
        places = [place for place in self._heads[subject][2] if place < len(hashes)]
        paths = path_maker(hashes)
        return {
            "format": "foresaid-claim/1",
            "origin": ORIGIN,
            "key": [str(each.key) for each in self.signers],
            "subject": {"name": subject, "salt": self.salt(subject)},
            "claim": dict(claim),
            "leaves": [
                {
                    "index": place,
                    "leaf": self.leaves[place],
                    "openings": self.openings[place],
                    "path": [b64encode(each).decode() for each in paths.inclusion_path(place)],
                }
                for place in places
            ],
            "pending": 0,
            "checkpoint": self.checkpoint(size),
        }

    def publish(self, folder: Path, size: int | None = None) -> Path:
        """The log's tiles, bundles and newest checkpoint as files."""
        hashes = self.hashes(size)
        for (level, number), content in tiles_of(hashes).items():
            _write(folder / f"tile/{level}", number, len(content) // 32, content)
        for number in range((len(hashes) + 255) // 256):
            leaves = [
                leaf.encode()
                for leaf in self.leaves[number * 256 : number * 256 + 256][: len(hashes) - number * 256]
            ]
            bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)
            _write(folder / "tile/entries", number, len(leaves), bundle)
        (folder / "checkpoint").write_text(self.checkpoint(size))
        return folder


def _write(folder: Path, number: int, width: int, content: bytes) -> None:
    partial = "" if width == 256 else f".p/{width}"
    path = folder / f"{tree.number_in_path(number)}{partial}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if not partial:  # a log may drop what it had of the tile before
        shutil.rmtree(path.with_name(f"{path.name}.p"), ignore_errors=True)


def tiles_of(hashes: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    growing = tree.Growing()
    for each in hashes:
        growing.add(each)
    return growing.taken()


def path_maker(hashes: Sequence[bytes]) -> tree.Subtrees:
    tiles = tiles_of(hashes)
    return tree.Subtrees(len(hashes), lambda level, number: tiles.get((level, number), b""))


def sample(length: int = 300) -> tuple[SampleLog, dict[str, object]]:
    """A log of so many entries (40 or more) with a claim that was drafted, published, changed and ruled on, and the
    claim as its page shows it.
    """
    log = SampleLog()
    draft: dict[str, object] = {
        "statement": CRITERIA["statement"],
        "criteria": "To be written.",
        "opens_on": "2026-03-02",
        "closes_on": "2040-12-31",
        "outcome": "pending",
    }
    by = {"by": "Ada Desk", "row": CLAIM}
    log.add("topic:1", {"action": "logged", "new/name": "Traffic"}, opened=False)
    log.add(CLAIM, {"action": "logged", **by, **{f"new/{name}": value for name, value in draft.items()}})
    log.add(CLAIM, {"action": "suggested", "row": "evidence:3", "by": "tracker"}, opened=False)
    log.add(
        CLAIM,
        {"action": "revised", **by, "old/criteria": draft["criteria"], "new/criteria": CRITERIA["criteria"]},
    )
    log.add(
        CLAIM,
        {"action": "published", **by, "old/state": "draft", "new/state": "published"},
        kind="publication",
    )
    for number in range(length - 32):
        log.add(
            f"claim:{number + 100}",
            {"action": "logged", "new/quote": f"It will rain {number} times."},
            opened=False,
        )
    log.add(
        CLAIM,
        {"action": "ruled", "row": "verdict:7", "by": "Ada Desk", "new/outcome": "missed"},
        kind="ruling",
    )
    log.add(
        CLAIM, {"action": "decided", **by, "old/outcome": "pending", "new/outcome": "missed"}, kind="ruling"
    )
    while len(log.leaves) < length:
        log.add(f"evidence of {len(log.leaves)}", {"action": "suggested"}, opened=False)
    return log, {**draft, **CRITERIA, "outcome": "missed"}


@dataclass(frozen=True)
class Proofs:
    """Of a tree: its leaves' hashes, the root at every size from 1 on, each leaf's path, each earlier size's path."""

    hashes: list[bytes]
    roots: list[bytes]
    paths: list[list[bytes]]
    consistency: list[list[bytes]]

    def digests(self) -> dict[str, str]:
        """One digest over all roots, one over all paths, one over all proofs of consistency."""
        told = {"roots": [self.roots], "paths": self.paths, "consistency": self.consistency}
        return {name: sha256(b"".join(map(b"".join, parts))).hexdigest() for name, parts in told.items()}


@cache
def ten_thousand() -> Proofs:
    """Of a tree of ten thousand leaves, `entry 0` and so on."""
    hashes = [tree.leaf_hash(f"entry {number}".encode()) for number in range(10_000)]
    growing, maker, roots = tree.Growing(), path_maker(hashes), []
    for each in hashes:
        growing.add(each)
        roots.append(growing.root())
    paths = [maker.inclusion_path(index) for index in range(len(hashes))]
    return Proofs(hashes, roots, paths, [maker.consistency_path(size + 1) for size in range(len(hashes))])


def vectors() -> dict[str, object]:
    """What every implementation has to agree on, with the results that `rfc8785` and the product give."""
    values: list[object] = ["", 'ä\u2028\x7f\x1f"\\/', None, True, 9007199254740991, {"b": [1, {}], "a": "x"}]
    values.append({"\ue000": 1, "\U0001f600": 2, "é": 3, "e": 4})
    salt = sha256(b"salt").hexdigest()[:32]
    hashes = [tree.leaf_hash(str(number).encode()) for number in range(70)]
    return {
        "canonical": [{"value": value, "text": canonical(value)} for value in values],
        "digests": [
            {
                "salt": salt,
                "name": "new/outcome",
                "value": value,
                "digest": SampleLog.digest(salt, "new/outcome", value),
            }
            for value in values
        ],
        "roots": [tree.root_of(hashes[:size]).hex() for size in range(71)],
        "paths": [
            {
                "size": size,
                "index": index,
                "path": [each.hex() for each in path_maker(hashes[:size]).inclusion_path(index)],
            }
            for size, index in ((1, 0), (2, 1), (7, 6), (8, 3), (70, 0), (70, 63), (70, 69))
        ],
        "ten_thousand": ten_thousand().digests(),
    }


def write_golden(folder: Path) -> None:
    """A claim's file, what a reader may have kept of it, and what every implementation has to agree on."""
    log, claim = sample()
    folder.mkdir(exist_ok=True)
    told = {"claim.json": log.claim_file(claim), "vectors.json": vectors()}
    told["kept.json"] = log.claim_file({**claim, "outcome": "pending"}, size=200)
    for name, content in told.items():
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    (folder / "checkpoint").write_text(log.checkpoint(270))
