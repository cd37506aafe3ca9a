"""Which times are no deadline, although something looks ahead."""

from datetime import date

import pytest

from tracker import spot

SAID_ON = date(2026, 2, 12)


def deadlines(sentence: str, language: str) -> list[str]:
    """The words on time of the dated claims."""
    claims = spot.find_claims(sentence, language=language, said_on=SAID_ON)
    return [claim.horizon for claim in claims if claim.is_dated]


@pytest.mark.parametrize(
    ("language", "sentence", "kept"),
    [
        ("de", "Statt 2028 soll das Werk nun 2030 öffnen.", ["2030"]),
        ("en", "The plant will open in 2030 instead of 2028.", ["in 2030"]),
        ("de", "Die für 2027 geplante Öffnung verschiebt sich auf 2029.", ["2029"]),
        ("en", "The plant, originally due in 2026, is now to open in 2029.", ["in 2029"]),
    ],
)
def test_a_time_that_another_has_replaced_is_no_deadline(
    language: str, sentence: str, kept: list[str]
) -> None:
    assert deadlines(sentence, language) == kept


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Er bekommt einen Vertrag bis 2030."),
        ("en", "He gets a contract until 2030."),
        ("de", "Die Verbände haben bis Ende 2027 Zeit für Vorschläge."),
    ],
)
def test_how_long_a_contract_or_a_respite_lasts_is_no_deadline(language: str, sentence: str) -> None:
    assert deadlines(sentence, language) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Schau ist bis zum 30. September zu sehen."),
        ("en", "Families can book a tour until the end of March."),
    ],
)
def test_how_long_something_is_shown_is_no_deadline(language: str, sentence: str) -> None:
    assert deadlines(sentence, language) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Züge hätten im Dezember fahren sollen."),
        ("de", "Die Tarife werden jedes Jahr im Dezember geprüft."),
        ("en", "The board is elected each year in June."),
        ("en", "The trial begins on 9 September in Leeds."),
        ("de", "Der Prozess beginnt am 9. September."),
    ],
)
def test_what_failed_comes_back_or_is_a_meeting_is_no_claim(language: str, sentence: str) -> None:
    assert deadlines(sentence, language) == []


def test_what_happens_every_year_until_a_year_that_is_named_stays_one() -> None:
    assert deadlines("Die Steuer wird bis 2030 jedes Jahr steigen.", "de") == ["bis 2030"]
