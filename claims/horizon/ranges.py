"""Times between two ends: "2027 or 2028", "between March and May", "early to mid-2028", "13 bis 15 Juli"."""

from dataclasses import replace
from typing import cast

from .almanac import MONTHS_IN, Unit, end_of_month, months_span, plus_days, unit_shifted
from .compounds import container, part, span_at
from .lexicon import Kind
from .reading import Reading, Span, Timed, Yearly, parted, single, whole, year_span
from .recurring import day_number, past_weekday, plain_year, year_after
from .results import Note, Rule


def past_to(r: Reading, at: int) -> int:
    """Where the second end of a range begins, or the same position if no "to" stands here."""
    # "2028, possibly 2029" and "2028, spätestens 2029".
    perhaps = r.has(at, Kind.JOINT) and r.has(at + 1, Kind.FILLER, Kind.LATEST, Kind.TO)
    if not (r.has(at, Kind.TO) or perhaps):
        return at
    return r.skip(at + 1, Kind.TO, Kind.JOINT, Kind.IN, Kind.THE, Kind.FILLER, Kind.BY, Kind.ABOUT)


def joined(left: Span, right: Span) -> Span | None:
    """One span from the first day of the left to the last of the right; None if they are in the wrong order."""
    if left.opens > right.closes:
        return None
    return replace(
        right,
        opens=left.opens,
        rule=Rule.RANGE,
        note=left.note if left.note and left.note is not Note.SPLIT_YEAR else right.note,
        yearly=None,
        before=plus_days(left.opens, -1),
    )


def days_of_month(r: Reading, at: int) -> Timed:
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


def month_then_days(r: Reading, at: int) -> Timed:
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


def parts_range(r: Reading, at: int) -> Timed:
    """Early to mid-2028, Mitte bis Ende nächsten Jahres, early or mid 2027."""
    which = r.value(at, Kind.PART)
    after = past_to(r, r.skip(at + 1, Kind.JOINT) if not r.has(at + 1, Kind.TO) else at + 1) if which else at
    # "Der Abschluss bis Ende 2027": twice the same part is no range.
    if after <= at + 1 or r.value(after, Kind.PART) in {None, which}:
        return None
    right = part(r, after)
    inner = container(r, after + 1)
    if right is None or inner is None:
        return None
    left = parted(which, inner[0])
    result = joined(left, right[0])
    return (result, right[1]) if result else None


def shifts_range(r: Reading, at: int) -> Timed:
    """This or next year, dieses oder nächstes Jahr."""
    shift = r.value(at, Kind.SHIFT)
    if shift is not None and r.has(at + 1, Kind.UNIT):
        return unit_or_next(r, at)
    after = past_to(r, at + 1) if shift is not None else at
    right = span_at(r, after) if after > at + 1 else None
    unit = r.value(after + 1, Kind.UNIT)
    if right is None or unit is None or not r.has(after, Kind.SHIFT):
        return None
    left = whole(unit, unit_shifted(unit, r.said_on, shift))
    result = joined(left, right[0])
    return (result, right[1]) if result else None


def unit_or_next(r: Reading, at: int) -> Timed:
    """This year or next."""
    left = span_at(r, at)
    after = past_to(r, at + 2)
    shift = r.value(after, Kind.SHIFT)
    if left is None or after == at + 2 or not shift or r.has(after + 1, *AFTER_SHIFT):
        return None
    unit = r.value(at + 1, Kind.UNIT)
    result = joined(left[0], whole(unit, unit_shifted(unit, r.said_on, shift)))
    return (result, after + 1) if result else None


AFTER_SHIFT = (Kind.UNIT, Kind.UNITS, Kind.MONTH, Kind.WEEKDAY, Kind.SEASON, Kind.NUMBER)


def day_then_day(r: Reading, at: int) -> Timed:
    """May 3-5, 2027."""
    left = span_at(r, at) if r.has(at, Kind.MONTH, Kind.WEEKDAY) else None
    after = past_to(r, left[1]) if left else at
    last = day_number(r, after) if left and after > left[1] else None
    if left is None or last is None or left[0].unit is not Unit.DAY or r.has(after + 1, *AFTER_SHIFT):
        return None
    span = left[0]
    year = year_after(r, after + 1)
    if span.yearly and year and year[0]:
        span = span.yearly(year[0]) or span
    if not span.opens.day < last <= end_of_month(span.opens).day:
        return None
    result = joined(
        span, replace(span, opens=span.opens.replace(day=last), closes=span.opens.replace(day=last))
    )
    return (result, year[1] if year else after + 1) if result else None


def short_second_year(r: Reading, at: int) -> Timed:
    """2027-28."""
    first = plain_year(r, at)
    after = past_to(r, at + 1)
    last = r.value(after, Kind.NUMBER)
    if first is None or after == at + 1 or not isinstance(last, int) or not first % 100 < last < 100:
        return None
    if r.has(after + 1, Kind.MONTH, Kind.UNIT, Kind.UNITS):
        return None
    result = joined(year_span(first), year_span(first // 100 * 100 + last))
    return (result, after + 1) if result else None


def two_spans(r: Reading, at: int) -> Timed:
    """2027 or 2028, March to May, from now until 2029, Mitte 2027 bis Anfang 2028."""
    left = span_at(r, at)
    after = past_to(r, left[1]) if left else at
    if (
        left
        and after == left[1]
        and r.token(after).words == ","
        and r.has(at, Kind.PART)
        and r.has(after + 1, Kind.PART)
    ):
        after += 1  # "Ende August, Anfang September"
    right = span_at(r, after) if left and after > left[1] else None
    if left is None or right is None:
        return None
    first, second = fitted(left[0], right[0])
    if second.closes < first.opens and r.has(at, Kind.WEEKDAY) and r.has(after, Kind.WEEKDAY):
        second = single(plus_days(second.closes, 7))  # Monday through Friday, said on a Thursday
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


def ordinals_range(r: Reading, at: int) -> Timed:
    """The third or fourth quarter of 2027."""
    which = r.value(at, Kind.ORDINAL)
    after = past_to(r, at + 1) if which else at
    right = span_at(r, after) if after > at + 1 and r.has(after, Kind.ORDINAL) else None
    if which is None or right is None or right[0].unit not in {Unit.QUARTER, Unit.HALF}:
        return None
    span, end = right
    size = MONTHS_IN[span.unit]
    first = span.opens.year * 12 + (which - 1) * size
    result = joined(whole(span.unit, months_span(first, first + size - 1)), span) if which > 0 else None
    return (result, end) if result else None


RANGES = (
    ordinals_range,
    days_of_month,
    day_then_day,
    two_spans,
    month_then_days,
    parts_range,
    shifts_range,
    short_second_year,
)


def time_at(r: Reading, at: int) -> Timed:
    """The longest time or range of times from here."""
    best = span_at(r, at)
    for rule in RANGES:
        found = rule(r, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best
