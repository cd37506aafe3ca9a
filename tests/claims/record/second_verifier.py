"""A second reader's check, written from docs/explanation/record.md alone, without a look at the script.

An oracle of the tests. Where it and `verify_claim.py` differ, one of them or the document is wrong.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

File = dict[str, Any]
Log = Callable[[str], bytes]
"""What stands at a path below the log's address, such as `tile/entries/000.p/3`."""


class Contradicted(Exception):
    """The check does not hold."""


class NotKnown(Exception):
    """The check can neither hold nor fail with what is there."""


@dataclass(frozen=True)
class Checkpoint:
    text: str
    signatures: list[str]
    origin: str
    size: int
    root: bytes


def findings(
    file: File, *, kept: File | str | None = None, log: Log | None = None, newer: bool = False
) -> dict[str, str]:
    """For each check of the document that can be made: "held", "wrong" or "unknown"."""
    checks: dict[str, Callable[[], None]] = {
        "signature": lambda: check_signature(file, kept["key"] if isinstance(kept, dict) else ()),
        "inclusion": lambda: check_inclusion(file),
        "chain": lambda: check_chain(file),
        "values": lambda: check_values(file),
        "claim": lambda: check_claim(file),
    }
    if isinstance(kept, dict):
        checks["kept file"] = lambda: check_kept_file(file, kept)
    if kept is not None:
        note = kept["checkpoint"] if isinstance(kept, dict) else kept
        checks["kept checkpoint"] = lambda: check_kept_checkpoint(file, note, log)
    if newer and log is not None:
        checks["newer"] = lambda: check_newer(file, log)
    return {name: _made(check) for name, check in checks.items()}


def _made(check: Callable[[], None]) -> str:
    try:
        check()
    except NotKnown:
        return "unknown"
    except (Contradicted, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "wrong"
    return "held"


def checkpoint_of(note: str) -> Checkpoint:
    text, _, signatures = note.rpartition("\n\n")
    origin, size, root = text.split("\n")[:3]
    _require(size.isascii() and size.isdigit())
    return Checkpoint(f"{text}\n", signatures.splitlines(), origin, int(size), _bytes(root))


def check_signature(file: File, known: Collection[str]) -> None:
    """A signature of a key that the reader knows; where none is known, of one in the file."""
    _require(file["format"] == "foresaid-claim/1")
    checkpoint = checkpoint_of(file["checkpoint"])
    good = [key for key in [*known, *file["key"]] if _is_signed(checkpoint, key)]
    _require(bool(good))
    if known and not set(good) & set(known):
        raise NotKnown


def _is_signed(checkpoint: Checkpoint, key: str) -> bool:
    name, identity, material = key.split("+", 2)
    public = _bytes(material)
    _require(hashlib.sha256(f"{name}\n".encode() + public).hexdigest()[:8] == identity)
    _require(public[:1] == b"\x01" and name == checkpoint.origin)
    signer = Ed25519PublicKey.from_public_bytes(public[1:])
    for line in checkpoint.signatures:
        if line.startswith(f"— {name} "):
            signature = _bytes(line.rpartition(" ")[2])
            if signature[:4].hex() == identity and _holds(signer, signature[4:], checkpoint.text):
                return True
    return False


def _holds(signer: Ed25519PublicKey, signature: bytes, text: str) -> bool:
    try:
        signer.verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def check_inclusion(file: File) -> None:
    checkpoint = checkpoint_of(file["checkpoint"])
    for entry in file["leaves"]:
        _require(type(entry["index"]) is int)
        _require(root_by(entry, checkpoint.size) == checkpoint.root)


def root_by(entry: dict[str, Any], size: int) -> bytes | None:
    """The root to which an entry's path leads in a tree of that size (RFC 9162, 2.1.3.2); nothing if to none."""
    here, last = entry["index"], size - 1
    if not 0 <= here <= last:
        return None
    found = leaf_hash(entry["leaf"].encode())
    for step in entry["path"]:
        sibling = _bytes(step)
        if last == 0:
            return None
        if here % 2 or here == last:
            found = node_hash(sibling, found)
            while not here % 2 and here:
                here, last = here // 2, last // 2
        else:
            found = node_hash(found, sibling)
        here, last = here // 2, last // 2
    return found if last == 0 else None


def read_leaf(text: str) -> File:
    """A leaf, which has to be canonical and have the parts that the document names."""
    leaf: File = json.loads(text)
    _require(rfc8785.dumps(leaf) == text.encode() and text.isascii() and len(text) < 65_536)
    _require(leaf.keys() >= {"at", "kind", "number", "previous", "subject", "values"})
    return leaf


def check_chain(file: File) -> None:
    subject = digest(name="subject", salt=file["subject"]["salt"], value=file["subject"]["name"])
    _require(isinstance(file["subject"]["name"], str))
    previous = ""
    for number, entry in enumerate(file["leaves"], start=1):
        leaf = read_leaf(entry["leaf"])
        _require(leaf["number"] == number and leaf["previous"] == previous and leaf["subject"] == subject)
        previous = leaf_hash(entry["leaf"].encode()).hex()
    places = [-1, *(entry["index"] for entry in file["leaves"])]
    _require(all(one < other for one, other in pairwise(places)))


def check_values(file: File) -> None:
    for entry in file["leaves"]:
        openings, values = entry["openings"], json.loads(entry["leaf"])["values"]
        _require(len({opening["name"] for opening in openings}) == len(openings))
        _require(all(digest(**opening) in values for opening in openings))


def check_claim(file: File) -> None:
    last: File = {}
    for values in map(_opened, file["leaves"]):
        if values.get("row") == file["subject"]["name"]:
            last |= {name[4:]: value for name, value in values.items() if name.startswith("new/")}
    told = dict.fromkeys(("statement", "criteria", "opens_on", "closes_on", "outcome")) | file["claim"]
    if any(name in last and last[name] != value for name, value in told.items()):
        if file["pending"] > 0:
            raise NotKnown
        raise Contradicted
    required = {"statement", "criteria", "opens_on", "closes_on", "outcome"}
    if any(name not in last for name, value in told.items() if value is not None or name in required):
        raise NotKnown


def _opened(entry: File) -> File:
    return {opening["name"]: opening["value"] for opening in entry["openings"]}


def check_kept_file(file: File, kept: File) -> None:
    files = sorted(
        (kept, file), key=lambda each: (checkpoint_of(each["checkpoint"]).size, -len(each["leaves"]))
    )
    small, large = (each["leaves"] for each in files)
    _require(len(small) <= len(large))
    for one, other in zip(small, large, strict=False):
        both = _opened(one).keys() & _opened(other).keys()
        _require(one["leaf"] == other["leaf"])
        _require(all(_opened(one)[name] == _opened(other)[name] for name in both))


def check_kept_checkpoint(file: File, note: str, log: Log | None) -> None:
    kept, now = checkpoint_of(note), checkpoint_of(file["checkpoint"])
    _require(kept.origin == now.origin)
    _require(kept.size != now.size or kept.root == now.root)
    if log is None:
        raise NotKnown
    if kept.size > now.size:
        _require(checkpoint_of(log("checkpoint").decode()).size >= kept.size)
    hashes = [leaf_hash(leaf) for leaf in entries(log, max(kept.size, now.size))]
    for each in (kept, now):
        _require(len(hashes) >= each.size and root(hashes[: each.size]) == each.root)


def check_newer(file: File, log: Log) -> None:
    size = checkpoint_of(file["checkpoint"]).size
    subject = digest(name="subject", salt=file["subject"]["salt"], value=file["subject"]["name"])
    behind = file["leaves"][-1]["index"] + 1
    _require(all(json.loads(leaf)["subject"] != subject for leaf in entries(log, size)[behind:]))


def entries(log: Log, size: int) -> list[bytes]:
    """The first leaves of the log, out of its bundles (C2SP `tlog-tiles`): 256 to each, the last cut off."""
    found: list[bytes] = []
    for number in range((size + 255) // 256):
        width = min(256, size - number * 256)
        digits = f"{number:0{(len(str(number)) + 2) // 3 * 3}d}"
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        path = "tile/entries/" + "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        found += _unpacked(log(path if width == 256 else f"{path}.p/{width}"))[:width]
    return found


def _unpacked(bundle: bytes) -> list[bytes]:
    found = []
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        found.append(bundle[2 : 2 + length])
        bundle = bundle[2 + length :]
    return found


def root(hashes: list[bytes]) -> bytes:
    """The root over leaves' hashes (RFC 9162, 2.1.1)."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256().digest()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(root(hashes[:split]), root(hashes[split:]))


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def digest(*, name: str, salt: str, value: Any) -> str:
    """A value's digest: SHA-256 over its salt and `["name",value]` in canonical JSON, in hex."""
    _require(len(bytes.fromhex(salt)) == 16)
    return hashlib.sha256(bytes.fromhex(salt) + rfc8785.dumps([name, value])).hexdigest()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _require(holds: bool) -> None:
    if not holds:
        raise Contradicted
