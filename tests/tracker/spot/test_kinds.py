"""The kinds of fault that real news showed, each with cases of its own in `tests/data/spotting/`.

A case is a text, the day it was published, and its dated claims: any of the days in `closes_on`, and a part of the
claimant's name, any of those parted by "|"; "=" before it means exactly that, "!" that it is not in it.
`undated: false` means that nothing undated is offered either.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.horizon import Window
from tracker import spot

DATA = sorted((Path(__file__).resolve().parents[2] / "data" / "spotting").glob("*.jsonl"))
SHARED = Path(__file__).resolve().parents[4] / "shared" / "cases" / "spotting.jsonl"
CASES = [
    json.loads(line)
    for path in (*DATA, SHARED)
    if path.exists()
    for line in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:60]}")
def test_a_case_gives_its_claims(case: dict[str, Any]) -> None:
    found = spot.find_claims(
        case["text"],
        language=case["language"],
        said_on=date.fromisoformat(case["said_on"]),
        publisher=case.get("publisher", "The Ledger"),
    )
    left = [each for each in found if each.is_dated]

    for expected in case["claims"]:
        hit = next((each for each in left if _closes_on(each) in expected["closes_on"]), None)
        assert hit is not None, f"nothing by {expected['closes_on']}: {left}"
        left.remove(hit)
        assert _is_named(hit.claimant, expected["claimant"]), hit.claimant
    assert not left
    assert case.get("undated", True) or not found


def test_there_are_five_cases_of_each_kind() -> None:
    own = [json.loads(line)["kind"] for path in DATA for line in path.read_text("utf-8").splitlines()]

    assert min(own.count(kind) for kind in set(own)) >= 5


def _closes_on(claim: spot.SpottedClaim) -> str:
    return str(claim.window.closes_on) if isinstance(claim.window, Window) else ""


def _is_named(claimant: str, wanted: str | None) -> bool:
    if wanted is None:
        return True
    if wanted.startswith("="):
        return claimant == wanted[1:]
    if wanted.startswith("!"):
        return wanted[1:] not in claimant
    return any(part in claimant for part in wanted.split("|"))


def test_where_no_claimant_is_certain_the_ones_named_last_are_to_choose_from() -> None:
    text = "Ada Moss met Greg Tindall in May. In their view, the dam will burst by 2030, according to them."

    (found,) = spot.find_claims(text, language="en", said_on=date(2026, 3, 3), publisher="The Ledger")

    assert (found.claimant, found.candidates) == ("", ("Greg Tindall", "Ada Moss"))
