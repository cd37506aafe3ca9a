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
from .lexicon import Tag
from .reading import Timed, TimeSpan, TokenStream, Yearly, single, whole, year_span
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

HALF_A_YEAR = 182  # days
AHEAD_IN_A_TEXT = 25  # years; "the 80s" in a newspaper are the last ones


def named(ts: TokenStream, at: int) -> Timed | None:
    """A name that comes back every year, with its year, with "next", or the nearest one."""
    shift = ts.value(at, Tag.SHIFT)
    coming = ts.has(at, Tag.COMING)
    found = yearly_at(ts, at if shift is None else at + 1)
    if found is None:
        return in_shifted_year(ts, at)
    yearly, at = found
    year = year_after(ts, at)
    if year:
        span = yearly(year.year) if year.year is not None else ts.nearest(yearly)
        return Timed(existing(span), year.end)
    after = ts.skip(at, *SMALL)
    split = ts.token(after).written
    if split and split.last_year and (span := yearly(cast("int", split.year))):
        return Timed(replace(span, note=Note.NONE), after + 1)
    span = shifted(ts, yearly, shift, coming=coming) if shift else ts.nearest(yearly)
    return Timed(existing(span), at)


def in_shifted_year(ts: TokenStream, at: int) -> Timed | None:
    """Next year's third quarter, nächstes Jahr im Mai, 2027 im Sommer."""
    before = year_after(ts, at)
    found = yearly_at(ts, ts.skip(before.end, *SMALL, Tag.IN)) if before else None
    if before is None or before.year is None or found is None:
        return None
    return Timed(existing(found.yearly(before.year)), found.end)


def existing(span: TimeSpan | None) -> TimeSpan:
    """The span; raises `NoSuchDay` where the named year has none, as of 29 February."""
    if span is None:
        raise NoSuchDay
    return span


def shifted(ts: TokenStream, yearly: Yearly, shift: int, *, coming: bool) -> TimeSpan | None:
    """Next, coming, the one after next, or last May."""
    near = ts.nearest(yearly)
    if near is None:
        return None
    year = near.opens.year
    if shift < 0:
        return yearly(year + shift)
    begun = near.opens <= ts.said_on
    if coming or shift > 1:
        return yearly(year + shift - 1 + begun)
    if year > ts.said_on.year:
        return near
    if near.opens > plus_days(ts.said_on, HALF_A_YEAR):
        return near  # "next winter" in March is the one to come
    later = yearly(year + 1)
    return later and (later if begun else replace(later, note=Note.NEXT))


# -- years, decades, units, days -------------------------------------------------------------------------


def year(ts: TokenStream, at: int) -> Timed | None:
    """2027, the year 2027, the years 2027 (to 2030), fiscal 2027, the 2027 financial year."""
    unit = ts.value(at, Tag.UNIT) or (ts.value(at, Tag.UNITS) if plain_year(ts, at + 1) else None)
    if unit in {Unit.YEAR, Unit.FISCAL_YEAR}:
        split = ts.token(at + 1).written
        if split and split.last_year:
            return Timed(replace(written_span(split) or year_span(split.last_year), note=Note.FISCAL), at + 2)
        number = plain_year(ts, at + 1)
        return Timed(year_span(number, unit), at + 2) if number is not None else None
    number = plain_year(ts, at)
    if number is None or ts.has(at + 1, Tag.UNITS, Tag.MONEY):
        return None
    if ts.value(at + 1, Tag.UNIT) is Unit.FISCAL_YEAR:
        return Timed(year_span(number, Unit.FISCAL_YEAR), at + 2)
    return Timed(year_span(number), at + 1)


def written(ts: TokenStream, at: int) -> Timed | None:
    """A date in numbers that has its year: 2027-05-01, 1.5.27, 11/2027, Q3 2027, 2026/27, FY27."""
    weekday, at = past_weekday(ts, at)
    date_ = ts.token(at).written
    if date_ is None or date_.year is None:
        return None
    span = written_span(date_)
    if span and weekday is not None and span.unit is Unit.DAY and span.opens.weekday() != weekday:
        span = replace(span, note=Note.WEEKDAY)
    if span and date_.last_year and ts.value(at + 1, Tag.UNIT) is Unit.FISCAL_YEAR:
        return Timed(replace(span, note=Note.FISCAL), at + 2)
    return Timed(span, at + 1) if span else None


def written_span(date_: Written) -> TimeSpan | None:
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


def decade(ts: TokenStream, at: int) -> Timed | None:
    """2030s, die 2030er Jahre, the thirties, the 70's."""
    written_ = ts.token(at).written
    first = written_.decade if written_ else ts.value(at, Tag.DECADE)
    if first is None:
        return None
    after = ts.skip(at + 1, Tag.JOINT)
    after = after + 1 if ts.value(after, Tag.UNITS) is Unit.YEAR else at + 1
    if first < 100:
        first += ts.said_on.year // 100 * 100
        first += 100 if first + 9 < ts.said_on.year else 0
        if ts.running and first > ts.said_on.year + AHEAD_IN_A_TEXT:
            first -= 100
    span = whole(Unit.DECADE, unit_around(Unit.DECADE, new_year(first)))
    return Timed(replace(span, note=Note.NONE), after)


def unit(ts: TokenStream, at: int) -> Timed | None:
    """This week, next year, the week after next."""
    if ts.has(at, Tag.SHIFTED):
        shift, kind = ts.value(at, Tag.SHIFTED)
        span = shifted_unit(ts, at, kind, shift)
        return Timed(replace(span, by=span.opens if shift else None), at + 1)
    shift = ts.value(at, Tag.SHIFT)
    kind = ts.value(at + 1, Tag.UNIT)
    if shift is not None and kind is not None:
        return Timed(shifted_unit(ts, at, kind, shift), at + 2)
    kind = ts.value(at, Tag.UNIT)
    if kind is not None and after_next(ts, at + 1):
        return Timed(shifted_unit(ts, at, kind, 2), at + 3)
    if kind is Unit.WEEKEND or (kind is Unit.WORKWEEK):
        return Timed(shifted_unit(ts, at, kind, 0), at + 1)
    return None


def shifted_unit(ts: TokenStream, at: int, kind: Unit, shift: int) -> TimeSpan:
    """The unit that "this", "next" and "last" name; "next weekend" is read as the later one."""
    if kind is Unit.WEEKEND and ts.has(at, Tag.COMING):
        shift = 0
    span = whole(kind, unit_shifted(kind, ts.said_on, shift))
    near = kind is Unit.WEEKEND and shift == 1
    return replace(span, note=Note.NEXT) if near else span


def this_unit(ts: TokenStream, at: int) -> Timed | None:
    """ "The year", "of the month" where something stands before it: the current one."""
    kind = ts.value(at, Tag.UNIT)
    return Timed(whole(kind, unit_around(kind, ts.said_on)), at + 1) if kind else None


def century(ts: TokenStream, at: int) -> Timed | None:
    """The 22nd century."""
    which = ts.value(at, Tag.ORDINAL)
    if ts.value(at + 1, Tag.UNIT) is not Unit.CENTURY or which is None or which <= 1:
        return None
    return Timed(whole(Unit.CENTURY, unit_around(Unit.CENTURY, new_year(100 * (which - 1)))), at + 2)


def day(ts: TokenStream, at: int) -> Timed | None:
    """Tomorrow."""
    offset = ts.value(at, Tag.DAY)
    return Timed(single(plus_days(ts.said_on, offset)), at + 1) if offset is not None else None


def next_weekday(ts: TokenStream, weekday: int) -> date:
    """The nearest such day, today included."""
    return plus_days(ts.said_on, (weekday - ts.said_on.weekday()) % 7)


def weekday(ts: TokenStream, at: int) -> Timed | None:
    """Friday, next Friday, übernächsten Freitag."""
    shift = ts.value(at, Tag.SHIFT)
    number = ts.value(at if shift is None else at + 1, Tag.WEEKDAY)
    if number is None:
        return None
    near = next_weekday(ts, number)
    if shift is None and after_next(ts, at + 1):
        return Timed(single(plus_days(near if near > ts.said_on else plus_days(near, 7), 7)), at + 3)
    if not shift:
        return Timed(single(near), at + 1 + (shift is not None))
    if shift < 0:
        return Timed(single(plus_days(near, 7 * shift)), at + 2)
    after = near if near > ts.said_on else plus_days(near, 7)
    if ts.has(at, Tag.COMING) or shift > 1:
        return Timed(single(plus_days(after, 7 * (shift - 1))), at + 2)
    far = unit_shifted(Unit.WEEK, ts.said_on, 1).opens
    later = plus_days(far, number)
    return Timed(single(later, Rule.DAY, Note.NEXT if later != after else Note.NONE), at + 2)


def day_of_month(ts: TokenStream, at: int) -> Timed | None:
    """The 18th, Friday the 11th, 20 of next month, the 20th of the month."""
    _, start = past_weekday(ts, at)
    number = day_number(ts, start)
    if number is None:
        return None
    after = ts.skip(start + 1, Tag.OF, Tag.THE, Tag.IN)
    shift = ts.value(after, Tag.SHIFT)
    if ts.value(after if shift is None else after + 1, Tag.UNIT) is Unit.MONTH:
        if shift is None:  # "the 20th of the month", but not "the 20th month"
            return Timed(single(nearest_day_number(ts, number)), after + 1) if after > start + 1 else None
        opens, closes = unit_shifted(Unit.MONTH, ts.said_on, shift)
        last = after + 2
        return Timed(existing(single(plus_days(opens, number - 1)) if number <= closes.day else None), last)
    goes_on = start + 1 < len(ts.tokens) and not ts.has(start + 1, Tag.TO, Tag.JOINT)
    if ts.running or goes_on or not ts.has(start, Tag.ORDINAL):
        return None
    return Timed(single(nearest_day_number(ts, number)), start + 1)


def nearest_day_number(ts: TokenStream, number: int) -> date:
    """The nearest day that has this number in its month."""
    index = month_index(ts.said_on)
    for later in range(3):
        first, last = months_span(index + later, index + later)
        if number <= last.day and plus_days(first, number - 1) >= ts.said_on:
            return plus_days(first, number - 1)
    return end_of_month(ts.said_on)


NAMES: tuple[Callable[[TokenStream, int], Timed | None], ...] = (
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
