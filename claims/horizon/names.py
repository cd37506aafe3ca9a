"""Times that have a name: months, days, weekdays, seasons, holidays, quarters, years, decades, next and this."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from .almanac import (
    Holiday,
    NoSuchDay,
    Part,
    Unit,
    end_of_month,
    month_index,
    months_span,
    new_year,
    plus_days,
    unit_around,
    unit_shifted,
)
from .lexicon import Kind
from .reading import Reading, Span, Yearly, parted, single, whole, year_span
from .results import Note, Rule
from .tokens import Written

SMALL = (Kind.OF, Kind.THE, Kind.JOINT)
Found = tuple[Span, int] | None
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
    year = plain_year(r, at)
    return (year, at + 1) if year is not None else None


# -- names that come back every year ------------------------------------------------------------------


def month(r: Reading, at: int) -> Named:
    """March."""
    number = r.value(at, Kind.MONTH)
    return (months_yearly(Unit.MONTH, number), at + 1) if number else None


def day_number(r: Reading, at: int) -> int | None:
    """A number that can be the day of a month."""
    number = r.value(at, Kind.ORDINAL) or r.value(at, Kind.NUMBER)
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
    """Easter."""
    found = r.value(at, Kind.HOLIDAY)
    return (holiday_yearly(found), at + 1) if found else None


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
    if which is None or unit is None or count is None or not -count <= which <= count or which == 0:
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


def named(r: Reading, at: int) -> Found:
    """A name that comes back every year, with its year, with "next", or the nearest one."""
    shift = r.value(at, Kind.SHIFT)
    coming = r.has(at, Kind.COMING)
    found = yearly_at(r, at if shift is None else at + 1)
    if found is None:
        return in_shifted_year(r, at)
    yearly, at = found
    year = year_after(r, at)
    if year:
        span = yearly(year[0]) if year[0] is not None else r.nearest(yearly)
        return existing(span), year[1]
    split = r.token(at).written
    if split and split.last_year and (span := yearly(cast("int", split.year))):
        return replace(span, note=Note.NONE), at + 1
    span = shifted(r, yearly, shift, coming=coming) if shift else r.nearest(yearly)
    return existing(span), at


def in_shifted_year(r: Reading, at: int) -> Found:
    """Next year's third quarter, nächstes Jahr im Mai, 2027 im Sommer."""
    before = year_after(r, at)
    found = yearly_at(r, r.skip(before[1], *SMALL, Kind.IN)) if before else None
    if before is None or before[0] is None or found is None:
        return None
    return existing(found[0](before[0])), found[1]


def existing(span: Span | None) -> Span:
    """The span; raises `NoSuchDay` where the named year has none, as of 29 February."""
    if span is None:
        raise NoSuchDay
    return span


def shifted(r: Reading, yearly: Yearly, shift: int, *, coming: bool) -> Span | None:
    """Next, coming, the one after next, or last May."""
    near = r.nearest(yearly)
    if near is None:
        return None
    year = near.opens.year
    if shift < 0:
        return yearly(year + shift)
    begun = near.opens <= r.said_on
    if coming or shift > 1:
        return yearly(year + shift - 1 + begun)
    if year > r.said_on.year:
        return near
    later = yearly(year + 1)
    return later and (later if begun else replace(later, note=Note.NEXT))


# -- years, decades, units, days -------------------------------------------------------------------------


def year(r: Reading, at: int) -> Found:
    """2027, the year 2027, fiscal 2027."""
    unit = r.value(at, Kind.UNIT)
    if unit in {Unit.YEAR, Unit.FISCAL_YEAR}:
        number = plain_year(r, at + 1)
        return (year_span(number, unit), at + 2) if number is not None else None
    number = plain_year(r, at)
    if number is None or r.has(at + 1, Kind.UNITS, Kind.MONEY):
        return None
    return year_span(number), at + 1


def written(r: Reading, at: int) -> Found:
    """A date in numbers that has its year: 2027-05-01, 1.5.27, 11/2027, Q3 2027, 2026/27, FY27."""
    weekday, at = past_weekday(r, at)
    date_ = r.token(at).written
    if date_ is None or date_.year is None:
        return None
    span = written_span(date_)
    if span and weekday is not None and span.unit is Unit.DAY and span.opens.weekday() != weekday:
        span = replace(span, note=Note.WEEKDAY)
    return (span, at + 1) if span else None


def written_span(date_: Written) -> Span | None:
    """The span of a date in numbers that has its year."""
    number = cast("int", date_.year)
    if date_.day and date_.month:
        span = day_yearly(date_.month, date_.day, Note.DAY_OR_MONTH if date_.swapped else Note.NONE)(number)
        return existing(span)
    if date_.month:
        return months_yearly(Unit.MONTH, date_.month)(number)
    if date_.quarter:
        return months_yearly(Unit.QUARTER, 3 * date_.quarter - 2)(number)
    if date_.half:
        return months_yearly(Unit.HALF, 6 * date_.half - 5)(number)
    if date_.last_year:
        return replace(year_span(number), closes=year_span(date_.last_year).closes, note=Note.SPLIT_YEAR)
    return year_span(number, Unit.FISCAL_YEAR if date_.fiscal else Unit.YEAR)


def decade(r: Reading, at: int) -> Found:
    """2030s, die 2030er Jahre, the thirties, the 70's."""
    written_ = r.token(at).written
    first = written_.decade if written_ else r.value(at, Kind.DECADE)
    if first is None:
        return None
    after = r.skip(at + 1, Kind.JOINT)
    after = after + 1 if r.value(after, Kind.UNITS) is Unit.YEAR else at + 1
    if first < 100:
        first += r.said_on.year // 100 * 100
        first += 100 if first + 9 < r.said_on.year else 0
        if r.running and first > r.said_on.year + AHEAD_IN_A_TEXT:
            first -= 100
    span = whole(Unit.DECADE, unit_around(Unit.DECADE, new_year(first)))
    return replace(span, note=Note.NONE), after


AHEAD_IN_A_TEXT = 25  # years; "the 80s" in a newspaper are the last ones


def unit(r: Reading, at: int) -> Found:
    """This week, next year, the week after next."""
    if r.has(at, Kind.SHIFTED):
        shift, kind = r.value(at, Kind.SHIFTED)
        span = shifted_unit(r, at, kind, shift)
        return replace(span, by=span.opens), at + 1
    shift = r.value(at, Kind.SHIFT)
    kind = r.value(at + 1, Kind.UNIT)
    if shift is not None and kind is not None:
        return shifted_unit(r, at, kind, shift), at + 2
    kind = r.value(at, Kind.UNIT)
    if kind is not None and after_next(r, at + 1):
        return shifted_unit(r, at, kind, 2), at + 3
    if kind is Unit.WEEKEND or (kind is Unit.WORKWEEK):
        return shifted_unit(r, at, kind, 0), at + 1
    return None


def shifted_unit(r: Reading, at: int, kind: Unit, shift: int) -> Span:
    """The unit that "this", "next" and "last" name; "next weekend" is read as the later one."""
    if kind is Unit.WEEKEND and r.has(at, Kind.COMING):
        shift = 0
    span = whole(kind, unit_shifted(kind, r.said_on, shift))
    near = kind is Unit.WEEKEND and shift == 1
    return replace(span, note=Note.NEXT) if near else span


def this_unit(r: Reading, at: int) -> Found:
    """ "The year", "of the month" where something stands before it: the current one."""
    kind = r.value(at, Kind.UNIT)
    return (whole(kind, unit_around(kind, r.said_on)), at + 1) if kind else None


def day(r: Reading, at: int) -> Found:
    """Tomorrow."""
    offset = r.value(at, Kind.DAY)
    return (single(plus_days(r.said_on, offset)), at + 1) if offset is not None else None


def next_weekday(r: Reading, weekday: int) -> date:
    """The nearest such day, today included."""
    return plus_days(r.said_on, (weekday - r.said_on.weekday()) % 7)


def weekday(r: Reading, at: int) -> Found:
    """Friday, next Friday, übernächsten Freitag."""
    shift = r.value(at, Kind.SHIFT)
    number = r.value(at if shift is None else at + 1, Kind.WEEKDAY)
    if number is None:
        return None
    near = next_weekday(r, number)
    if not shift:
        return single(near), at + 1 + (shift is not None)
    if shift < 0:
        return single(plus_days(near, 7 * shift)), at + 2
    after = near if near > r.said_on else plus_days(near, 7)
    if r.has(at, Kind.COMING) or shift > 1:
        return single(plus_days(after, 7 * (shift - 1))), at + 2
    far = unit_shifted(Unit.WEEK, r.said_on, 1)[0]
    later = plus_days(far, number)
    return single(later, Rule.DAY, Note.NEXT if later != after else Note.NONE), at + 2


def day_of_month(r: Reading, at: int) -> Found:
    """The 18th, Friday the 11th, 20 of next month, the 20th of the month."""
    _, start = past_weekday(r, at)
    number = day_number(r, start)
    if number is None:
        return None
    after = r.skip(start + 1, *SMALL, Kind.IN)
    shift = r.value(after, Kind.SHIFT)
    if r.value(after if shift is None else after + 1, Kind.UNIT) is Unit.MONTH:
        opens, closes = unit_shifted(Unit.MONTH, r.said_on, shift or 0)
        last = after + (1 if shift is None else 2)
        return existing(single(plus_days(opens, number - 1)) if number <= closes.day else None), last
    goes_on = start + 1 < len(r.tokens) and not r.has(start + 1, Kind.TO, Kind.JOINT)
    if r.running or goes_on or not r.has(start, Kind.ORDINAL):
        return None
    return single(nearest_day_number(r, number)), start + 1


def nearest_day_number(r: Reading, number: int) -> date:
    """The nearest day that has this number in its month."""
    index = month_index(r.said_on)
    for later in range(3):
        first, last = months_span(index + later, index + later)
        if number <= last.day and plus_days(first, number - 1) >= r.said_on:
            return plus_days(first, number - 1)
    return end_of_month(r.said_on)


NAMES: tuple[Callable[[Reading, int], Found], ...] = (
    written,
    named,
    year,
    decade,
    unit,
    day,
    weekday,
    day_of_month,
)
