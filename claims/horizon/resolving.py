"""One phrase that someone picked as a horizon -> its window, or why there is none."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .almanac import BeyondCalendar, NoSuchDay
from .limits import horizon
from .reading import TokenStream
from .resolution import NoWindowReason, Past, Resolution, Rule, Unresolved, Vague, Window
from .unread import cut_short
from .words.languages import LANGUAGES
from .words.lexicon import Tag, TimeWords
from .words.tokens import tokenize

# No deadline takes more characters to say; longer texts are for `find`.
LONGEST_PHRASE = 500
# What a phrase may have been copied with: it means the same without.
UNREAD = frozenset({NoWindowReason.NOTHING, NoWindowReason.UNKNOWN, NoWindowReason.FRAGMENT})
AROUND = ' \t\n\r\u00a0()[]„“”»«"…,;:!?'
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
FULL_STOP = re.compile(r"(?:(?<=[^\W\d])|(?<=\d{4}))\.+$")  # "am 18." needs its own


class PlacedResolution(NamedTuple):
    """A horizon in a phrase, from the token at `start` to before the one at `end`."""

    start: int
    resolution: Resolution
    end: int


def resolve(phrase: str, *, said_on: date, language: str) -> Resolution:
    """The days that a horizon's words mean, counted from the day they were said.

    `language` is a tag such as "de" or "en-GB"; of an unknown language every table is tried. Never raises:
    words that give no window come back as `Vague`, `Unresolved` or `Past` with the reason. A phrase of more than
    `LONGEST_PHRASE` characters is not read.
    """
    phrase = phrase.strip()
    if len(phrase) > LONGEST_PHRASE:
        return Unresolved(phrase[:LONGEST_PHRASE], NoWindowReason.UNKNOWN)
    answers = [_resolved(phrase, said_on, each) for each in languages_of(language)]
    return max(answers, key=worth)


def languages_of(tag: str) -> list[TimeWords]:
    """The languages that a text with this tag is read in: all of them if the tag is of none."""
    known = LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower())
    return [known] if known else list(LANGUAGES.values())


def worth(answer: Resolution) -> int:
    """How much an answer says, from 0 for words that were not read to 4 for a window."""
    if isinstance(answer, Unresolved):
        return 0 if answer.reason in UNREAD else 1
    return {Vague: 2, Past: 3, Window: 4}[type(answer)]


def _resolved(phrase: str, said_on: date, language: TimeWords) -> Resolution:
    phrase = FULL_STOP.sub("", phrase.strip(AROUND))
    tokens = tokenize(phrase, language)
    if not tokens:
        return Unresolved(phrase.strip(), NoWindowReason.NOTHING)
    ts = TokenStream(phrase, tokens, said_on, language, running=False)
    try:
        return _best(ts)
    except NoSuchDay:
        return Unresolved(phrase.strip(), NoWindowReason.NO_SUCH_DAY)
    except BeyondCalendar:
        return Unresolved(phrase.strip(), NoWindowReason.BEYOND)


def _best(ts: TokenStream) -> Resolution:
    """The horizon that the phrase begins with if it is all of it, else the best of those in it.

    Words around it that are no time may stay unread; a word of time there makes a fragment of it, and no answer.
    """
    whole = horizon(ts, 0)
    if whole and (isinstance(whole.resolution, Unresolved) or whole.end >= len(ts.tokens)):
        return whole.resolution
    places = _outermost(
        PlacedResolution(at, *match) for at in range(len(ts.tokens)) if (match := horizon(ts, at))
    )
    best = max((place for place in places if not _bare(ts, place)), key=_telling, default=None)
    if best and any(_is_other(ts, best, place) for place in places if not _bare(ts, place)):
        return Unresolved(ts.text.strip(), NoWindowReason.FRAGMENT)
    dated = best and isinstance(best.resolution, Window | Past)
    if best is None or (dated and cut_short(ts, best.start, best.end)):
        return Unresolved(ts.text.strip(), NoWindowReason.FRAGMENT if best else NoWindowReason.UNKNOWN)
    return best.resolution


def _outermost(places: Iterable[PlacedResolution]) -> list[PlacedResolution]:
    """The horizons that lie in no longer one that is past or has no end: "after Easter" holds no "Easter"."""
    kept: list[PlacedResolution] = []
    closed = 0
    for place in places:
        if place.end > closed:
            kept.append(place)
        if (
            isinstance(place.resolution, Past | Unresolved)
            and place.resolution.reason is not NoWindowReason.EVENT
        ):
            closed = max(closed, place.end)
    return kept


def _is_other(ts: TokenStream, best: PlacedResolution, place: PlacedResolution) -> bool:
    """Whether the phrase sets the last day of another year somewhere else: "von 2028 auf 2030"."""
    one, other = best.resolution, place.resolution
    words = ts.text[ts.token(place.start).start : ts.token(place.end - 1).end]
    apart = (place.start >= best.end or place.end <= best.start) and YEAR.search(words) is not None
    return (
        apart and isinstance(one, Window) and isinstance(other, Window) and one.closes_on != other.closes_on
    )


def _telling(place: PlacedResolution) -> tuple[int, int]:
    """Sort key for the horizons of one phrase: a date beats none, then more words beat fewer."""
    return worth(place.resolution), place.end - place.start


def _bare(ts: TokenStream, place: PlacedResolution) -> bool:
    """Whether it is a deadline only as a whole phrase: a length without "in" or "within", a lone verb as "fall"."""
    alone = place.end == place.start + 1 and ts.token(place.start).words in ts.language.never_alone
    verb = ts.has(place.start, Tag.MONTH, Tag.SEASON)
    return (alone and verb) or (
        isinstance(place.resolution, Window) and place.resolution.rule is Rule.DURATION
    )
