"""Lengths of time: "12 to 18 months", "anderthalb Jahre", "a year or two", "two years and six months"."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from ..almanac import Distance, Unit, step
from ..reading import TokenStream
from ..resolution import Note
from ..words.lexicon import Tag

# What a fraction of a unit is precise to: a year and a half names a month.
FRACTION_OF = {Unit.CENTURY: Unit.DECADE, Unit.DECADE: Unit.YEAR, Unit.YEAR: Unit.MONTH, Unit.MONTH: Unit.DAY}
CHAINED = 3  # years, months and days: more parts are no length of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time; `low` is the shorter one of a range, `forward` says that "next" stood with it.

    `few` is a length without a number ("some years"): `high` means nothing then.
    """

    high: Distance
    unit: Unit
    low: Distance | None = None
    forward: bool = False
    few: bool = False
    note: Note = Note.NONE


class MeasuredLength(NamedTuple):
    """A length of time and the position after its last word."""

    amount: Length
    end: int


class Numbered(NamedTuple):
    """A number and the position after its last word."""

    number: float
    end: int


class Counted(NamedTuple):
    """A number of units and the position after its last word."""

    number: float
    unit: Unit
    end: int


def unit_here(ts: TokenStream, at: int) -> Unit | None:
    """The unit that the token here names, in the singular or plural."""
    unit: Unit | None = ts.value(at, Tag.UNIT) or ts.value(at, Tag.UNITS)
    return unit


def number(ts: TokenStream, at: int) -> Numbered | None:
    """A number in digits or words: "two dozen", "ein halbes", "zwei"."""
    first = ts.value(at, Tag.NUMBER)
    if first is None:
        half = ts.value(at, Tag.HALF)
        return Numbered(half, at + 1) if half else None
    second = ts.value(at + 1, Tag.NUMBER)
    if first == 1 and second and second not in {12, 100, 1000} and ts.has(at + 2, Tag.JOINT):
        return Numbered(second, at + 2)  # "a ten-year (period)"
    if second in {12, 100, 1000} and first < second:
        return Numbered(first * second, at + 2)
    half = ts.value(at + 1, Tag.HALF)
    if half:
        return Numbered(first * half, at + 2)
    return Numbered(first, at + 1)


def counted(ts: TokenStream, at: int) -> Counted | None:
    """A number and its unit, with "full" or a hyphen between."""
    if ts.has(at, Tag.LENGTH) and ts.has(at - 1, Tag.SHIFT):
        count, whole = ts.value(at, Tag.LENGTH)
        return Counted(count, whole, at + 1)  # "the next quarter century"
    found = number(ts, at)
    if found is None or not found.number:
        return None
    after = ts.skip(found.end, Tag.JOINT, Tag.FILLER, Tag.ABOUT)
    if ts.has(after, Tag.LENGTH):
        count, whole = ts.value(after, Tag.LENGTH)
        return Counted(count * found.number, whole, after + 1)
    shifted = ts.skip(after, Tag.SHIFT)
    # "2 upcoming months", but not the 23rd "of next month", nor "die 20. Woche".
    plural = shifted > after or ts.has(at, Tag.ORDINAL)
    # nor "the 2027 financial year".
    plural = plural or ts.has(at, Tag.YEAR)
    unit: Unit | None = ts.value(shifted, Tag.UNITS) if plural else unit_here(ts, after)
    return Counted(found.number, unit, shifted + 1) if unit else None


def low_number(ts: TokenStream, at: int) -> Numbered | None:
    """The first number of "12 to 18 months"; its `end` is where the second begins."""
    found = number(ts, at)
    if found is None or ts.has(at, Tag.YEAR):
        return None
    after = found.end if ts.has(found.end, Tag.TO) else ts.skip(found.end, Tag.JOINT)
    joined = ts.skip(after, Tag.TO, Tag.JOINT)
    return Numbered(found.number, joined) if joined > found.end and number(ts, joined) else None


def amount(ts: TokenStream, at: int, *, plural_alone: bool = False) -> MeasuredLength | None:
    """A length of time from here, with "next" before or within it, and what may follow ("ahead", "time").

    `plural_alone` lets "months" without a number be a length: after "within" it is one.
    """
    at = ts.skip(at, Tag.ABOUT, Tag.THE)
    forward = (ts.value(at, Tag.SHIFT) or 0) > 0
    start = ts.skip(at + forward, Tag.ABOUT, Tag.FILLER)
    found = few(ts, start, plural_alone=plural_alone or forward) or measured(ts, start) or ahead(ts, start)
    if found is None:
        return None
    length, end = found
    forward = forward or any((ts.value(position, Tag.SHIFT) or 0) > 0 for position in range(start, end))
    if ts.has(end, Tag.AHEAD):
        forward, end = True, end + 1
    return MeasuredLength(replace(length, forward=forward or length.forward), ts.skip(end, Tag.TIME))


def few(ts: TokenStream, at: int, *, plural_alone: bool) -> MeasuredLength | None:
    """A length without a number: "a few years", "(den kommenden) Jahren", "years to come"."""
    after = ts.skip(at, Tag.FEW)
    said_few = after > at
    after = ts.skip(after, Tag.SHIFT, Tag.JOINT, Tag.FILLER)
    unit = ts.value(after, Tag.UNITS)
    if unit is None or not (said_few or plural_alone or ts.has(after + 1, Tag.AHEAD)):
        return None
    return MeasuredLength(Length(high=Distance(), unit=unit, few=True), after + 1)


def ahead(ts: TokenStream, at: int) -> MeasuredLength | None:
    """(In the) year ahead; and the one word of "binnen Jahresfrist"."""
    term = ts.value(at, Tag.TERM)
    if term:
        return MeasuredLength(Length(high=step(1, term), unit=term, forward=True), at + 1)
    unit = ts.value(at, Tag.UNIT)
    return (
        MeasuredLength(Length(high=step(1, unit), unit=unit), at + 1)
        if unit and ts.has(at + 1, Tag.AHEAD)
        else None
    )


def measured(ts: TokenStream, at: int) -> MeasuredLength | None:
    """12 to 18 months, two years and six months."""
    if ts.has(at, Tag.BOTH) and not (ts.has(at - 1, Tag.SHIFT, Tag.ORDINAL) or ts.has(at + 1, Tag.SHIFT)):
        return None  # "in den beiden Jahren" are two that were named
    low = low_number(ts, at)
    found = counted(ts, low.end if low else at)
    if found is None:
        return None
    count, unit, end = found
    high = step(count, unit)
    if count % 1:
        unit = FRACTION_OF.get(unit, unit)
    note = Note.COUPLE if ts.has(at, Tag.COUPLE) else Note.NONE
    if low:
        return MeasuredLength(Length(high=high, unit=unit, low=step(low.number, found.unit)), end)
    return chained(ts, end, Length(high=high, unit=unit, note=note))


def chained(ts: TokenStream, at: int, so_far: Length) -> MeasuredLength:
    """The length so far with what follows it: smaller units, "and a half", "or two", "to two years"."""
    for _ in range(CHAINED):
        found = added(ts, ts.skip(at, Tag.AND, Tag.JOINT), so_far)
        if found is None:
            break
        so_far, at = found
    return upper(ts, at, so_far) or MeasuredLength(so_far, at)


def added(ts: TokenStream, at: int, so_far: Length) -> MeasuredLength | None:
    """(Two years) and six months, (a year) and a half."""
    found = counted(ts, at)
    if found and days_in(step(1, found.unit)) < days_in(step(1, so_far.unit)):
        return MeasuredLength(
            replace(so_far, high=so_far.high + step(found.number, found.unit), unit=found.unit), found.end
        )
    half = number(ts, at)
    if half is None or half.number >= 1 or found:
        return None
    return MeasuredLength(replace(so_far, high=so_far.high + step(half.number, so_far.unit)), half.end)


def upper(ts: TokenStream, at: int, so_far: Length) -> MeasuredLength | None:
    """(Six months) to a year, (a year) or two."""
    joined = ts.skip(at, Tag.TO)
    found, plain = counted(ts, joined), number(ts, joined)
    if joined == at or not (found or plain) or ts.has(joined, Tag.YEAR):
        return None
    count, unit, end = found or (plain and (plain.number, so_far.unit, plain.end)) or (0, so_far.unit, at)
    if ts.has(end, Tag.MONTH) or days_in(step(count, unit)) <= days_in(so_far.high):
        return None
    return MeasuredLength(replace(so_far, high=step(count, unit), unit=unit, low=so_far.high), end)


def days_in(length: Distance) -> float:
    """The length in days, near enough to compare."""
    return length.months * 30.4 + length.days + length.workdays * 1.4
