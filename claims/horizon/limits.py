"""From words to a resolution: "by", "before", "within", "in two years", "ago", and what has no date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .almanac import DAYS_IN, MONTHS_IN, Unit, add, plus_days, step, unit_around, unit_shifted
from .amounts import Amount, amount
from .compounds import time_at
from .lexicon import Kind
from .names import this_unit
from .reading import Reading, Span, precision_of
from .results import Note, Past, Precision, Reason, Resolution, Rule, Unresolved, Vague, Window

Match = tuple[Resolution, int]
SMALL = (Kind.FILLER, Kind.ABOUT, Kind.THE)
PREFIXES = (
    Kind.AT_LEAST,
    Kind.BY,
    Kind.BEFORE,
    Kind.AFTER,
    Kind.WITHIN,
    Kind.COURSE,
    Kind.BETWEEN,
    Kind.STARTING,
    Kind.FROM,
    Kind.UP_TO,
    Kind.OVER,
    Kind.IN,
    Kind.ABOUT,
    Kind.FILLER,
    Kind.THE,
)
LIMITS = PREFIXES[: PREFIXES.index(Kind.IN)]
PREFIX_WORDS = 5


def words(r: Reading, start: int, end: int) -> str:
    """The words from one token to before another, as they stand in the text."""
    last = r.token(end - 1)
    first = r.token(start)
    return r.text[first.start : last.end]


# -- lengths of time -----------------------------------------------------------------------------------


def window(r: Reading, length: Amount, note: Note = Note.NONE) -> Window:
    """The days from the shorter length on, or from the day it was said, to the longer length's end."""
    opens = add(r.said_on, length.low) if length.low else r.said_on
    closes = add(r.said_on, length.high)
    if length.forward and length.unit in {Unit.QUARTER, Unit.HALF} and whole_units(length):
        # Quarters are spoken of as those of the calendar: the next two end with the second whole one.
        closes = unit_shifted(length.unit, r.said_on, length.high.months // MONTHS_IN[length.unit])[1]
    rule = Rule.RELATIVE_RANGE if length.low else Rule.WITHIN
    return Window(min(opens, closes), closes, precision_of(length.unit), rule, note)


def point(r: Reading, length: Amount) -> Window:
    """ "In two years": from months on the whole calendar unit counts, days and weeks are counted exactly."""
    opens, closes = add(r.said_on, length.low or length.high), add(r.said_on, length.high)
    exact = length.unit in DAYS_IN or length.unit is Unit.WORKDAY
    if not exact and whole_units(length):
        opens, closes = unit_around(length.unit, opens)[0], unit_around(length.unit, closes)[1]
    elif not exact:
        opens, closes = unit_around(Unit.MONTH, opens)[0], unit_around(Unit.MONTH, closes)[1]
    note = Note.DECADE if length.unit in {Unit.DECADE, Unit.CENTURY} else Note.NONE
    return Window(max(min(opens, closes), r.said_on), closes, precision_of(length.unit), Rule.IN_UNITS, note)


def whole_units(length: Amount) -> bool:
    """Whether the length is a whole number of its unit: "in 18 months" is, "in anderthalb Jahren" is not."""
    size = {Unit.YEAR: 12, Unit.QUARTER: 3, Unit.HALF: 6, Unit.MONTH: 1}.get(length.unit, 12)
    return length.high.months % size == 0 and not length.high.days


def duration(r: Reading, start: int) -> Match | None:
    """Within, in, or over a length of time; "from now"; a bare length."""
    kinds, at = prefixes(r, start)
    found = amount(r, at)
    if found is None:
        return rolling(r, start)
    length, end = found
    hence = r.has(end, Kind.HENCE) and not (r.running and r.token(end).words.lower() in r.language.in_a_story)
    end += hence
    late = r.has(end, Kind.LATEST)
    end += late
    resolution = length_resolution(r, length, kinds, (start, end), hence=hence, late=late)
    return (resolution, end) if resolution else None


def length_resolution(
    r: Reading, length: Amount, kinds: set[Kind], at: tuple[int, int], *, hence: bool, late: bool
) -> Resolution | None:
    """What a length of time means after these small words."""
    if length.few:
        ahead = length.forward or hence or kinds & {Kind.IN, Kind.WITHIN}
        return Vague(words(r, *at), Reason.NO_DATE) if ahead else None
    if kinds & {Kind.BEFORE, Kind.AFTER} and not hence:
        return None if r.running else Unresolved(words(r, *at), Reason.EVENT)
    if Kind.AT_LEAST in kinds:
        return Unresolved(words(r, *at), Reason.NO_END)
    if length.forward or late or kinds & {Kind.WITHIN, Kind.COURSE, Kind.BY, Kind.UP_TO}:
        return window(r, length)
    if hence or Kind.IN in kinds:
        return point(r, length)
    return None if r.running else replace(window(r, length, Note.DURATION), rule=Rule.DURATION)


def rolling(r: Reading, start: int) -> Match | None:
    """English "within the next year", "over the next decade": the span that begins now, not the calendar's."""
    kinds, at = prefixes(r, start)
    unit = r.value(at + 1, Kind.UNIT)
    shift = r.value(at, Kind.SHIFT)
    if not r.language.rolling_next or not kinds & {Kind.WITHIN, Kind.OVER, Kind.COURSE, Kind.IN}:
        return None
    if Kind.WITHIN in kinds and r.value(at, Kind.UNIT) and Kind.THE in kinds:
        unit, end = r.value(at, Kind.UNIT), at + 1
    elif shift == 1 and unit and Kind.THE in kinds:
        end = at + 2
    else:
        return None
    if unit in {Unit.QUARTER, Unit.WEEKEND, Unit.FISCAL_YEAR, Unit.WORKWEEK}:
        return None
    return window(r, Amount(step(1, unit), unit), Note.ROLLING), end


def ago(r: Reading, start: int) -> Match | None:
    """Two years ago, vor zwei Jahren, in the past three years, in den letzten Jahren."""
    at = r.skip(start, Kind.IN, Kind.OVER, *SMALL)
    back = r.has(at, Kind.LOOKING_BACK)
    shift = (r.value(at, Kind.SHIFT) or 0) < 0
    found = amount(r, at + 1 if back or shift else at)
    if found is None:
        end = at + 2
        return (Past(words(r, start, end), Reason.OVER), end) if shift and r.has(at + 1, Kind.UNITS) else None
    end = found[1]
    behind = r.has(end, Kind.AGO)
    if not (back or shift or behind):
        return None
    end += behind
    return Past(words(r, start, end), Reason.OVER), end


# -- times with a limit --------------------------------------------------------------------------------


def prefixes(r: Reading, at: int) -> tuple[set[Kind], int]:
    """The small words before a time: which limits they are, and where the time begins."""
    kinds: set[Kind] = set()
    for _ in range(PREFIX_WORDS):
        here = {kind for kind in PREFIXES if r.has(at, kind)}
        if not here or r.has(at, Kind.SHIFT):
            break
        kinds |= here
        at += 1
    return kinds, at


def limited(r: Reading, start: int) -> Match | None:
    """A time with the limit before or after it."""
    best: Match | None = None
    kinds: set[Kind] = set()
    at = start
    for _ in range(PREFIX_WORDS + 1):
        found = with_limit(r, start, at, kinds)
        if found and (best is None or found[1] > best[1]):
            best = found
        here = [kind for kind in PREFIXES if r.has(at, kind)]
        if not here:
            break
        kinds.update(here)
        at += 1
    return best


def with_limit(r: Reading, start: int, at: int, kinds: set[Kind]) -> Match | None:
    """The time that begins here, under these limits."""
    found = time_at(r, at) or (this_unit(r, at) if not r.running or Kind.COURSE in kinds else None)
    if found is None or (r.running and not telling(r, start, at, found)):
        return None
    span, end = found
    if r.has(end, Kind.LATEST):
        kinds, end = kinds | {Kind.BY}, end + 1
    resolution = resolution_of(r, span, kinds, words(r, start, end))
    return (resolution, end) if resolution else None


def telling(r: Reading, start: int, at: int, found: tuple[Span, int]) -> bool:
    """Whether a single word in a running text is a time there: "May" and "now" alone are not."""
    token = r.token(at)
    alone = found[1] == at + 1
    if token.words.islower() and token.words in r.language.only_capitalised:
        return False
    return not (alone and start == at and token.words.lower() in r.language.never_alone)


def resolution_of(r: Reading, span: Span, kinds: set[Kind], said: str) -> Resolution | None:
    """The window of a time under its limits, or what there is instead."""
    limit = next((kind for kind in LIMITS if kind in kinds), None)
    if limit in {Kind.AT_LEAST, Kind.AFTER}:
        over = span.closes < r.said_on and limit is Kind.AFTER
        return Past(said, Reason.OVER) if over else Unresolved(said, Reason.NO_END)
    if limit is Kind.BETWEEN and span.rule is not Rule.RANGE:
        return None
    if limit is Kind.BY:
        return closing(r, span, by_day, Rule.END if span.rule is Rule.END else Rule.BY, said)
    if limit is Kind.BEFORE:
        return closing(r, span, before_day, Rule.BEFORE, said)
    if limit is Kind.WITHIN:
        return closing(r, span, lambda s: s.closes, span.rule, said)
    return plain(r, span, kinds, said)


def plain(r: Reading, span: Span, kinds: set[Kind], said: str) -> Resolution:
    """The time itself, from the day it was said at the earliest."""
    if span.closes < r.said_on:
        return Past(said, Reason.OVER)
    rule = Rule.PART if span.rule is Rule.END else span.rule
    note = span.note
    if Kind.STARTING in kinds and span.rule is not Rule.RANGE:
        rule, note = Rule.START, Note.START_ONLY
    if Kind.ABOUT in kinds:
        note = note or Note.ABOUT
    return Window(max(span.opens, r.said_on), span.closes, span.precision, rule, note)


def by_day(span: Span) -> date:
    """The last day that "by" grants."""
    return span.by or span.closes


def before_day(span: Span) -> date:
    """The last day that "before" grants."""
    return span.before or plus_days(span.opens, -1)


def closing(r: Reading, span: Span, last: Callable[[Span], date], rule: Rule, said: str) -> Resolution:
    """The window from the day it was said to the limit; a name with an open year moves on to the next."""
    closes = last(span)
    if closes < r.said_on and span.yearly:
        again = span.yearly(span.opens.year + 1)
        closes = last(again) if again else closes
    if closes < r.said_on:
        return Past(said, Reason.OVER)
    precision = precision_of(span.unit) if span.rule is Rule.END else span.precision
    note = span.note
    if (
        not note
        and rule is Rule.BY
        and span.rule in {Rule.UNIT, Rule.SEASON}
        and span.precision is not Precision.DAY
    ):
        note = Note.BY_UNIT
    return Window(r.said_on, closes, precision, rule, note)


# -- without a date ------------------------------------------------------------------------------------


def since(r: Reading, start: int) -> Match | None:
    """Since 2025, seit zwei Jahren: always the past."""
    at = r.skip(start, *SMALL)
    if not r.has(at, Kind.SINCE):
        return None
    after = r.skip(at + 1, *SMALL, Kind.IN)
    found = time_at(r, after) or amount(r, after)
    if found is None and r.running:
        return None
    end = found[1] if found else len(r.tokens)
    return Past(words(r, start, end), Reason.SINCE), end


def vague(r: Reading, start: int) -> Match | None:
    """Soon, langfristig, in the foreseeable future."""
    if not r.has(start, Kind.VAGUE):
        return None
    return Vague(r.token(start).words, Reason.NO_DATE), start + 1


EVENT_LIMITS = (
    Kind.BY,
    Kind.BEFORE,
    Kind.AFTER,
    Kind.IN,
    Kind.WITHIN,
    Kind.AT_LEAST,
    Kind.STARTING,
    Kind.COURSE,
)
EVENT_WITHIN = 4  # words between the limit and the event: "after the next general election"


def event(r: Reading, start: int) -> Match | None:
    """Before the IPO, nach der Bundestagswahl: a limit with something behind it that is no date."""
    kinds, at = prefixes(r, start)
    if not kinds & set(EVENT_LIMITS):
        return None
    for position in range(at, at + EVENT_WITHIN):
        if is_event(r, position):
            end = position + 1 if r.running else len(r.tokens)
            return Unresolved(words(r, start, end), Reason.EVENT), end
    if (
        r.running
        or at >= len(r.tokens)
        or kinds.isdisjoint({Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.STARTING})
    ):
        return None
    return Unresolved(words(r, start, len(r.tokens)), Reason.EVENT), len(r.tokens)


def is_event(r: Reading, at: int) -> bool:
    """Whether the word there names an event, by the table or by its ending."""
    word = r.token(at).words.lower()
    return r.has(at, Kind.EVENT) or (len(word) > 4 and word.endswith(r.language.event_endings))


RULES = (since, vague, ago, duration, limited)


def horizon(r: Reading, at: int) -> Match | None:
    """The longest horizon that begins with the token there; an event only where nothing else does."""
    best: Match | None = None
    for rule in RULES:
        found = rule(r, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best or event(r, at)
