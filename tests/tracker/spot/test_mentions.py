"""Names in a text, and the fullest name for each."""

import pytest

from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import words
from tracker.spot.mentions import Being, mentions

LANGUAGES = {"de": GERMAN, "en": ENGLISH}


def named(text: str, language: str) -> list[str]:
    """The names under which the text's mentions are known."""
    table = LANGUAGES[language]
    sentences = [words(part, 0, len(part), table) for part in text.split("\n")]
    return [each.name for each in mentions(sentences, table)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "KI-Chef Murat Solmaz spricht.", "Murat Solmaz"),
        ("de", "Der Maschinenbauer Halden wächst.", "Halden"),
        ("de", "Frau Richter schweigt.", "Richter"),
        ("de", "Ursula von der Aue kommt.", "Ursula von der Aue"),
        ("de", "das Institut für Weltwirtschaft rechnet", "Institut für Weltwirtschaft"),
        ("en", "Nuvidia CEO Jasper Hwang spoke.", "Jasper Hwang"),
        ("en", "the Bank of England said", "Bank of England"),
        ("en", "Mr. Doe left.", "Doe"),
        ("en", "Prof. Moana Tepe agreed.", "Moana Tepe"),
    ],
)
def test_a_name_stands_without_its_titles(language: str, text: str, name: str) -> None:
    assert named(text, language) == [name]


def test_a_surname_is_the_person_named_in_full_before() -> None:
    assert named("Jonas Reeker kam.\nReekers Plan gefiel Reeker.", "de") == ["Jonas Reeker"] * 3


@pytest.mark.parametrize("text", ["Die Ministerin spricht.", "Der Verkehr ruht.", "Am Montag regnet es."])
def test_a_common_noun_is_no_name(text: str) -> None:
    assert named(text, "de") == []


def test_a_person_is_told_from_a_body() -> None:
    table = LANGUAGES["en"]
    text = "Jane Doe joined Barlow Bank."

    assert [each.being for each in mentions([words(text, 0, len(text), table)], table)] == [
        Being.PERSON,
        Being.BODY,
    ]
