"""The tables of the languages: what holds for every one of them."""

import pytest

from claims.horizon import LANGUAGES
from claims.horizon.words.lexicon import Tag, TimeWords, key

EVERY = list(LANGUAGES.values())
# What every language has to say somehow, or whole wordings go unread.
NEEDED = {
    *(Tag.NUMBER, Tag.ORDINAL, Tag.UNIT, Tag.UNITS, Tag.MONTH, Tag.WEEKDAY, Tag.SEASON, Tag.HOLIDAY),
    *(Tag.SHIFT, Tag.PART, Tag.IN, Tag.WITHIN, Tag.BY, Tag.BEFORE, Tag.AFTER, Tag.TO, Tag.SINCE),
    *(Tag.VAGUE, Tag.EVENT, Tag.LATEST, Tag.AT_LEAST, Tag.HENCE, Tag.PAST),
}


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_a_language_has_words_for_every_needed_kind(language: TimeWords) -> None:
    assert {kind for kind, _, _ in language.entries} >= NEEDED


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
@pytest.mark.parametrize(("kind", "count"), [(Tag.MONTH, 12), (Tag.WEEKDAY, 7), (Tag.SEASON, 4)])
def test_no_name_of_the_calendar_is_missing(language: TimeWords, kind: Tag, count: int) -> None:
    assert len({value for each, value, _ in language.entries if each is kind}) == count


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
def test_the_longest_form_is_tried_first(language: TimeWords) -> None:
    for found in language.phrases.values():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True)


def test_a_tilde_stands_for_every_ending() -> None:
    language = TimeWords(code="xx", entries=((Tag.SHIFT, 1, "nächst~"),), endings=("e", "en"))

    assert set(language.phrases) == {"nächste", "nächsten", "naechste", "naechsten"}


def test_an_abbreviation_stands_with_and_without_its_dot() -> None:
    language = TimeWords(code="xx", entries=((Tag.MONTH, 12, "dec."),))

    assert [words for words, _ in language.phrases["dec"]] == [["dec", "."], ["dec"]]


@pytest.mark.parametrize("word", ["JAHR", "Jahr", "Ja\u00adhr"])
def test_a_word_is_looked_up_whatever_its_case_or_hyphenation(word: str) -> None:
    assert key(word) == "jahr"
