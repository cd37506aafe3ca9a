"""Times with a name: this and next, years, decades, weekdays, days of a month. Said on Thursday 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Note, NoWindowReason, Past, Precision, Unresolved, Window

SAID_ON = date(2026, 2, 12)


def read(phrase: str, language: str, said_on: date = SAID_ON) -> Window:
    answer = horizon.resolve(phrase, said_on=said_on, language=language)
    assert isinstance(answer, Window), (phrase, answer)
    return answer


def days(phrase: str, language: str) -> tuple[str, str]:
    window = read(phrase, language)
    return window.opens_on.isoformat(), window.closes_on.isoformat()


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "next week", "2026-02-16", "2026-02-22"),
        ("en", "the week after next", "2026-02-23", "2026-03-01"),
        ("en", "next month", "2026-03-01", "2026-03-31"),
        ("en", "next quarter", "2026-04-01", "2026-06-30"),
        ("en", "the year after next", "2028-01-01", "2028-12-31"),
        ("de", "nächste Woche", "2026-02-16", "2026-02-22"),
        ("de", "übernächsten Monat", "2026-04-01", "2026-04-30"),
        ("de", "im nächsten Quartal", "2026-04-01", "2026-06-30"),
        ("de", "übernächstes Jahr", "2028-01-01", "2028-12-31"),
    ],
)
def test_next_is_the_whole_unit_after_this_one(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "closes_on"),
    [
        ("en", "this week", "2026-02-15"),
        ("en", "this quarter", "2026-03-31"),
        ("en", "this year", "2026-12-31"),
        ("de", "diese Woche", "2026-02-15"),
        ("de", "in diesem Quartal", "2026-03-31"),
        ("de", "dieses Jahr", "2026-12-31"),
    ],
)
def test_this_unit_runs_from_the_day_it_was_said(language: str, phrase: str, closes_on: str) -> None:
    assert days(phrase, language) == ("2026-02-12", closes_on)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("en", "last week"), ("en", "in 2019"), ("de", "letzten Monat"), ("de", "im Jahr 2019")],
)
def test_what_is_over_is_never_a_deadline(language: str, phrase: str) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language=language), Past)


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "tomorrow", "2026-02-13"),
        ("en", "on Friday", "2026-02-13"),
        ("en", "on Thursday", "2026-02-12"),
        ("de", "morgen", "2026-02-13"),
        ("de", "übermorgen", "2026-02-14"),
        ("de", "am Montag", "2026-02-16"),
        ("de", "am kommenden Donnerstag", "2026-02-19"),
        ("de", "am kommenden Freitag", "2026-02-13"),
        ("de", "am übernächsten Freitag", "2026-02-20"),
    ],
)
def test_a_weekday_is_the_nearest_today_included_and_the_coming_one_after_it(
    language: str, phrase: str, day: str
) -> None:
    assert days(phrase, language) == (day, day)


def test_next_friday_may_be_tomorrow_or_next_weeks_and_the_later_is_taken() -> None:
    window = read("next Friday", "en")

    assert (window.closes_on, window.note) == (date(2026, 2, 20), Note.NEXT)


def test_next_monday_can_only_be_one_day() -> None:
    window = read("next Monday", "en")

    assert (window.closes_on, window.note) == (date(2026, 2, 16), Note.NONE)


def test_next_may_is_next_years_and_says_that_the_nearest_was_possible() -> None:
    window = read("next May", "en")

    assert (window.opens_on, window.note) == (date(2027, 5, 1), Note.NEXT)


@pytest.mark.parametrize(("language", "phrase"), [("en", "next February"), ("de", "im kommenden Februar")])
def test_a_month_under_way_is_not_the_next_one(language: str, phrase: str) -> None:
    window = read(phrase, language)

    assert (window.opens_on, window.note) == (date(2027, 2, 1), Note.NONE)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in the 2030s", "2030-01-01", "2039-12-31"),
        ("en", "in the thirties", "2030-01-01", "2039-12-31"),
        ("en", "in the 22nd century", "2100-01-01", "2199-12-31"),
        ("de", "in den 2030er-Jahren", "2030-01-01", "2039-12-31"),
        ("de", "in den vierziger Jahren", "2040-01-01", "2049-12-31"),
        ("de", "im 22. Jahrhundert", "2100-01-01", "2199-12-31"),
    ],
)
def test_decades_and_centuries_count_from_zero(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "on 2027-05-01", "2027-05-01", "2027-05-01"),
        ("en", "on 5/14/2027", "2027-05-14", "2027-05-14"),
        ("en", "in 11/2027", "2027-11-01", "2027-11-30"),
        ("en", "in H1 2027", "2027-01-01", "2027-06-30"),
        ("de", "am 14.5.27", "2027-05-14", "2027-05-14"),
        ("de", "am 14. 05. 2027", "2027-05-14", "2027-05-14"),
        ("de", "im 3. Quartal 2027", "2027-07-01", "2027-09-30"),
    ],
)
def test_a_date_in_figures_is_read_as_its_language_writes_it(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


def test_figures_that_fit_both_orders_are_pointed_out() -> None:
    window = read("on 5/6/2027", "en")

    assert window.note is Note.DAY_OR_MONTH
    assert read("on 5/14/2027", "en").note is Note.NONE


@pytest.mark.parametrize("phrase", ["in FY 2027", "in fiscal 2027", "in FY27"])
def test_a_fiscal_year_is_taken_for_the_calendars_and_says_so(phrase: str) -> None:
    window = read(phrase, "en")

    assert (window.closes_on, window.precision, window.note) == (
        date(2027, 12, 31),
        Precision.YEAR,
        Note.FISCAL,
    )


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "on the 18th", "2026-02-18"),
        ("en", "on the 3rd", "2026-03-03"),
        ("en", "on the 12th", "2026-02-12"),
        ("en", "on the 20th of next month", "2026-03-20"),
        ("de", "am 18.", "2026-02-18"),
        ("de", "am 3. des nächsten Monats", "2026-03-03"),
        ("de", "am 31.", "2026-03-31"),
    ],
)
def test_a_day_of_the_month_is_the_nearest_such_day(language: str, phrase: str, day: str) -> None:
    assert days(phrase, language) == (day, day)


def test_a_month_too_short_for_the_day_has_none() -> None:
    answer = horizon.resolve("on the 31st of next month", said_on=date(2026, 3, 12), language="en")

    assert isinstance(answer, Unresolved)
    assert answer.reason is NoWindowReason.NO_SUCH_DAY
