"""From words to a resolution: a time under "by", "before", "from", and the words that name no date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .almanac import UnitPart, plus_days
from .amounts import amount
from .durations import ago, duration, rolling
from .lexicon import Tag
from .names import this_unit
from .ranges import time_at
from .reading import (
    PREFIX_WORDS,
    PREFIXES,
    Resolved,
    Timed,
    TimeSpan,
    TokenStream,
    parted,
    precision_of,
    prefixes,
    year_span,
)
from .results import Note, NoWindowReason, Past, Precision, Resolution, Rule, Unresolved, Vague, Window

# Of several small words before a time the first of these decides: "bis vor Weihnachten" is a "by".
LIMITS = (Tag.AT_LEAST, Tag.AFTER, Tag.BY, Tag.BEFORE, Tag.WITHIN, Tag.BETWEEN)
# What an event can be bound with; after the second set any words that are no date are taken for one.
EVENT_LIMITS = {Tag.IN, Tag.WITHIN, Tag.COURSE}
EVENT_SURE = {Tag.BY, Tag.BEFORE, Tag.AFTER, Tag.AT_LEAST, Tag.STARTING, Tag.ONCE}

# Words that make nothing of a number or name beside them, and how far a bare number is likely a year.
BARE = {Tag.THE, Tag.FILLER, Tag.ABOUT}
YEARS_BACK, YEARS_AHEAD = 30, 50


def limited(ts: TokenStream, start: int) -> Resolved | None:
    """By the end of 2027, Mitte 2028 frühestens: a time with the small words before and after it."""
    best: Resolved | None = None
    tags: set[Tag] = set()
    for at in range(start, start + PREFIX_WORDS + 1):
        found = with_limit(ts, start, at, tags)
        if found and (best is None or found.end > best.end):
            best = found
        here = PREFIXES.intersection(ts.token(at).senses)
        if not here:
            break
        tags |= here
    return best


def with_limit(ts: TokenStream, start: int, at: int, tags: set[Tag]) -> Resolved | None:
    """The time at `at` under the limits `tags`, which stand from `start` to before it."""
    found = time_at(ts, at) or without_unit(ts, at, tags)
    if found is None or (ts.running and not telling(ts, at, tags, found)):
        return None
    span, end = found
    if ts.has(end, Tag.LATEST):
        tags, end = tags | {Tag.BY}, end + 1
    elif Tag.FROM in tags and ts.has(end, Tag.ONWARD):
        tags, end = tags | {Tag.STARTING}, end + 1
    elif ts.has(end, Tag.EARLIEST):
        tags, end = tags | {Tag.AT_LEAST}, end + 1
    resolution = of_time(ts, span, tags, ts.words(start, end))
    return Resolved(resolution, end) if resolution else None


def without_unit(ts: TokenStream, at: int, tags: set[Tag]) -> Timed | None:
    """ "(In the course of) the year", "(bis) Mitte": the current unit, where nothing else is a time."""
    if ts.running and Tag.COURSE not in tags:
        return None
    part = ts.value(at, Tag.PART)
    if part in {UnitPart.EARLY, UnitPart.MID, UnitPart.LATE} and tags & {Tag.BY, Tag.BEFORE}:
        span = ts.nearest(lambda year: parted(part, year_span(year)))
        return Timed(replace(span, note=Note.PART_ALONE), at + 1) if span else None
    return this_unit(ts, at)


def telling(ts: TokenStream, at: int, tags: set[Tag], found: Timed) -> bool:
    """Whether a single word in a running text is a time there: "May" and "now" alone are not."""
    word = ts.token(at).words
    known = word.lower()
    if known in ts.language.only_capitalised and word.islower():
        return False
    if known in ts.language.only_lower and not word.islower() and not ts.begins_sentence(at):
        return False
    if found.end > at + 1:
        return True
    if ts.has(at, Tag.YEAR) and not tags - BARE:
        years = ts.said_on.year
        about = Tag.ABOUT in tags or ts.has(at - 1, Tag.ABOUT)
        return not about and years - YEARS_BACK <= found.span.opens.year <= years + YEARS_AHEAD
    return bool(tags - BARE) or known not in ts.language.never_alone


def of_time(ts: TokenStream, span: TimeSpan, tags: set[Tag], said: str) -> Resolution | None:
    """The window of a time under its limits, or why there is none; `said` are the words for the answer."""
    limit = next((kind for kind in LIMITS if kind in tags), None)
    if limit in {Tag.AT_LEAST, Tag.AFTER}:
        over = span.closes < ts.said_on and limit is Tag.AFTER
        return Past(said, NoWindowReason.OVER) if over else Unresolved(said, NoWindowReason.NO_END)
    if limit is Tag.BETWEEN and span.rule is not Rule.RANGE:
        return None
    if limit is Tag.BY:
        return closing(ts, span, by_day, Rule.END if span.rule is Rule.END else Rule.BY, said)
    if limit is Tag.BEFORE:
        return closing(ts, span, before_day, Rule.BEFORE, said)
    if limit is Tag.WITHIN:
        return closing(ts, span, lambda each: each.closes, span.rule, said)
    return plain(ts, span, tags, said)


def plain(ts: TokenStream, span: TimeSpan, tags: set[Tag], said: str) -> Resolution:
    """The window of a time without "by" or "before"; it opens on the day it was said at the earliest."""
    if span.closes < ts.said_on:
        return Past(said, NoWindowReason.OVER)
    rule = Rule.PART if span.rule is Rule.END else span.rule
    note = span.note
    if Tag.STARTING in tags and span.rule is not Rule.RANGE:
        rule, note = Rule.START, Note.START_ONLY
    if Tag.ABOUT in tags:
        note = note or Note.ABOUT
    return Window(
        opens_on=max(span.opens, ts.said_on),
        closes_on=span.closes,
        precision=span.precision,
        rule=rule,
        note=note,
    )


def by_day(span: TimeSpan) -> date:
    """The last day that "by" grants."""
    return span.by or span.closes


def before_day(span: TimeSpan) -> date:
    """The last day that "before" grants."""
    return span.before or plus_days(span.opens, -1)


def closing(
    ts: TokenStream, span: TimeSpan, last: Callable[[TimeSpan], date], rule: Rule, said: str
) -> Resolution:
    """The window from the day it was said to the limit; a name with an open year moves on to the next."""
    closes = last(span)
    if closes < ts.said_on and span.yearly:
        again = span.yearly(span.opens.year + 1)
        closes = last(again) if again else closes
    if closes < ts.said_on:
        return Past(said, NoWindowReason.OVER)
    precision = precision_of(span.unit) if span.rule is Rule.END else span.precision
    either = rule is Rule.BY and span.rule in {Rule.UNIT, Rule.SEASON} and span.precision is not Precision.DAY
    return Window(
        opens_on=ts.said_on,
        closes_on=closes,
        precision=precision,
        rule=rule,
        note=span.note or (Note.BY_UNIT if either else Note.NONE),
    )


# -- without a date ------------------------------------------------------------------------------------


def since(ts: TokenStream, start: int) -> Resolved | None:
    """Since 2025, seit zwei Jahren: always the past."""
    at = ts.skip(start, Tag.FILLER, Tag.ABOUT, Tag.THE)
    if not ts.has(at, Tag.SINCE):
        return None
    after = ts.skip(at + 1, Tag.FILLER, Tag.ABOUT, Tag.THE, Tag.IN)
    found = time_at(ts, after) or amount(ts, after, plural_alone=True)
    if found is None and ts.running:
        return None
    end = found.end if found else len(ts.tokens)
    return Resolved(Past(ts.words(start, end), NoWindowReason.SINCE), end)


def undated(ts: TokenStream, start: int) -> Resolved | None:
    """Soon, langfristig, in the foreseeable future; recently."""
    if ts.has(start, Tag.PAST):
        return Resolved(Past(ts.token(start).words, NoWindowReason.OVER), start + 1)
    if not ts.has(start, Tag.VAGUE) or ts.has(start + 1, Tag.HENCE, Tag.AFTER, Tag.AGO):
        return None
    return Resolved(Vague(ts.token(start).words, NoWindowReason.NO_DATE), start + 1)


def event(ts: TokenStream, start: int) -> Resolved | None:
    """Before the IPO, nach der Bundestagswahl: a limit with something behind it that is no date."""
    tags, at = prefixes(ts, start)
    if not tags & (EVENT_SURE if ts.running else EVENT_SURE | EVENT_LIMITS):
        return None
    end = ts.event_after(at)
    sure = tags & EVENT_SURE or ts.has(at, Tag.PART)
    if end is None and (ts.running or not ts.token(at).words[:1].isalpha() or not sure):
        return None
    if not (ts.running or sure) and any(time_at(ts, later) for later in range(at, len(ts.tokens))):
        return None  # "in the 2026/27 season" names its years
    if end is None or not ts.running:
        end = len(ts.tokens)
    return Resolved(Unresolved(ts.words(start, end), NoWindowReason.EVENT), end)


RULES = (since, undated, ago, rolling, duration, limited)


def horizon(ts: TokenStream, at: int) -> Resolved | None:
    """The longest horizon that begins with the token there; an event only where nothing else does."""
    best: Resolved | None = None
    for rule in RULES:
        found = rule(ts, at)
        if found and (best is None or found.end > best.end):
            best = found
    return best or event(ts, at)
