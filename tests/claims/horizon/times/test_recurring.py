"""Names that come back every year: which year's is meant, with and without one. Said on 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Note, NoWindowReason, Rule, Unresolved, Window

SAID_ON = date(2026, 2, 12)


def read(phrase: str, language: str, said_on: date = SAID_ON) -> Window:
    answer = horizon.resolve(phrase, said_on=said_on, language=language)
    assert isinstance(answer, Window), (phrase, answer)
    return answer


def days(phrase: str, language: str, said_on: date = SAID_ON) -> tuple[str, str]:
    window = read(phrase, language, said_on)
    return window.opens_on.isoformat(), window.closes_on.isoformat()


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in June", "2026-06-01", "2026-06-30"),
        ("en", "in January", "2027-01-01", "2027-01-31"),
        ("en", "in the month of June", "2026-06-01", "2026-06-30"),
        ("en", "in June of next year", "2027-06-01", "2027-06-30"),
        ("en", "in June of the year 2028", "2028-06-01", "2028-06-30"),
        ("en", "in June '28", "2028-06-01", "2028-06-30"),
        ("de", "im Juni", "2026-06-01", "2026-06-30"),
        ("de", "im Jänner", "2027-01-01", "2027-01-31"),
        ("de", "im Juni kommenden Jahres", "2027-06-01", "2027-06-30"),
        ("de", "im Juni des Jahres 2028", "2028-06-01", "2028-06-30"),
    ],
)
def test_a_month_without_a_year_is_the_nearest_not_yet_over(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(("said_on", "year"), [("2026-06-30", "2026"), ("2026-07-01", "2027")])
def test_a_month_is_the_nearest_through_its_last_day(said_on: str, year: str) -> None:
    assert days("im Juni", "de", date.fromisoformat(said_on))[1] == f"{year}-06-30"


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "on 4 May", "2026-05-04"),
        ("en", "on the 4th of May", "2026-05-04"),
        ("en", "on May 4th", "2026-05-04"),
        ("en", "on Monday, May 4", "2026-05-04"),
        ("en", "on January 4", "2027-01-04"),
        ("de", "am 4. Mai", "2026-05-04"),
        ("de", "am vierten Mai", "2026-05-04"),
        ("de", "am Montag, den 4. Mai", "2026-05-04"),
        ("de", "am 4.5.", "2026-05-04"),
        ("de", "am 4. Januar", "2027-01-04"),
    ],
)
def test_a_day_is_named_in_many_ways(language: str, phrase: str, day: str) -> None:
    assert days(phrase, language) == (day, day)


@pytest.mark.parametrize(
    ("language", "phrase"), [("en", "on Sunday, March 3"), ("de", "am Sonntag, dem 3. März")]
)
def test_a_weekday_that_does_not_fit_is_pointed_out(language: str, phrase: str) -> None:
    window = read(phrase, language)

    assert (window.opens_on, window.note) == (date(2026, 3, 3), Note.WEEKDAY)


@pytest.mark.parametrize(
    ("said_on", "leap_day"), [("2026-02-12", "2028-02-29"), ("2028-02-29", "2028-02-29")]
)
def test_a_29_february_is_that_of_the_next_leap_year(said_on: str, leap_day: str) -> None:
    assert days("am 29. Februar", "de", date.fromisoformat(said_on)) == (leap_day, leap_day)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("en", "on 29 February 2027"), ("de", "am 31. April"), ("de", "am 30. Februar 2028")],
)
def test_a_day_that_no_calendar_has_is_none(language: str, phrase: str) -> None:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(answer, Unresolved)
    assert answer.reason is NoWindowReason.NO_SUCH_DAY


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in the summer", "2026-06-01", "2026-08-31"),
        ("en", "in autumn 2027", "2027-09-01", "2027-11-30"),
        ("en", "next year in the spring", "2027-03-01", "2027-05-31"),
        ("de", "im Herbst 2027", "2027-09-01", "2027-11-30"),
        ("de", "im Frühsommer 2027", "2027-06-01", "2027-06-30"),
        ("de", "im Sommer nächsten Jahres", "2027-06-01", "2027-08-31"),
    ],
)
def test_a_season_is_three_months_and_its_parts_are_one(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(("language", "phrase"), [("en", "in winter 2027"), ("de", "im Winter 2027")])
def test_a_winter_begins_in_its_year_and_says_so(language: str, phrase: str) -> None:
    window = read(phrase, language)

    assert (window.opens_on, window.closes_on) == (date(2027, 12, 1), date(2028, 2, 29))
    assert (window.rule, window.note) == (Rule.SEASON, Note.WINTER)


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "at Christmas", "2026-12-25"),
        ("en", "on New Year's Eve", "2026-12-31"),
        ("en", "on Easter Monday 2027", "2027-03-29"),
        ("de", "an Heiligabend", "2026-12-24"),
        ("de", "an Silvester", "2026-12-31"),
        ("de", "am Ostermontag 2027", "2027-03-29"),
        ("de", "an Pfingstmontag 2026", "2026-05-25"),
    ],
)
def test_a_holiday_is_its_day_in_the_year_meant(language: str, phrase: str, day: str) -> None:
    assert days(phrase, language)[1] == day


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in Q4", "2026-10-01", "2026-12-31"),
        ("en", "in the fourth quarter", "2026-10-01", "2026-12-31"),
        ("en", "in the last quarter of 2027", "2027-10-01", "2027-12-31"),
        ("en", "in H2", "2026-07-01", "2026-12-31"),
        ("en", "in the second half of the year", "2026-07-01", "2026-12-31"),
        ("de", "im vierten Quartal", "2026-10-01", "2026-12-31"),
        ("de", "im letzten Quartal 2027", "2027-10-01", "2027-12-31"),
        ("de", "in der zweiten Jahreshälfte", "2026-07-01", "2026-12-31"),
        ("de", "im ersten Halbjahr 2027", "2027-01-01", "2027-06-30"),
    ],
)
def test_quarters_and_halves_count_from_january(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on"),
    [
        ("en", "in week 20", "2026-05-11"),
        ("de", "in KW 20", "2026-05-11"),
        ("de", "in der 20. Kalenderwoche 2027", "2027-05-17"),
        ("de", "in KW 53", "2026-12-28"),
    ],
)
def test_a_numbered_week_is_the_calendars_own(language: str, phrase: str, opens_on: str) -> None:
    assert days(phrase, language)[0] == opens_on


def test_a_half_in_a_running_text_may_be_a_football_match() -> None:
    text = "They scored twice in the second half. Prices rise in the second half of 2027."

    found = horizon.find(text, said_on=SAID_ON, language="en")

    assert [each.words for each in found] == ["in the second half of 2027"]
