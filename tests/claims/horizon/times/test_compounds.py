"""Times made of other times: parts, nth units, days counted from another day. Said on Thursday, 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Rule, Unresolved, Window

SAID_ON = date(2026, 2, 12)


def days(phrase: str, language: str) -> tuple[str, str]:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)
    assert isinstance(answer, Window), (phrase, answer)
    return answer.opens_on.isoformat(), answer.closes_on.isoformat()


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in early 2028", "2028-01-01", "2028-03-31"),
        ("en", "in mid-2028", "2028-05-01", "2028-08-31"),
        ("en", "late next year", "2027-10-01", "2027-12-31"),
        ("en", "early in the fourth quarter", "2026-10-01", "2026-10-31"),
        ("en", "in mid-March", "2026-03-11", "2026-03-20"),
        ("de", "Anfang 2028", "2028-01-01", "2028-03-31"),
        ("de", "Mitte übernächsten Jahres", "2028-05-01", "2028-08-31"),
        ("de", "Ende März", "2026-03-21", "2026-03-31"),
        ("de", "zur Jahresmitte 2027", "2027-05-01", "2027-08-31"),
    ],
)
def test_a_part_is_cut_from_the_time_it_is_of(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "on the last Friday of next month", "2026-03-27", "2026-03-27"),
        ("en", "on the first Monday in September", "2026-09-07", "2026-09-07"),
        ("en", "in the first half of March", "2026-03-01", "2026-03-16"),
        ("en", "in the second half of the decade", "2026-02-12", "2029-12-31"),
        ("en", "in the first 100 days of 2027", "2027-01-01", "2027-04-10"),
        ("en", "in the last two months of 2027", "2027-11-01", "2027-12-31"),
        ("en", "on the last day of the year", "2026-12-31", "2026-12-31"),
        ("de", "am letzten Freitag im März", "2026-03-27", "2026-03-27"),
        ("de", "in der zweiten Hälfte des April", "2026-04-16", "2026-04-30"),
        ("de", "in den ersten sechs Wochen des Jahres 2027", "2027-01-01", "2027-02-11"),
        ("de", "in den letzten zwei Monaten 2027", "2027-11-01", "2027-12-31"),
        ("de", "am letzten Tag des Jahres", "2026-12-31", "2026-12-31"),
    ],
)
def test_the_nth_is_counted_within_the_time_it_is_of(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "two weeks after Easter", "2026-04-19"),
        ("en", "three days before Christmas", "2026-12-22"),
        ("en", "a month after 1 May", "2026-06-01"),
        ("en", "tomorrow in two weeks", "2026-02-27"),
        ("en", "this time next year", "2027-02-12"),
        ("en", "two Fridays from now", "2026-02-20"),
        ("de", "drei Tage vor Weihnachten", "2026-12-22"),
        ("de", "einen Monat nach dem 1. Mai", "2026-06-01"),
        ("de", "morgen in zwei Wochen", "2026-02-27"),
        ("de", "heute in 14 Tagen", "2026-02-26"),
    ],
)
def test_a_day_is_counted_from_another(language: str, phrase: str, day: str) -> None:
    assert days(phrase, language) == (day, day)


def test_a_day_counted_from_another_names_that_rule() -> None:
    answer = horizon.resolve("two weeks after Easter", said_on=SAID_ON, language="en")

    assert isinstance(answer, Window)
    assert answer.rule is Rule.OFFSET


@pytest.mark.parametrize(
    ("language", "phrase", "day"),
    [
        ("en", "Friday next week", "2026-02-20"),
        ("en", "next week Wednesday", "2026-02-18"),
        ("en", "Tuesday the week after next", "2026-02-24"),
        ("de", "Freitag nächster Woche", "2026-02-20"),
        ("de", "Mittwoch in zwei Wochen", "2026-02-25"),
        ("de", "Dienstag übernächster Woche", "2026-02-24"),
    ],
)
def test_a_weekday_of_a_week_is_that_weeks(language: str, phrase: str, day: str) -> None:
    assert days(phrase, language) == (day, day)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "in the week of 6 May", "2026-05-04", "2026-05-10"),
        ("en", "the week beginning 4 May", "2026-05-04", "2026-05-10"),
        ("de", "in der Woche vom 6. Mai", "2026-05-04", "2026-05-10"),
        ("de", "am Wochenende um den 1. Mai", "2026-05-02", "2026-05-03"),
    ],
)
def test_a_week_of_a_day_is_the_one_around_it(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("en", "two weeks after the verdict"), ("de", "drei Tage nach der Wahl")],
)
def test_what_is_counted_from_an_event_has_no_date(language: str, phrase: str) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language=language), Unresolved)


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("de", "in der Woche nach Ostern", "2026-04-06", "2026-04-12"),
        ("de", "in der Woche nach Ostern 2027", "2027-03-29", "2027-04-04"),
        ("de", "in der Woche nach dem 4. Mai", "2026-05-11", "2026-05-17"),
        ("en", "the week after Easter", "2026-04-06", "2026-04-12"),
        ("en", "by the week following Christmas", "2026-02-12", "2027-01-03"),
    ],
)
def test_the_week_after_a_day_follows_the_week_of_that_day(
    language: str, phrase: str, opens_on: str, closes_on: str
) -> None:
    assert days(phrase, language) == (opens_on, closes_on)


def test_times_within_times_end_at_five() -> None:
    phrase = "the end of " * 40 + "2027"

    assert horizon.resolve(phrase, said_on=SAID_ON, language="en") is not None
