"""What a word's spelling says of it: roots, and where a root would lead astray."""

import pytest

from tracker.words.roots import compound, lemma_of_noun, root


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("aufnahme", "aufnehmen"),
        ("rücktritt", "zurücktreten"),
        ("abschluss", "abschliessen"),
        ("ausstieg", "aussteigen"),
        ("verbot", "verbieten"),
    ],
)
def test_a_german_noun_shares_the_root_of_its_verb(noun: str, verb: str) -> None:
    assert root(noun, "de") == root(verb, "de")


@pytest.mark.parametrize(("noun", "itself"), [("aufgabe", "aufgab"), ("studiengang", "studiengang")])
def test_a_noun_in_a_sense_of_its_own_does_not(noun: str, itself: str) -> None:
    assert root(noun, "de") == itself


@pytest.mark.parametrize("word", ["termin", "benzin", "login", "berlin"])
def test_not_every_in_is_feminine(word: str) -> None:
    assert root(word, "de") == word


def test_a_compound_of_no_dictionary_is_inflected_by_its_last_part() -> None:
    assert lemma_of_noun("Inselhäuser") == lemma_of_noun("Inselhaus") == "inselhaus"


def test_a_compound_has_two_nouns() -> None:
    assert compound("stromsteuer") == ("strom", "steuer")
