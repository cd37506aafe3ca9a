"""Looks at an address before it is tracked: which feeds are there, and what each of them holds. Writes nothing.

Why so: docs/decisions/0016-a-feed-is-looked-at-before-it-is-tracked.md
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from time import monotonic
from typing import Final

from claims.addresses import canonical_url
from claims.models import Language
from tracker import fetch, parse
from tracker.feeds import discovery
from tracker.fetch import Fetched, FetchFailed, Policy, Request
from tracker.models import Fault
from tracker.words import guessing

# A person waits for the answer, and a thread of the web process with them.
ANSWER_SECONDS: Final = 10
TOTAL_SECONDS: Final = 25
PARSE_SECONDS: Final = 3

MOST_FEEDS: Final = 5
HEADLINES: Final = 3
ABANDONED_AFTER: Final = timedelta(days=90)
LONG_WAIT: Final = 2 * 3600
READ_FOR_LANGUAGE: Final = 30

# What a body is that may well be a site's page: only there a look for announced feeds is worth it.
_MAY_BE_A_PAGE: Final = frozenset({Fault.HTML_PAGE, Fault.NOT_XML, Fault.NOT_A_FEED})

# A real feed may show these for an hour.
PASSING_FAULTS: Final = frozenset({Fault.CONNECT, Fault.TIMEOUT, Fault.STATUS, Fault.PROTOCOL, Fault.EMPTY})


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that could be read.

    `url` is the address to track: where permanent redirects led, else the one `asked`. `answered_by` is where the
    answer came from in the end. `label` is what the site calls the feed. `language` is the guess, `declared` what the
    feed itself says: two-letter codes or "". `newest` is None where no entry has a date. `asked_seconds` is how long
    the publisher wants to be left alone, 0 if it says nothing. `is_unsound`: it could be read in spite of faults.
    """

    url: str
    asked: str
    answered_by: str
    title: str
    site_url: str
    language: str
    declared: str
    entries: int
    newest: datetime | None
    headlines: tuple[str, ...]
    has_validators: bool
    asked_seconds: int
    is_unsound: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """An address that gave no feed: the kind of fault, and in the technician's words what exactly."""

    url: str
    fault: Fault
    detail: str
    label: str = ""


Looked = FoundFeed | Unread


@dataclass(frozen=True, slots=True)
class Finding:
    """What an address led to. `is_site`: a page that has feeds, instead of a feed. `left_out`: feeds not looked at."""

    feeds: tuple[FoundFeed, ...]
    unread: tuple[Unread, ...]
    is_site: bool = False
    left_out: int = 0


def look(address: str, *, policy: Policy, now: datetime) -> Finding:
    """Ask the address, and where it is a site's, the feeds that it names: one after the other, at most five.

    Without any named, the usual addresses are tried until one is a feed. No request begins once 25 seconds are over.
    """
    policy = replace(policy, total_seconds=ANSWER_SECONDS)
    ends = monotonic() + TOTAL_SECONDS
    answer = _ask(address, policy, now)
    looked = _read(address, answer)
    if isinstance(looked, FoundFeed):
        return Finding((looked,), ())
    if not isinstance(answer, Fetched) or looked.fault not in _MAY_BE_A_PAGE:
        return Finding((), (looked,))
    named = discovery.announced_guarded(answer.body, url=answer.final_url)
    if named:
        return _look_at_named(named, policy=policy, now=now, ends=ends)
    for guessed in discovery.well_known(answer.final_url):
        if monotonic() < ends and isinstance(found := _look_at(guessed, policy, now), FoundFeed):
            return Finding((found,), (), is_site=True)
    return Finding((), (looked,))


def _look_at_named(
    named: list[discovery.Announced], *, policy: Policy, now: datetime, ends: float
) -> Finding:
    looked = list(_each(named[:MOST_FEEDS], policy=policy, now=now, ends=ends))
    # Two names may lead to one feed.
    feeds: dict[str, FoundFeed] = {}
    for each in looked:
        if isinstance(each, FoundFeed):
            feeds.setdefault(canonical_url(each.answered_by), each)
    unread = tuple(each for each in looked if isinstance(each, Unread))
    return Finding(tuple(feeds.values()), unread, is_site=True, left_out=len(named) - len(looked))


def _each(
    named: list[discovery.Announced], *, policy: Policy, now: datetime, ends: float
) -> Iterator[Looked]:
    for feed in named:
        if monotonic() >= ends:
            return
        yield replace(_look_at(feed.url, policy, now), label=feed.label)


def _look_at(address: str, policy: Policy, now: datetime) -> Looked:
    return _read(address, _ask(address, policy, now))


def _ask(address: str, policy: Policy, now: datetime) -> fetch.Answer:
    return fetch.fetch_one(Request(address), policy=policy, now=now)


def _read(address: str, answer: fetch.Answer) -> Looked:
    if isinstance(answer, FetchFailed):
        return Unread(address, Fault(answer.kind), answer.detail)
    assert isinstance(answer, Fetched)  # nothing was sent that a 304 could answer
    parsed = parse.parse_guarded(
        answer.body, url=answer.final_url, content_type=answer.content_type, cpu_seconds=PARSE_SECONDS
    )
    if isinstance(parsed, parse.NotAFeed):
        return Unread(address, Fault(parsed.kind), parsed.detail)
    return _found(address, answer, parsed)


def _found(address: str, answer: Fetched, parsed: parse.ParsedFeed) -> FoundFeed:
    dates = [entry.published_at for entry in parsed.entries if entry.published_at]
    return FoundFeed(
        url=answer.permanent_url or address,
        asked=address,
        answered_by=answer.final_url,
        title=parsed.title,
        site_url=parsed.site_url,
        language=language_of(parsed),
        declared=parsed.language[:2].lower(),
        entries=len(parsed.entries),
        newest=max(dates, default=None),
        headlines=tuple(entry.title for entry in parsed.entries[:HEADLINES] if entry.title),
        has_validators=bool(answer.etag or answer.last_modified),
        asked_seconds=max(answer.max_age or 0, parsed.ttl_seconds or 0),
        is_unsound=bool(parsed.warning),
    )


def language_of(parsed: parse.ParsedFeed) -> str:
    """The language that the entries are written in; where they say too little, the one that the feed declares.

    Many feeds declare the language of the software that made them, so the words come first.
    """
    texts = (f"{entry.title}. {entry.summary[:500]}" for entry in parsed.entries[:READ_FOR_LANGUAGE])
    return guessing.guess("\n".join(texts)) or parsed.language[:2].lower()


class Doubt(StrEnum):
    """What an editor should know of a feed before tracking it."""

    EMPTY = "empty"
    OLD = "old"
    UNDATED = "undated"
    FOREIGN = "foreign"
    DECLARES_ANOTHER = "declares_another"
    MOVED = "moved"
    REDIRECTED = "redirected"
    WITHOUT_VALIDATORS = "without_validators"
    ASKS_FOR_TIME = "asks_for_time"
    UNSOUND = "unsound"


def doubts(found: FoundFeed, *, now: datetime) -> list[Doubt]:
    """What is worth knowing about a feed that was found, the gravest first."""
    reads_like = found.language
    facts = {
        Doubt.EMPTY: not found.entries,
        Doubt.OLD: found.newest is not None and now - found.newest > ABANDONED_AFTER,
        Doubt.UNDATED: bool(found.entries) and found.newest is None,
        Doubt.FOREIGN: bool(reads_like) and reads_like not in Language.values,
        Doubt.DECLARES_ANOTHER: bool(found.declared and reads_like) and found.declared != reads_like,
        Doubt.MOVED: found.url != found.asked,
        Doubt.REDIRECTED: canonical_url(found.url) != canonical_url(found.answered_by),
        Doubt.WITHOUT_VALIDATORS: not found.has_validators,
        Doubt.ASKS_FOR_TIME: found.asked_seconds > LONG_WAIT,
        Doubt.UNSOUND: found.is_unsound,
    }
    return [doubt for doubt, holds in facts.items() if holds]
