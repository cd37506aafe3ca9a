"""How a claim is cut into units and weighed."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english
from tracker.match import explain
from tracker.match.claims import Unit, importance, outline
from tracker.match.shapes import StandingQuery, Terms
from tracker.words import words_of


def unit(query: StandingQuery, surface: str) -> Unit:
    (found,) = (unit for unit in outline(query).units if unit.surface == surface)
    return found


def test_a_word_in_statement_and_quote_counts_more_than_in_the_statement_alone() -> None:
    assert unit(HARBOUR, "cranes").emphasis > unit(HARBOUR, "port").emphasis


def test_a_word_of_the_statement_counts_more_than_one_of_the_quote() -> None:
    query = replace(HARBOUR, statement="Ferries sail.", quote="Trains stop.")

    assert unit(query, "Ferries").emphasis > unit(query, "Trains").emphasis


def test_a_statement_without_a_quote_stands_for_both() -> None:
    alone = replace(HARBOUR, quote="")

    assert unit(alone, "port").emphasis > unit(HARBOUR, "port").emphasis


def test_names_outweigh_words_and_everyday_words_count_least() -> None:
    emden, crane, year = words_of("In Emden cranes this year", "en")

    assert importance(emden) > importance(crane) > importance(year)


def test_a_bare_number_counts_less_than_a_measured_one() -> None:
    bare, measured, *_ = words_of("12 cranes, 18 months", "en")[::2]

    assert importance(bare) < importance(measured)


def test_the_claimant_is_one_unit_under_all_names() -> None:
    cut = outline(replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote=""))

    assert [unit.surface for unit in cut.units] == ["Jorinde Harms", "lifts", "cranes"]
    assert [unit.is_claimant for unit in cut.units] == [True, False, False]


def test_the_last_name_nearly_stands_for_the_whole() -> None:
    claimant = outline(HARBOUR).units[0]

    assert claimant.parts["harms"] > 2 * claimant.parts["jorinde"]


def test_a_claim_without_a_claimant_has_no_unit_for_one() -> None:
    assert not any(unit.is_claimant for unit in outline(replace(HARBOUR, claimant="", aliases=())).units)


def test_the_parts_of_a_compound_lead_to_it_for_less() -> None:
    pool = unit(SWIMMING, "Hallenbad")

    assert pool.parts["hall"] < pool.wholes["hallenbad"]
    assert pool.stems["hall"] < pool.stems["hallen"]


def test_a_word_that_comes_again_in_another_form_is_the_same_unit() -> None:
    query = replace(HARBOUR, statement="The Supreme Court will rule.", quote="supreme courts ruled")

    assert [
        unit.surface for unit in outline(query).units if unit.surface.lower() in {"supreme", "court"}
    ] == [
        "Supreme",
        "Court",
    ]


def test_names_numbers_and_terms_are_looked_for_in_every_language() -> None:
    query = replace(SWIMMING, terms=Terms(any_of=("swimming pool", "Hallenbad")))

    neutral = {unit.surface for unit in outline(query).units if unit.is_neutral}
    assert {"Kassel", "18 Monaten", "swimming pool / Hallenbad"} <= neutral
    assert "Hallenbad" not in neutral


@pytest.mark.parametrize(
    ("claim", "news"),
    [
        ("Microsoft will close its offices in Leer.", "Redmond closes offices"),
        ("Microsoft will close its offices in Leer.", "MSFT to shut offices"),
        ("Artificial intelligence will write novels.", "AI now writes novels"),
        ("AI will write novels.", "Artificial intelligence writes novels"),
    ],
)
def test_a_thing_is_found_under_all_its_names(claim: str, news: str) -> None:
    names = (("Microsoft", "MSFT", "Redmond"), ("AI", "artificial intelligence"))
    plain = replace(HARBOUR, statement=claim, quote="", claimant="", aliases=())

    known, unknown = (explain(replace(plain, synonyms=given), english(news)) for given in (names, ()))

    assert known.score > unknown.score
    assert known.matches


def test_half_a_name_is_not_the_thing() -> None:
    query = replace(
        HARBOUR, statement="Deutsche Bank will move to Leer.", synonyms=(("Deutsche Bahn", "DB"),)
    )

    assert not any("db" in unit.wholes for unit in outline(query).units)
