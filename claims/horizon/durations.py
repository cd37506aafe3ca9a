"""What a length of time means: within it, in it, over it, from now, or ago."""

from dataclasses import replace

from .almanac import DAYS_IN, MONTHS_IN, Unit, add, step, unit_around, unit_shifted
from .amounts import Amount, amount, chained
from .compounds import span_at
from .lexicon import Kind
from .reading import Match, Reading, precision_of, prefixes
from .results import Note, Past, Reason, Resolution, Rule, Unresolved, Vague, Window

CLOSING = {Kind.WITHIN, Kind.COURSE, Kind.BY, Kind.UP_TO}
# "In two years" names a calendar year, and so does "in two decades".
NAMED_BY_YEAR = {Unit.YEAR, Unit.FISCAL_YEAR, Unit.DECADE, Unit.CENTURY}
# "The next quarter" and "the next weekend" are the calendar's, also after "in the".
NEVER_ROLLING = {Unit.QUARTER, Unit.WEEKEND, Unit.FISCAL_YEAR, Unit.WORKWEEK, Unit.WORKDAY}


def within(r: Reading, length: Amount, note: Note = Note.NONE) -> Window:
    """The days from the shorter length on, or from the day it was said, to the longer length's end."""
    opens = add(r.said_on, length.low) if length.low else r.said_on
    closes = add(r.said_on, length.high)
    if length.forward and length.unit in {Unit.QUARTER, Unit.HALF} and not length.high.days:
        # Quarters are spoken of as those of the calendar: the next two end with the second whole one.
        closes = unit_shifted(length.unit, r.said_on, length.high.months // MONTHS_IN[length.unit])[1]
    rule = Rule.RELATIVE_RANGE if length.low else Rule.WITHIN
    return Window(min(opens, closes), closes, precision_of(length.unit), rule, note or length.note)


def point(r: Reading, length: Amount) -> Window:
    """ "In two years": from months on the whole calendar unit counts, days and weeks are counted exactly."""
    opens, closes = add(r.said_on, length.low or length.high), add(r.said_on, length.high)
    unit = Unit.YEAR if length.unit in NAMED_BY_YEAR else length.unit
    if unit not in DAYS_IN and unit is not Unit.WORKDAY:
        # A year and a half names a month, as the half cannot be a part of a named year.
        unit = unit if whole_units(length, unit) else Unit.MONTH
        opens, closes = unit_around(unit, opens)[0], unit_around(unit, closes)[1]
    return Window(max(min(opens, closes), r.said_on), closes, precision_of(unit), Rule.IN_UNITS, length.note)


def whole_units(length: Amount, unit: Unit) -> bool:
    """Whether both lengths are whole numbers of the unit: two years are, a year and a half is not."""
    lengths = [length.high, *([length.low] if length.low else [])]
    return all(each.months % MONTHS_IN[unit] == 0 and not each.days for each in lengths)


def duration(r: Reading, start: int) -> Match | None:
    """Within, in, or over a length of time; "from now"; a bare length."""
    kinds, at = prefixes(r, start)
    found = amount(r, at, plural_alone=Kind.WITHIN in kinds or not r.running)
    if found is None:
        return None
    length, end = found
    if r.has(end, Kind.HENCE) and not (r.running and r.token(end).words.lower() in r.language.in_a_story):
        kinds, end = kinds | {Kind.HENCE}, end + 1
    if r.has(end, Kind.LATEST):
        kinds, end = kinds | {Kind.BY}, end + 1
    elif r.has(end, Kind.EARLIEST):
        kinds, end = kinds | {Kind.AT_LEAST}, end + 1
    bound = bound_to_event(r, length, kinds, end)
    if bound:
        return Unresolved(r.words(start, bound), Reason.EVENT), bound
    resolution = of_length(r, length, kinds, r.words(start, end))
    return (resolution, end) if resolution else None


def of_length(r: Reading, length: Amount, kinds: set[Kind], said: str) -> Resolution | None:
    """What a length of time means after these small words."""
    if length.few:
        ahead = length.forward or kinds & {Kind.HENCE, Kind.IN, Kind.WITHIN}
        return Vague(said, Reason.NO_DATE) if ahead else None
    if kinds & {Kind.BEFORE, Kind.AFTER} and Kind.HENCE not in kinds:
        return None if r.running else Unresolved(said, Reason.EVENT)
    if Kind.AT_LEAST in kinds:
        return Unresolved(said, Reason.NO_END)
    if length.forward or kinds & CLOSING:
        return within(r, length)
    if kinds & {Kind.HENCE, Kind.IN}:
        return point(r, length)
    return None if r.running else replace(within(r, length, Note.DURATION), rule=Rule.DURATION)


def bound_to_event(r: Reading, length: Amount, kinds: set[Kind], at: int) -> int | None:
    """Where "within two years of the merger" ends: a length that is counted from something else."""
    linked = r.has(at, Kind.AFTER, Kind.BEFORE) or (r.has(at, Kind.STARTING) and not r.has(at, Kind.SHIFT))
    if not linked or length.forward or length.few or span_at(r, r.skip(at + 1, Kind.THE)):
        return None
    end = r.event_after(at + 1)
    if end is None and (not r.running or kinds & {Kind.WITHIN, Kind.UP_TO}):
        end = at + 1 if r.running else len(r.tokens)
    return end


def rolling(r: Reading, start: int) -> Match | None:
    """English "within the next year", "over the next decade": the span that begins now, not the calendar's."""
    kinds, at = prefixes(r, start)
    wanted = kinds & {Kind.WITHIN, Kind.OVER, Kind.COURSE, Kind.IN}
    if not (r.language.rolling_next and wanted and Kind.THE in kinds):
        return None
    if r.value(at, Kind.SHIFT) == 1:
        at += 1
    elif Kind.WITHIN not in kinds:
        return None
    unit = r.value(at, Kind.UNIT)
    if unit is None or unit in NEVER_ROLLING:
        return None
    length, end = chained(r, at + 1, Amount(step(1, unit), unit, note=Note.ROLLING))
    return within(r, length), end


def ago(r: Reading, start: int) -> Match | None:
    """Two years ago, vor zwei Jahren, in the past three years, in den letzten Jahren."""
    at = r.skip(start, Kind.IN, Kind.OVER, Kind.FILLER, Kind.ABOUT, Kind.THE)
    back = r.has(at, Kind.LOOKING_BACK)
    shift = (r.value(at, Kind.SHIFT) or 0) < 0
    found = amount(r, at + (back or shift), plural_alone=shift and not (r.running and at == start))
    if found is None:
        return None
    end = found[1]
    behind = r.has(end, Kind.AGO)
    if not (back or shift or behind):
        return None
    end += behind
    return Past(r.words(start, end), Reason.OVER), end
