"""The times of a sentence."""

from datetime import date

import pytest

from claims.horizon import Window
from tracker.spot.times import points_back, times

SAID_ON = date(2026, 7, 17)


def days(text: str, language: str, before: str = "") -> dict[str, str]:
    """The words of each time with its last day; `before` is the time that the sentence before claimed."""
    claimed = times(before, (0, len(before)), said_on=SAID_ON, language=language, before=None)
    found = times(text, (0, len(text)), said_on=SAID_ON, language=language, before=next(iter(claimed), None))
    return {
        each.words: str(each.resolution.closes_on) for each in found if isinstance(each.resolution, Window)
    }


@pytest.mark.parametrize(
    ("language", "text", "words", "day"),
    [
        ("en", "an 18-month price target of 55 euros", "18-month", "2028-01-17"),
        ("en", "rents climb through at least next March", "next March", "2027-03-31"),
        ("en", "no profit until 2029 or later", "until 2029", "2029-12-31"),
        ("de", "Engpässe bis mindestens Ende 2027", "Ende 2027", "2027-12-31"),
        ("de", "die Mieten werden mindestens bis 2029 steigen", "bis 2029", "2029-12-31"),
        ("en", "pushed back the reactor's start to mid-2029", "mid-2029", "2029-08-31"),
        ("en", "“Give us four years and it is done", "four years", "2030-07-17"),
        ("de", "Gebt uns drei Jahre, und es ist gut", "drei Jahre", "2029-07-17"),
    ],
)
def test_a_time_is_found_in_the_words_of_the_text(language: str, text: str, words: str, day: str) -> None:
    assert days(text, language) == {words: day}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "bei 2067,4 Punkten"),
        ("de", "rechnet mit 2030 Besuchern"),
        ("en", "2,027 visitors a day"),
        ("en", "output will rise by a quarter"),
        ("en", "prices will fall from there"),
        ("en", "by then, all is well"),
    ],
)
def test_a_number_is_no_time(language: str, text: str) -> None:
    assert days(text, language) == {}


@pytest.mark.parametrize(
    ("language", "before", "text", "day"),
    [
        ("en", "by 2029", "By then, loans will have tripled", "2029-12-31"),
        ("de", "bis 2030", "Bis dahin soll alles gut sein", "2030-12-31"),
        ("en", "in 2027", "The following year, it recovers", "2028-12-31"),
        ("de", "2027", "Im Jahr darauf soll es steigen", "2028-12-31"),
        ("de", "im Juni 2027", "Zwei Jahre später folgt die Brücke", "2029-06-30"),
    ],
)
def test_a_time_may_point_back_to_the_claim_before(language: str, before: str, text: str, day: str) -> None:
    assert list(days(text, language, before).values()) == [day]


def test_the_29th_of_february_is_the_28th_two_years_later() -> None:
    assert list(days("Two years later it closes", "en", "on 29 February 2028").values()) == ["2030-02-28"]


def test_only_by_then_says_no_time_itself() -> None:
    claimed = times("by 2029", (0, 7), said_on=SAID_ON, language="en", before=None)
    (found,) = times("By then", (0, 7), said_on=SAID_ON, language="en", before=claimed[0])

    assert [points_back(claimed[0]), points_back(found)] == [False, True]


def test_a_season_behind_the_year_of_a_limit_says_only_when_in_each_year() -> None:
    assert days("bis zum Jahr 2045 im Spätsommer", "de") == {"bis zum Jahr 2045": "2045-12-31"}


def test_what_lasts_no_more_years_ends_within_them() -> None:
    assert days("wird keine fünf Jahre mehr stehen", "de") == {"keine fünf Jahre mehr": "2031-07-17"}


def test_jan_before_a_surname_is_no_month() -> None:
    assert days("Jan Rüter rechnet 2027 mit mehr", "de") == {"2027": "2027-12-31"}


def test_the_full_year_of_a_forecast_is_this_one() -> None:
    assert days("cut its full-year forecast", "en") == {"full-year": "2026-12-31"}
