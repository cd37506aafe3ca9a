"""Times that have a name: a name of every year in its year, years, decades, weekdays, this and next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from .almanac import (
    NoSuchDay,
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
from .reading import Reading, Span, Timed, Yearly, single, whole, year_span
from .recurring import (
    SMALL,
    after_next,
    day_number,
    day_yearly,
    months_yearly,
    past_weekday,
    plain_year,
    year_after,
    yearly_at,
)
from .results import Note, Rule
from .tokens import Written


def named(r: Reading, at: int) -> Timed:
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
    after = r.skip(at, *SMALL)
    split = r.token(after).written
    if split and split.last_year and (span := yearly(cast("int", split.year))):
        return replace(span, note=Note.NONE), after + 1
    span = shifted(r, yearly, shift, coming=coming) if shift else r.nearest(yearly)
    return existing(span), at


def in_shifted_year(r: Reading, at: int) -> Timed:
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


HALF_A_YEAR = 182  # days


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
    if near.opens > plus_days(r.said_on, HALF_A_YEAR):
        return near  # "next winter" in March is the one to come
    later = yearly(year + 1)
    return later and (later if begun else replace(later, note=Note.NEXT))


# -- years, decades, units, days -------------------------------------------------------------------------


def year(r: Reading, at: int) -> Timed:
    """2027, the year 2027, the years 2027 (to 2030), fiscal 2027, the 2027 financial year."""
    unit = r.value(at, Kind.UNIT) or (r.value(at, Kind.UNITS) if plain_year(r, at + 1) else None)
    if unit in {Unit.YEAR, Unit.FISCAL_YEAR}:
        split = r.token(at + 1).written
        if split and split.last_year:
            return replace(written_span(split) or year_span(split.last_year), note=Note.FISCAL), at + 2
        number = plain_year(r, at + 1)
        return (year_span(number, unit), at + 2) if number is not None else None
    number = plain_year(r, at)
    if number is None or r.has(at + 1, Kind.UNITS, Kind.MONEY):
        return None
    if r.value(at + 1, Kind.UNIT) is Unit.FISCAL_YEAR:
        return year_span(number, Unit.FISCAL_YEAR), at + 2
    return year_span(number), at + 1


def written(r: Reading, at: int) -> Timed:
    """A date in numbers that has its year: 2027-05-01, 1.5.27, 11/2027, Q3 2027, 2026/27, FY27."""
    weekday, at = past_weekday(r, at)
    date_ = r.token(at).written
    if date_ is None or date_.year is None:
        return None
    span = written_span(date_)
    if span and weekday is not None and span.unit is Unit.DAY and span.opens.weekday() != weekday:
        span = replace(span, note=Note.WEEKDAY)
    if span and date_.last_year and r.value(at + 1, Kind.UNIT) is Unit.FISCAL_YEAR:
        return replace(span, note=Note.FISCAL), at + 2
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


def decade(r: Reading, at: int) -> Timed:
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


def unit(r: Reading, at: int) -> Timed:
    """This week, next year, the week after next."""
    if r.has(at, Kind.SHIFTED):
        shift, kind = r.value(at, Kind.SHIFTED)
        span = shifted_unit(r, at, kind, shift)
        return replace(span, by=span.opens if shift else None), at + 1
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


def this_unit(r: Reading, at: int) -> Timed:
    """ "The year", "of the month" where something stands before it: the current one."""
    kind = r.value(at, Kind.UNIT)
    return (whole(kind, unit_around(kind, r.said_on)), at + 1) if kind else None


def century(r: Reading, at: int) -> Timed:
    """The 22nd century."""
    which = r.value(at, Kind.ORDINAL)
    if r.value(at + 1, Kind.UNIT) is not Unit.CENTURY or which is None or which <= 1:
        return None
    return whole(Unit.CENTURY, unit_around(Unit.CENTURY, new_year(100 * (which - 1)))), at + 2


def day(r: Reading, at: int) -> Timed:
    """Tomorrow."""
    offset = r.value(at, Kind.DAY)
    return (single(plus_days(r.said_on, offset)), at + 1) if offset is not None else None


def next_weekday(r: Reading, weekday: int) -> date:
    """The nearest such day, today included."""
    return plus_days(r.said_on, (weekday - r.said_on.weekday()) % 7)


def weekday(r: Reading, at: int) -> Timed:
    """Friday, next Friday, übernächsten Freitag."""
    shift = r.value(at, Kind.SHIFT)
    number = r.value(at if shift is None else at + 1, Kind.WEEKDAY)
    if number is None:
        return None
    near = next_weekday(r, number)
    if shift is None and after_next(r, at + 1):
        return single(plus_days(near if near > r.said_on else plus_days(near, 7), 7)), at + 3
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


def day_of_month(r: Reading, at: int) -> Timed:
    """The 18th, Friday the 11th, 20 of next month, the 20th of the month."""
    _, start = past_weekday(r, at)
    number = day_number(r, start)
    if number is None:
        return None
    after = r.skip(start + 1, Kind.OF, Kind.THE, Kind.IN)
    shift = r.value(after, Kind.SHIFT)
    if r.value(after if shift is None else after + 1, Kind.UNIT) is Unit.MONTH:
        if shift is None:  # "the 20th of the month", but not "the 20th month"
            return (single(nearest_day_number(r, number)), after + 1) if after > start + 1 else None
        opens, closes = unit_shifted(Unit.MONTH, r.said_on, shift)
        last = after + 2
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


NAMES: tuple[Callable[[Reading, int], Timed], ...] = (
    written,
    named,
    year,
    decade,
    century,
    unit,
    day,
    weekday,
    day_of_month,
)
