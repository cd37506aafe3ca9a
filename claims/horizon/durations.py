"""What a length of time means: within it, in it, over it, from now, or ago."""

from dataclasses import replace

from .almanac import DAYS_IN, MONTHS_IN, Unit, add, step, unit_around, unit_shifted
from .reading import Resolved, TokenStream, precision_of, prefixes
from .resolution import Note, NoWindowReason, Past, Resolution, Rule, Unresolved, Vague, Window
from .times.amounts import Length, amount, chained
from .times.compounds import span_at
from .words.lexicon import Tag

SOFTENING = (Tag.ABOUT, Tag.FILLER, Tag.THE, Tag.UP_TO)  # "by about a third", "um bis zu ein Jahr"
CLOSING = {Tag.WITHIN, Tag.COURSE, Tag.BY, Tag.UP_TO}
# "In two years" names a calendar year, and so does "in two decades".
NAMED_BY_YEAR = {Unit.YEAR, Unit.FISCAL_YEAR, Unit.DECADE, Unit.CENTURY}
# "The next quarter" and "the next weekend" are the calendar's, also after "in the".
NEVER_ROLLING = {Unit.QUARTER, Unit.WEEKEND, Unit.FISCAL_YEAR, Unit.WORKWEEK, Unit.WORKDAY}


def within(ts: TokenStream, length: Length, note: Note = Note.NONE) -> Window:
    """The days from the shorter length on, or from the day it was said, to the longer length's end."""
    opens = add(ts.said_on, length.low) if length.low else ts.said_on
    closes = add(ts.said_on, length.high)
    if length.forward and length.unit in {Unit.QUARTER, Unit.HALF} and not length.high.days:
        # Quarters are spoken of as those of the calendar: the next two end with the second whole one.
        closes = unit_shifted(length.unit, ts.said_on, length.high.months // MONTHS_IN[length.unit]).closes
    rule = Rule.RELATIVE_RANGE if length.low else Rule.WITHIN
    return Window(
        opens_on=min(opens, closes),
        closes_on=closes,
        precision=precision_of(length.unit),
        rule=rule,
        note=note or length.note,
    )


def point(ts: TokenStream, length: Length) -> Window:
    """ "In two years": from months on the whole calendar unit counts, days and weeks are counted exactly."""
    opens, closes = add(ts.said_on, length.low or length.high), add(ts.said_on, length.high)
    unit = Unit.YEAR if length.unit in NAMED_BY_YEAR else length.unit
    if unit not in DAYS_IN and unit is not Unit.WORKDAY:
        # A year and a half names a month, as the half cannot be a part of a named year.
        unit = unit if whole_units(length, unit) else Unit.MONTH
        opens, closes = unit_around(unit, opens).opens, unit_around(unit, closes).closes
    return Window(
        opens_on=max(min(opens, closes), ts.said_on),
        closes_on=closes,
        precision=precision_of(unit),
        rule=Rule.IN_UNITS,
        note=length.note,
    )


def whole_units(length: Length, unit: Unit) -> bool:
    """Whether both lengths are whole numbers of the unit: two years are, a year and a half is not."""
    lengths = [length.high, *([length.low] if length.low else [])]
    return all(each.months % MONTHS_IN[unit] == 0 and not each.days for each in lengths)


def duration(ts: TokenStream, start: int) -> Resolved | None:
    """Within, in, or over a length of time; "from now"; a bare length; "a year later than planned" is none."""
    tags, at = prefixes(ts, start)
    found = amount(ts, at, plural_alone=Tag.WITHIN in tags or not ts.running)
    if found is None:
        return None
    length, end = found
    by_it = is_measure(ts, start, at) and not length.forward and not ts.has(end, Tag.HENCE)
    if by_it and not tags & {Tag.WITHIN, Tag.AT_LEAST}:
        return None
    if ts.has(end, Tag.HENCE) and ts.token(end + 1).words.lower() in ts.language.than:
        return Resolved(Unresolved(ts.words(start, end + 2), NoWindowReason.EVENT), end + 2)
    if ts.has(end, Tag.HENCE) and not (ts.running and ts.token(end).words.lower() in ts.language.in_a_story):
        tags, end = tags | {Tag.HENCE}, end + 1
    if ts.has(end, Tag.LATEST):
        tags, end = tags | {Tag.BY}, end + 1
    elif ts.has(end, Tag.EARLIEST):
        tags, end = tags | {Tag.AT_LEAST}, end + 1
    bound = bound_to_event(ts, length, tags, end)
    if bound:
        return Resolved(Unresolved(ts.words(start, bound), NoWindowReason.EVENT), bound)
    resolution = of_length(ts, length, tags, ts.words(start, end))
    return Resolved(resolution, end) if resolution else None


def is_measure(ts: TokenStream, start: int, at: int) -> bool:
    """Whether "by" or "um" stands right before the length: something grows or moves by it."""
    before = at - 1
    while before > start and ts.has(before, *SOFTENING) and not ts.has(before, Tag.MEASURE):
        before -= 1
    return start <= before and ts.has(before, Tag.MEASURE)


def of_length(ts: TokenStream, length: Length, tags: set[Tag], said: str) -> Resolution | None:
    """What a length of time means after these small words."""
    if length.few:
        ahead = length.forward or tags & {Tag.HENCE, Tag.IN, Tag.WITHIN}
        return Vague(said, NoWindowReason.NO_DATE) if ahead else None
    if tags & {Tag.BEFORE, Tag.AFTER} and Tag.HENCE not in tags:
        return None if ts.running else Unresolved(said, NoWindowReason.EVENT)
    if Tag.AT_LEAST in tags:
        return Unresolved(said, NoWindowReason.NO_END)
    if length.forward or tags & CLOSING:
        return within(ts, length)
    if tags & {Tag.HENCE, Tag.IN}:
        return point(ts, length)
    return None if ts.running else replace(within(ts, length, Note.DURATION), rule=Rule.DURATION)


def bound_to_event(ts: TokenStream, length: Length, tags: set[Tag], at: int) -> int | None:
    """Where "within two years of the merger" ends: a length that is counted from something else."""
    linked = ts.has(at, Tag.AFTER, Tag.BEFORE) or (ts.has(at, Tag.STARTING) and not ts.has(at, Tag.SHIFT))
    if not linked or length.forward or length.few or span_at(ts, ts.skip(at + 1, Tag.THE)):
        return None
    end = ts.event_after(at + 1)
    if end is None and (not ts.running or tags & {Tag.WITHIN, Tag.UP_TO}):
        end = at + 1 if ts.running else len(ts.tokens)
    return end


def rolling(ts: TokenStream, start: int) -> Resolved | None:
    """English "within the next year", "over the next decade": the span that begins now, not the calendar's."""
    tags, at = prefixes(ts, start)
    wanted = tags & {Tag.WITHIN, Tag.OVER, Tag.COURSE, Tag.IN}
    if not (ts.language.rolling_next and wanted):
        return None
    if ts.value(at, Tag.DAY) == 1 and ts.token(at).words.lower().endswith("next day"):
        length, end = chained(ts, at + 1, Length(high=step(1, Unit.DAY), unit=Unit.DAY, note=Note.ROLLING))
        return Resolved(within(ts, length), end) if length.low else None
    if Tag.THE not in tags:
        return None
    if ts.value(at, Tag.SHIFT) == 1:
        at += 1
    elif Tag.WITHIN not in tags:
        return None
    unit = ts.value(at, Tag.UNIT)
    if unit is None or unit in NEVER_ROLLING:
        return None
    length, end = chained(ts, at + 1, Length(high=step(1, unit), unit=unit, note=Note.ROLLING))
    return Resolved(within(ts, length), end)


def ago(ts: TokenStream, start: int) -> Resolved | None:
    """Two years ago, vor zwei Jahren, in the past three years, in den letzten Jahren."""
    at = ts.skip(start, Tag.IN, Tag.OVER, Tag.FILLER, Tag.ABOUT, Tag.THE)
    back = ts.has(at, Tag.LOOKING_BACK)
    shift = (ts.value(at, Tag.SHIFT) or 0) < 0
    found = amount(ts, at + (back or shift), plural_alone=shift and not (ts.running and at == start))
    if found is None:
        return None
    end = found.end
    behind = ts.has(end, Tag.AGO)
    if not (back or shift or behind):
        return None
    end += behind
    return Resolved(Past(ts.words(start, end), NoWindowReason.OVER), end)
