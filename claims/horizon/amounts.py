"""Lengths of time: "12 to 18 months", "anderthalb Jahre", "a year or two", "two years and six months"."""

from dataclasses import dataclass, replace

from .almanac import Step, Unit, step
from .lexicon import Kind
from .reading import Reading
from .results import Note

# What a fraction of a unit is precise to: a year and a half names a month.
FRACTION_OF = {Unit.CENTURY: Unit.DECADE, Unit.DECADE: Unit.YEAR, Unit.YEAR: Unit.MONTH, Unit.MONTH: Unit.DAY}
CHAINED = 3  # years, months and days: more parts are no length of time


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time; `low` is the shorter one of a range, `forward` says that "next" stood with it.

    `few` is a length without a number ("some years"): `high` means nothing then.
    """

    high: Step
    unit: Unit
    low: Step | None = None
    forward: bool = False
    few: bool = False
    note: Note = Note.NONE


Measured = tuple[Amount, int]


def unit_here(r: Reading, at: int) -> Unit | None:
    """A unit, in the singular or plural."""
    unit: Unit | None = r.value(at, Kind.UNIT) or r.value(at, Kind.UNITS)
    return unit


def number(r: Reading, at: int) -> tuple[float, int] | None:
    """A number in digits or words: "two dozen", "ein halbes", "zwei"."""
    first = r.value(at, Kind.NUMBER)
    if first is None:
        half = r.value(at, Kind.HALF)
        return (half, at + 1) if half else None
    second = r.value(at + 1, Kind.NUMBER)
    if first == 1 and second and second not in {12, 100, 1000} and r.has(at + 2, Kind.JOINT):
        return second, at + 2  # "a ten-year (period)"
    if second in {12, 100, 1000} and first < second:
        return first * second, at + 2
    half = r.value(at + 1, Kind.HALF)
    if half:
        return first * half, at + 2
    return first, at + 1


def counted(r: Reading, at: int) -> tuple[float, Unit, int] | None:
    """A number and its unit, with "full" or a hyphen between."""
    if r.has(at, Kind.LENGTH) and r.has(at - 1, Kind.SHIFT):
        return *r.value(at, Kind.LENGTH), at + 1  # "the next quarter century"
    found = number(r, at)
    if found is None or not found[0]:
        return None
    after = r.skip(found[1], Kind.JOINT, Kind.FILLER, Kind.ABOUT)
    if r.has(after, Kind.LENGTH):
        count, whole = r.value(after, Kind.LENGTH)
        return count * found[0], whole, after + 1
    shifted = r.skip(after, Kind.SHIFT)
    # "2 upcoming months", but not the 23rd "of next month", nor "die 20. Woche".
    plural = shifted > after or r.has(at, Kind.ORDINAL)
    # nor "the 2027 financial year".
    plural = plural or r.has(at, Kind.YEAR)
    unit: Unit | None = r.value(shifted, Kind.UNITS) if plural else unit_here(r, after)
    return (found[0], unit, shifted + 1) if unit else None


def low_number(r: Reading, at: int) -> tuple[float, int] | None:
    """The first number of "12 to 18 months" and where the second begins."""
    found = number(r, at)
    if found is None or r.has(at, Kind.YEAR):
        return None
    after = found[1] if r.has(found[1], Kind.TO) else r.skip(found[1], Kind.JOINT)
    joined = r.skip(after, Kind.TO, Kind.JOINT)
    return (found[0], joined) if joined > found[1] and number(r, joined) else None


def amount(r: Reading, at: int, *, plural_alone: bool = False) -> Measured | None:
    """A length of time from here, with "next" before or within it, and what may follow ("ahead", "time").

    `plural_alone` lets "months" without a number be a length: after "within" it is one.
    """
    at = r.skip(at, Kind.ABOUT, Kind.THE)
    forward = (r.value(at, Kind.SHIFT) or 0) > 0
    start = r.skip(at + forward, Kind.ABOUT, Kind.FILLER)
    found = few(r, start, plural_alone=plural_alone or forward) or measured(r, start) or ahead(r, start)
    if found is None:
        return None
    length, end = found
    forward = forward or any((r.value(position, Kind.SHIFT) or 0) > 0 for position in range(start, end))
    if r.has(end, Kind.AHEAD):
        forward, end = True, end + 1
    return replace(length, forward=forward or length.forward), r.skip(end, Kind.TIME)


def few(r: Reading, at: int, *, plural_alone: bool) -> Measured | None:
    """A length without a number: "a few years", "(den kommenden) Jahren", "years to come"."""
    after = r.skip(at, Kind.FEW)
    said_few = after > at
    after = r.skip(after, Kind.SHIFT, Kind.JOINT, Kind.FILLER)
    unit = r.value(after, Kind.UNITS)
    if unit is None or not (said_few or plural_alone or r.has(after + 1, Kind.AHEAD)):
        return None
    return Amount(Step(), unit, few=True), after + 1


def ahead(r: Reading, at: int) -> Measured | None:
    """(In the) year ahead; and the one word of "binnen Jahresfrist"."""
    term = r.value(at, Kind.TERM)
    if term:
        return Amount(step(1, term), term, forward=True), at + 1
    unit = r.value(at, Kind.UNIT)
    return (Amount(step(1, unit), unit), at + 1) if unit and r.has(at + 1, Kind.AHEAD) else None


def measured(r: Reading, at: int) -> Measured | None:
    """A length with its number or numbers."""
    low = low_number(r, at)
    found = counted(r, low[1] if low else at)
    if found is None:
        return None
    count, unit, end = found
    high = step(count, unit)
    if count % 1:
        unit = FRACTION_OF.get(unit, unit)
    note = Note.COUPLE if r.has(at, Kind.COUPLE) else Note.NONE
    if low:
        return Amount(high, unit, step(low[0], found[1])), end
    return chained(r, end, Amount(high, unit, note=note))


def chained(r: Reading, at: int, so_far: Amount) -> Measured:
    """What goes on after the first number and unit: smaller units, "and a half", "or two", "to two years"."""
    for _ in range(CHAINED):
        found = added(r, r.skip(at, Kind.AND, Kind.JOINT), so_far)
        if found is None:
            break
        so_far, at = found
    return upper(r, at, so_far) or (so_far, at)


def added(r: Reading, at: int, so_far: Amount) -> Measured | None:
    """(Two years) and six months, (a year) and a half."""
    found = counted(r, at)
    if found and days_in(step(1, found[1])) < days_in(step(1, so_far.unit)):
        return replace(so_far, high=so_far.high + step(found[0], found[1]), unit=found[1]), found[2]
    half = number(r, at)
    if half is None or half[0] >= 1 or found:
        return None
    return replace(so_far, high=so_far.high + step(half[0], so_far.unit)), half[1]


def upper(r: Reading, at: int, so_far: Amount) -> Measured | None:
    """(Six months) to a year, (a year) or two."""
    joined = r.skip(at, Kind.TO)
    found, plain = counted(r, joined), number(r, joined)
    if joined == at or not (found or plain) or r.has(joined, Kind.YEAR):
        return None
    count, unit, end = found or (plain and (plain[0], so_far.unit, plain[1])) or (0, so_far.unit, at)
    if r.has(end, Kind.MONTH) or days_in(step(count, unit)) <= days_in(so_far.high):
        return None
    return replace(so_far, high=step(count, unit), unit=unit, low=so_far.high), end


def days_in(length: Step) -> float:
    """The length in days, near enough to compare."""
    return length.months * 30.4 + length.days + length.workdays * 1.4
