"""Times between two ends: "2027 or 2028", "between March and May", "early to mid-2028", "13 bis 15 Juli"."""

from dataclasses import replace
from typing import cast

from ..almanac import MONTHS_IN, Days, Unit, end_of_month, months_span, plus_days, unit_shifted
from ..reading import Timed, TimeSpan, TokenStream, Yearly, parted, single, whole, year_span
from ..resolution import Note, Rule
from ..words.lexicon import Tag
from .compounds import container, part, span_at
from .recurring import day_number, past_weekday
from .years import plain_year, year_after

AFTER_SHIFT = (Tag.UNIT, Tag.UNITS, Tag.MONTH, Tag.WEEKDAY, Tag.SEASON, Tag.NUMBER)


def past_to(ts: TokenStream, at: int) -> int:
    """The position after the "to" that stands here, or `at` if none does."""
    # "2028, possibly 2029" and "2028, spätestens 2029".
    perhaps = ts.has(at, Tag.JOINT) and ts.has(at + 1, Tag.FILLER, Tag.LATEST, Tag.TO)
    if not (ts.has(at, Tag.TO) or perhaps):
        return at
    return ts.skip(at + 1, Tag.TO, Tag.JOINT, Tag.IN, Tag.THE, Tag.FILLER, Tag.BY, Tag.ABOUT)


def joined(left: TimeSpan, right: TimeSpan) -> TimeSpan | None:
    """The span from the left's first day to the right's last; None if the right ends before the left begins."""
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


def days_of_month(ts: TokenStream, at: int) -> Timed | None:
    """13 to 15 July, vom 4. bis zum 23. nächsten Monats: the first number takes the second's month."""
    weekday, at = past_weekday(ts, at)
    number = day_number(ts, at)
    after = past_to(ts, at + 1) if number else at
    right = span_at(ts, after) if after > at + 1 else None
    if (
        right is None
        or right.span.unit is not Unit.DAY
        or not ts.has(after, Tag.NUMBER, Tag.ORDINAL, Tag.WEEKDAY)
    ):
        return None
    span, end = right
    if cast("int", number) >= span.opens.day and weekday is None:
        return None
    if weekday is not None:
        return None
    left = replace(span, opens=span.opens.replace(day=cast("int", number)), note=Note.NONE)
    result = joined(left, span)
    return Timed(result, end) if result else None


def month_then_days(ts: TokenStream, at: int) -> Timed | None:
    """Next month from 4 to 23."""
    found = span_at(ts, at)
    if found is None or found.span.unit is not Unit.MONTH:
        return None
    span, at = found
    at = ts.skip(at, Tag.FROM, Tag.THE)
    first = day_number(ts, at)
    after = past_to(ts, at + 1)
    last = day_number(ts, after) if first and after > at + 1 else None
    if first is None or last is None or not first < last <= span.closes.day:
        return None
    days = Days(plus_days(span.opens, first - 1), plus_days(span.opens, last - 1))
    return Timed(whole(Unit.DAY, days, Rule.RANGE), after + 1)


def parts_range(ts: TokenStream, at: int) -> Timed | None:
    """Early to mid-2028, Mitte bis Ende nächsten Jahres, early or mid 2027."""
    which = ts.value(at, Tag.PART)
    after = past_to(ts, ts.skip(at + 1, Tag.JOINT) if not ts.has(at + 1, Tag.TO) else at + 1) if which else at
    # "Der Abschluss bis Ende 2027": twice the same part is no range.
    if after <= at + 1 or ts.value(after, Tag.PART) in {None, which}:
        return None
    right = part(ts, after)
    inner = container(ts, after + 1)
    if right is None or inner is None:
        return None
    left = parted(which, inner.span)
    result = joined(left, right.span)
    return Timed(result, right.end) if result else None


def shifts_range(ts: TokenStream, at: int) -> Timed | None:
    """This or next year, dieses oder nächstes Jahr."""
    shift = ts.value(at, Tag.SHIFT)
    if shift is not None and ts.has(at + 1, Tag.UNIT):
        return unit_or_next(ts, at)
    after = past_to(ts, at + 1) if shift is not None else at
    right = span_at(ts, after) if after > at + 1 else None
    unit = ts.value(after + 1, Tag.UNIT)
    if right is None or unit is None or not ts.has(after, Tag.SHIFT):
        return None
    left = whole(unit, unit_shifted(unit, ts.said_on, shift))
    result = joined(left, right.span)
    return Timed(result, right.end) if result else None


def unit_or_next(ts: TokenStream, at: int) -> Timed | None:
    """This year or next."""
    left = span_at(ts, at)
    after = past_to(ts, at + 2)
    shift = ts.value(after, Tag.SHIFT)
    if left is None or after == at + 2 or not shift or ts.has(after + 1, *AFTER_SHIFT):
        return None
    unit = ts.value(at + 1, Tag.UNIT)
    result = joined(left.span, whole(unit, unit_shifted(unit, ts.said_on, shift)))
    return Timed(result, after + 1) if result else None


def part_then_next(ts: TokenStream, at: int) -> Timed | None:
    """Late this year or early next, the end of this week or the start of next: the unit is said once."""
    left = span_at(ts, at) if ts.has(at, Tag.PART) else None
    after = past_to(ts, left.end) if left else at
    which, behind = ts.value(after, Tag.PART), ts.skip(after + 1, Tag.OF, Tag.THE)
    shift = ts.value(behind, Tag.SHIFT)
    unit = ts.value(left.end - 1, Tag.UNIT) if left else None
    if left is None or which is None or not shift or unit is None or after == left.end:
        return None
    if ts.has(behind + 1, *AFTER_SHIFT):
        return None
    right = parted(which, whole(unit, unit_shifted(unit, ts.said_on, shift)))
    result = joined(left.span, right)
    return Timed(result, behind + 1) if result else None


def parts_before_unit(ts: TokenStream, at: int) -> Timed | None:
    """Ende dieses oder Anfang nächsten Jahres: the first one's unit is the second one's."""
    which, shift = ts.value(at, Tag.PART), ts.value(at + 1, Tag.SHIFT)
    after = at + 3 if ts.has(at + 2, Tag.JOINT) else past_to(ts, at + 2)
    right = part(ts, after) if which and shift is not None and after > at + 2 else None
    unit = ts.value(right.end - 1, Tag.UNIT) if right else None
    if right is None or unit is None or not ts.has(after + 1, Tag.SHIFT):
        return None
    left = parted(which, whole(unit, unit_shifted(unit, ts.said_on, shift)))
    result = joined(left, right.span)
    return Timed(result, right.end) if result else None


def day_then_day(ts: TokenStream, at: int) -> Timed | None:
    """May 3-5, 2027."""
    left = span_at(ts, at) if ts.has(at, Tag.MONTH, Tag.WEEKDAY) else None
    after = past_to(ts, left.end) if left else at
    last = day_number(ts, after) if left and after > left.end else None
    if left is None or last is None or left.span.unit is not Unit.DAY or ts.has(after + 1, *AFTER_SHIFT):
        return None
    span = left.span
    year = year_after(ts, after + 1)
    if span.yearly and year and year.year:
        span = span.yearly(year.year) or span
    if not span.opens.day < last <= end_of_month(span.opens).day:
        return None
    result = joined(
        span, replace(span, opens=span.opens.replace(day=last), closes=span.opens.replace(day=last))
    )
    return Timed(result, year.end if year else after + 1) if result else None


def short_second_year(ts: TokenStream, at: int) -> Timed | None:
    """2027-28."""
    first = plain_year(ts, at)
    after = past_to(ts, at + 1)
    last = ts.value(after, Tag.NUMBER)
    if first is None or after == at + 1 or not isinstance(last, int) or not first % 100 < last < 100:
        return None
    if ts.has(after + 1, Tag.MONTH, Tag.UNIT, Tag.UNITS):
        return None
    result = joined(year_span(first), year_span(first // 100 * 100 + last))
    return Timed(result, after + 1) if result else None


def two_spans(ts: TokenStream, at: int) -> Timed | None:
    """2027 or 2028, March to May, from now until 2029, Mitte 2027 bis Anfang 2028."""
    left = span_at(ts, at)
    after = past_to(ts, left.end) if left else at
    if (
        left
        and after == left.end
        and ts.token(after).words == ","
        and ts.has(at, Tag.PART)
        and ts.has(after + 1, Tag.PART)
    ):
        after += 1  # "Ende August, Anfang September"
    right = span_at(ts, after) if left and after > left.end else None
    if left is None or right is None or is_next_verb(ts, left.span, after, right.end):
        return None
    first, second = fitted(left.span, right.span)
    if second.closes < first.opens and ts.has(at, Tag.WEEKDAY) and ts.has(after, Tag.WEEKDAY):
        second = single(plus_days(second.closes, 7))  # Monday through Friday, said on a Thursday
    result = joined(first, second)
    return Timed(result, right.end) if result else None


def is_next_verb(ts: TokenStream, left: TimeSpan, at: int, end: int) -> bool:
    """Whether the second time is a verb: "will peak in 2026 and fall (by a third)"."""
    alone = ts.token(at).words in ts.language.verbs_alike and end == at + 1
    return alone and left.unit not in {Unit.SEASON, Unit.MONTH}


def fitted(left: TimeSpan, right: TimeSpan) -> tuple[TimeSpan, TimeSpan]:
    """Both ends, each in the year that the other implies where its own was left open."""
    if left.yearly:
        left = in_order(left, left.yearly, right, (right.closes.year, right.closes.year - 1), before=True)
    elif right.yearly:
        right = in_order(right, right.yearly, left, (left.opens.year, left.opens.year + 1), before=False)
    return left, right


def in_order(
    span: TimeSpan, yearly: Yearly, other: TimeSpan, tried: tuple[int, int], *, before: bool
) -> TimeSpan:
    """The span in the first of these years that puts it on the right side of the other."""
    for year in tried:
        found = yearly(year) if year >= 1 else None
        if found and (found.opens <= other.opens if before else found.closes >= other.closes):
            return found
    return span


def ordinals_range(ts: TokenStream, at: int) -> Timed | None:
    """The third or fourth quarter of 2027."""
    which = ts.value(at, Tag.ORDINAL)
    after = past_to(ts, at + 1) if which else at
    right = span_at(ts, after) if after > at + 1 and ts.has(after, Tag.ORDINAL) else None
    if which is None or right is None or right.span.unit not in {Unit.QUARTER, Unit.HALF}:
        return None
    span, end = right
    size = MONTHS_IN[span.unit]
    first = span.opens.year * 12 + (which - 1) * size
    result = joined(whole(span.unit, months_span(first, first + size - 1)), span) if which > 0 else None
    return Timed(result, end) if result else None


RANGES = (
    ordinals_range,
    days_of_month,
    day_then_day,
    two_spans,
    month_then_days,
    parts_range,
    shifts_range,
    part_then_next,
    parts_before_unit,
    short_second_year,
)


def time_at(ts: TokenStream, at: int) -> Timed | None:
    """The longest time or range of times from here."""
    best = span_at(ts, at)
    for rule in RANGES:
        found = rule(ts, at)
        if found and (best is None or found.end > best.end):
            best = found
    return best
