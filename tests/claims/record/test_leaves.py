"""Leaves tell a place, an hour and a coarse kind, and commit to everything else."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from claims.record import leaves

AT = datetime(2026, 11, 28, 14, 59, tzinfo=UTC)
SUBJECT = "5" * 64
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


def a_leaf(values: dict[str, object], **changes: object) -> tuple[dict[str, str], str]:
    salts, digests = leaves.commit(values)
    parts = {"at": AT, "kind": leaves.LeafKind.WORK, "number": 3, "previous": "a" * 64, "subject": SUBJECT}
    return salts, leaves.compose(**{**parts, **changes, "digests": digests})  # type: ignore[arg-type]


def test_a_digest_is_the_sha_256_over_salt_name_and_value() -> None:
    salt = bytes(range(16))

    assert (
        leaves.digest(salt, "new/quote", "Bis Ende 2026.")
        == sha256(salt + b'["new/quote","Bis Ende 2026."]').hexdigest()
    )


@given(st.text(), JSON_VALUES)
def test_a_digest_covers_the_canonical_json_of_every_value(name: str, value: object) -> None:
    salt = bytes(16)

    assert (
        leaves.digest(salt, name, value)
        == sha256(salt + rfc8785.dumps(cast("list[str]", [name, value]))).hexdigest()
    )


@pytest.mark.parametrize(
    "letter", [*map(chr, range(0x20)), "\x7f", "\x80", '"', "\\", "/", "\u2028", "\uffff", "😀"]
)
def test_a_digest_escapes_each_letter_as_the_standard_says(letter: str) -> None:
    canonical = rfc8785.dumps([letter, letter])

    assert leaves.digest(bytes(16), letter, letter) == sha256(bytes(16) + canonical).hexdigest()


def test_each_value_has_a_salt_of_its_own_and_each_entry_others() -> None:
    values: dict[str, object] = {"new/quote": "A word.", "old/quote": "A word."}

    first, digests = leaves.commit(values)
    second, _digests = leaves.commit(values)

    assert len({*first.values(), *second.values()}) == 4
    assert {len(bytes.fromhex(salt)) for salt in first.values()} == {16}
    assert digests == [leaves.digest(bytes.fromhex(first[name]), name, values[name]) for name in values]


@given(st.dictionaries(st.text(max_size=20), JSON_VALUES, max_size=5))
def test_a_leaf_opens_to_every_value_and_to_no_other(values: dict[str, object]) -> None:
    salts, text = a_leaf(values)
    leaf = leaves.parse_leaf(text)

    for name, value in values.items():
        if name != "subject":
            assert leaves.opens(leaf, leaves.Opening(name, salts[name], value))
            assert not leaves.opens(leaf, leaves.Opening(name, salts[name], [value]))
            assert not leaves.opens(leaf, leaves.Opening(name, "00" * 16, value))


def test_a_leaf_opens_to_its_subject() -> None:
    salt = bytes(16)
    _salts, text = a_leaf({}, subject=leaves.digest(salt, "subject", "claim:12"))

    assert leaves.subject_digest_in(text) == leaves.parse_leaf(text).subject
    assert leaves.opens(leaves.parse_leaf(text), leaves.Opening("subject", salt.hex(), "claim:12"))
    assert not leaves.opens(leaves.parse_leaf(text), leaves.Opening("subject", salt.hex(), "claim:13"))


@given(st.dictionaries(st.text(max_size=20), JSON_VALUES, max_size=40))
def test_a_leaf_is_canonical_json_and_reads_back(values: dict[str, object]) -> None:
    _salts, text = a_leaf(values)

    assert text.encode() == rfc8785.dumps(json.loads(text))
    assert text.isascii()
    assert leaves.parse_leaf(text).number == 3


@pytest.mark.parametrize(("values", "digests"), [(0, 0), (1, 32), (19, 32), (32, 32), (33, 64)])
def test_how_much_was_written_does_not_show(values: int, digests: int) -> None:
    _salts, text = a_leaf({f"new/{number}": number for number in range(values)})

    assert len(leaves.parse_leaf(text).values) == digests


def test_a_leaf_tells_nothing_but_hour_kind_and_place() -> None:
    salts, text = a_leaf({"new/statement": "The bridge opens.", "row": "verdict:12", "action": "ruled"})

    assert set(json.loads(text)) == {"at", "kind", "number", "previous", "subject", "values"}
    assert "bridge" not in text
    assert "verdict" not in text
    assert not any(salt in text for salt in salts.values())


def test_only_day_and_hour_are_told_in_utc() -> None:
    in_berlin = datetime(2026, 6, 17, 1, 59, 59, tzinfo=timezone(timedelta(hours=2)))

    assert leaves.hour_of(in_berlin) == "2026-06-16T23Z"


def test_an_entry_with_more_values_than_a_bundle_has_room_for_is_refused() -> None:
    with pytest.raises(leaves.LeafTooLarge, match="992 values"):
        a_leaf({f"new/{number}": number for number in range(970)})


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "7",
        '{"at":1,"kind":"work","number":3,"previous":"","subject":"","values":7}',
        '{"at":1,"kind":"work","number":3,"previous":"","subject":"","values":["b",1]}',
        '{"at":1,"kind":"work","number":3,"previous":"","subject":"","values":["b","a"]}',
        '{"at":1,"kind":"work","number":3,"previous":"","subject":"","values":["b"],"x":1}',
        '{"kind":"work","at":1,"number":3,"previous":"","subject":"","values":["b"]}',
        '{"at":1,"kind":"work","number":3.0,"previous":"","subject":"","values":["b"]}',
        '{"at": 1,"kind":"work","number":3,"previous":"","subject":"","values":["b"]}',
    ],
)
def test_what_is_no_leaf_or_written_otherwise_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="leaf"):
        leaves.parse_leaf(text)
