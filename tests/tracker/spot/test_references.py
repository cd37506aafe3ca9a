"""What pronouns, roles and nouns stand for."""

import pytest

from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import words
from tracker.spot.mentions import mentions
from tracker.spot.references import Discourse, MarkedSentence, named_by

LANGUAGES = {"de": GERMAN, "en": ENGLISH}


def named(before: str, part: str, language: str) -> str | None:
    """Whom the part of a sentence speaks of, after the sentence before."""
    table = LANGUAGES[language]
    text = f"{before} {part}"
    cut = [words(text, 0, len(before), table), words(text, len(before) + 1, len(text), table)]
    d = Discourse(text=text, language=table, named=mentions(cut, table))
    d.note_seen(0)
    d.note_seen(len(before) + 1)
    return named_by(d, cut[1], MarkedSentence(cut[1], d.named_in(len(before) + 1, len(text))))


@pytest.mark.parametrize(
    ("language", "before", "part", "who"),
    [
        ("de", "Finanzministerin Anna Meier traf Jonas Reeker.", "die Ministerin", "Anna Meier"),
        ("de", "Anna Meier traf Jonas Reeker.", "sie", "Anna Meier"),
        ("de", "Der Autobauer Kessler wächst.", "der Konzern", "Kessler"),
        ("de", "Anna Meier kam.", "Meier", "Anna Meier"),
        ("de", "Es regnet.", "die Bundesregierung", "Bundesregierung"),
        ("de", "Es regnet.", "am Dienstag", None),
        ("en", "Acme Corp grew.", "the company", "Acme Corp"),
        ("en", "Jane Doe spoke.", "she", "Jane Doe"),
        ("en", "It rained.", "the county council", "county council"),
        ("en", "It rained.", "Economists polled by Acme", "Economists"),
        ("en", "Jane Doe spoke.", "a spokesman", "spokesman"),
        ("en", "It rained.", "Aides to Senator Jane Doe", "Aides"),
        ("en", "Jane Doe spoke.", "a person briefed on the talks", "person"),
        ("en", "It rained.", "the court filing", "filing"),
        ("en", "It rained.", "Clair County officials", "Clair County officials"),
        ("en", "It rained.", "Goldwyn analysts", "Goldwyn"),
        ("en", "It rained.", "Japan's Hoshino Motor", "Hoshino Motor"),
    ],
)
def test_a_word_stands_for_the_fullest_name(language: str, before: str, part: str, who: str | None) -> None:
    assert named(before, part, language) == who
