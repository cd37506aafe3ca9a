"""Names that come back every year: months, days, seasons, holidays, quarters, week numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast

from .almanac import Days, Holiday, NoSuchDay, Unit, UnitPart, months_span, plus_days, unit_around
from .lexicon import Tag
from .reading import TimeSpan, TokenStream, Yearly, parted, single, whole
from .results import Note, Rule
from .tokens import Written

SMALL = (Tag.OF, Tag.THE, Tag.JOINT)


WEEKS_IN_A_MONTH = 5  # "the third week" is one of a month


class NamedYearly(NamedTuple):
    """A name that comes back every year, and the position after its last word."""

    yearly: Yearly
    end: int


class YearAfter(NamedTuple):
    """The year that a name is followed by, None for "of the year", and the position after its last word."""

    year: int | None
    end: int


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month or the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_yearly(month: int, day: int, note: Note = Note.NONE) -> Yearly:
    """The same day in any year; raises `NoSuchDay` if no year has it."""
    if calendar_day(2000, month, day) is None:
        raise NoSuchDay

    def in_year(year: int) -> TimeSpan | None:
        found = calendar_day(year, month, day)
        return single(found, Rule.DAY, note) if found else None

    return in_year


def months_yearly(unit: Unit, first: int, rule: Rule = Rule.UNIT) -> Yearly:
    """The month, quarter, half or season that begins with this month, in any year."""
    size = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}[unit]

    def in_year(year: int) -> TimeSpan:
        index = year * 12 + first - 1
        span = whole(unit, months_span(index, index + size - 1), rule)
        return replace(span, note=Note.WINTER) if unit is Unit.SEASON and first == 12 else span

    return in_year


def holiday_yearly(holiday: Holiday) -> Yearly:
    """A holiday in any year."""
    return lambda year: single(holiday(year), Rule.HOLIDAY)


def after_next(ts: TokenStream, at: int) -> bool:
    """Whether "after next" stands here and does not go on: "the week after next", not "after next Friday"."""
    ends = not ts.has(at + 2, Tag.UNIT, Tag.UNITS, Tag.WEEKDAY, Tag.MONTH, Tag.SEASON, Tag.HOLIDAY)
    return ends and ts.has(at, Tag.AFTER) and ts.value(at + 1, Tag.SHIFT) == 1


# -- the year that follows a name ----------------------------------------------------------------------


def plain_year(ts: TokenStream, at: int) -> int | None:
    """A year in digits or words, also '27."""
    year = ts.value(at, Tag.YEAR)
    written = ts.token(at).written
    if year is None and written is not None and written == Written(year=written.year):
        year = written.year
    return cast("int | None", year)


def year_after(ts: TokenStream, at: int) -> YearAfter | None:
    """The year that a name is followed by: "2027", "of next year", "des Jahres 2027"; None in it for "of the year"."""
    at = ts.skip(at, *SMALL, Tag.IN)
    shift = ts.value(at, Tag.SHIFT)
    if shift is not None and ts.value(at + 1, Tag.UNIT) in {Unit.YEAR, Unit.FISCAL_YEAR}:
        return YearAfter(ts.said_on.year + shift, at + 2)
    if ts.value(at, Tag.UNIT) in {Unit.YEAR, Unit.FISCAL_YEAR}:
        if after_next(ts, at + 1):
            return YearAfter(ts.said_on.year + 2, at + 3)
        return YearAfter(plain_year(ts, at + 1), at + 1 + (plain_year(ts, at + 1) is not None))
    if ts.has(at, Tag.SHIFTED):  # heuer, the new year
        return YearAfter(ts.said_on.year + ts.value(at, Tag.SHIFTED)[0], at + 1)
    year = plain_year(ts, at)
    return YearAfter(year, at + 1) if year is not None else None


# -- names that come back every year ------------------------------------------------------------------


def month(ts: TokenStream, at: int) -> NamedYearly | None:
    """March."""
    if ts.value(at, Tag.UNIT) is Unit.MONTH:
        at = ts.skip(at + 1, Tag.OF)  # the month of March
    number = ts.value(at, Tag.MONTH)
    return NamedYearly(months_yearly(Unit.MONTH, number), at + 1) if number else None


def day_number(ts: TokenStream, at: int) -> int | None:
    """A number that can be the day of a month."""
    number = ts.value(at, Tag.ORDINAL) or ts.value(at, Tag.NUMBER)
    if number == 1 and not ts.has(at, Tag.ORDINAL) and not ts.token(at).words[:1].isdigit():
        return None  # "a march"
    return number if isinstance(number, int) and 1 <= number <= 31 and not ts.has(at, Tag.YEAR) else None


def past_weekday(ts: TokenStream, at: int) -> tuple[int | None, int]:
    """The weekday that a date can begin with, and where the date goes on."""
    weekday = ts.value(at, Tag.WEEKDAY)
    return (weekday, ts.skip(at + 1, Tag.JOINT, Tag.THE, Tag.OF)) if weekday is not None else (None, at)


def checked(weekday: int | None, yearly: Yearly) -> Yearly:
    """The same days, flagged where the weekday that the words give does not fit."""
    if weekday is None:
        return yearly

    def in_year(year: int) -> TimeSpan | None:
        span = yearly(year)
        fits = span is None or span.opens.weekday() == weekday
        return span if fits or span is None else replace(span, note=Note.WEEKDAY)

    return in_year


def day_and_month(ts: TokenStream, at: int) -> NamedYearly | None:
    """4. Mai, 4th of May, Freitag, den 4. Mai."""
    weekday, at = past_weekday(ts, at)
    day = day_number(ts, at)
    after = ts.skip(at + 1, Tag.OF, Tag.THE, Tag.JOINT)
    number = ts.value(after, Tag.MONTH) if day else None
    return NamedYearly(checked(weekday, day_yearly(number, day)), after + 1) if number and day else None


def month_and_day(ts: TokenStream, at: int) -> NamedYearly | None:
    """May 4, May the 4th, Friday, May 4."""
    weekday, at = past_weekday(ts, at)
    number = ts.value(at, Tag.MONTH)
    after = ts.skip(at + 1, Tag.THE)
    if ts.token(after).words == ".":
        after += 1
    day = day_number(ts, after) if number else None
    if day is None or ts.has(after + 1, Tag.UNITS):
        return None
    return NamedYearly(checked(weekday, day_yearly(number, day)), after + 1)


def written_day(ts: TokenStream, at: int) -> NamedYearly | None:
    """4.5. and 5/4."""
    weekday, at = past_weekday(ts, at)
    written = ts.token(at).written
    if written is None or written.year or not (written.month and written.day):
        return None
    note = Note.DAY_OR_MONTH if written.swapped else Note.NONE
    return NamedYearly(checked(weekday, day_yearly(written.month, written.day, note)), at + 1)


def season(ts: TokenStream, at: int) -> NamedYearly | None:
    """Summer, Spätsommer."""
    first = ts.value(at, Tag.SEASON)
    if first:
        return NamedYearly(months_yearly(Unit.SEASON, first, Rule.SEASON), at + 1)
    part = ts.value(at, Tag.PART_OF_SEASON)
    if part is None:
        return None
    of_year = months_yearly(Unit.SEASON, part[1], Rule.SEASON)
    return NamedYearly(part_yearly(part[0], of_year), at + 1)


def part_yearly(part: UnitPart, yearly: Yearly) -> Yearly:
    """The same part of a name that comes back every year."""

    def in_year(year: int) -> TimeSpan | None:
        span = yearly(year)
        return span and parted(part, span)

    return in_year


def holiday(ts: TokenStream, at: int) -> NamedYearly | None:
    """Easter, Labor Day weekend."""
    found = ts.value(at, Tag.HOLIDAY)
    if found is None:
        return None
    if ts.value(at + 1, Tag.UNIT) is Unit.WEEKEND:
        return NamedYearly(lambda year: weekend_of(found(year)), at + 2)
    return NamedYearly(holiday_yearly(found), at + 1)


def weekend_of(day: date) -> TimeSpan:
    """The weekend around a day; a Monday or Tuesday prolongs the one before it."""
    saturday, sunday = unit_around(Unit.WEEKEND, plus_days(day, -2))
    return whole(Unit.WEEKEND, Days(saturday, max(sunday, day) if day.weekday() <= 1 else sunday))


def quarter_code(ts: TokenStream, at: int) -> NamedYearly | None:
    """Q3, H1."""
    written = ts.token(at).written
    if written is None or written.year:
        return None
    if written.quarter:
        return NamedYearly(months_yearly(Unit.QUARTER, 3 * written.quarter - 2), at + 1)
    return NamedYearly(months_yearly(Unit.HALF, 6 * written.half - 5), at + 1) if written.half else None


def ordinal_and_unit(ts: TokenStream, at: int) -> tuple[int | None, Unit | None, int]:
    """Which of what: "third quarter", "second half", or the one word of "Schlussquartal"."""
    if ts.has(at, Tag.NTH):
        return (*ts.value(at, Tag.NTH), at)
    which = ts.value(at, Tag.ORDINAL)
    at = ts.skip(at + 1, Tag.JOINT)
    unit = Unit.HALF if ts.has(at, Tag.HALF) and not ts.has(at + 1, Tag.UNIT) else ts.value(at, Tag.UNIT)
    return which, unit, at


def ordinal_quarter(ts: TokenStream, at: int) -> NamedYearly | None:
    """The third quarter, die zweite Jahreshälfte, the first half."""
    which, unit, at = ordinal_and_unit(ts, at)
    count = {Unit.QUARTER: 4, Unit.HALF: 2}.get(unit) if unit else None
    # "The second half" alone is a football match in most texts.
    half_alone = ts.running and ts.has(at, Tag.HALF) and year_after(ts, at + 1) is None
    if (
        which is None
        or unit is None
        or count is None
        or half_alone
        or not -count <= which <= count
        or which == 0
    ):
        return None
    place = which if which > 0 else count + 1 + which
    return NamedYearly(months_yearly(unit, 1 + (place - 1) * 12 // count), at + 1)


def week_number(ts: TokenStream, at: int) -> NamedYearly | None:
    """KW 12, week 12, 12. Kalenderwoche."""
    number = ts.value(at + 1, Tag.NUMBER)
    if ts.value(at, Tag.UNIT) is not Unit.WEEK:
        number = ts.value(at, Tag.ORDINAL)
        if ts.value(at + 1, Tag.UNIT) is not Unit.WEEK or (number or 0) <= WEEKS_IN_A_MONTH:
            return None
    if number not in range(1, 54) or ts.has(at + 2, Tag.MONTH):
        return None

    def in_year(year: int) -> TimeSpan | None:
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        return whole(Unit.WEEK, unit_around(Unit.WEEK, monday))

    return NamedYearly(in_year, at + 2)


YEARLY: tuple[Callable[[TokenStream, int], NamedYearly | None], ...] = (
    day_and_month,
    month_and_day,
    written_day,
    month,
    season,
    holiday,
    quarter_code,
    ordinal_quarter,
    week_number,
)


def yearly_at(ts: TokenStream, at: int) -> NamedYearly | None:
    """The longest name here that comes back every year."""
    best: NamedYearly | None = None
    for rule in YEARLY:
        found = rule(ts, at)
        if found and (best is None or found.end > best.end):
            best = found
    return best
