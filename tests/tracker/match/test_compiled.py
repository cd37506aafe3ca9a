"""How claims are laid out in arrays."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING
from tracker.match.claims import outline
from tracker.match.compiled import FIRST_DAY, GAIN, LAST_DAY, compile_claims
from tracker.match.formula import FLOOR, least_mass, raw_of
from tracker.match.keys import number_of
from tracker.match.rarity import Rarity


def test_the_total_leaves_out_the_claimant() -> None:
    query = replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote="")
    claims = compile_claims([outline(query)], Rarity())

    assert claims.total[0] == pytest.approx(sum(claims.weights(0)[1:]))
    assert number_of("harms") not in claims.keys(0)


def test_names_and_numbers_make_the_neutral_share() -> None:
    claims = compile_claims([outline(SWIMMING)], Rarity())

    assert 0 < claims.neutral[0] < claims.total[0]


def test_a_claim_without_days_is_open_for_ever() -> None:
    claims = compile_claims([outline(replace(HARBOUR, opens_on=None, closes_on=None))], Rarity())

    assert (claims.opens_on[0], claims.closes_on[0]) == (FIRST_DAY, LAST_DAY) == (1, date.max.toordinal())


def test_each_row_keeps_its_own_units() -> None:
    other = replace(HARBOUR, claim_id=9, statement="Ferries sail.", quote="", claimant="", aliases=())
    claims = compile_claims([outline(HARBOUR), outline(other)], Rarity())

    assert [len(claims.weights(row)) for row in (0, 1)] == [len(outline(q).units) for q in (HARBOUR, other)]
    assert {entry.key for entries in claims.entries(1) for entry in entries} >= {
        number_of("ferry"),
        number_of("sail"),
    }


def test_a_words_best_key_comes_first() -> None:
    claims = compile_claims([outline(HARBOUR)], Rarity())

    firsts = [entries[0].key for entries in claims.entries(0)]
    assert firsts == [number_of(unit.key) for unit in outline(HARBOUR).units]


def test_the_words_by_which_a_claim_is_not_found_are_its_commonest_and_too_few_for_the_floor() -> None:
    statements = [
        f"Cranes and ferries in the harbour: walnut{number}x pepper{number}x." for number in range(20)
    ]
    outlines = [
        outline(replace(HARBOUR, claim_id=number, statement=statement, quote="", claimant="", aliases=()))
        for number, statement in enumerate(statements)
    ]
    claims = compile_claims(outlines, Rarity())
    postings = claims.stems
    lengths, kept = np.diff(postings.start), postings.kept - postings.start[:-1]

    is_common = lengths == len(statements)
    assert is_common.sum() >= 3
    assert (kept[~is_common] == lengths[~is_common]).all()
    assert 0 < (lengths - kept).sum() == len(postings.left_place)
    assert (postings.left_out <= least_mass(claims.total, np.zeros(1), raw_of(FLOOR))).all()
    for row in range(len(claims)):
        mine = slice(postings.left_start[row], postings.left_start[row + 1])
        assert postings.left_gain[mine].sum() / GAIN == pytest.approx(postings.left_out[row])
