"""What shared words are worth."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match.articles import PASSAGE, Reading
from tracker.match.claims import Weighed, outline, weigh
from tracker.match.rarity import Rarity
from tracker.match.scoring import best, least_mass
from tracker.match.shapes import Document, StandingQuery


def weighed(query: StandingQuery) -> Weighed:
    return weigh(outline(query), Rarity())


def scored(query: StandingQuery, document: Document) -> float:
    same_language = query.language == document.language
    return best(weighed(query), Reading(document), same_language=same_language).score


def test_more_shared_words_score_higher() -> None:
    assert scored(HARBOUR, english("Cranes, crews and ferries")) > scored(HARBOUR, english("Cranes, ferries"))


def test_the_same_words_score_lower_among_many_others() -> None:
    short, long = (
        english("Cranes and crews"),
        english("Cranes and crews, ferries, gardens, elections, harvests"),
    )

    assert scored(HARBOUR, short) > scored(HARBOUR, long)


def test_the_same_words_are_more_of_a_short_claim() -> None:
    short = replace(HARBOUR, statement="Cranes will work without crews.", quote="")
    long = replace(short, statement="Cranes will work without crews while ferries sail and gardens bloom.")

    assert scored(short, english("Cranes and crews")) > scored(long, english("Cranes and crews"))


def test_words_strewn_over_a_long_text_score_less_than_together() -> None:
    filler = "gardens bloom " * PASSAGE

    assert scored(HARBOUR, english("", f"cranes {filler} crews")) < scored(
        HARBOUR, english("", f"cranes crews {filler}")
    )


def test_each_further_name_says_less() -> None:
    names = replace(HARBOUR, statement="Emden, Leer, Borkum.", quote="", claimant="", aliases=())
    words = replace(names, statement="emden, leer, borkum.")

    assert scored(names, english("In Emden, Leer, Borkum")) < scored(words, english("In emden, leer, borkum"))
    assert scored(names, english("In Emden, Leer, Borkum")) > scored(names, english("In Emden, Leer"))


def test_parts_of_a_compound_match_for_less() -> None:
    whole, part = german("Eintrittspreise in Kassel"), german("Preise in Kassel")

    assert scored(SWIMMING, whole) > scored(SWIMMING, part) > scored(SWIMMING, german("Wetter in Kassel"))


def test_an_article_in_another_language_is_measured_by_its_names_and_numbers() -> None:
    short, long = "Kassel: 18 months", "Kassel waits 18 months for a pool, tickets, saunas and playgrounds"

    assert scored(SWIMMING, english(short)) == scored(SWIMMING, english(long))


def test_an_article_in_another_language_is_not_blamed_for_words_it_cannot_share() -> None:
    longer = replace(SWIMMING, statement=SWIMMING.statement + " Außerdem blühen viele Gärten.")

    assert scored(SWIMMING, english("Kassel: 18 months")) == scored(longer, english("Kassel: 18 months"))


@pytest.mark.parametrize("floor", [0.2, 0.5, 0.8])
def test_less_than_the_least_mass_stays_below_the_floor(floor: float) -> None:
    claim = weighed(HARBOUR)
    for title in (
        "Cranes",
        "Cranes, crews",
        "Cranes, crews, containers",
        "Cranes, crews, containers in Emden run",
    ):
        found = best(claim, Reading(english(title)), same_language=True)
        mass = sum(value * claim.weights[number] for number, value in found.values.items())

        assert found.score < floor or mass >= least_mass(claim.total, found.passage.length, floor)
