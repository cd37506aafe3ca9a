"""From words to a resolution: a time under "by", "before", "from", and the words that name no date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .almanac import Part, plus_days
from .amounts import amount
from .durations import ago, duration, rolling
from .lexicon import Kind
from .names import this_unit
from .ranges import time_at
from .reading import (
    PREFIX_WORDS,
    PREFIXES,
    Match,
    Reading,
    Span,
    Timed,
    parted,
    precision_of,
    prefixes,
    year_span,
)
from .results import Note, Past, Precision, Reason, Resolution, Rule, Unresolved, Vague, Window

# Of several small words before a time the first of these decides: "bis vor Weihnachten" is a "by".
LIMITS = (Kind.AT_LEAST, Kind.AFTER, Kind.BY, Kind.BEFORE, Kind.WITHIN, Kind.BETWEEN)
# What an event can be bound with; after the second set any words that are no date are taken for one.
EVENT_LIMITS = {Kind.IN, Kind.WITHIN, Kind.COURSE}
EVENT_SURE = {Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.AT_LEAST, Kind.STARTING, Kind.ONCE}

# Words that make nothing of a number or name beside them, and how far a bare number is likely a year.
BARE = {Kind.THE, Kind.FILLER, Kind.ABOUT}
YEARS_BACK, YEARS_AHEAD = 30, 50


def limited(r: Reading, start: int) -> Match | None:
    """A time with the limit before or after it."""
    best: Match | None = None
    kinds: set[Kind] = set()
    for at in range(start, start + PREFIX_WORDS + 1):
        found = with_limit(r, start, at, kinds)
        if found and (best is None or found[1] > best[1]):
            best = found
        here = PREFIXES.intersection(r.token(at).senses)
        if not here:
            break
        kinds |= here
    return best


def with_limit(r: Reading, start: int, at: int, kinds: set[Kind]) -> Match | None:
    """The time that begins here, under these limits."""
    found = time_at(r, at) or without_unit(r, at, kinds)
    if found is None or (r.running and not telling(r, at, kinds, found)):
        return None
    span, end = found
    if r.has(end, Kind.LATEST):
        kinds, end = kinds | {Kind.BY}, end + 1
    elif Kind.FROM in kinds and r.has(end, Kind.ONWARD):
        kinds, end = kinds | {Kind.STARTING}, end + 1
    elif r.has(end, Kind.EARLIEST):
        kinds, end = kinds | {Kind.AT_LEAST}, end + 1
    resolution = of_time(r, span, kinds, r.words(start, end))
    return (resolution, end) if resolution else None


def without_unit(r: Reading, at: int, kinds: set[Kind]) -> Timed:
    """ "(In the course of) the year", "(bis) Mitte": the current unit, where nothing else is a time."""
    if r.running and Kind.COURSE not in kinds:
        return None
    part = r.value(at, Kind.PART)
    if part in {Part.EARLY, Part.MID, Part.LATE} and kinds & {Kind.BY, Kind.BEFORE}:
        span = r.nearest(lambda year: parted(part, year_span(year)))
        return (replace(span, note=Note.PART_ALONE), at + 1) if span else None
    return this_unit(r, at)


def telling(r: Reading, at: int, kinds: set[Kind], found: tuple[Span, int]) -> bool:
    """Whether a single word in a running text is a time there: "May" and "now" alone are not."""
    word = r.token(at).words
    known = word.lower()
    if known in r.language.only_capitalised and word.islower():
        return False
    if known in r.language.only_lower and not word.islower() and not r.begins_sentence(at):
        return False
    if found[1] > at + 1:
        return True
    if r.has(at, Kind.YEAR) and not kinds - BARE:
        years = r.said_on.year
        about = Kind.ABOUT in kinds or r.has(at - 1, Kind.ABOUT)
        return not about and years - YEARS_BACK <= found[0].opens.year <= years + YEARS_AHEAD
    return bool(kinds - BARE) or known not in r.language.never_alone


def of_time(r: Reading, span: Span, kinds: set[Kind], said: str) -> Resolution | None:
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
        return closing(r, span, lambda each: each.closes, span.rule, said)
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
    either = rule is Rule.BY and span.rule in {Rule.UNIT, Rule.SEASON} and span.precision is not Precision.DAY
    return Window(r.said_on, closes, precision, rule, span.note or (Note.BY_UNIT if either else Note.NONE))


# -- without a date ------------------------------------------------------------------------------------


def since(r: Reading, start: int) -> Match | None:
    """Since 2025, seit zwei Jahren: always the past."""
    at = r.skip(start, Kind.FILLER, Kind.ABOUT, Kind.THE)
    if not r.has(at, Kind.SINCE):
        return None
    after = r.skip(at + 1, Kind.FILLER, Kind.ABOUT, Kind.THE, Kind.IN)
    found = time_at(r, after) or amount(r, after, plural_alone=True)
    if found is None and r.running:
        return None
    end = found[1] if found else len(r.tokens)
    return Past(r.words(start, end), Reason.SINCE), end


def undated(r: Reading, start: int) -> Match | None:
    """Soon, langfristig, in the foreseeable future; recently."""
    if r.has(start, Kind.PAST):
        return Past(r.token(start).words, Reason.OVER), start + 1
    if not r.has(start, Kind.VAGUE) or r.has(start + 1, Kind.HENCE, Kind.AFTER, Kind.AGO):
        return None
    return Vague(r.token(start).words, Reason.NO_DATE), start + 1


def event(r: Reading, start: int) -> Match | None:
    """Before the IPO, nach der Bundestagswahl: a limit with something behind it that is no date."""
    kinds, at = prefixes(r, start)
    if not kinds & (EVENT_SURE if r.running else EVENT_SURE | EVENT_LIMITS):
        return None
    end = r.event_after(at)
    sure = kinds & EVENT_SURE or r.has(at, Kind.PART)
    if end is None and (r.running or not r.token(at).words[:1].isalpha() or not sure):
        return None
    if not (r.running or sure) and any(time_at(r, later) for later in range(at, len(r.tokens))):
        return None  # "in the 2026/27 season" names its years
    if end is None or not r.running:
        end = len(r.tokens)
    return Unresolved(r.words(start, end), Reason.EVENT), end


RULES = (since, undated, ago, rolling, duration, limited)


def horizon(r: Reading, at: int) -> Match | None:
    """The longest horizon that begins with the token there; an event only where nothing else does."""
    best: Match | None = None
    for rule in RULES:
        found = rule(r, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best or event(r, at)
