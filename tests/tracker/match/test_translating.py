"""Words of one language that stand for those of the other."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match import Index
from tracker.match.translating import NEXT, NOTHING, PARTS, WORTH, Translator
from tracker.words import words_of

DICTIONARY = {
    ("de", "hallenbad"): ("indoor pool", "swimming bath"),
    ("de", "wasserstoff"): ("hydrogen",),
    ("de", "fähre"): ("ferry", "ferryboat"),
    ("de", "gold"): ("gold",),
    ("de", "ofen"): ("furnace", "stove"),
    ("en", "crane"): ("Kran",),
    ("en", "crew"): ("Mannschaft",),
}
TRANSLATOR = Translator(lambda lemma, code: DICTIONARY.get((code, lemma.casefold()), ()))
FERRY = replace(
    SWIMMING, statement="Eine Fähre nach Borkum fährt 2027 mit Wasserstoff.", claimant="", aliases=()
)


def test_the_best_translation_counts_most_and_each_further_one_less() -> None:
    (ferry,) = words_of("Fähre", "de")

    foreign = TRANSLATOR.of(ferry, "de")

    assert foreign.wholes["ferry"] == WORTH
    assert foreign.wholes["ferryboat"] == pytest.approx(WORTH * NEXT)


def test_of_a_translation_in_several_words_each_counts_its_share() -> None:
    (pool,) = words_of("Hallenbad", "de")

    foreign = TRANSLATOR.of(pool, "de")

    assert foreign.parts["pool"] == WORTH / 2
    assert "pool" not in foreign.wholes


def test_a_compound_that_the_dictionary_lacks_is_translated_by_its_parts() -> None:
    (compound,) = words_of("Goldofen", "de")

    foreign = TRANSLATOR.of(compound, "de")

    assert foreign.parts["furnace"] == PARTS / 2
    assert foreign.parts["gold"] == PARTS / 2


def test_numbers_and_other_languages_are_not_translated() -> None:
    (number,) = words_of("18 Monate", "de")
    (word,) = words_of("Wasserstoff", "fr")

    assert TRANSLATOR.of(number, "de") == TRANSLATOR.of(word, "fr") == NOTHING


def test_a_german_claim_finds_english_news_by_what_its_words_mean() -> None:
    news = english("Hydrogen ferry sails to Borkum")

    assert Index.of([FERRY, HARBOUR]).match(news) == []
    (match,) = Index.of([FERRY, HARBOUR], translator=TRANSLATOR).match(news)
    assert match.claim_id == FERRY.claim_id


def test_an_english_claim_finds_german_news() -> None:
    news = german("Emden: Kräne arbeiten ohne Mannschaft")

    (match,) = Index.of([HARBOUR, FERRY], translator=TRANSLATOR).match(news)

    assert match.claim_id == HARBOUR.claim_id


def test_the_reason_shows_both_words() -> None:
    (match,) = Index.of([FERRY], translator=TRANSLATOR).match(english("Hydrogen ferry sails to Borkum"))

    assert {"Wasserstoff ~ Hydrogen", "Fähre ~ ferry", "Borkum"} <= {word.word for word in match.words}


def test_a_translation_is_no_word_of_the_claims_own_language() -> None:
    claim = replace(FERRY, statement="Eine Fähre mit Wasserstoff kommt.")

    said = Index.of([claim], translator=TRANSLATOR).explain(claim, german("Ferry, hydrogen und anderes"))

    assert said.words == ()
