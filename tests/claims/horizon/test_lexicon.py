"""The tables of the languages: what holds for every one of them."""

import pytest

from claims.horizon import LANGUAGES
from claims.horizon.lexicon import Kind, Language, key

EVERY = list(LANGUAGES.values())
# What every language has to say somehow, or whole wordings go unread.
NEEDED = {
    *(Kind.NUMBER, Kind.ORDINAL, Kind.UNIT, Kind.UNITS, Kind.MONTH, Kind.WEEKDAY, Kind.SEASON, Kind.HOLIDAY),
    *(Kind.SHIFT, Kind.PART, Kind.IN, Kind.WITHIN, Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.TO, Kind.SINCE),
    *(Kind.VAGUE, Kind.EVENT, Kind.LATEST, Kind.AT_LEAST, Kind.HENCE, Kind.PAST),
}


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_a_language_has_words_for_every_needed_kind(language: Language) -> None:
    assert {kind for kind, _, _ in language.entries} >= NEEDED


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
@pytest.mark.parametrize(("kind", "count"), [(Kind.MONTH, 12), (Kind.WEEKDAY, 7), (Kind.SEASON, 4)])
def test_no_name_of_the_calendar_is_missing(language: Language, kind: Kind, count: int) -> None:
    assert len({value for each, value, _ in language.entries if each is kind}) == count


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_the_longest_form_is_tried_first(language: Language) -> None:
    for found in language.phrases.values():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True)


def test_a_tilde_stands_for_every_ending() -> None:
    language = Language("xx", ((Kind.SHIFT, 1, "nächst~"),), endings=("e", "en"))

    assert set(language.phrases) == {"nächste", "nächsten", "naechste", "naechsten"}


def test_an_abbreviation_stands_with_and_without_its_dot() -> None:
    language = Language("xx", ((Kind.MONTH, 12, "dec."),))

    assert [words for words, _ in language.phrases["dec"]] == [("dec", "."), ("dec",)]


@pytest.mark.parametrize("word", ["JAHR", "Jahr", "Ja\u00adhr"])
def test_a_word_is_looked_up_whatever_its_case_or_hyphenation(word: str) -> None:
    assert key(word) == "jahr"
