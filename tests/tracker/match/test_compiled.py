"""How claims are laid out in arrays."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING
from tracker.match.claims import outline
from tracker.match.compiled import FIRST_DAY, LAST_DAY
from tracker.match.keys import number_of
from tracker.match.laying import weigh
from tracker.match.rarity import Rarity


def test_the_total_leaves_out_the_claimant() -> None:
    query = replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote="")
    claims = weigh([outline(query)], Rarity()).claims

    assert claims.total[0] == pytest.approx(sum(claims.weights(0)[1:]))
    assert number_of("harms") not in claims.keys(0)


def test_names_and_numbers_make_the_neutral_share() -> None:
    claims = weigh([outline(SWIMMING)], Rarity()).claims

    assert 0 < claims.neutral[0] < claims.total[0]


def test_a_claim_without_days_is_open_for_ever() -> None:
    claims = weigh([outline(replace(HARBOUR, opens_on=None, closes_on=None))], Rarity()).claims

    assert (claims.opens_on[0], claims.closes_on[0]) == (FIRST_DAY, LAST_DAY) == (1, date.max.toordinal())


def test_each_row_keeps_its_own_units() -> None:
    other = replace(HARBOUR, claim_id=9, statement="Ferries sail.", quote="", claimant="", aliases=())
    claims = weigh([outline(HARBOUR), outline(other)], Rarity()).claims

    assert [len(claims.weights(row)) for row in (0, 1)] == [len(outline(q).units) for q in (HARBOUR, other)]
    assert {entry.key for entries in claims.entries(1, claims.vocabulary) for entry in entries} >= {
        number_of("ferry"),
        number_of("sail"),
    }


def test_a_words_best_key_comes_first() -> None:
    claims = weigh([outline(HARBOUR)], Rarity()).claims

    firsts = [entries[0].key for entries in claims.entries(0, claims.vocabulary)]
    assert firsts == [number_of(unit.key) for unit in outline(HARBOUR).units]


def test_only_the_ways_that_are_wanted_are_given_each_with_its_unit() -> None:
    claims = weigh([outline(HARBOUR)], Rarity()).claims

    entries = list(claims.entries(0, {number_of("crane"), number_of("emden")}))

    assert len(entries) == len(claims.weights(0))
    assert {entry.key for found in entries for entry in found} == {number_of("crane"), number_of("emden")}
    assert sum(map(bool, entries)) == 3  # Emden is in the name of the authority too
