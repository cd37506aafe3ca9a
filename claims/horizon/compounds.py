"""Times made of other times: a part of a unit, the nth of it, a range, a day counted from another."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from .almanac import (
    DAYS_OF_WEEK,
    MONTHS_IN,
    Part,
    Step,
    Unit,
    add,
    half_of,
    month_index,
    months_span,
    nth_week,
    nth_weekday,
    plus_days,
    step,
    unit_around,
    unit_shifted,
)
from .amounts import Amount, Measured, amount
from .lexicon import Kind
from .names import NAMES, next_weekday, this_unit
from .reading import NESTING, Reading, Span, Timed, parted, precision_of, single, whole
from .recurring import after_next, months_yearly, plain_year, weekend_of, year_after
from .results import Precision, Rule

LINKS = (Kind.OF, Kind.THE, Kind.JOINT, Kind.ABOUT, Kind.IN)
Change = Callable[[Span], Span | None]


def changed(r: Reading, change: Change, inner: Span) -> Span | None:
    """A part or the nth unit of a span; where the year was left open, of the nearest that is not over."""
    yearly = inner.yearly
    if yearly is None:
        return change(inner)

    def in_year(year: int) -> Span | None:
        span = yearly(year)
        return span and change(span)

    return r.nearest(in_year)


def container(r: Reading, at: int) -> Timed:
    """What a part is a part of: any time, or the current unit ("of the year")."""
    at = r.skip(at, *LINKS)
    return span_at(r, at) or this_unit(r, at)


def part(r: Reading, at: int) -> Timed:
    """Mid-2028, Ende nächsten Jahres, early next year, the end of the third quarter."""
    which = r.value(at, Kind.PART)
    verb = r.running and is_verb(r, at)
    inner_at = at + 1
    if which and r.has(at + 1, Kind.UNITS) and r.has(at + 2, Kind.OF):
        inner_at = at + 2  # "the early months of 2027"
    found = container(r, inner_at) if which and not verb else None
    if found is None:
        return None
    inner, end = found
    span = changed(r, lambda whole_: parted(cast("Part", which), whole_), inner)
    return (span, end) if span else None


def is_verb(r: Reading, at: int) -> bool:
    """Whether "start" or "close" is a verb in a text: "will start next spring", "close for two years"."""
    noun = r.token(at + 1).words.lower() in {"of", "-"} or plain_year(r, at + 1) is not None
    return r.token(at).words.lower() in r.language.verbs and not noun


def part_word(r: Reading, at: int) -> Timed:
    """Jahresende, year-end 2027, Monatsmitte, EOM."""
    found = r.value(at, Kind.PART_OF)
    if found is None:
        return None
    which, unit = found
    year = year_after(r, at + 1) if unit in {Unit.YEAR, Unit.FISCAL_YEAR} else None
    if year and year[0] is not None:
        inner = whole(unit, unit_around(unit, r.said_on.replace(year=year[0], day=1)))
        return parted(which, inner), year[1]
    return parted(which, whole(unit, unit_around(unit, r.said_on))), year[1] if year else at + 1


def nth(r: Reading, at: int) -> Timed:
    """First week of October, the last Friday of next month, die zweite Hälfte 2027, the first 100 days of 2027."""
    if r.has(at, Kind.NTH):
        which, unit = r.value(at, Kind.NTH)
        return nth_of(r, (lambda span: halved(which, span)) if unit is Unit.HALF else None, at + 1)
    which = r.value(at, Kind.ORDINAL)
    if which is None:
        return None
    at = r.skip(at + 1, Kind.JOINT)
    if r.has(at, Kind.OF_MONTH):
        return nth_of_month(r, at, which)
    return nth_of(r, *nth_change(r, at, which))


def nth_of_month(r: Reading, at: int, which: int) -> Timed:
    """Die erste Märzhälfte 2027, die letzte Juniwoche."""
    unit, month = r.value(at, Kind.OF_MONTH)
    year = year_after(r, at + 1)
    of_month = months_yearly(Unit.MONTH, month)

    def in_year(number: int) -> Span | None:
        span = of_month(number)
        return span and (halved(which, span) if unit is Unit.HALF else nth_unit(unit, which, span))

    span = in_year(year[0]) if year and year[0] is not None else r.nearest(in_year)
    return (span, year[1] if year else at + 1) if span else None


def nth_of(r: Reading, change: Change | None, at: int) -> Timed:
    """What the change takes out of the time that follows."""
    if change is None:
        return None
    found = container(r, at) if r.skip(at, *LINKS) > at or span_at(r, at) else None
    if found is None:
        return None
    span = changed(r, change, found[0])
    return (span, found[1]) if span else None


def nth_change(r: Reading, at: int, which: int) -> tuple[Change | None, int]:
    """What "the first ..." takes out of the time that follows, and where that begins."""
    weekday = r.value(at, Kind.WEEKDAY)
    if weekday is not None:
        return lambda span: inside(single(nth_weekday(weekday, span.days, which)), span), at + 1
    if r.has(at, Kind.HALF) and abs(which) <= 2:
        second = 1 if which == 1 else 2
        return lambda span: halved(second, span), at + 1
    unit = r.value(at, Kind.UNIT)
    if unit is not None:
        return lambda span: nth_unit(unit, which, span), at + 1
    if r.has(at, Kind.UNITS):
        few = cast("Unit", r.value(at, Kind.UNITS))
        return lambda span: first_few(few, which, span), at + 1
    found = amount(r, at)
    if found is None or which not in {1, -1} or found[0].few:
        return None, at
    length = found[0]
    return lambda span: first_or_last(which, length.high, length.unit, span), found[1]


def inside(span: Span, outer: Span) -> Span | None:
    """The span, unless it lies outside what it should be a part of."""
    return span if outer.opens <= span.closes and span.opens <= outer.closes else None


def halved(which: int, span: Span) -> Span:
    """The first or second half of a span."""
    precision = (
        Precision.HALF
        if span.divisible in {Unit.YEAR, Unit.FISCAL_YEAR}
        else parted(Part.MID, span).precision
    )
    days = half_of(which, span.divisible, span.days)
    unit = Unit.HALF if precision is Precision.HALF else Unit.DAY
    return replace(whole(unit, days), precision=precision, note=span.note)


def nth_unit(unit: Unit, which: int, span: Span) -> Span | None:
    """The nth day, week, month, quarter or year of a span."""
    if unit in DAYS_OF_WEEK:
        return inside(whole(unit, nth_week(unit, span.days, which)), span)
    if unit not in MONTHS_IN:
        day = plus_days(span.opens, which - 1) if which > 0 else plus_days(span.closes, which + 1)
        return inside(single(day), span)
    size = MONTHS_IN[unit]
    from_first, from_last = month_index(span.opens) - size, month_index(span.closes) + 1
    first = (from_first if which > 0 else from_last) + which * size
    return inside(whole(unit, months_span(first, first + size - 1)), span)


def first_few(unit: Unit, which: int, span: Span) -> Span:
    """The first or last days (a third of a month), weeks (a month) or months (a part) of a span."""
    edge = span.opens if which > 0 else span.closes
    part_ = Part.EARLY if which > 0 else Part.LATE
    month = replace(whole(Unit.MONTH, unit_around(Unit.MONTH, edge)), note=span.note)
    if unit is Unit.DAY:
        return parted(part_, month)
    return month if unit is Unit.WEEK else parted(part_, span)


def first_or_last(which: int, length: Step, unit: Unit, span: Span) -> Span | None:
    """The first or last months, weeks or days of a span."""
    if which > 0:
        days = span.opens, min(plus_days(add(span.opens, length), -1), span.closes)
    else:
        days = max(add(plus_days(span.closes, 1), -length), span.opens), span.closes
    return replace(whole(Unit.DAY, days), precision=precision_of(unit))


def week_of(r: Reading, at: int) -> Timed:
    """The week of 4 February, the week beginning Monday, in der Woche vom 4. Februar."""
    unit = r.value(at, Kind.UNIT)
    if unit not in {Unit.WEEK, Unit.WORKWEEK, Unit.WEEKEND} or r.has(at + 1, Kind.AFTER):
        return None
    found = span_at(r, r.skip(at + 1, Kind.OF, Kind.STARTING, Kind.FROM, *LINKS))
    if found is None or found[0].unit is not Unit.DAY or found[0].opens != found[0].closes:
        return None
    if unit is Unit.WEEKEND:
        span = changed(r, lambda day: weekend_of(day.opens), found[0])
    else:
        span = changed(r, lambda day: whole(unit, unit_around(unit, day.opens)), found[0])
    return (span, found[1]) if span else None


def week_after(r: Reading, at: int) -> Timed:
    """The week after Easter: the one that follows the day's own, which ends with Easter Sunday."""
    unit = r.value(at, Kind.UNIT)
    if unit not in {Unit.WEEK, Unit.WORKWEEK} or not r.has(at + 1, Kind.AFTER):
        return None
    found = span_at(r, r.skip(at + 2, Kind.THE))
    if found is None or found[0].unit is not Unit.DAY or found[0].opens != found[0].closes:
        return None
    span = changed(r, lambda day: whole(unit, unit_shifted(unit, day.opens, 1), Rule.OFFSET), found[0])
    return (span, found[1]) if span else None


def day_of_week(r: Reading, at: int) -> Timed:
    """Friday next week, Mittwoch in zwei Wochen, next week Wednesday, Friday week."""
    weekday = r.value(at, Kind.WEEKDAY)
    if weekday is not None and r.value(at + 1, Kind.UNIT) is Unit.WEEK and not after_next(r, at + 2):
        return single(plus_days(next_weekday(r, weekday), 7)), at + 2
    if weekday is not None:
        return weekday_of(r, weekday, r.skip(at + 1, *LINKS))
    if r.has(at, Kind.SHIFT) and r.value(at + 1, Kind.UNIT) is Unit.WEEK:
        monday = unit_shifted(Unit.WEEK, r.said_on, r.value(at, Kind.SHIFT))[0]
        end = r.skip(at + 2, *LINKS)
        weekday = r.value(end, Kind.WEEKDAY)
        return (single(plus_days(monday, weekday)), end + 1) if weekday is not None else None
    return None


def weekday_of(r: Reading, weekday: int, at: int) -> Timed:
    """The weekday of the week that follows it: "nächster Woche", "(in) two weeks"."""
    shift = r.value(at, Kind.SHIFT)
    if shift is not None and r.value(at + 1, Kind.UNIT) is Unit.WEEK:
        return single(plus_days(unit_shifted(Unit.WEEK, r.said_on, shift)[0], weekday)), at + 2
    if r.value(at, Kind.UNIT) is Unit.WEEK and after_next(r, at + 1):
        return single(plus_days(unit_shifted(Unit.WEEK, r.said_on, 2)[0], weekday)), at + 3
    found = amount(r, at)
    if found is None or found[0].unit is not Unit.WEEK or found[0].few:
        return None
    monday = unit_around(Unit.WEEK, add(r.said_on, found[0].high))[0]
    return single(plus_days(monday, weekday)), found[1]


def offset(r: Reading, at: int) -> Timed:
    """Two weeks after Easter, the day before Christmas, three days starting next Monday."""
    found = amount(r, at) or one_day(r, at)
    if found is None or found[0].few:
        return None
    length, link = found
    inner = span_at(r, r.skip(link + 1, Kind.THE)) if r.has(link, *OFFSETS) else None
    if inner is None:
        return None
    span, end = inner
    if r.has(link, Kind.AFTER, Kind.FROM):
        return single(add(span.closes, length.high), Rule.OFFSET), end
    if r.has(link, Kind.BEFORE):
        return single(add(span.opens, -length.high), Rule.OFFSET), end
    days = span.opens, plus_days(add(span.opens, length.high), -1)
    return replace(whole(Unit.DAY, days, Rule.OFFSET), precision=precision_of(length.unit)), end


def one_day(r: Reading, at: int) -> Measured | None:
    """The day (before Christmas), der Tag (nach Ostern)."""
    day = r.value(at, Kind.UNIT) is Unit.DAY and r.has(at + 1, Kind.BEFORE, Kind.AFTER)
    return (Amount(step(1, Unit.DAY), Unit.DAY), at + 1) if day else None


def from_day(r: Reading, at: int) -> Timed:
    """Heute in einem Jahr, tomorrow in two weeks, this time next year."""
    offset_ = r.value(at, Kind.DAY)
    if offset_ is None:
        return None
    day = plus_days(r.said_on, offset_)
    after = r.skip(at + 1, Kind.IN, Kind.THE, Kind.HENCE)
    shift, unit = r.value(after, Kind.SHIFT), r.value(after + 1, Kind.UNIT)
    if shift is not None and unit is not None and shift > 0:
        return single(add(day, step(shift, unit)), Rule.OFFSET), after + 2
    found = amount(r, after) if after > at + 1 else None
    return (single(add(day, found[0].high), Rule.OFFSET), found[1]) if found and not found[0].few else None


def weekdays_on(r: Reading, at: int) -> Timed:
    """Two Fridays from now."""
    count, weekday = r.value(at, Kind.NUMBER), r.value(at + 1, Kind.WEEKDAY)
    if weekday is None or not isinstance(count, int) or count < 1 or not r.has(at + 2, Kind.HENCE):
        return None
    first = plus_days(next_weekday(r, weekday), 7 * (r.said_on.weekday() == weekday))
    return single(plus_days(first, 7 * (count - 1)), Rule.OFFSET), at + 3


OFFSETS = (Kind.AFTER, Kind.BEFORE, Kind.STARTING, Kind.FROM)
COMPOUNDS = (*NAMES, part, part_word, nth, week_of, week_after, day_of_week, offset, from_day, weekdays_on)


BEGINNINGS = frozenset(
    {
        Kind.NUMBER,
        Kind.HALF,
        Kind.ORDINAL,
        Kind.NTH,
        Kind.UNIT,
        Kind.MONTH,
        Kind.WEEKDAY,
        Kind.SEASON,
        Kind.PART_OF_SEASON,
        Kind.HOLIDAY,
        Kind.DAY,
        Kind.YEAR,
        Kind.DECADE,
        Kind.SHIFT,
        Kind.SHIFTED,
        Kind.PART,
        Kind.PART_OF,
    }
)


def begins_time(r: Reading, at: int) -> bool:
    """Whether a time can begin with the token there; most words of a text are no such."""
    token = r.token(at)
    if r.has(at, Kind.UNITS):
        return (
            not BEGINNINGS.isdisjoint(token.senses) or plain_year(r, at + 1) is not None
        )  # "the years 2027 to 2030"
    return token.written is not None or not BEGINNINGS.isdisjoint(token.senses)


def span_at(r: Reading, at: int) -> Timed:
    """The longest time that the words from here name; on a tie the rule listed first."""
    if at in r.spans:
        return r.spans[at]
    if r.nesting > NESTING or not begins_time(r, at):
        return None
    r.nesting += 1
    best: Timed = None
    try:
        for rule in COMPOUNDS:
            found = rule(r, at)
            if found and (best is None or found[1] > best[1]):
                best = found
    finally:
        r.nesting -= 1
    r.spans[at] = best
    return best
