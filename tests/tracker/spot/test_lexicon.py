"""Words and their cues."""

import pytest

from tracker.spot.english import ENGLISH
from tracker.spot.finder import LANGUAGES
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import Cue, words


def cues(text: str, word: str) -> set[Cue]:
    """The German cues of the word in the text."""
    return next(set(each.cues) for each in words(text, 0, len(text), GERMAN) if each.text == word)


def test_a_phrase_is_looked_up_as_a_whole() -> None:
    found = words("mehr als erwartet", 0, 17, GERMAN)

    assert Cue.FORECAST not in found[2].cues
    assert found[1].length == 2


def test_a_capitalised_word_within_a_sentence_is_no_verb() -> None:
    assert Cue.SAID in cues("Meier warnt", "warnt")
    assert Cue.SAID not in cues("Die Warnt", "Warnt")


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_every_language_has_words_for_what_the_rules_ask(language: object) -> None:
    optional = {Cue.REPORTED, Cue.ACCORDING_AFTER, Cue.SO, Cue.SUBJUNCTIVE, Cue.IS, Cue.IT, Cue.REFERS}
    optional |= {Cue.IT_SAYS}
    tables = {"de": GERMAN, "en": ENGLISH}
    have = {each for table in tables.values() if table is language for each in table.entries}

    assert set(Cue) - have - optional == set()
