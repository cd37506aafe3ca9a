"""Which verbs without a date look ahead."""

from datetime import date

import pytest

from tracker import spot

SAID_ON = date(2026, 2, 12)


def offered(text: str, language: str) -> list[bool]:
    """For each claim of a text whether it is doubtful."""
    return [each.is_doubtful for each in spot.find_claims(text, language=language, said_on=SAID_ON)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Werk wird Strom liefern."),
        ("de", "Das Werk wird demnächst geschlossen."),
        ("de", "Das Werk soll verkauft werden."),
        ("de", "Norline will Stellen streichen."),
        ("de", "Die Firma könnte das Werk verkaufen."),
        ("en", "The plant will close."),
        ("en", "The plant could be sold."),
    ],
)
def test_what_is_to_come_is_offered(language: str, text: str) -> None:
    assert offered(text, language) == [False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Kisten werden am Kai gestapelt."),
        ("de", "Die Region soll schwer zu überwachen sein."),
        ("de", "Der Fahrer soll betrunken gewesen sein."),
        ("de", "Die Partei kritisiert die geplante Reform."),
        ("de", "Der Brief könnte gefälscht sein."),
        ("de", "Der Sender will wissen, dass es regnet."),
        ("de", "Er zog um, bevor er starb."),
        ("en", "She may have been with him."),
        ("en", "The letter could be a forgery."),
        ("en", "Residents oppose the planned landfill."),
    ],
)
def test_what_is_or_was_is_not_offered(language: str, text: str) -> None:
    assert offered(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Verband fordert neue Gesetze."),
        ("de", "Die Stadt müsse sparen."),
        ("en", "The city must save, she said."),
    ],
)
def test_a_demand_is_marked_as_doubtful(language: str, text: str) -> None:
    assert offered(text, language) == [True]
