"""Clauses that look ahead and clauses that tell of the past."""

import pytest

from tracker.spot.clauses import clauses, looks_past
from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import Cue, words

LANGUAGES = {"de": GERMAN, "en": ENGLISH}


@pytest.mark.parametrize(
    ("language", "text", "past"),
    [
        ("de", "Der Umsatz lag bei drei Milliarden", True),
        ("de", "Das Werk hat 2025 geöffnet", True),
        ("de", "Die Firma machte Verlust", True),
        ("de", "Der Umsatz lag bei drei und soll auf vier steigen", False),
        ("de", "Wir verarbeiten dort Holz", False),
        ("de", "Die Riffe könnten verloren gehen", False),
        ("en", "The plant opened in May", True),
        ("en", "Reefs could be lost", False),
        ("en", "Economists polled by Acme see growth", False),
    ],
)
def test_a_clause_tells_of_the_past_by_its_verb(language: str, text: str, past: bool) -> None:
    (clause,) = clauses(words(text, 0, len(text), LANGUAGES[language]))

    assert looks_past(clause, LANGUAGES[language], len(text)) is past


def test_the_infinitive_werden_does_not_look_ahead_beside_another_verb() -> None:
    text = "Es könnte verkauft werden"
    (clause,) = clauses(words(text, 0, len(text), GERMAN))

    assert {cue for cue, _ in clause.ahead()} == {Cue.COULD}


def test_a_sentence_is_cut_at_its_marks() -> None:
    text = "Meier sagte, das Werk (das alte) öffne bald"

    assert len(clauses(words(text, 0, len(text), GERMAN))) == 4


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Work starts in January and the club hopes to move in 2029", 2),
        ("en", "The club and the council will move in 2029", 1),
        ("de", "Die Kasse ist leer und der Verein plant einen Umzug", 2),
        ("de", "Bis 2030 will er Wind und die Sonne nutzen", 1),
    ],
)
def test_and_parts_clauses_that_have_a_verb_and_a_subject_each(language: str, text: str, number: int) -> None:
    assert len(clauses(words(text, 0, len(text), LANGUAGES[language]))) == number
