"""A deadline's words and the day they were said -> a window of days. Pure: no clock, no database, no Django.

`resolve` reads a phrase that someone picked as a horizon, `find` looks for horizons in a running text. The
languages' words are in `german.py` and `english.py`; what is done with them is the same for every language.

Where other tools count differently, the rule here is the latest reading that a fair reader would grant: "in two
years" is the whole year, "in two months" the whole month, early and late in a year are three months, the last day
of "May to July" is 31 July, "a few days" is no number, and a month's first week is the one mostly in it.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .almanac import BeyondCalendar, NoSuchDay
from .amounts import amount
from .english import ENGLISH
from .german import GERMAN
from .lexicon import Language
from .limits import horizon
from .reading import Match, Reading
from .results import (
    Found,
    Note,
    Past,
    Precision,
    Reason,
    Resolution,
    Rule,
    Unresolved,
    Vague,
    Window,
)
from .tokens import tokenize
from .unread import cut_short

__all__ = [
    "LANGUAGES",
    "LONGEST_PHRASE",
    "Found",
    "Note",
    "Past",
    "Precision",
    "Reason",
    "Resolution",
    "Rule",
    "Unresolved",
    "Vague",
    "Window",
    "find",
    "resolve",
]

LANGUAGES: dict[str, Language] = {language.code: language for language in (GERMAN, ENGLISH)}


# No deadline takes more characters to say; longer texts are for `find`.
LONGEST_PHRASE = 500


def resolve(phrase: str, *, said_on: date, language: str) -> Resolution:
    """The days that a horizon's words mean, counted from the day they were said.

    `language` is a tag such as "de" or "en-GB"; of an unknown language every table is tried. Never raises:
    words that give no window come back as `Vague`, `Unresolved` or `Past` with the reason. A phrase of more than
    `LONGEST_PHRASE` characters is not read.
    """
    phrase = phrase.strip()
    if len(phrase) > LONGEST_PHRASE:
        return Unresolved(phrase[:LONGEST_PHRASE], Reason.UNKNOWN)
    answers = [_resolved(phrase, said_on, each) for each in _languages(language)]
    return max(answers, key=_worth)


def find(text: str, *, said_on: date, language: str) -> list[Found]:
    """Every horizon in a running text, in order and without overlaps, also the vague and past ones."""
    found = [each for known in _languages(language) for each in _found(text, said_on, known)]
    return _without_overlaps(found)


def _languages(tag: str) -> list[Language]:
    known = LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())
    return [known] if known else list(LANGUAGES.values())


def _worth(answer: Resolution) -> int:
    if isinstance(answer, Unresolved):
        return 0 if answer.reason in {Reason.UNKNOWN, Reason.NOTHING} else 1
    return {Vague: 2, Past: 3, Window: 4}[type(answer)]


# What a phrase may have been copied with: it means the same without.
AROUND = ' \t\n\r\u00a0()[]„“”»«"…,;:!?'
FULL_STOP = re.compile(r"(?:(?<=[^\W\d])|(?<=\d{4}))\.+$")  # "am 18." needs its own


def _resolved(phrase: str, said_on: date, language: Language) -> Resolution:
    phrase = FULL_STOP.sub("", phrase.strip(AROUND))
    tokens = tokenize(phrase, language)
    if not tokens:
        return Unresolved(phrase.strip(), Reason.NOTHING)
    r = Reading(phrase, tokens, said_on, language, running=False)
    try:
        return _best(r)
    except NoSuchDay:
        return Unresolved(phrase.strip(), Reason.NO_SUCH_DAY)
    except BeyondCalendar:
        return Unresolved(phrase.strip(), Reason.BEYOND)


def _best(r: Reading) -> Resolution:
    """The horizon that the phrase begins with if it is all of it, else the best of those in it.

    Words around it that are no time may stay unread; a word of time there makes a fragment of it, and no answer.
    """
    whole = horizon(r, 0)
    if whole and (isinstance(whole[0], Unresolved) or whole[1] >= len(r.tokens)):
        return whole[0]
    places = _outermost(Place(at, *match) for at in range(len(r.tokens)) if (match := horizon(r, at)))
    best = max((place for place in places if not _bare(place)), key=_telling, default=None)
    dated = best and isinstance(best.resolution, Window | Past)
    if best is None or (dated and cut_short(r, best.start, best.end)):
        return Unresolved(r.text.strip(), Reason.UNKNOWN)
    return best.resolution


class Place(NamedTuple):
    """A horizon in a phrase, from its first token to before its end."""

    start: int
    resolution: Resolution
    end: int


def _outermost(places: Iterable[Place]) -> list[Place]:
    """Without the dates within what is past or has no end: "after Easter" is no "Easter"."""
    kept: list[Place] = []
    closed = 0
    for place in places:
        if place.end > closed:
            kept.append(place)
        if isinstance(place.resolution, Past | Unresolved) and place.resolution.reason is not Reason.EVENT:
            closed = max(closed, place.end)
    return kept


def _telling(place: Place) -> tuple[int, int]:
    """What a phrase's horizons are compared by: a date before no date, then the more words before the fewer."""
    return _worth(place.resolution), place.end - place.start


def _bare(place: Place) -> bool:
    """A length of time that only a phrase of its own makes a deadline."""
    return isinstance(place.resolution, Window) and place.resolution.rule is Rule.DURATION


def _found(text: str, said_on: date, language: Language) -> list[Found]:
    r = Reading(text, tokenize(text, language), said_on, language, running=True)
    found = []
    at = 0
    while at < len(r.tokens):
        match = _safely(r, at)
        if match and not r.in_compound(match[1]):
            start, end = r.token(at).start, r.token(match[1] - 1).end
            found.append(Found(start, end, text[start:end], match[0]))
        # "It takes two to three years" is no horizon, and neither is its second half.
        length = None if match else amount(r, at)
        at = match[1] if match else length[1] if length else at + 1
    return found


def _safely(r: Reading, at: int) -> Match | None:
    if not r.token(at).senses and r.token(at).written is None:
        return None
    try:
        return horizon(r, at)
    except (NoSuchDay, BeyondCalendar):
        return None


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
