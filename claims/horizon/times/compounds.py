"""Times made of other times: a part of a unit, the nth of it, a range, a day counted from another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from ..almanac import (
    DAYS_OF_WEEK,
    MONTHS_IN,
    SPLIT_QUARTERS,
    Days,
    Distance,
    Unit,
    UnitPart,
    add,
    half_of,
    month_index,
    months_span,
    nth_week,
    nth_weekday,
    plus_days,
    split_part,
    step,
    unit_around,
    unit_shifted,
)
from ..reading import NESTING, Timed, TimeSpan, TokenStream, parted, precision_of, single, whole
from ..resolution import Note, Precision, Rule
from ..words.lexicon import Tag
from .amounts import Length, MeasuredLength, amount
from .names import NAMES, next_weekday, split_span, this_unit
from .recurring import months_yearly, weekend_of
from .years import after_next, plain_year, year_after

LINKS = (Tag.OF, Tag.THE, Tag.JOINT, Tag.ABOUT, Tag.IN)
WEEKS_IN_DAYS = {8: 1, 14: 2, 15: 2}  # "Freitag in acht Tagen" is a week on Friday
OFFSETS = (Tag.AFTER, Tag.BEFORE, Tag.STARTING, Tag.FROM)
BEGINNINGS = frozenset(
    {
        Tag.NUMBER,
        Tag.HALF,
        Tag.ORDINAL,
        Tag.NTH,
        Tag.UNIT,
        Tag.MONTH,
        Tag.WEEKDAY,
        Tag.SHORT_WEEKDAY,
        Tag.SEASON,
        Tag.PART_OF_SEASON,
        Tag.HALF_YEAR,
        Tag.HOLIDAY,
        Tag.DAY,
        Tag.YEAR,
        Tag.DECADE,
        Tag.SHIFT,
        Tag.SHIFTED,
        Tag.PART,
        Tag.PART_OF,
    }
)
SpanChange = Callable[[TimeSpan], TimeSpan | None]


def changed(ts: TokenStream, change: SpanChange, inner: TimeSpan) -> TimeSpan | None:
    """The span with `change` applied; of a name without a year, in the first year where the result is not over."""
    yearly = inner.yearly
    if yearly is None:
        return change(inner)

    def in_year(year: int) -> TimeSpan | None:
        span = yearly(year)
        return span and change(span)

    return ts.nearest(in_year)


def container(ts: TokenStream, at: int) -> Timed | None:
    """What a part is a part of: any time, or the current unit ("of the year")."""
    at = ts.skip(at, *LINKS)
    return span_at(ts, at) or this_unit(ts, at)


def part(ts: TokenStream, at: int) -> Timed | None:
    """Mid-2028, Ende nächsten Jahres, early next year, the end of the third quarter."""
    which = ts.value(at, Tag.PART)
    verb = (ts.running and is_verb(ts, at)) or (ts.has(at, Tag.STARTING) and not ts.has(at + 1, Tag.OF))
    inner_at = at + 1
    if which and ts.has(at + 1, Tag.UNITS) and ts.has(at + 2, Tag.OF):
        inner_at = at + 2  # "the early months of 2027"
    found = container(ts, inner_at) if which and not verb else None
    if found is None:
        return None
    inner, end = found
    span = changed(ts, lambda whole_: parted(cast("UnitPart", which), whole_), inner)
    return Timed(span, end) if span else None


def is_verb(ts: TokenStream, at: int) -> bool:
    """Whether "start" or "close" is a verb in a text: "will start next spring", "close for two years"."""
    noun = ts.token(at + 1).words.lower() in {"of", "-"} or plain_year(ts, at + 1) is not None
    return ts.token(at).words.lower() in ts.language.verbs and not noun


def part_word(ts: TokenStream, at: int) -> Timed | None:
    """Jahresende, year-end 2027, Monatsmitte, EOM."""
    found = ts.value(at, Tag.PART_OF)
    if found is None:
        return None
    which, unit = found
    year = year_after(ts, at + 1) if unit in {Unit.YEAR, Unit.FISCAL_YEAR} else None
    if year and year.year is not None:
        inner = whole(unit, unit_around(unit, ts.said_on.replace(year=year.year, day=1)))
        inner = split_span(year.year) if year.last_year else inner
        return Timed(parted(which, inner), year.end)
    return Timed(parted(which, whole(unit, unit_around(unit, ts.said_on))), year.end if year else at + 1)


def nth(ts: TokenStream, at: int) -> Timed | None:
    """First week of October, the last Friday of next month, die zweite Hälfte 2027, the first 100 days of 2027."""
    if ts.has(at, Tag.NTH):
        which, unit = ts.value(at, Tag.NTH)
        return nth_of(ts, (lambda span: halved(which, span)) if unit is Unit.HALF else None, at + 1)
    which = ts.value(at, Tag.ORDINAL)
    if which is None:
        return None
    at = ts.skip(at + 1, Tag.JOINT)
    if ts.has(at, Tag.OF_MONTH):
        return nth_of_month(ts, at, which)
    if ts.has(at, Tag.HALF_OF):
        return half_of_this(ts, at, which)
    return nth_of(ts, *nth_change(ts, at, which))


def nth_of_month(ts: TokenStream, at: int, which: int) -> Timed | None:
    """Die erste Märzhälfte 2027, die letzte Juniwoche."""
    unit, month = ts.value(at, Tag.OF_MONTH)
    year = year_after(ts, at + 1)
    of_month = months_yearly(Unit.MONTH, month)

    def in_year(number: int) -> TimeSpan | None:
        span = of_month(number)
        return span and (halved(which, span) if unit is Unit.HALF else nth_unit(unit, which, span))

    span = in_year(year.year) if year and year.year is not None else ts.nearest(in_year)
    return Timed(span, year.end if year else at + 1) if span else None


def half_of_this(ts: TokenStream, at: int, which: int) -> Timed | None:
    """Die erste Monatshälfte, die zweite Wochenhälfte: of the current one."""
    unit = ts.value(at, Tag.HALF_OF)
    found = halved(which, whole(unit, unit_around(unit, ts.said_on))) if which in {1, 2} else None
    return Timed(found, at + 1) if found else None


def nth_of(ts: TokenStream, change: SpanChange | None, at: int) -> Timed | None:
    """The time that begins here, behind "of" or not, with `change` applied."""
    if change is None:
        return None
    found = container(ts, at) if ts.skip(at, *LINKS) > at or span_at(ts, at) else None
    if found is None:
        return None
    span = changed(ts, change, found.span)
    return Timed(span, found.end) if span else None


def nth_change(ts: TokenStream, at: int, which: int) -> tuple[SpanChange | None, int]:
    """For "the first week (of May)": the change that takes it out of a time, and where that time begins."""
    weekday = ts.value(at, Tag.WEEKDAY)
    if weekday is not None:
        return lambda span: inside(single(nth_weekday(weekday, span.days, which)), span), at + 1
    if ts.has(at, Tag.HALF) and abs(which) <= 2:
        second = 1 if which == 1 else 2
        return lambda span: halved(second, span), at + 1
    if ts.has(at, Tag.UNIT):
        return (lambda span: nth_unit(ts.value(at, Tag.UNIT), which, span)), at + 1
    if ts.has(at, Tag.UNITS):
        return (lambda span: first_few(ts.value(at, Tag.UNITS), which, span)), at + 1
    return few_change(ts, at, which)


def few_change(ts: TokenStream, at: int, which: int) -> tuple[SpanChange | None, int]:
    """For "the first two weeks (of May)", "the last few days (of May)": as `nth_change`."""
    found = amount(ts, at)
    if found is None or which not in {1, -1}:
        return None, at
    length = found.amount
    if length.few:
        return lambda span: first_few(length.unit, which, span), found.end
    return lambda span: first_or_last(which, length.high, length.unit, span), found.end


def inside(span: TimeSpan, outer: TimeSpan) -> TimeSpan | None:
    """The span, unless it lies outside what it should be a part of."""
    return span if outer.opens <= span.closes and span.opens <= outer.closes else None


def halved(which: int, span: TimeSpan) -> TimeSpan:
    """The first or second half of a span."""
    precision = (
        Precision.HALF
        if span.divisible in {Unit.YEAR, Unit.FISCAL_YEAR, Unit.SPLIT_YEAR}
        else parted(UnitPart.MID, span).precision
    )
    days = half_of(which, span.divisible, span.days)
    unit = Unit.HALF if precision is Precision.HALF else Unit.DAY
    return replace(whole(unit, days), precision=precision, note=span.note)


def nth_unit(unit: Unit, which: int, span: TimeSpan) -> TimeSpan | None:
    """The nth day, week, month, quarter or year of a span; of 2026/27 nobody knows which month is the first."""
    if span.unit is Unit.SPLIT_YEAR:
        return split_quarter(which, span) if unit is Unit.QUARTER else None
    if unit in DAYS_OF_WEEK:
        return inside(whole(unit, nth_week(unit, span.days, which)), span)
    if unit not in MONTHS_IN:
        day = plus_days(span.opens, which - 1) if which > 0 else plus_days(span.closes, which + 1)
        return inside(single(day), span)
    size = MONTHS_IN[unit]
    from_first, from_last = month_index(span.opens) - size, month_index(span.closes) + 1
    first = (from_first if which > 0 else from_last) + which * size
    return inside(whole(unit, months_span(first, first + size - 1)), span)


def split_quarter(which: int, span: TimeSpan) -> TimeSpan | None:
    """The nth quarter of a year that lies in two; negative numbers count from its end."""
    place = which if which > 0 else len(SPLIT_QUARTERS) + 1 + which
    if not 1 <= place <= len(SPLIT_QUARTERS):
        return None
    return replace(whole(Unit.QUARTER, split_part(SPLIT_QUARTERS, place, span.days)), note=span.note)


def first_few(unit: Unit, which: int, span: TimeSpan) -> TimeSpan | None:
    """The first or last days (a third of a month), weeks (a month) or months (a part) of a span."""
    if span.unit is Unit.SPLIT_YEAR:
        return None
    edge = span.opens if which > 0 else span.closes
    part_ = UnitPart.EARLY if which > 0 else UnitPart.LATE
    month = replace(whole(Unit.MONTH, unit_around(Unit.MONTH, edge)), note=span.note)
    if unit is Unit.DAY:
        return parted(part_, month)
    return month if unit is Unit.WEEK else parted(part_, span)


def first_or_last(which: int, length: Distance, unit: Unit, span: TimeSpan) -> TimeSpan | None:
    """The first or last months, weeks or days of a span."""
    if span.unit is Unit.SPLIT_YEAR:
        return None
    if which > 0:
        days = Days(span.opens, min(plus_days(add(span.opens, length), -1), span.closes))
    else:
        days = Days(max(add(plus_days(span.closes, 1), -length), span.opens), span.closes)
    return replace(whole(Unit.DAY, days), precision=precision_of(unit))


def week_of(ts: TokenStream, at: int) -> Timed | None:
    """The week of 4 February, the week beginning Monday, in der Woche vom 4. Februar."""
    unit = ts.value(at, Tag.UNIT)
    if unit not in {Unit.WEEK, Unit.WORKWEEK, Unit.WEEKEND} or ts.has(at + 1, Tag.AFTER):
        return None
    found = span_at(ts, ts.skip(at + 1, Tag.OF, Tag.STARTING, Tag.FROM, *LINKS))
    if found is None or found.span.unit is not Unit.DAY or found.span.opens != found.span.closes:
        return None
    if unit is Unit.WEEKEND:
        span = changed(ts, lambda day: weekend_of(day.opens), found.span)
    else:
        span = changed(ts, lambda day: whole(unit, unit_around(unit, day.opens)), found.span)
    return Timed(span, found.end) if span else None


def weekday_after(ts: TokenStream, at: int) -> Timed | None:
    """The Monday after Easter, am Freitag vor Pfingsten: the first such day after or before another."""
    weekday = ts.value(at, Tag.WEEKDAY)
    if weekday is None or not ts.has(at + 1, Tag.AFTER, Tag.BEFORE):
        return None
    found = span_at(ts, ts.skip(at + 2, Tag.THE))
    if found is None or found.span.unit is not Unit.DAY or found.span.opens != found.span.closes:
        return None
    forward = ts.has(at + 1, Tag.AFTER)
    span = changed(
        ts, lambda day: single(nearest_weekday(weekday, day.opens, forward=forward), Rule.OFFSET), found.span
    )
    return Timed(span, found.end) if span else None


def nearest_weekday(weekday: int, day: date, *, forward: bool) -> date:
    """The first such weekday after a day, or the last one before it."""
    if forward:
        return plus_days(day, 1 + (weekday - day.weekday() - 1) % 7)
    return plus_days(day, -1 - (day.weekday() - weekday - 1) % 7)


def unit_ending(ts: TokenStream, at: int) -> Timed | None:
    """The quarter ending September 30, the year ending in March 2027, the year to March 2027."""
    unit = ts.value(at, Tag.UNIT)
    until = unit is Unit.YEAR and ts.has(at - 1, Tag.THE) and ts.has(at + 1, Tag.TO)
    if unit not in MONTHS_IN or not (until or ts.has(at + 1, Tag.ENDING)):
        return None
    found = span_at(ts, ts.skip(at + 2, Tag.THE))
    if found is None or (until and (found.span.yearly or found.span.unit not in {Unit.MONTH, Unit.DAY})):
        return None
    opens = add(plus_days(found.span.closes, 1), -step(1, unit))
    return Timed(whole(unit, Days(opens, found.span.closes), Rule.OFFSET), found.end)


def week_after(ts: TokenStream, at: int) -> Timed | None:
    """The week after Easter: the one that follows the day's own, which ends with Easter Sunday."""
    unit = ts.value(at, Tag.UNIT)
    if unit not in {Unit.WEEK, Unit.WORKWEEK} or not ts.has(at + 1, Tag.AFTER):
        return None
    found = span_at(ts, ts.skip(at + 2, Tag.THE))
    if found is None or found.span.unit is not Unit.DAY or found.span.opens != found.span.closes:
        return None
    span = changed(ts, lambda day: whole(unit, unit_shifted(unit, day.opens, 1), Rule.OFFSET), found.span)
    return Timed(span, found.end) if span else None


def day_of_week(ts: TokenStream, at: int) -> Timed | None:
    """Friday next week, Mittwoch in zwei Wochen, next week Wednesday, Friday week."""
    weekday = ts.value(at, Tag.WEEKDAY)
    if weekday is not None and ts.value(at + 1, Tag.UNIT) is Unit.WEEK and not after_next(ts, at + 2):
        return Timed(single(plus_days(next_weekday(ts, weekday), 7)), at + 2)
    if weekday is not None:
        return weekday_of(ts, weekday, ts.skip(at + 1, *LINKS))
    if ts.has(at, Tag.SHIFT) and ts.value(at + 1, Tag.UNIT) is Unit.WEEK:
        monday = unit_shifted(Unit.WEEK, ts.said_on, ts.value(at, Tag.SHIFT)).opens
        end = ts.skip(at + 2, *LINKS)
        weekday = ts.value(end, Tag.WEEKDAY)
        return Timed(single(plus_days(monday, weekday)), end + 1) if weekday is not None else None
    return None


def weekday_of(ts: TokenStream, weekday: int, at: int) -> Timed | None:
    """The weekday of the week that follows it: "nächster Woche", "(in) two weeks"."""
    shift = ts.value(at, Tag.SHIFT)
    if shift is not None and ts.value(at + 1, Tag.UNIT) is Unit.WEEK:
        return Timed(single(plus_days(unit_shifted(Unit.WEEK, ts.said_on, shift).opens, weekday)), at + 2)
    if ts.value(at, Tag.UNIT) is Unit.WEEK and after_next(ts, at + 1):
        return Timed(single(plus_days(unit_shifted(Unit.WEEK, ts.said_on, 2).opens, weekday)), at + 3)
    found = amount(ts, at)
    if found is None or found.amount.few:
        return None
    if found.amount.unit is Unit.DAY and found.amount.high.days in WEEKS_IN_DAYS:
        later = 7 * WEEKS_IN_DAYS[found.amount.high.days]
        return Timed(single(plus_days(next_weekday(ts, weekday), later)), found.end)
    if found.amount.unit is not Unit.WEEK:
        return None
    return Timed(weekday_in_weeks(ts, weekday, found.amount.high), found.end)


def weekday_in_weeks(ts: TokenStream, weekday: int, length: Distance) -> TimeSpan:
    """The weekday of the week that is so far off; "Montag in einer Woche" is never the coming Monday itself."""
    near = next_weekday(ts, weekday)
    that_week = plus_days(unit_around(Unit.WEEK, add(ts.said_on, length)).opens, weekday)
    if that_week <= near:
        return single(plus_days(near, 7), note=Note.NEXT)
    return single(that_week, note=Note.NONE if that_week == add(near, length) else Note.ABOUT)


def offset(ts: TokenStream, at: int) -> Timed | None:
    """Two weeks after Easter, the day before Christmas, three days starting next Monday."""
    found = amount(ts, at) or one_day(ts, at)
    if found is None or found.amount.few:
        return None
    length, link = found
    linked = ts.has(link, *OFFSETS) or on_weekday(ts, length, link)
    inner = span_at(ts, ts.skip(link + 1, Tag.THE)) if linked else None
    if inner is None or is_a_rate(ts, at, link, inner.span):
        return None
    span, end = inner
    if span.unit is Unit.YEAR and length.unit is Unit.YEAR and ts.has(link, Tag.AFTER, Tag.BEFORE):
        distance = length.high if ts.has(link, Tag.AFTER) else -length.high
        return Timed(whole(Unit.YEAR, unit_around(Unit.YEAR, add(span.opens, distance)), Rule.OFFSET), end)
    if ts.has(link, Tag.AFTER, Tag.FROM) or on_weekday(ts, length, link):
        return Timed(single(add(span.closes, length.high), Rule.OFFSET), end)
    if ts.has(link, Tag.BEFORE):
        return Timed(single(add(span.opens, -length.high), Rule.OFFSET), end)
    days = Days(span.opens, plus_days(add(span.opens, length.high), -1))
    return Timed(replace(whole(Unit.DAY, days, Rule.OFFSET), precision=precision_of(length.unit)), end)


def is_a_rate(ts: TokenStream, at: int, link: int, since: TimeSpan) -> bool:
    """Whether the length only says how often, from a time on: "$90 billion a year from 2029"."""
    one = ts.value(at, Tag.NUMBER) == 1 and (ts.has(at - 1, Tag.MONEY) or since.unit in MONTHS_IN)
    return one and ts.has(link, Tag.FROM, Tag.STARTING)


def on_weekday(ts: TokenStream, length: Length, at: int) -> bool:
    """ "(A week) on Friday": that long after it."""
    weeks = length.unit in {Unit.WEEK, Unit.FORTNIGHT}
    return weeks and ts.has(at, Tag.ON) and ts.has(at + 1, Tag.WEEKDAY)


def one_day(ts: TokenStream, at: int) -> MeasuredLength | None:
    """The day (before Christmas), der Tag (nach Ostern)."""
    day = ts.value(at, Tag.UNIT) is Unit.DAY and ts.has(at + 1, Tag.BEFORE, Tag.AFTER)
    return MeasuredLength(Length(high=step(1, Unit.DAY), unit=Unit.DAY), at + 1) if day else None


def from_day(ts: TokenStream, at: int) -> Timed | None:
    """Heute in einem Jahr, tomorrow in two weeks, this time next year."""
    offset_ = ts.value(at, Tag.DAY)
    if offset_ is None:
        return None
    day = plus_days(ts.said_on, offset_)
    after = ts.skip(at + 1, Tag.IN, Tag.THE, Tag.HENCE)
    shift, unit = ts.value(after, Tag.SHIFT), ts.value(after + 1, Tag.UNIT)
    if shift is not None and unit is not None and shift > 0:
        return Timed(single(add(day, step(shift, unit)), Rule.OFFSET), after + 2)
    found = amount(ts, after) if after > at + 1 else None
    if found is None or found.amount.few:
        return None
    return Timed(single(add(day, found.amount.high), Rule.OFFSET), found.end)


def weekdays_on(ts: TokenStream, at: int) -> Timed | None:
    """Two Fridays from now."""
    count, weekday = ts.value(at, Tag.NUMBER), ts.value(at + 1, Tag.WEEKDAY)
    if weekday is None or not isinstance(count, int) or count < 1 or not ts.has(at + 2, Tag.HENCE):
        return None
    first = plus_days(next_weekday(ts, weekday), 7 * (ts.said_on.weekday() == weekday))
    return Timed(single(plus_days(first, 7 * (count - 1)), Rule.OFFSET), at + 3)


COMPOUNDS = (
    *NAMES,
    part,
    part_word,
    nth,
    week_of,
    unit_ending,
    week_after,
    weekday_after,
    day_of_week,
    offset,
    from_day,
    weekdays_on,
)


def begins_time(ts: TokenStream, at: int) -> bool:
    """Whether a time can begin with the token there. Most words of a text begin none, which saves the rules."""
    token = ts.token(at)
    if ts.has(at, Tag.UNITS):  # "the years 2027 to 2030", "weeks 23 and 24"
        return not BEGINNINGS.isdisjoint(token.senses) or ts.has(at + 1, Tag.NUMBER)
    return token.written is not None or not BEGINNINGS.isdisjoint(token.senses)


def span_at(ts: TokenStream, at: int) -> Timed | None:
    """The longest time that begins here; on a tie the first of `COMPOUNDS` wins. Remembered by position."""
    if at in ts.spans:
        return ts.spans[at]
    if ts.nesting > NESTING or not begins_time(ts, at):
        return None
    ts.nesting += 1
    best: Timed | None = None
    try:
        for rule in COMPOUNDS:
            found = rule(ts, at)
            if found and (best is None or found.end > best.end):
                best = found
    finally:
        ts.nesting -= 1
    ts.spans[at] = best = best and past_bracket(ts, at, best)
    return best


def past_bracket(ts: TokenStream, at: int, found: Timed) -> Timed:
    """The same with the bracket that it opened closed: "Dienstag (3. März)"."""
    opened = any(ts.has(position, Tag.OPENED) for position in range(at, found.end))
    closes = opened and not ts.has(found.end - 1, Tag.CLOSED) and ts.has(found.end, Tag.CLOSED)
    return Timed(found.span, found.end + 1) if closes else found
