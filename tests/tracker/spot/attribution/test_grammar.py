"""What the form of a German word tells."""

import pytest

from tracker.spot.attribution import grammar


@pytest.mark.parametrize(
    "word", ["Derzeit", "Schließlich", "Trotz", "Per", "Dass", "Relativierend", "Politische"]
)
def test_a_capital_at_a_sentences_start_makes_no_noun(word: str) -> None:
    assert not grammar.is_noun(word)


@pytest.mark.parametrize("word", ["Stadt", "Experten", "Musk", "Kessler", "Volkswagen"])
def test_nouns_and_names_are_known_at_a_sentences_start(word: str) -> None:
    assert grammar.is_noun(word)


@pytest.mark.parametrize(
    ("word", "adjective"), [("slowenischen", True), ("sagte", False), ("erwarten", False)]
)
def test_a_verb_before_a_noun_is_no_adjective(word: str, adjective: bool) -> None:
    assert grammar.is_adjective(word) is adjective


@pytest.mark.parametrize(
    ("noun", "plural"), [("Experten", True), ("Behörden", True), ("Stadt", False), ("Voss", False)]
)
def test_a_plural_is_told_by_its_base_form(noun: str, plural: bool) -> None:
    assert grammar.is_plural(noun) is plural
