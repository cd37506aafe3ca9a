"""What every rule reads from: positions, senses, spans and their parts."""

from datetime import date

import pytest

from claims.horizon import LANGUAGES, Note, Precision, Rule
from claims.horizon.almanac import Days, Unit, UnitPart
from claims.horizon.reading import TimeSpan, TokenStream, parted, prefixes, single, whole, year_span
from claims.horizon.words.lexicon import Tag
from claims.horizon.words.tokens import tokenize

SAID_ON = date(2026, 2, 12)
MARCH = whole(Unit.MONTH, Days(date(2026, 3, 1), date(2026, 3, 31)))


def reading(text: str, language: str = "en", *, running: bool = False) -> TokenStream:
    words = LANGUAGES[language]
    return TokenStream(text, tokenize(text, words), SAID_ON, words, running=running)


# --- Positions ---


def test_past_the_last_word_stands_an_empty_token() -> None:
    r = reading("in May")

    assert r.value(1, Tag.MONTH) == 5
    assert (r.token(2).words, r.value(2, Tag.MONTH), r.has(2, Tag.MONTH)) == ("", None, False)


def test_small_words_are_skipped_a_few_at_a_time() -> None:
    r = reading("the the the the the the the")

    assert r.skip(0, Tag.THE) == 5
    assert r.skip(0, Tag.MONTH) == 0


def test_words_are_given_back_as_they_were_written() -> None:
    r = reading("sold  by the END of 2027, they say")

    assert r.words(1, 6) == "by the END of 2027"


@pytest.mark.parametrize(("at", "begins"), [(0, True), (1, False), (3, True)])
def test_a_sentence_begins_at_the_start_and_after_its_mark(at: int, begins: bool) -> None:
    assert reading("It rained. May came").begins_sentence(at) is begins


@pytest.mark.parametrize(("text", "tied"), [("Mai-Fest", True), ("Mai - Fest", False), ("Mai-2027", False)])
def test_a_hyphen_ties_a_name_to_the_word_after_it(text: str, tied: bool) -> None:
    assert reading(text, "de").in_compound(1) is tied


@pytest.mark.parametrize(
    ("text", "end"),
    [("the next election", 3), ("the long awaited big election", None), ("night. An election", None)],
)
def test_an_event_is_looked_for_in_the_next_few_words_of_its_clause(text: str, end: int | None) -> None:
    assert reading(text).event_after(0) == end


def test_an_event_may_be_the_end_of_a_german_compound() -> None:
    assert reading("der Landtagswahl", "de").event_after(0) == 2


@pytest.mark.parametrize(
    ("text", "tags", "at"),
    [
        ("by about the summer", {Tag.BY, Tag.ABOUT, Tag.THE}, 3),
        ("summer", set(), 0),
        ("within two years", {Tag.WITHIN}, 1),
    ],
)
def test_prefixes_say_which_limits_stand_before_a_time(text: str, tags: set[Tag], at: int) -> None:
    found, begins = prefixes(reading(text), 0)

    assert begins == at
    assert tags <= found


# --- The nearest of what comes back every year ---


@pytest.mark.parametrize(
    ("month", "day", "year"), [(2, 12, 2026), (2, 11, 2027), (1, 31, 2027), (12, 31, 2026)]
)
def test_the_nearest_is_not_over_on_the_day_it_was_said(month: int, day: int, year: int) -> None:
    span = reading("").nearest(lambda each: single(date(each, month, day)))

    assert span is not None
    assert span.opens == date(year, month, day)


def test_a_span_under_way_since_last_year_is_the_nearest() -> None:
    span = reading("").nearest(
        lambda year: whole(Unit.SEASON, Days(date(year, 12, 1), date(year + 1, 2, 28)), Rule.SEASON)
    )

    assert span is not None
    assert span.opens == date(2025, 12, 1)


def test_the_nearest_remembers_that_the_year_was_open() -> None:
    span = reading("").nearest(lambda year: single(date(year, 6, 1)))

    assert span is not None
    assert span.yearly is not None
    assert span.yearly(2030) == single(date(2030, 6, 1))


def test_what_no_year_has_has_no_nearest() -> None:
    assert reading("").nearest(lambda _year: None) is None


# --- Spans ---


@pytest.mark.parametrize(
    ("unit", "precision", "note"),
    [
        (Unit.DAY, Precision.DAY, Note.NONE),
        (Unit.WEEKEND, Precision.DAY, Note.NONE),
        (Unit.WORKWEEK, Precision.WEEK, Note.NONE),
        (Unit.FISCAL_YEAR, Precision.YEAR, Note.FISCAL),
        (Unit.DECADE, Precision.DECADE, Note.DECADE),
    ],
)
def test_a_unit_brings_its_precision_and_what_to_look_at_again(
    unit: Unit, precision: Precision, note: Note
) -> None:
    span = whole(unit, Days(SAID_ON, SAID_ON))

    assert (span.precision, span.note) == (precision, note)


@pytest.mark.parametrize(
    ("part", "opens", "closes", "rule"),
    [
        (UnitPart.EARLY, date(2027, 1, 1), date(2027, 3, 31), Rule.PART),
        (UnitPart.MID, date(2027, 5, 1), date(2027, 8, 31), Rule.PART),
        (UnitPart.LATE, date(2027, 10, 1), date(2027, 12, 31), Rule.PART),
        (UnitPart.END, date(2027, 10, 1), date(2027, 12, 31), Rule.END),
    ],
)
def test_the_parts_of_a_year_are_whole_months(part: UnitPart, opens: date, closes: date, rule: Rule) -> None:
    span = parted(part, year_span(2027))

    assert (span.opens, span.closes, span.rule, span.precision) == (opens, closes, rule, Precision.QUARTER)


def test_by_mid_year_ends_in_june_and_before_the_end_on_its_last_day() -> None:
    assert parted(UnitPart.MID, year_span(2027)).by == date(2027, 6, 30)
    assert parted(UnitPart.END, year_span(2027)).before == date(2027, 12, 31)


@pytest.mark.parametrize(("span", "by"), [(year_span(2027), date(2027, 1, 31)), (MARCH, date(2026, 3, 1))])
def test_by_the_start_of_a_year_grants_its_first_month_and_of_a_month_its_first_day(
    span: TimeSpan, by: date
) -> None:
    assert parted(UnitPart.START, span).by == by


def test_a_part_is_cut_by_days_and_a_whole_by_its_unit() -> None:
    assert year_span(2027).divisible is Unit.YEAR
    assert parted(UnitPart.EARLY, year_span(2027)).divisible is Unit.DAY
