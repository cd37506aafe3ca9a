"""Times that have a name: a name of every year in its year, years, decades, weekdays, this and next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast

from ..almanac import (
    MONTHS_IN,
    SPLIT_HALVES,
    SPLIT_QUARTERS,
    Days,
    NoSuchDay,
    Unit,
    UnitPart,
    end_of_month,
    month_index,
    months_span,
    new_year,
    plus_days,
    split_part,
    unit_around,
    unit_shifted,
)
from ..reading import Timed, TimeSpan, TokenStream, Yearly, parted, single, whole, year_span
from ..resolution import Note, Rule
from ..words.lexicon import Tag
from ..words.tokens import Written
from .recurring import day_number, day_yearly, months_yearly, past_weekday, weeks_yearly, yearly_at
from .years import SMALL, YearAfter, after_next, is_year, plain_year, year_after

HALF_A_YEAR = 182  # days
LAST_MONTH_OF_SECOND_YEAR = 7  # July 2026/27 is that of 2027, August that of 2026
# Ends of compounds that name when a season or a school year begins: "Saisonauftakt".
BEGINNINGS = ("beginn", "beginns", "start", "auftakt", "anfang")
AHEAD_IN_A_TEXT = 25  # years; "the 80s" in a newspaper are the last ones


def named(ts: TokenStream, at: int) -> Timed | None:
    """A name that comes back every year, with its year, with "next", or the nearest one."""
    shift, coming = ts.value(at, Tag.SHIFT), ts.has(at, Tag.COMING)
    if ts.value(at + 1, Tag.UNIT) is Unit.THIRD and ts.has(at, Tag.ORDINAL):
        shift = None  # the last third is the year's third one, not the one before this
    fiscal = fiscal_before(ts, at if shift is None else at + 1)
    found = yearly_at(ts, (at if shift is None else at + 1) + fiscal)
    if found is None:
        return in_shifted_year(ts, at)
    if shift is None and is_verb(ts, at, found.end):
        return None
    year = year_after(ts, found.end)
    if year and year.year is not None:
        span = in_the_year(found.yearly, year._replace(fiscal=year.fiscal or fiscal))
        return Timed(existing(span), past_weekday_behind(ts, year.end).end)
    end = year.end if year else found.end
    behind = past_weekday_behind(ts, end)
    weekday = found.weekday if found.weekday is not None else behind.weekday
    if year is None and not shift and is_any(ts, at):
        return None  # "a summer without rain"
    if weekday is not None:
        return Timed(existing(fitting(ts, found.yearly, weekday)), behind.end)
    if not year and not shift and after_next(ts, end):
        shift, end = 2, end + 2
    span = shifted(ts, found.yearly, shift, coming=coming) if shift else unbegun(ts, at, found.yearly)
    return Timed(replace(existing(span), note=Note.FISCAL) if fiscal else existing(span), end)


def unbegun(ts: TokenStream, at: int, yearly: Yearly) -> TimeSpan | None:
    """The nearest one that is not over; "zum Wintersemester", said during one, is the one that is to begin."""
    near = ts.nearest(yearly)
    limits = ts.has(at - 1, Tag.BY, Tag.BEFORE, Tag.STARTING) or (
        ts.token(at - 1).words.lower() in ts.language.towards
    )
    if near is None or not limits or near.opens > ts.said_on:
        return near
    half_over = near.closes - ts.said_on < ts.said_on - near.opens
    if not (ts.has(at, Tag.HALF_YEAR) or (half_over and ts.has(at, Tag.SEASON))):
        return near
    later = yearly(near.opens.year + 1)
    return later and replace(later, note=Note.NEXT)


def is_any(ts: TokenStream, at: int) -> bool:
    """Whether an article before the name says that no particular one is meant: "one Monday"."""
    return at > 0 and ts.token(at - 1).words.lower() in ts.language.indefinite


def is_verb(ts: TokenStream, at: int, end: int) -> bool:
    """Whether the month or season is a verb with its own time: "prices fall in 2027", "may next year"."""
    if ts.token(at).words not in ts.language.verbs_alike or end != at + 1:
        return False
    led = at == 0 or (bool(ts.senses[at - 1]) and not ts.has(at - 1, Tag.NUMBER))
    return not led and ts.has(end, Tag.IN, Tag.SHIFT, Tag.SHIFTED, Tag.WITHIN)


def fiscal_before(ts: TokenStream, at: int) -> bool:
    """Whether "fiscal" stands here, before a quarter or half: "the fiscal fourth quarter"."""
    return ts.value(at, Tag.UNIT) is Unit.FISCAL_YEAR and yearly_at(ts, at + 1) is not None


def in_the_year(yearly: Yearly, year: YearAfter) -> TimeSpan | None:
    """The name in its year; of 2026/27 the quarters are the label's, months to July and spring those of 2027."""
    first = yearly(cast("int", year.year))
    if first is None:
        return None
    if year.last_year is None:
        return replace(first, note=first.note or Note.FISCAL) if year.fiscal else first
    if first.unit in {Unit.QUARTER, Unit.HALF} and (first.opens.month - 1) % MONTHS_IN[first.unit] == 0:
        return split_part_span(first, year)
    later = first.opens.month <= LAST_MONTH_OF_SECOND_YEAR
    return (
        replace(yearly(year.last_year) or first, note=Note.NONE) if later else replace(first, note=Note.NONE)
    )


def split_part_span(part: TimeSpan, year: YearAfter) -> TimeSpan:
    """The quarter or half of a year that lies in two."""
    parts = SPLIT_QUARTERS if part.unit is Unit.QUARTER else SPLIT_HALVES
    which = 1 + (part.opens.month - 1) // MONTHS_IN[part.unit]
    days = split_part(parts, which, split_span(cast("int", year.year)).days)
    return replace(whole(part.unit, days), note=Note.SPLIT_YEAR)


class WeekdayBehind(NamedTuple):
    """The weekday in brackets behind a date, None if there is none, and the position after it."""

    weekday: int | None
    end: int


def past_weekday_behind(ts: TokenStream, at: int) -> WeekdayBehind:
    """ "(3 March) (Tuesday)": the weekday that a date can end with."""
    bracketed = ts.has(at, Tag.OPENED) and ts.has(at + 2, Tag.CLOSED)
    last = ts.has(at, Tag.OPENED) and at + 2 == len(ts.tokens)
    weekday = ts.value(at + 1, Tag.WEEKDAY) if bracketed or last else None
    return WeekdayBehind(weekday, at if weekday is None else at + 2 + bracketed)


def fitting(ts: TokenStream, yearly: Yearly, weekday: int) -> TimeSpan | None:
    """The day that falls on the weekday, of the last one and the next two the nearest; else the next one.

    A date without a year that stands beside its weekday says which year it is of: "Friday, 6 February", said on
    12 February 2026, is six days past, as in 2027 it is a Saturday.
    """
    near = ts.nearest(yearly)
    if near is None:
        return None
    around = [yearly(year) for year in range(near.opens.year - 1, near.opens.year + 2) if year >= 1]
    fits = [span for span in around if span and span.opens.weekday() == weekday]
    return min(fits, key=lambda span: abs(span.opens - ts.said_on), default=near)


def in_shifted_year(ts: TokenStream, at: int) -> Timed | None:
    """Next year's third quarter, nächstes Jahr im Mai, 2027 im Sommer."""
    before = year_after(ts, at)
    start = ts.skip(before.end, *SMALL, Tag.IN) if before else at
    found = yearly_at(ts, start) if before else None
    if before is None or before.year is None or found is None:
        return None
    if start == before.end and ts.token(start).words in ts.language.verbs_alike:
        return None  # "rates may in 2027 fall"
    return Timed(existing(in_the_year(found.yearly, before)), found.end)


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
        if split and split.last_year and is_year(split):
            return Timed(replace(split_span(cast("int", split.year)), note=Note.FISCAL), at + 2)
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
    fiscal = ts.value(at, Tag.UNIT) is Unit.FISCAL_YEAR and is_part(ts.token(at + 1).written)
    at += fiscal
    date_ = ts.token(at).written
    if date_ is None or date_.year is None:
        return None
    span = written_span(date_)
    if span and begins_split(ts, at):
        span = parted(UnitPart.START, span)
    if span and weekday is not None and span.unit is Unit.DAY and span.opens.weekday() != weekday:
        span = replace(span, note=Note.WEEKDAY)
    if span and fiscal:
        return Timed(replace(span, note=Note.FISCAL), at + 1)
    if span and date_.last_year and ts.value(at + 1, Tag.UNIT) is Unit.FISCAL_YEAR:
        return Timed(replace(span, note=Note.FISCAL), at + 2)
    return Timed(span, past_weekday_behind(ts, at + 1).end) if span else None


def begins_split(ts: TokenStream, at: int) -> bool:
    """Whether the year that lies in two is told by its beginning: "zum Schuljahresbeginn 2027/28"."""
    split = ts.token(at).written
    led = at > 0 and ts.token(at - 1).words.lower().endswith(BEGINNINGS)
    return led and split is not None and split.last_year is not None


def is_part(date_: Written | None) -> bool:
    """Whether a date in numbers names a quarter or half."""
    return bool(date_ and (date_.quarter or date_.half))


def written_span(date_: Written) -> TimeSpan | None:
    """The span of a date in numbers that has its year."""
    number = cast("int", date_.year)
    if date_.day and date_.month:
        span = day_yearly(date_.month, date_.day, Note.DAY_OR_MONTH if date_.swapped else Note.NONE)(number)
        return existing(span)
    if date_.month:
        return months_yearly(Unit.MONTH, date_.month)(number)
    if date_.quarter or date_.half:
        return written_part(date_)
    if date_.week and date_.last_week:
        return weeks_yearly(date_.week, date_.last_week)(number)
    if date_.last_year:
        return replace(split_span(number), note=Note.FISCAL if date_.fiscal else Note.SPLIT_YEAR)
    return year_span(number, Unit.FISCAL_YEAR if date_.fiscal else Unit.YEAR)


def written_part(date_: Written) -> TimeSpan | None:
    """Q3 2027, H1/27, Q4 2026/27."""
    if date_.quarter:
        yearly = months_yearly(Unit.QUARTER, 3 * date_.quarter - 2)
    else:
        yearly = months_yearly(Unit.HALF, 6 * cast("int", date_.half) - 5)
    return in_the_year(yearly, YearAfter(date_.year, 0, date_.last_year))


def split_span(year: int) -> TimeSpan:
    """A year that begins in one and ends in the next: as far as the label can mean."""
    days = Days(year_span(year).opens, year_span(year + 1).closes)
    return replace(whole(Unit.SPLIT_YEAR, days), note=Note.SPLIT_YEAR)


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
    if shift is not None and kind is not None and not (shift < 0 and kind is Unit.THIRD):
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
    kind = None if ts.has(at, Tag.NUMBERED) else ts.value(at, Tag.UNIT)
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
    if number is None or (shift is None and is_any(ts, at)):
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
    if number is None or ts.value(start - 1, Tag.NUMBER) == 1:  # "a third"
        return None
    if ts.token(start).words.lower() in ts.language.verbs:
        return None  # "a year after opening"
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
