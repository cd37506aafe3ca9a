"""Names that come back every year: months, days, seasons, holidays, quarters, week numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from .almanac import Holiday, NoSuchDay, Part, Unit, months_span, plus_days, unit_around
from .lexicon import Kind
from .reading import Reading, Span, Yearly, parted, single, whole
from .results import Note, Rule
from .tokens import Written

SMALL = (Kind.OF, Kind.THE, Kind.JOINT)
Named = tuple[Yearly, int] | None


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

    def in_year(year: int) -> Span | None:
        found = calendar_day(year, month, day)
        return single(found, Rule.DAY, note) if found else None

    return in_year


def months_yearly(unit: Unit, first: int, rule: Rule = Rule.UNIT) -> Yearly:
    """The month, quarter, half or season that begins with this month, in any year."""
    size = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}[unit]

    def in_year(year: int) -> Span:
        index = year * 12 + first - 1
        span = whole(unit, months_span(index, index + size - 1), rule)
        return replace(span, note=Note.WINTER) if unit is Unit.SEASON and first == 12 else span

    return in_year


def holiday_yearly(holiday: Holiday) -> Yearly:
    """A holiday in any year."""
    return lambda year: single(holiday(year), Rule.HOLIDAY)


def after_next(r: Reading, at: int) -> bool:
    """Whether "after next" stands here and does not go on: "the week after next", not "after next Friday"."""
    ends = not r.has(at + 2, Kind.UNIT, Kind.UNITS, Kind.WEEKDAY, Kind.MONTH, Kind.SEASON, Kind.HOLIDAY)
    return ends and r.has(at, Kind.AFTER) and r.value(at + 1, Kind.SHIFT) == 1


# -- the year that follows a name ----------------------------------------------------------------------


def plain_year(r: Reading, at: int) -> int | None:
    """A year in digits or words, also '27."""
    year = r.value(at, Kind.YEAR)
    written = r.token(at).written
    if year is None and written is not None and written == Written(written.year):
        year = written.year
    return cast("int | None", year)


def year_after(r: Reading, at: int) -> tuple[int | None, int] | None:
    """The year that a name is followed by: "2027", "of next year", "des Jahres 2027"; None in it for "of the year"."""
    at = r.skip(at, *SMALL, Kind.IN)
    shift = r.value(at, Kind.SHIFT)
    if shift is not None and r.value(at + 1, Kind.UNIT) in {Unit.YEAR, Unit.FISCAL_YEAR}:
        return r.said_on.year + shift, at + 2
    if r.value(at, Kind.UNIT) in {Unit.YEAR, Unit.FISCAL_YEAR}:
        if after_next(r, at + 1):
            return r.said_on.year + 2, at + 3
        return plain_year(r, at + 1), at + 1 + (plain_year(r, at + 1) is not None)
    if r.has(at, Kind.SHIFTED):  # heuer, the new year
        return r.said_on.year + r.value(at, Kind.SHIFTED)[0], at + 1
    year = plain_year(r, at)
    return (year, at + 1) if year is not None else None


# -- names that come back every year ------------------------------------------------------------------


def month(r: Reading, at: int) -> Named:
    """March."""
    if r.value(at, Kind.UNIT) is Unit.MONTH:
        at = r.skip(at + 1, Kind.OF)  # the month of March
    number = r.value(at, Kind.MONTH)
    return (months_yearly(Unit.MONTH, number), at + 1) if number else None


def day_number(r: Reading, at: int) -> int | None:
    """A number that can be the day of a month."""
    number = r.value(at, Kind.ORDINAL) or r.value(at, Kind.NUMBER)
    if number == 1 and not r.has(at, Kind.ORDINAL) and not r.token(at).words[:1].isdigit():
        return None  # "a march"
    return number if isinstance(number, int) and 1 <= number <= 31 and not r.has(at, Kind.YEAR) else None


def past_weekday(r: Reading, at: int) -> tuple[int | None, int]:
    """The weekday that a date can begin with, and where the date goes on."""
    weekday = r.value(at, Kind.WEEKDAY)
    return (weekday, r.skip(at + 1, Kind.JOINT, Kind.THE, Kind.OF)) if weekday is not None else (None, at)


def checked(weekday: int | None, yearly: Yearly) -> Yearly:
    """The same days, flagged where the weekday that the words give does not fit."""
    if weekday is None:
        return yearly

    def in_year(year: int) -> Span | None:
        span = yearly(year)
        fits = span is None or span.opens.weekday() == weekday
        return span if fits or span is None else replace(span, note=Note.WEEKDAY)

    return in_year


def day_and_month(r: Reading, at: int) -> Named:
    """4. Mai, 4th of May, Freitag, den 4. Mai."""
    weekday, at = past_weekday(r, at)
    day = day_number(r, at)
    after = r.skip(at + 1, Kind.OF, Kind.THE, Kind.JOINT)
    number = r.value(after, Kind.MONTH) if day else None
    return (checked(weekday, day_yearly(number, day)), after + 1) if number and day else None


def month_and_day(r: Reading, at: int) -> Named:
    """May 4, May the 4th, Friday, May 4."""
    weekday, at = past_weekday(r, at)
    number = r.value(at, Kind.MONTH)
    after = r.skip(at + 1, Kind.THE)
    if r.token(after).words == ".":
        after += 1
    day = day_number(r, after) if number else None
    if day is None or r.has(after + 1, Kind.UNITS):
        return None
    return checked(weekday, day_yearly(number, day)), after + 1


def written_day(r: Reading, at: int) -> Named:
    """4.5. and 5/4."""
    weekday, at = past_weekday(r, at)
    written = r.token(at).written
    if written is None or written.year or not (written.month and written.day):
        return None
    note = Note.DAY_OR_MONTH if written.swapped else Note.NONE
    return checked(weekday, day_yearly(written.month, written.day, note)), at + 1


def season(r: Reading, at: int) -> Named:
    """Summer, Spätsommer."""
    first = r.value(at, Kind.SEASON)
    if first:
        return months_yearly(Unit.SEASON, first, Rule.SEASON), at + 1
    part = r.value(at, Kind.PART_OF_SEASON)
    if part is None:
        return None
    of_year = months_yearly(Unit.SEASON, part[1], Rule.SEASON)
    return part_yearly(part[0], of_year), at + 1


def part_yearly(part: Part, yearly: Yearly) -> Yearly:
    """The same part of a name that comes back every year."""

    def in_year(year: int) -> Span | None:
        span = yearly(year)
        return span and parted(part, span)

    return in_year


def holiday(r: Reading, at: int) -> Named:
    """Easter, Labor Day weekend."""
    found = r.value(at, Kind.HOLIDAY)
    if found is None:
        return None
    if r.value(at + 1, Kind.UNIT) is Unit.WEEKEND:
        return lambda year: weekend_of(found(year)), at + 2
    return holiday_yearly(found), at + 1


def weekend_of(day: date) -> Span:
    """The weekend around a day; a Monday or Tuesday prolongs the one before it."""
    saturday, sunday = unit_around(Unit.WEEKEND, plus_days(day, -2))
    return whole(Unit.WEEKEND, (saturday, max(sunday, day) if day.weekday() <= 1 else sunday))


def quarter_code(r: Reading, at: int) -> Named:
    """Q3, H1."""
    written = r.token(at).written
    if written is None or written.year:
        return None
    if written.quarter:
        return months_yearly(Unit.QUARTER, 3 * written.quarter - 2), at + 1
    return (months_yearly(Unit.HALF, 6 * written.half - 5), at + 1) if written.half else None


def ordinal_and_unit(r: Reading, at: int) -> tuple[int | None, Unit | None, int]:
    """Which of what: "third quarter", "second half", or the one word of "Schlussquartal"."""
    if r.has(at, Kind.NTH):
        return (*r.value(at, Kind.NTH), at)
    which = r.value(at, Kind.ORDINAL)
    at = r.skip(at + 1, Kind.JOINT)
    unit = Unit.HALF if r.has(at, Kind.HALF) and not r.has(at + 1, Kind.UNIT) else r.value(at, Kind.UNIT)
    return which, unit, at


def ordinal_quarter(r: Reading, at: int) -> Named:
    """The third quarter, die zweite Jahreshälfte, the first half."""
    which, unit, at = ordinal_and_unit(r, at)
    count = {Unit.QUARTER: 4, Unit.HALF: 2}.get(unit) if unit else None
    # "The second half" alone is a football match in most texts.
    half_alone = r.running and r.has(at, Kind.HALF) and year_after(r, at + 1) is None
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
    return months_yearly(unit, 1 + (place - 1) * 12 // count), at + 1


def week_number(r: Reading, at: int) -> Named:
    """KW 12, week 12, 12. Kalenderwoche."""
    number = r.value(at + 1, Kind.NUMBER)
    if r.value(at, Kind.UNIT) is not Unit.WEEK:
        number = r.value(at, Kind.ORDINAL)
        if r.value(at + 1, Kind.UNIT) is not Unit.WEEK or (number or 0) <= WEEKS_IN_A_MONTH:
            return None
    if number not in range(1, 54) or r.has(at + 2, Kind.MONTH):
        return None

    def in_year(year: int) -> Span | None:
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        return whole(Unit.WEEK, unit_around(Unit.WEEK, monday))

    return in_year, at + 2


WEEKS_IN_A_MONTH = 5  # "the third week" is one of a month

YEARLY: tuple[Callable[[Reading, int], Named], ...] = (
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


def yearly_at(r: Reading, at: int) -> Named:
    """The longest name here that comes back every year."""
    best: Named = None
    for rule in YEARLY:
        found = rule(r, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best
