"""Horizons in running texts: where they stand, and what is left alone."""

from datetime import date

import pytest

from claims import horizon

SAID_ON = date(2026, 2, 12)


def words(text: str, language: str) -> list[str]:
    """What is found, as it stands in the text."""
    return [found.words for found in horizon.find(text, said_on=SAID_ON, language=language)]


def test_every_horizon_comes_with_its_place_and_resolution() -> None:
    text = "Das Werk soll bis Ende 2027 stehen und langfristig wachsen."

    first, second = horizon.find(text, said_on=SAID_ON, language="de")

    assert (text[first.start : first.end], first.words) == ("bis Ende 2027", "bis Ende 2027")
    assert isinstance(first.resolution, horizon.Window)
    assert first.resolution.closes_on == date(2027, 12, 31)
    assert isinstance(second.resolution, horizon.Vague)


def test_the_past_and_events_are_found_too() -> None:
    text = "Seit Ende 2025 wird gebaut; nach der Landtagswahl geht es weiter."

    tags = [type(found.resolution) for found in horizon.find(text, said_on=SAID_ON, language="de")]

    assert tags == [horizon.Past, horizon.Unresolved]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It may rain, and they march on."),
        ("en", "What comes in may go out."),
        ("en", "The fall of the wall was one of many; the second of four began."),
        ("en", "He spoke for two hours about 2,000 people and 20 percent."),
        ("en", "Two years later the plant closed."),
        ("en", "They scored in the second half."),
        ("de", "Am Ende gewann die Mannschaft, und am Morgen regnete es."),
        ("de", "Er war zwei Jahre lang Trainer; das dauert zwei bis drei Jahre."),
        ("de", "Das Mai-Fest kostet 2027 Euro."),
        ("de", "Ein Jahr später kamen rund 2000 Gäste."),
    ],
)
def test_words_that_only_look_like_a_time_are_left_alone(language: str, text: str) -> None:
    assert words(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Two thirds by 2040, three quarters by 2050.", ["by 2040", "by 2050"]),
        ("en", "It ends on March 3. Then comes May 2027.", ["on March 3", "May 2027"]),
        ("de", "2030 soll es so weit sein.", ["2030"]),
        ("de", "Die Brücke wird im Sommer 2027 fertig.", ["im Sommer 2027"]),
    ],
)
def test_a_time_is_found_as_far_as_it_goes(language: str, text: str, expected: list[str]) -> None:
    assert words(text, language) == expected


def test_in_an_unknown_language_the_longest_finds_are_kept() -> None:
    assert words("bis Ende 2027 und by the end of 2028", "nl") == ["bis Ende 2027", "by the end of 2028"]


def test_an_empty_text_holds_nothing() -> None:
    assert words("", "de") == []
