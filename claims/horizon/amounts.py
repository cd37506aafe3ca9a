"""Lengths of time: "12 to 18 months", "anderthalb Jahre", "a year or two", "two years and six months"."""

from dataclasses import dataclass, replace

from .almanac import Step, Unit, step
from .lexicon import Kind
from .reading import Reading

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
    if second in {12, 100, 1000} and first < second:
        return first * second, at + 2
    half = r.value(at + 1, Kind.HALF)
    if half:
        return first * half, at + 2
    return first, at + 1


def counted(r: Reading, at: int) -> tuple[float, Unit, int] | None:
    """A number and its unit, with "full" or a hyphen between; or one word for both."""
    length = r.value(at, Kind.LENGTH)
    if length:
        return length[0], length[1], at + 1
    found = number(r, at)
    if found is None:
        return None
    after = r.skip(found[1], Kind.JOINT, Kind.FILLER, Kind.ABOUT)
    shifted = r.skip(after, Kind.SHIFT)  # "2 upcoming months", but not the 23rd "of next month"
    unit: Unit | None = unit_here(r, after) if shifted == after else r.value(shifted, Kind.UNITS)
    return (found[0], unit, shifted + 1) if unit else None


def low_number(r: Reading, at: int) -> tuple[float, int] | None:
    """The first number of "12 to 18 months" and where the second begins."""
    found = number(r, at)
    if found is None:
        return None
    after = r.skip(found[1], Kind.JOINT) if not r.has(found[1], Kind.TO) else found[1]
    joined = r.skip(after, Kind.TO, Kind.JOINT)
    return (found[0], joined) if joined > found[1] and number(r, joined) else None


def amount(r: Reading, at: int) -> tuple[Amount, int] | None:
    """A length of time from here, with "next" before or within it, and what may follow ("ahead", "time")."""
    at = r.skip(at, Kind.ABOUT, Kind.THE)
    forward = (r.value(at, Kind.SHIFT) or 0) > 0
    start = at + 1 if forward else at
    start = r.skip(start, Kind.ABOUT, Kind.FILLER)
    found = few(r, start) or measured(r, start)
    if found is None:
        return None
    length, end = found
    inside = any((r.value(position, Kind.SHIFT) or 0) > 0 for position in range(start, end))
    if r.has(end, Kind.AHEAD):
        end, inside = end + 1, True
    end = r.skip(end, Kind.TIME)
    return replace(length, forward=forward or inside), end


def few(r: Reading, at: int) -> tuple[Amount, int] | None:
    """A length without a number: "a few years", "den kommenden Jahren" (after "kommenden")."""
    after = r.skip(at, Kind.FEW)
    named_few = after > at
    after = r.skip(after, Kind.SHIFT, Kind.JOINT, Kind.FILLER)
    unit = r.value(after, Kind.UNITS)
    plain = not named_few and r.has(at - 1, Kind.SHIFT)
    if unit is None or not (named_few or plain or r.has(after + 1, Kind.AHEAD)):
        return None
    return Amount(Step(), unit, few=True), after + 1


def measured(r: Reading, at: int) -> tuple[Amount, int] | None:
    """A length with its number or numbers."""
    low = low_number(r, at)
    found = counted(r, low[1] if low else at)
    if found is None:
        return None
    count, unit, end = found
    high = step(count, unit)
    if low:
        return Amount(high, unit, step(low[0], unit)), end
    return chained(r, end, Amount(high, unit))


def chained(r: Reading, at: int, so_far: Amount) -> tuple[Amount, int]:
    """What goes on after the first number and unit: smaller units, "or two", "to two years"."""
    for _ in range(CHAINED):
        found = counted(r, r.skip(at, Kind.AND, Kind.JOINT))
        if found is None or not smaller(found[1], so_far.unit):
            break
        so_far = Amount(so_far.high + step(found[0], found[1]), found[1])
        at = found[2]
    joined = r.skip(at, Kind.TO)
    if joined == at:
        return so_far, at
    upper = counted(r, joined)
    if upper and comparable(step(upper[0], upper[1])) > comparable(so_far.high):
        return Amount(step(upper[0], upper[1]), upper[1], so_far.high), upper[2]
    plain = number(r, joined)
    if plain and not upper and not r.has(joined, Kind.YEAR) and not r.has(plain[1], Kind.MONTH):
        more = step(plain[0], so_far.unit)
        if comparable(more) > comparable(so_far.high):
            return Amount(more, so_far.unit, so_far.high), plain[1]
    return so_far, at


def smaller(unit: Unit, than: Unit) -> bool:
    """Whether one unit is shorter than the other."""
    return comparable(step(1, unit)) < comparable(step(1, than))


def comparable(length: Step) -> float:
    """The length in days, near enough to compare."""
    return length.months * 30.4 + length.days + length.workdays * 1.4
