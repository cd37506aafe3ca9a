"""Horizons in a running text, where most words are no time: those where one can begin are found first.

text -> may_hold (is there a digit or a word of time at all?) -> tokens -> beginnings -> horizon -> Found
"""

import re
from collections.abc import Iterator
from datetime import date

from .almanac import BeyondCalendar, NoSuchDay
from .limits import EVENT_SURE, horizon
from .reading import EVENT_WITHIN, PREFIX_WORDS, PREFIXES, Resolved, TokenStream
from .resolution import Found, Window
from .resolving import languages_of
from .times.amounts import amount
from .unread import is_misread
from .words.lexicon import ANCHORS, LETTERS, TimeWords, key
from .words.tokens import Token, tokenize

DIGIT = re.compile(r"\d")
EVENT_REACH = PREFIX_WORDS + EVENT_WITHIN  # tokens from a limit's first word to the last of its event


def find(text: str, *, said_on: date, language: str) -> list[Found]:
    """Every horizon in a running text, in order and without overlaps, also the vague and past ones.

    `language` is a tag as for `resolve`. Costs some one microsecond a character.
    """
    found = [each for known in languages_of(language) for each in found_in(text, said_on, known)]
    return _without_overlaps(found)


def found_in(text: str, said_on: date, language: TimeWords) -> Iterator[Found]:
    """The horizons of a running text in order, read with one language's words."""
    if not may_hold(text, language):
        return
    ts = TokenStream(text, tokenize(text, language), said_on, language, running=True)
    passed = 0
    for at in beginnings(ts):
        if at < passed:
            continue
        match = _safely(ts, at)
        if (
            match
            and not ts.in_compound(match.end)
            and not (is_dated(match) and is_misread(ts, at, match.end))
        ):
            start, end = ts.token(at).start, ts.token(match.end - 1).end
            yield Found(start=start, end=end, words=text[start:end], resolution=match.resolution)
        # "It takes two to three years" is no horizon, and neither is its second half.
        length = None if match else amount(ts, at)
        passed = match.end if match else length.end if length else at + 1


def is_dated(match: Resolved) -> bool:
    """Whether the words gave a window."""
    return isinstance(match.resolution, Window)


def may_hold(text: str, language: TimeWords) -> bool:
    """Whether the text has a digit or a word that a horizon needs; without one there is nothing to look for."""
    if DIGIT.search(text):
        return True
    words = LETTERS.findall(key(text))
    return not language.telling.isdisjoint(words) or any(map(language.names_event, words))


def beginnings(ts: TokenStream) -> list[int]:
    """Positions from which known words lead to a word that a horizon needs, or a limit to an event."""
    found: list[int] = []
    leads = bound = False
    event_at = len(ts.tokens) + EVENT_REACH
    for at in range(len(ts.tokens) - 1, -1, -1):
        token = ts.tokens[at]
        if ts.is_event(at):
            event_at = at
        known = bool(token.senses) or token.written is not None
        leads = is_anchor(token) or (leads and (known or token.words == "."))
        limits = not EVENT_SURE.isdisjoint(token.senses) or (bound and ts.has(at, *PREFIXES))
        bound = limits and event_at - at <= EVENT_REACH
        if known and (leads or bound):
            found.append(at)
    return found[::-1]


def is_anchor(token: Token) -> bool:
    """Whether the token is one that a horizon needs: a number, "the" and "by" alone are none."""
    return token.written is not None or not ANCHORS.isdisjoint(token.senses)


def _safely(ts: TokenStream, at: int) -> Resolved | None:
    try:
        return horizon(ts, at)
    except (NoSuchDay, BeyondCalendar):
        return None


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
