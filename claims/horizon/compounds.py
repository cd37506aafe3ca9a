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
    unit_around,
    unit_shifted,
)
from .amounts import amount
from .lexicon import Kind
from .names import NAMES, Found, after_next, day_number, past_weekday, plain_year, this_unit, year_after
from .reading import NESTING, Reading, Span, Yearly, parted, precision_of, single, whole
from .results import Note, Precision, Rule

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


def container(r: Reading, at: int) -> Found:
    """What a part is a part of: any time, or the current unit ("of the year")."""
    at = r.skip(at, *LINKS)
    return span_at(r, at) or this_unit(r, at)


def part(r: Reading, at: int) -> Found:
    """Mid-2028, Ende nächsten Jahres, early next year, the end of the third quarter."""
    which = r.value(at, Kind.PART)
    found = container(r, at + 1) if which else None
    if found is None:
        return None
    inner, end = found
    span = changed(r, lambda whole_: parted(cast("Part", which), whole_), inner)
    return (span, end) if span else None


def part_word(r: Reading, at: int) -> Found:
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


def nth(r: Reading, at: int) -> Found:
    """First week of October, the last Friday of next month, die zweite Hälfte 2027, the first 100 days of 2027."""
    which = r.value(at, Kind.ORDINAL)
    if which is None:
        return None
    at = r.skip(at + 1, Kind.JOINT)
    change, at = nth_change(r, at, which)
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
        Precision.HALF if span.unit in {Unit.YEAR, Unit.FISCAL_YEAR} else parted(Part.MID, span).precision
    )
    days = half_of(which, span.unit, span.days)
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


def first_or_last(which: int, length: Step, unit: Unit, span: Span) -> Span | None:
    """The first or last months, weeks or days of a span."""
    if which > 0:
        days = span.opens, min(plus_days(add(span.opens, length), -1), span.closes)
    else:
        days = max(add(plus_days(span.closes, 1), -length), span.opens), span.closes
    return replace(whole(Unit.DAY, days), precision=precision_of(unit))


def week_of(r: Reading, at: int) -> Found:
    """The week of 4 February, the week beginning Monday, in der Woche vom 4. Februar."""
    unit = r.value(at, Kind.UNIT)
    if unit not in {Unit.WEEK, Unit.WORKWEEK, Unit.WEEKEND}:
        return None
    found = span_at(r, r.skip(at + 1, Kind.OF, Kind.STARTING, Kind.FROM, *LINKS))
    if found is None or found[0].unit is not Unit.DAY or found[0].opens != found[0].closes:
        return None
    # A weekend "of" a Monday or Tuesday is the one that leads up to it.
    back = -2 if unit is Unit.WEEKEND else 0
    span = changed(r, lambda day: whole(unit, unit_around(unit, plus_days(day.opens, back))), found[0])
    return (span, found[1]) if span else None


def day_of_week(r: Reading, at: int) -> Found:
    """Friday next week, Mittwoch in zwei Wochen, next week Wednesday, tomorrow week."""
    weekday = r.value(at, Kind.WEEKDAY)
    if weekday is not None:
        return weekday_of(r, weekday, r.skip(at + 1, *LINKS))
    if r.has(at, Kind.SHIFT) and r.value(at + 1, Kind.UNIT) is Unit.WEEK:
        monday = unit_shifted(Unit.WEEK, r.said_on, r.value(at, Kind.SHIFT))[0]
        end = r.skip(at + 2, *LINKS)
        weekday = r.value(end, Kind.WEEKDAY)
        return (single(plus_days(monday, weekday)), end + 1) if weekday is not None else None
    return None


def weekday_of(r: Reading, weekday: int, at: int) -> Found:
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


def offset(r: Reading, at: int) -> Found:
    """Two weeks after Easter, drei Tage vor Weihnachten, three days starting next Monday."""
    found = amount(r, at)
    if found is None or found[0].few:
        return None
    length, link = found
    inner = span_at(r, r.skip(link + 1, Kind.THE)) if r.has(link, *OFFSETS) else None
    if inner is None:
        return None
    span, end = inner
    if r.has(link, Kind.AFTER):
        return single(add(span.closes, length.high), Rule.OFFSET), end
    if r.has(link, Kind.BEFORE):
        return single(add(span.opens, -length.high), Rule.OFFSET), end
    days = span.opens, plus_days(add(span.opens, length.high), -1)
    return replace(whole(Unit.DAY, days, Rule.OFFSET), precision=precision_of(length.unit)), end


OFFSETS = (Kind.AFTER, Kind.BEFORE, Kind.STARTING)
COMPOUNDS = (*NAMES, part, part_word, nth, week_of, day_of_week, offset)


def span_at(r: Reading, at: int) -> Found:
    """The longest time that the words from here name; on a tie the rule listed first."""
    if at in r.spans:
        return r.spans[at]
    if r.nesting > NESTING or not r.token(at).words:
        return None
    r.nesting += 1
    best: Found = None
    try:
        for rule in COMPOUNDS:
            found = rule(r, at)
            if found and (best is None or found[1] > best[1]):
                best = found
    finally:
        r.nesting -= 1
    r.spans[at] = best
    return best


# -- ranges --------------------------------------------------------------------------------------------


def past_to(r: Reading, at: int) -> int:
    """Where the second end of a range begins, or the same position if no "to" stands here."""
    if not r.has(at, Kind.TO):
        return at
    return r.skip(at + 1, Kind.TO, Kind.JOINT, Kind.IN, Kind.THE, Kind.FILLER, Kind.BY, Kind.ABOUT)


def joined(left: Span, right: Span) -> Span | None:
    """One span from the first day of the left to the last of the right; None if they are in the wrong order."""
    if left.opens > right.closes:
        return None
    finer = left.precision if left.unit is Unit.DAY else right.precision
    return replace(
        right,
        opens=left.opens,
        rule=Rule.RANGE,
        precision=finer,
        note=left.note if left.note and left.note is not Note.SPLIT_YEAR else right.note,
        yearly=None,
        before=plus_days(left.opens, -1),
    )


def days_of_month(r: Reading, at: int) -> Found:
    """13 to 15 July, vom 4. bis zum 23. nächsten Monats: the first number takes the second's month."""
    weekday, at = past_weekday(r, at)
    number = day_number(r, at)
    after = past_to(r, at + 1) if number else at
    right = span_at(r, after) if after > at + 1 else None
    if (
        right is None
        or right[0].unit is not Unit.DAY
        or not r.has(after, Kind.NUMBER, Kind.ORDINAL, Kind.WEEKDAY)
    ):
        return None
    span, end = right
    if cast("int", number) >= span.opens.day and weekday is None:
        return None
    if weekday is not None:
        return None
    left = replace(span, opens=span.opens.replace(day=cast("int", number)), note=Note.NONE)
    result = joined(left, span)
    return (result, end) if result else None


def month_then_days(r: Reading, at: int) -> Found:
    """Next month from 4 to 23."""
    found = span_at(r, at)
    if found is None or found[0].unit is not Unit.MONTH:
        return None
    span, at = found
    at = r.skip(at, Kind.FROM, Kind.THE)
    first = day_number(r, at)
    after = past_to(r, at + 1)
    last = day_number(r, after) if first and after > at + 1 else None
    if first is None or last is None or not first < last <= span.closes.day:
        return None
    days = plus_days(span.opens, first - 1), plus_days(span.opens, last - 1)
    return whole(Unit.DAY, days, Rule.RANGE), after + 1


def parts_range(r: Reading, at: int) -> Found:
    """Early to mid-2028, Mitte bis Ende nächsten Jahres, early or mid 2027."""
    which = r.value(at, Kind.PART)
    after = past_to(r, r.skip(at + 1, Kind.JOINT) if not r.has(at + 1, Kind.TO) else at + 1) if which else at
    if after <= at + 1 or not r.has(after, Kind.PART):
        return None
    right = part(r, after)
    inner = container(r, after + 1)
    if right is None or inner is None:
        return None
    left = parted(which, inner[0])
    result = joined(left, right[0])
    return (result, right[1]) if result else None


def shifts_range(r: Reading, at: int) -> Found:
    """This or next year, dieses oder nächstes Jahr."""
    shift = r.value(at, Kind.SHIFT)
    after = past_to(r, at + 1) if shift is not None else at
    right = span_at(r, after) if after > at + 1 else None
    unit = r.value(after + 1, Kind.UNIT)
    if right is None or unit is None or not r.has(after, Kind.SHIFT):
        return None
    left = whole(unit, unit_shifted(unit, r.said_on, shift))
    result = joined(left, right[0])
    return (result, right[1]) if result else None


def short_second_year(r: Reading, at: int) -> Found:
    """2027-28."""
    first = plain_year(r, at)
    after = past_to(r, at + 1)
    last = r.value(after, Kind.NUMBER)
    if first is None or after == at + 1 or not isinstance(last, int) or not first % 100 < last < 100:
        return None
    if r.has(after + 1, Kind.MONTH, Kind.UNIT, Kind.UNITS):
        return None
    days = (
        whole(Unit.YEAR, unit_around(Unit.YEAR, r.said_on.replace(year=y, day=1))) for y in years(first, last)
    )
    left, right = days
    result = joined(left, right)
    return (result, after + 1) if result else None


def years(first: int, last: int) -> tuple[int, int]:
    """Two years, the second given in two digits."""
    return first, first // 100 * 100 + last


def two_spans(r: Reading, at: int) -> Found:
    """2027 or 2028, March to May, from now until 2029, Mitte 2027 bis Anfang 2028."""
    left = span_at(r, at)
    after = past_to(r, left[1]) if left else at
    right = span_at(r, after) if left and after > left[1] else None
    if left is None or right is None:
        return None
    first, second = fitted(left[0], right[0])
    result = joined(first, second)
    return (result, right[1]) if result else None


def fitted(left: Span, right: Span) -> tuple[Span, Span]:
    """Both ends, each in the year that the other implies where its own was left open."""
    if left.yearly:
        left = in_order(left, left.yearly, right, (right.closes.year, right.closes.year - 1), before=True)
    elif right.yearly:
        right = in_order(right, right.yearly, left, (left.opens.year, left.opens.year + 1), before=False)
    return left, right


def in_order(span: Span, yearly: Yearly, other: Span, tried: tuple[int, int], *, before: bool) -> Span:
    """The span in the first of these years that puts it on the right side of the other."""
    for year in tried:
        found = yearly(year) if year >= 1 else None
        if found and (found.opens <= other.opens if before else found.closes >= other.closes):
            return found
    return span


RANGES = (two_spans, days_of_month, month_then_days, parts_range, shifts_range, short_second_year)


def time_at(r: Reading, at: int) -> Found:
    """The longest time or range of times from here."""
    best = span_at(r, at)
    for rule in RANGES:
        found = rule(r, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best
