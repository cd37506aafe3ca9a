"""Every row of the design's table of horizons, in both languages, said on 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Note, NoWindowReason, Past, Precision, Rule, Unresolved, Vague, Window

SAID_ON = date(2026, 2, 12)
WINDOWS = [
    ("de", "innerhalb der nächsten 12 bis 18 Monate", "2027-02-12", "2027-08-12", Rule.RELATIVE_RANGE),
    ("en", "within the next 12 to 18 months", "2027-02-12", "2027-08-12", Rule.RELATIVE_RANGE),
    ("de", "in den nächsten fünf Jahren", "2026-02-12", "2031-02-12", Rule.WITHIN),
    ("en", "within five years", "2026-02-12", "2031-02-12", Rule.WITHIN),
    ("de", "in zwei Jahren", "2028-01-01", "2028-12-31", Rule.IN_UNITS),
    ("en", "in two years", "2028-01-01", "2028-12-31", Rule.IN_UNITS),
    ("de", "bis Ende 2027", "2026-02-12", "2027-12-31", Rule.END),
    ("en", "by the end of 2027", "2026-02-12", "2027-12-31", Rule.END),
    ("de", "bis 2027", "2026-02-12", "2027-12-31", Rule.BY),
    ("en", "by 2027", "2026-02-12", "2027-12-31", Rule.BY),
    ("de", "vor 2027", "2026-02-12", "2026-12-31", Rule.BEFORE),
    ("en", "before 2027", "2026-02-12", "2026-12-31", Rule.BEFORE),
    ("de", "Mitte 2028", "2028-05-01", "2028-08-31", Rule.PART),
    ("en", "mid-2028", "2028-05-01", "2028-08-31", Rule.PART),
    ("de", "bis Mitte 2028", "2026-02-12", "2028-06-30", Rule.BY),
    ("en", "by mid-2028", "2026-02-12", "2028-06-30", Rule.BY),
    ("de", "Anfang 2027", "2027-01-01", "2027-03-31", Rule.PART),
    ("en", "early 2027", "2027-01-01", "2027-03-31", Rule.PART),
    ("de", "Ende 2027", "2027-10-01", "2027-12-31", Rule.PART),
    ("en", "late 2027", "2027-10-01", "2027-12-31", Rule.PART),
    ("de", "im dritten Quartal", "2026-07-01", "2026-09-30", Rule.UNIT),
    ("en", "Q3 2027", "2027-07-01", "2027-09-30", Rule.UNIT),
    ("de", "in der ersten Hälfte 2027", "2027-01-01", "2027-06-30", Rule.UNIT),
    ("en", "first half of 2027", "2027-01-01", "2027-06-30", Rule.UNIT),
    ("de", "im Frühjahr 2027", "2027-03-01", "2027-05-31", Rule.SEASON),
    ("en", "in spring 2027", "2027-03-01", "2027-05-31", Rule.SEASON),
    ("de", "noch in diesem Jahr", "2026-02-12", "2026-12-31", Rule.UNIT),
    ("en", "this year", "2026-02-12", "2026-12-31", Rule.UNIT),
    ("de", "nächstes Jahr", "2027-01-01", "2027-12-31", Rule.UNIT),
    ("en", "next year", "2027-01-01", "2027-12-31", Rule.UNIT),
    ("de", "in diesem Jahrzehnt", "2026-02-12", "2029-12-31", Rule.UNIT),
    ("en", "by the end of the decade", "2026-02-12", "2029-12-31", Rule.END),
]
NO_WINDOWS = [
    ("de", "bald", Vague, NoWindowReason.NO_DATE),
    ("de", "in naher Zukunft", Vague, NoWindowReason.NO_DATE),
    ("en", "soon", Vague, NoWindowReason.NO_DATE),
    ("en", "in the coming years", Vague, NoWindowReason.NO_DATE),
    ("de", "nach der Bundestagswahl", Unresolved, NoWindowReason.EVENT),
    ("en", "before the IPO", Unresolved, NoWindowReason.EVENT),
    ("de", "seit Ende 2025", Past, NoWindowReason.SINCE),
    ("en", "last year", Past, NoWindowReason.OVER),
    ("en", "in 2019", Past, NoWindowReason.OVER),
]


@pytest.mark.parametrize(("language", "phrase", "opens_on", "closes_on", "rule"), WINDOWS)
def test_a_row_of_the_table_gives_its_window(
    language: str, phrase: str, opens_on: str, closes_on: str, rule: Rule
) -> None:
    window = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(window, Window)
    assert (window.opens_on.isoformat(), window.closes_on.isoformat()) == (opens_on, closes_on)
    assert window.rule is rule


@pytest.mark.parametrize(("language", "phrase", "kind", "reason"), NO_WINDOWS)
def test_words_without_a_deadline_say_why(
    language: str, phrase: str, kind: type, reason: NoWindowReason
) -> None:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(answer, kind)
    assert not isinstance(answer, Window)
    assert (answer.words, answer.reason) == (phrase, reason)


@pytest.mark.parametrize(
    ("language", "phrase", "note"),
    [
        ("de", "bis 2027", Note.BY_UNIT),
        ("de", "bis Ende 2027", Note.NONE),
        ("de", "in diesem Jahrzehnt", Note.DECADE),
        ("en", "by the end of the decade", Note.DECADE),
        ("en", "within five years", Note.NONE),
    ],
)
def test_only_an_ambiguous_wording_is_flagged(language: str, phrase: str, note: Note) -> None:
    window = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(window, Window)
    assert window.note is note


def test_in_two_years_is_precise_to_the_year() -> None:
    window = horizon.resolve("in two years", said_on=SAID_ON, language="en")

    assert isinstance(window, Window)
    assert window.precision is Precision.YEAR
