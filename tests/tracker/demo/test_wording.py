"""Days in words, counted from the day of loading."""

from datetime import date

import pytest

from tracker.demo.wording import fill

NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("{day:+1}", "1. Januar 2027", "1 January 2027"),
        ("{day:-31}", "30. November 2026", "30 November 2026"),
        ("{month:+2}", "Februar 2027", "February 2027"),
        ("{month:-12}", "Dezember 2025", "December 2025"),
        ("{quarter:-2}", "zweiten Quartal 2026", "second quarter of 2026"),
        ("{quarter:+1}", "ersten Quartal 2027", "first quarter of 2027"),
        ("{year}", "2026", "2026"),
        ("{year:+1}", "2027", "2027"),
    ],
)
def test_a_distance_becomes_words(text: str, german: str, english: str) -> None:
    assert fill(text, today=NEW_YEARS_EVE, language="de") == german
    assert fill(text, today=NEW_YEARS_EVE, language="en") == english


def test_an_unknown_word_between_braces_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{week:+1}", today=NEW_YEARS_EVE, language="en")
