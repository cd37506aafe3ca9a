"""From words to a resolution: a time under "by", "before", "from", and the words that name no date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from .almanac import Unit, UnitPart, plus_days
from .durations import ago, duration, is_measure, rolling
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
from .resolution import Note, NoWindowReason, Past, Precision, Resolution, Rule, Unresolved, Vague, Window
from .times.amounts import amount, number
from .times.compounds import span_at
from .times.names import begins_split, split_span, this_unit
from .times.ranges import time_at
from .times.rates import is_rate
from .times.years import SMALL, written_year, year_after
from .words.lexicon import Tag

# Of several small words before a time the first of these decides: "bis vor Weihnachten" is a "by".
LIMITS = (Tag.AT_LEAST, Tag.AFTER, Tag.BY, Tag.BEFORE, Tag.WITHIN, Tag.BETWEEN)
# What an event can be bound with; after the second set any words that are no date are taken for one.
EVENT_LIMITS = {Tag.IN, Tag.WITHIN, Tag.COURSE}
EVENT_SURE = {Tag.BY, Tag.BEFORE, Tag.AFTER, Tag.AT_LEAST, Tag.STARTING, Tag.ONCE}

# What binds to an event named by a time, and what of it means after the event.
BINDING = {Tag.BY, Tag.BEFORE, Tag.AFTER, Tag.AT_LEAST, Tag.ONCE}
AFTER_EVENT = {Tag.AFTER, Tag.AT_LEAST, Tag.STARTING, Tag.FROM}
NOT_OF_EVENT = (Tag.AFTER, Tag.BEFORE, Tag.AT_LEAST, Tag.SINCE)
# The first of two limits, and the rules that give a second one.
FROM_THEN = {Tag.AT_LEAST, Tag.AFTER, Tag.STARTING}
TO_THEN = {Rule.BY, Rule.BEFORE, Rule.END}
# Words that make nothing of a number or name beside them, and how far a bare number is likely a year.
BARE = {Tag.THE, Tag.FILLER, Tag.ABOUT}
# Behind "before" and a time they make its end the limit: "before the summer is out".
RUNNING_OUT = frozenset({"is out", "is over", "is through", "is up"})
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
    if (
        tags & FROM_THEN
        and (single := span_at(ts, at))
        and (both := between(ts, single.span, tags, single.end))
    ):
        return both
    found = None if is_rate(ts, at) else time_at(ts, at) or without_unit(ts, at, tags)
    if found is None or (ts.running and not telling(ts, at, tags, found)):
        return None
    attribute = None if runs_out(ts, found.end) else of_event(ts, start, found, tags)
    if attribute:
        return attribute
    span, end = found
    if ts.has(end, Tag.LATEST):
        tags, end = tags | {Tag.BY}, end + 1
    elif Tag.FROM in tags and ts.has(end, Tag.ONWARD):
        tags, end = tags | {Tag.STARTING}, end + 1
    elif ts.has(end, Tag.EARLIEST):
        tags, end = tags | {Tag.AT_LEAST}, end + 1
    elif Tag.BEFORE in tags and runs_out(ts, end):
        tags, span, end = tags - {Tag.BEFORE} | {Tag.BY}, replace(span, rule=Rule.END), end + 2
    if tags & FROM_THEN and Tag.UNTIL not in tags and (both := between(ts, span, tags, end)):
        return both
    if Tag.BY in tags and (both := between_backwards(ts, span, end)):
        return both
    resolution = of_time(ts, span, tags, ts.words(start, end))
    return Resolved(resolution, end) if resolution else None


def runs_out(ts: TokenStream, at: int) -> bool:
    """Whether the words there say that the time before them ends: "(before the summer) is out"."""
    return f"{ts.token(at).words} {ts.token(at + 1).words}".lower() in RUNNING_OUT


def between(ts: TokenStream, span: TimeSpan, tags: set[Tag], at: int) -> Resolved | None:
    """(Not before 2028,) but by 2030 at the latest: from the first limit to a second one that begins here."""
    after = ts.skip(at, Tag.JOINT, Tag.AND, Tag.FILLER)
    if after == at or ts.in_second_limit:
        return None
    ts.in_second_limit = True
    try:
        second = limited(ts, after)
    finally:
        ts.in_second_limit = False
    until = second and second.resolution
    if second is None or not isinstance(until, Window) or until.rule not in TO_THEN:
        return None
    year = until.closes_on.year
    named = [span.yearly(year), span.yearly(year - 1)] if span.yearly and year > 1 else []
    starts = [
        plus_days(each.closes, 1) if Tag.AFTER in tags else each.opens for each in [*named, span] if each
    ]
    opens = next((start for start in starts if start <= until.closes_on), None)
    if opens is None:
        return None
    return Resolved(replace(until, opens_on=max(opens, ts.said_on), rule=Rule.RANGE), second.end)


def between_backwards(ts: TokenStream, span: TimeSpan, at: int) -> Resolved | None:
    """(By 2030 at the latest,) 2028 at the earliest: the first limit is the one that closes."""
    after = ts.skip(at, Tag.JOINT, Tag.AND, Tag.FILLER)
    tags, begins = prefixes(ts, after)
    first = span_at(ts, begins) if after > at else None
    if first is None or not (Tag.AT_LEAST in tags or ts.has(first.end, Tag.EARLIEST)):
        return None
    if not ts.said_on <= by_day(span) or first.span.opens > by_day(span):
        return None
    window = Window(
        opens_on=max(first.span.opens, ts.said_on),
        closes_on=by_day(span),
        precision=span.precision,
        rule=Rule.RANGE,
        note=span.note,
    )
    return Resolved(window, first.end + ts.has(first.end, Tag.EARLIEST))


# -- events named by a time ----------------------------------------------------------------------------


def of_event(ts: TokenStream, start: int, found: Timed, tags: set[Tag]) -> Resolved | None:
    """Before the 2028 election, by next year's vote, ahead of the autumn statement: the time is an event's."""
    word, last = ts.token(found.end).words, found.end - 1
    known_event = ts.is_event(found.end) or (ts.language.noun_attributes and ts.has(found.end, Tag.SHARE))
    years = [at for at in range(start, found.end) if year_at(ts, at) and ts.has(at - 1, Tag.THE)]
    noun = word[:1].isalpha() and (known_event or not ts.senses[found.end])
    if not noun or not tags & BINDING:
        return None
    end = ts.event_after(found.end) or found.end + 1
    of_it = ts.token(last).words.lower().replace("’", "'").endswith("'s")
    whose = known_event or ts.has(last - 1, Tag.THE)
    year = (years[0] if years and known_event else last) if whose else last
    if of_it or (whose and year_at(ts, year)):
        span = beginning(ts, start, year, year_at(ts, year) or found.span)
        return Resolved(by_event(ts, span, tags, ts.words(start, end)), end)
    season = ts.language.noun_attributes and ts.has(last, Tag.MONTH, Tag.SEASON)
    if season and (known_event if ts.running else whose):
        return Resolved(Unresolved(ts.words(start, end), NoWindowReason.EVENT), end)
    return None


def year_at(ts: TokenStream, at: int) -> TimeSpan | None:
    """The year that the token there names by itself: 2028, 2026/27."""
    year = written_year(ts, at)
    if year is None or year.year is None:
        return None
    return split_span(year.year) if year.last_year else year_span(year.year)


def beginning(ts: TokenStream, at: int, place: int, span: TimeSpan) -> TimeSpan:
    """The first of the two years at `place`, if only the beginning is meant: "(by the) start of the 2027-28 season"."""
    told = any(ts.value(each, Tag.PART) is UnitPart.START for each in range(at, place))
    begins = span.unit is Unit.SPLIT_YEAR and (told or begins_split(ts, place))
    return parted(UnitPart.START, span) if begins else span


def by_event(ts: TokenStream, span: TimeSpan, tags: set[Tag], said: str) -> Resolution:
    """The window to the end of the time that an event is named by; after the event there is no end."""
    if tags & AFTER_EVENT:
        return Unresolved(said, NoWindowReason.EVENT)
    if span.closes < ts.said_on:
        return Past(said, NoWindowReason.OVER)
    return Window(
        opens_on=ts.said_on,
        closes_on=span.closes,
        precision=span.precision,
        rule=Rule.BY,
        note=Note.EVENT_YEAR,
    )


def year_of_event(ts: TokenStream, at: int, end: int) -> Timed | None:
    """(Bis zur Wahl) 2029, (by the Olympics) in 2032; in a phrase the year can stand anywhere behind the limit."""
    places = [ts.skip(end, *SMALL, Tag.IN)] if ts.running else range(at, len(ts.tokens))
    for place in places:
        year = year_after(ts, place)
        if year and year.year is not None and not ts.has(place - 1, *NOT_OF_EVENT):
            span = split_span(year.year) if year.last_year else year_span(year.year)
            return Timed(beginning(ts, at, place, span), year.end)
    return None


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
    if ts.is_compound(at - 1):
        return False  # of "im Projektquartal 2027" the year is not all
    if ts.has(at, Tag.YEAR) and not tags - BARE:
        years = ts.said_on.year
        about = Tag.ABOUT in tags or ts.has(at - 1, Tag.ABOUT)
        return not about and years - YEARS_BACK <= found.span.opens.year <= years + YEARS_AHEAD
    return bool(tags - BARE) or known not in ts.language.never_alone


def of_time(ts: TokenStream, span: TimeSpan, tags: set[Tag], said: str) -> Resolution | None:
    """The window of a time under its limits, or why there is none; `said` are the words for the answer."""
    limit = next((kind for kind in LIMITS if kind in tags), None)
    if {Tag.UNTIL, Tag.AT_LEAST} <= tags:
        limit, span = Tag.BY, replace(span, note=Note.OPEN_END)
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
    by_it = is_measure(ts, start, at) and number(ts, at) is not None  # "by a quarter" is no event
    if by_it or not tags & (EVENT_SURE if ts.running else EVENT_SURE | EVENT_LIMITS):
        return None
    glued = ts.token(at + 1).words[:1].isdigit() and ts.token(at + 1).start == ts.token(at).end
    if glued or any(ts.is_slip(later) for later in range(at, at + PREFIX_WORDS)):
        return None  # "by Q5 2027", "bis Febuar 2027"
    end = ts.event_after(at)
    sure = tags & EVENT_SURE or ts.has(at, Tag.PART)
    if end is None and (ts.running or not ts.token(at).words[:1].isalpha() or not sure):
        return None
    if not (ts.running or sure) and any(time_at(ts, later) for later in range(at, len(ts.tokens))):
        return None  # "in the 2026/27 season" names its years
    year = year_of_event(ts, at, end or at)
    if end is None or not ts.running:
        end = len(ts.tokens)
    if year:
        end = max(end, year.end)
        return Resolved(by_event(ts, year.span, tags, ts.words(start, end)), end)
    return Resolved(Unresolved(ts.words(start, end), NoWindowReason.EVENT), end)


RULES = (since, undated, ago, rolling, duration, limited)


def horizon(ts: TokenStream, at: int) -> Resolved | None:
    """The longest horizon that begins with the token there; an event only where nothing else does."""
    best: Resolved | None = None
    for rule in RULES:
        found = rule(ts, at)
        if found and (best is None or found.end > best.end):
            best = found
    return with_bracket(ts, best) if best else event(ts, at)


def with_bracket(ts: TokenStream, found: Resolved) -> Resolved:
    """The same with a bracket behind it that says the same: "in Q3 (July to September)", "in zwei Jahren (2028)"."""
    inside = time_at(ts, found.end + 1) if ts.has(found.end, Tag.OPENED) else None
    if inside is None or not isinstance(found.resolution, Window):
        return found
    closed = ts.has(inside.end, Tag.CLOSED)
    same = inside.span.closes == found.resolution.closes_on and (closed or inside.end >= len(ts.tokens))
    return Resolved(found.resolution, inside.end + closed) if same else found
