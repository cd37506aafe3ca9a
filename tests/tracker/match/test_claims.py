"""How a claim is cut into concepts and weighed."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english
from tracker.match import explain
from tracker.match.claims import Concept, importance, outline
from tracker.match.shapes import ClaimQuery, SearchTerms
from tracker.words import words_of


def concept(query: ClaimQuery, surface: str) -> Concept:
    (found,) = (concept for concept in outline(query).concepts if concept.surface == surface)
    return found


def test_a_word_in_statement_and_quote_counts_more_than_in_the_statement_alone() -> None:
    assert concept(HARBOUR, "cranes").emphasis > concept(HARBOUR, "port").emphasis


def test_a_word_of_the_statement_counts_more_than_one_of_the_quote() -> None:
    query = replace(HARBOUR, statement="Ferries sail.", quote="Trains stop.")

    assert concept(query, "Ferries").emphasis > concept(query, "Trains").emphasis


def test_a_statement_without_a_quote_stands_for_both() -> None:
    alone = replace(HARBOUR, quote="")

    assert concept(alone, "port").emphasis > concept(HARBOUR, "port").emphasis


def test_names_outweigh_words_and_everyday_words_count_least() -> None:
    emden, crane, year = words_of("In Emden cranes this year", "en")

    assert importance(emden) > importance(crane) > importance(year)


def test_a_bare_number_counts_less_than_a_measured_one() -> None:
    bare, measured, *_ = words_of("12 cranes, 18 months", "en")[::2]

    assert importance(bare) < importance(measured)


def test_the_claimant_is_one_unit_under_all_names() -> None:
    cut = outline(replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote=""))

    assert [concept.surface for concept in cut.concepts] == ["Jorinde Harms", "lifts", "cranes"]
    assert [concept.is_claimant for concept in cut.concepts] == [True, False, False]


def test_the_last_name_nearly_stands_for_the_whole() -> None:
    claimant = outline(HARBOUR).concepts[0]

    assert claimant.parts["harms"] > 2 * claimant.parts["jorinde"]


def test_a_claim_without_a_claimant_has_no_unit_for_one() -> None:
    assert not any(
        concept.is_claimant for concept in outline(replace(HARBOUR, claimant="", aliases=())).concepts
    )


def test_the_parts_of_a_compound_lead_to_it_for_less() -> None:
    pool = concept(SWIMMING, "Hallenbad")

    assert pool.parts["hall"] < pool.wholes["hallenbad"]
    assert pool.stems["hall"] < pool.stems["hallen"]


def test_a_word_that_comes_again_in_another_form_is_the_same_unit() -> None:
    query = replace(HARBOUR, statement="The Supreme Court will rule.", quote="supreme courts ruled")

    assert [
        concept.surface
        for concept in outline(query).concepts
        if concept.surface.lower() in {"supreme", "court"}
    ] == [
        "Supreme",
        "Court",
    ]


def test_names_numbers_and_terms_are_looked_for_in_every_language() -> None:
    query = replace(SWIMMING, terms=SearchTerms(any_of=("swimming pool", "Hallenbad")))

    neutral = {concept.surface for concept in outline(query).concepts if concept.is_neutral}
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

    assert not any("db" in concept.wholes for concept in outline(query).concepts)
