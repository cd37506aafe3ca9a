"""Names that come back every year: months, days, seasons, holidays, quarters, week numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..almanac import MONTHS_IN, Days, Holiday, NoSuchDay, Unit, UnitPart, months_span, plus_days, unit_around
from ..reading import TimeSpan, TokenStream, Yearly, parted, single, whole
from ..resolution import Note, Rule
from ..words.lexicon import Tag
from ..words.tokens import WEEKS_A_YEAR
from .years import counts, year_after

WEEKS_IN_A_MONTH = 5  # "the third week" is one of a month


class NamedYearly(NamedTuple):
    """A name that comes back every year, and the position after its last word."""

    yearly: Yearly
    end: int
    weekday: int | None = None  # of a day: what the words say it is


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
    size = MONTHS_IN[unit]

    def in_year(year: int) -> TimeSpan:
        index = year * 12 + first - 1
        span = whole(unit, months_span(index, index + size - 1), rule)
        return replace(span, note=Note.WINTER) if unit is Unit.SEASON and first == 12 else span

    return in_year


def holiday_yearly(holiday: Holiday) -> Yearly:
    """A holiday in any year."""
    return lambda year: single(holiday(year), Rule.HOLIDAY)


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
    if weekday is None:
        return short_weekday(ts, at)
    return weekday, ts.skip(at + 1, Tag.JOINT, Tag.THE, Tag.OF, Tag.OPENED)


def short_weekday(ts: TokenStream, at: int) -> tuple[int | None, int]:
    """The weekday of "Fr., 6. März" and "Sa 5. Mai": the short form is one only before a number."""
    after = at + 1 + (ts.token(at + 1).words == ".")
    after = ts.skip(after, Tag.JOINT, Tag.THE)
    dated = ts.token(after).written is not None or day_number(ts, after) is not None
    dated = dated and ts.has(at, Tag.SHORT_WEEKDAY)
    return (ts.value(at, Tag.SHORT_WEEKDAY), after) if dated else (None, at)


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
    if not (number and day):
        return None
    return NamedYearly(checked(weekday, day_yearly(number, day)), after + 1, weekday)


def month_and_day(ts: TokenStream, at: int) -> NamedYearly | None:
    """May 4, May the 4th, Friday, May 4: where that order is written at all."""
    if ts.language.day_first:
        return None
    weekday, at = past_weekday(ts, at)
    number = ts.value(at, Tag.MONTH)
    after = ts.skip(at + 1, Tag.THE)
    if ts.token(after).words == ".":
        after += 1
    day = day_number(ts, after) if number else None
    if day is None or ts.has(after + 1, Tag.UNITS):
        return None
    return NamedYearly(checked(weekday, day_yearly(number, day)), after + 1, weekday)


def written_day(ts: TokenStream, at: int) -> NamedYearly | None:
    """4.5. and 5/4."""
    weekday, at = past_weekday(ts, at)
    written = ts.token(at).written
    if written is None or written.year or not (written.month and written.day):
        return None
    note = Note.DAY_OR_MONTH if written.swapped else Note.NONE
    return NamedYearly(checked(weekday, day_yearly(written.month, written.day, note)), at + 1, weekday)


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
    if ts.has(at, Tag.HALF) and not ts.has(at + 1, Tag.UNIT):
        return which, Unit.HALF, at
    # "The third and fourth quarters": the plural is that of both.
    return which, ts.value(at, Tag.UNIT) or ts.value(at, Tag.UNITS), at


def ordinal_quarter(ts: TokenStream, at: int) -> NamedYearly | None:
    """The third quarter, die zweite Jahreshälfte, the first half."""
    which, unit, at = ordinal_and_unit(ts, at)
    count = {Unit.QUARTER: 4, Unit.THIRD: 3, Unit.HALF: 2}.get(unit) if unit else None
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


def half_year(ts: TokenStream, at: int) -> NamedYearly | None:
    """Sommerhalbjahr, Wintersemester: six months that begin with April or October."""
    first = ts.value(at, Tag.HALF_YEAR)
    return NamedYearly(months_yearly(Unit.HALF, first), at + 1) if first else None


def weeks_yearly(first: int, last: int) -> Yearly:
    """The calendar weeks (ISO 8601) from one to another, in any year that has them."""

    def in_year(year: int) -> TimeSpan | None:
        try:
            days = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
        except ValueError:
            return None
        return whole(Unit.WEEK, Days(*days), Rule.UNIT if first == last else Rule.RANGE)

    return in_year


def week_number(ts: TokenStream, at: int) -> NamedYearly | None:
    """KW 12, KW 12-14, week 12, 12. Kalenderwoche, 12. und 13. Kalenderwoche."""
    written = ts.token(at).written
    if written and written.week and written.last_week and not written.year:
        return NamedYearly(weeks_yearly(written.week, written.last_week), at + 1)
    week = week_unit(ts, at, Tag.NUMBER) or week_ordinal(ts, at)
    if week is None or not 1 <= week.first <= week.last <= WEEKS_A_YEAR or ts.has(week.end, Tag.MONTH):
        return None
    return NamedYearly(weeks_yearly(week.first, week.last), week.end)


class Weeks(NamedTuple):
    """The numbers of the first and last week, and the position after their last word."""

    first: int
    last: int
    end: int


def week_unit(ts: TokenStream, at: int, tag: Tag) -> Weeks | None:
    """Week 12, weeks 12 to 14, KW 12 und 13."""
    several = ts.value(at, Tag.UNITS) is Unit.WEEK
    first = ts.value(at + 1, tag)
    if not (several or ts.value(at, Tag.UNIT) is Unit.WEEK) or not isinstance(first, int):
        return None
    last = ts.value(at + 3, tag) if ts.has(at + 2, Tag.TO, Tag.AND) else None
    if isinstance(last, int) and last > first and not counts(ts, at + 4):
        return Weeks(first, last, at + 4)
    return None if several else Weeks(first, first, at + 2)


def week_ordinal(ts: TokenStream, at: int) -> Weeks | None:
    """12. Kalenderwoche, 12. und 13. Kalenderwoche, 12./13. KW; "the third week" is one of a month."""
    first = last = ts.value(at, Tag.ORDINAL) or 0
    end = at + 1
    if ts.has(end, Tag.TO, Tag.AND, Tag.JOINT) and ts.has(end + 1, Tag.ORDINAL):
        last, end = ts.value(end + 1, Tag.ORDINAL), end + 2
    is_week = ts.value(end, Tag.UNIT) is Unit.WEEK or ts.value(end, Tag.UNITS) is Unit.WEEK
    numbered = ts.has(end, Tag.NUMBERED) or last > WEEKS_IN_A_MONTH
    return Weeks(first, last, end + 1) if is_week and numbered else None


YEARLY: tuple[Callable[[TokenStream, int], NamedYearly | None], ...] = (
    day_and_month,
    month_and_day,
    written_day,
    month,
    season,
    holiday,
    quarter_code,
    ordinal_quarter,
    half_year,
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
