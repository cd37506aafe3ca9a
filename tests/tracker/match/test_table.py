"""How claims are laid out in arrays."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING
from tracker.match.building import FIRST_DAY, LAST_DAY, table_of
from tracker.match.claims import outline
from tracker.match.keys import number_of
from tracker.match.rarity import Rarity


def test_the_total_leaves_out_the_claimant() -> None:
    query = replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote="")
    claims = table_of([outline(query)], Rarity())

    assert claims.total[0] == pytest.approx(sum(claims.weights(0)[1:]))
    assert number_of("harms") not in claims.best_keys(0)


def test_names_and_numbers_make_the_neutral_share() -> None:
    claims = table_of([outline(SWIMMING)], Rarity())

    assert 0 < claims.neutral[0] < claims.total[0]


def test_a_claim_without_days_is_open_for_ever() -> None:
    claims = table_of([outline(replace(HARBOUR, opens_on=None, closes_on=None))], Rarity())

    assert (claims.opens_on[0], claims.closes_on[0]) == (FIRST_DAY, LAST_DAY) == (1, date.max.toordinal())


def test_each_row_keeps_its_own_concepts() -> None:
    other = replace(HARBOUR, claim_id=9, statement="Ferries sail.", quote="", claimant="", aliases=())
    claims = table_of([outline(HARBOUR), outline(other)], Rarity())

    assert [len(claims.weights(row)) for row in (0, 1)] == [
        len(outline(q).concepts) for q in (HARBOUR, other)
    ]
    assert {key.number for keys in claims.keys_of_concepts(1, claims.vocabulary) for key in keys} >= {
        number_of("ferry"),
        number_of("sail"),
    }


def test_a_words_best_key_comes_first() -> None:
    claims = table_of([outline(HARBOUR)], Rarity())

    firsts = [keys[0].number for keys in claims.keys_of_concepts(0, claims.vocabulary)]
    assert firsts == [number_of(concept.key) for concept in outline(HARBOUR).concepts]


def test_only_the_keys_that_are_wanted_are_given_each_with_its_concept() -> None:
    claims = table_of([outline(HARBOUR)], Rarity())

    wanted = list(claims.keys_of_concepts(0, {number_of("crane"), number_of("emden")}))

    assert len(wanted) == len(claims.weights(0))
    assert {key.number for found in wanted for key in found} == {number_of("crane"), number_of("emden")}
    assert sum(map(bool, wanted)) == 3  # Emden is in the name of the authority too
