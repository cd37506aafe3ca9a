"""Lengths of time however they are put: in figures, words, fractions, ranges and chains. Said on 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Note, Precision, Unresolved, Vague, Window

SAID_ON = date(2026, 2, 12)


def read(phrase: str, language: str) -> Window:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)
    assert isinstance(answer, Window), (phrase, answer)
    return answer


@pytest.mark.parametrize(
    ("language", "phrase", "closes_on"),
    [
        ("en", "within 6 weeks", date(2026, 3, 26)),
        ("en", "within six weeks", date(2026, 3, 26)),
        ("en", "within six full weeks", date(2026, 3, 26)),
        ("en", "within two dozen weeks", date(2026, 7, 30)),
        ("en", "within a hundred days", date(2026, 5, 23)),
        ("en", "within 100 days", date(2026, 5, 23)),
        ("en", "within half a year", date(2026, 8, 12)),
        ("en", "within a fortnight", date(2026, 2, 26)),
        ("de", "binnen 6 Wochen", date(2026, 3, 26)),
        ("de", "binnen sechs Wochen", date(2026, 3, 26)),
        ("de", "binnen hundert Tagen", date(2026, 5, 23)),
        ("de", "binnen eines halben Jahres", date(2026, 8, 12)),
        ("de", "binnen anderthalb Jahren", date(2027, 8, 12)),
        ("de", "binnen zweieinhalb Jahren", date(2028, 8, 12)),
        ("de", "binnen eines Dreivierteljahres", date(2026, 11, 12)),
    ],
)
def test_a_number_counts_in_figures_words_and_fractions(language: str, phrase: str, closes_on: date) -> None:
    assert read(phrase, language).closes_on == closes_on


@pytest.mark.parametrize(
    ("language", "phrase", "closes_on"),
    [
        ("en", "within two years and six months", date(2028, 8, 12)),
        ("en", "within a year and a half", date(2027, 8, 12)),
        ("en", "within two and a half years", date(2028, 8, 12)),
        ("en", "within a year, two months and three days", date(2027, 4, 15)),
        ("de", "binnen zwei Jahren und sechs Monaten", date(2028, 8, 12)),
        ("de", "binnen eines Jahres und drei Monaten", date(2027, 5, 12)),
    ],
)
def test_a_length_goes_on_in_smaller_units(language: str, phrase: str, closes_on: date) -> None:
    assert read(phrase, language).closes_on == closes_on


@pytest.mark.parametrize(
    ("language", "phrase", "opens_on", "closes_on"),
    [
        ("en", "within 3 to 5 weeks", date(2026, 3, 5), date(2026, 3, 19)),
        ("en", "within three or four weeks", date(2026, 3, 5), date(2026, 3, 12)),
        ("en", "within six months to a year", date(2026, 8, 12), date(2027, 2, 12)),
        ("en", "within a year or two", date(2027, 2, 12), date(2028, 2, 12)),
        ("de", "binnen drei bis fünf Wochen", date(2026, 3, 5), date(2026, 3, 19)),
        ("de", "innerhalb von 3–5 Wochen", date(2026, 3, 5), date(2026, 3, 19)),
        ("de", "binnen drei oder vier Wochen", date(2026, 3, 5), date(2026, 3, 12)),
    ],
)
def test_a_range_runs_from_its_shorter_to_its_longer_end(
    language: str, phrase: str, opens_on: date, closes_on: date
) -> None:
    window = read(phrase, language)

    assert (window.opens_on, window.closes_on) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("language", "phrase", "precision"),
    [
        ("en", "in two years", Precision.YEAR),
        ("en", "in a year and a half", Precision.MONTH),
        ("en", "in 1.5 years", Precision.MONTH),
        ("de", "in 1,5 Jahren", Precision.MONTH),
        ("en", "in two years and three months", Precision.MONTH),
        ("de", "in zwei Jahren", Precision.YEAR),
        ("de", "in anderthalb Jahren", Precision.MONTH),
        ("de", "in drei Wochen", Precision.WEEK),
    ],
)
def test_a_length_is_as_precise_as_its_smallest_part(
    language: str, phrase: str, precision: Precision
) -> None:
    assert read(phrase, language).precision is precision


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "in the next 2 months"),
        ("en", "in 2 upcoming months"),
        ("en", "in the 2 months ahead"),
        ("de", "in den nächsten 2 Monaten"),
        ("de", "in den kommenden zwei Monaten"),
    ],
)
def test_next_makes_a_span_from_now_of_a_length(language: str, phrase: str) -> None:
    window = read(phrase, language)

    assert (window.opens_on, window.closes_on) == (SAID_ON, date(2026, 4, 12))


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "within a few weeks"),
        ("en", "in the coming months"),
        ("en", "in years to come"),
        ("de", "binnen weniger Wochen"),
        ("de", "in den kommenden Jahren"),
        ("de", "in einigen Monaten"),
    ],
)
def test_a_few_is_no_number(language: str, phrase: str) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language=language), Vague)


def test_a_couple_is_two_and_says_so() -> None:
    window = read("within a couple of weeks", "en")

    assert (window.closes_on, window.note) == (date(2026, 2, 26), Note.COUPLE)


@pytest.mark.parametrize(("language", "phrase"), [("en", "within twelve"), ("de", "binnen zwölf")])
def test_a_number_without_a_unit_is_no_length(language: str, phrase: str) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language=language), Unresolved)
