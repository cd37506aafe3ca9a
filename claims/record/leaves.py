"""What stands in a leaf of the log: digests of an entry's values, each under a salt of its own, and nothing readable
but an hour, a coarse kind and a place. Pure, but for the random bytes.

    values -> Committed (a salt and a digest each) -> leaf, the bytes that the tree is built of
    leaf, opening -> does the opening belong to it?

Why so: docs/decisions/0036-one-tree-that-can-forget.md
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from json.encoder import encode_basestring
from typing import cast

import rfc8785

SALT_BYTES = 16
# A leaf has a multiple of so many digests, most of them random: how many there are does not tell a drafted verdict
# from a suggested article.
DIGESTS_AT_ONCE = 32
# What an entry's length may be in a bundle (https://c2sp.org/tlog-tiles).
MOST_BYTES = 65_535


class LeafKind(StrEnum):
    """What readers may know of an entry before anything in it is opened."""

    WORK = "work"
    """All that is not public: drafts, suggestions, verdicts that are not in effect."""
    PUBLICATION = "publication"
    CHANGE = "change"
    RULING = "ruling"
    """A verdict that is in effect from now on."""
    WITHHOLDING = "withholding"


class LeafTooLarge(ValueError):
    """An entry with more values than a leaf has room for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What makes a digest readable: the salt, the value's name and the value."""

    name: str
    salt: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf, read again. `subject` and `values` are digests, `previous` is the hash of the subject's leaf before."""

    at: str
    kind: str
    number: int
    previous: str
    subject: str
    values: tuple[str, ...]


def digest(salt: bytes, name: str, value: object) -> str:
    """SHA-256, in hex, over the salt and the canonical JSON (RFC 8785) of [name, value].

    Raises rfc8785.CanonicalizationError for a fraction's kin that JSON has no one form for: NaN, or beyond 2**53.
    """
    return sha256(salt + _canonical(name, value)).hexdigest()


def _canonical(name: str, value: object) -> bytes:
    """RFC 8785's form of [name, value]. Of texts, which most values are, the standard library writes the same, ten
    times as fast; a test compares.
    """
    if isinstance(value, str):
        return f"[{encode_basestring(name)},{encode_basestring(value)}]".encode()
    return rfc8785.dumps(cast("list[str]", [name, value]))


def commit(values: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """A new salt for every value by its name, in hex, and the values' digests."""
    noise = os.urandom(SALT_BYTES * len(values))
    salts, digests = {}, []
    for number, (name, value) in enumerate(values.items()):
        salt = noise[number * SALT_BYTES : (number + 1) * SALT_BYTES]
        salts[name] = salt.hex()
        digests.append(digest(salt, name, value))
    return salts, digests


def salts_as_text(salts: Mapping[str, str]) -> str:
    """As they are stored."""
    return json.dumps(salts, separators=(",", ":"))


def entry_values(
    *,
    action: str,
    at: datetime,
    account: int | None,
    by: str,
    row: str,
    changes: Mapping[str, Sequence[object]],
    forgotten: Collection[str] = (),
) -> dict[str, object]:
    """All that an entry's leaf commits to, by name: who did what to which row and when, each field's new value and the
    one before it, where there was one, and the names of all these values: without them one could go unnoticed, since
    nobody can tell a digest from noise. `changes` are {"field": [before, after]}; what was `forgotten` is left out.
    """
    values: dict[str, object] = {
        "account": account,
        "action": action,
        "at": at.astimezone(UTC).isoformat(),
        "by": by,
        "row": row,
    }
    for name, (before, after) in changes.items():
        values[f"new/{name}"] = after
        if before is not None:
            values[f"old/{name}"] = before
    names = sorted({*values, *forgotten} - {"old_hash"})
    return {name: value for name, value in values.items() if name not in forgotten} | {"names": names}


def hour_of(moment: datetime) -> str:
    """Day and hour in UTC, like 2026-11-28T14Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%HZ")


def compose(
    *, at: datetime, kind: LeafKind, number: int, previous: str, subject: str, digests: Iterable[str]
) -> str:
    """The leaf as canonical JSON, its digests filled up with random ones and sorted. LeafTooLarge beyond 64 KiB."""
    values = list(digests)
    missing = -len(values) % DIGESTS_AT_ONCE
    noise = os.urandom(32 * missing).hex()
    values += [noise[place * 64 : (place + 1) * 64] for place in range(missing)]
    # Of ASCII and whole numbers alone, this is the canonical form; a test compares.
    listed = ",".join(f'"{each}"' for each in sorted(values))
    text = (
        f'{{"at":"{hour_of(at)}","kind":"{kind}","number":{number},'
        f'"previous":"{previous}","subject":"{subject}","values":[{listed}]}}'
    )
    if len(text) > MOST_BYTES:
        raise LeafTooLarge(f"the entry has {len(values)} values")
    return text


def parse_leaf(leaf: str) -> Leaf:
    """The parts of a leaf's text. ValueError where it is no leaf, or not in its canonical form."""
    try:
        found = json.loads(leaf)
        parts = Leaf(**{**found, "values": tuple(found["values"])})
    except (TypeError, KeyError) as fault:
        raise ValueError("this is no leaf") from fault
    texts = (parts.at, parts.kind, parts.previous, parts.subject, *parts.values)
    if type(parts.number) is not int or not all(isinstance(text, str) for text in texts):
        raise ValueError("this is no leaf")
    in_order = {**found, "values": sorted(parts.values)}
    if json.dumps(in_order, sort_keys=True, separators=(",", ":")) != leaf:
        raise ValueError("the leaf is not in its canonical form")
    return parts


def subject_digest_in(leaf: str) -> str:
    """The digest of the subject in a leaf's text, without reading all of it."""
    return leaf.partition('"subject":"')[2][:64]


def opens(leaf: Leaf, opening: Opening) -> bool:
    """Whether the opening is one of the leaf's values, or its subject."""
    found = digest(bytes.fromhex(opening.salt), opening.name, opening.value)
    return found == leaf.subject if opening.name == "subject" else found in leaf.values
