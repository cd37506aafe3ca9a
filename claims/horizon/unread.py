"""Whether the words left unread around a horizon change it: then the part that was read is no answer.

A time stands together: its words follow each other with small words between. So a word of time that is tied to what was
read belonged to it, while "the plant will open" and "says the board" are tied by nothing and stay prose.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from .amounts import amount
from .lexicon import Kind
from .reading import Reading

# A word of time by itself, wherever it is tied to the horizon.
TIMES = (
    Kind.UNIT,
    Kind.UNITS,
    Kind.LENGTH,
    Kind.TERM,
    Kind.NTH,
    Kind.MONTH,
    Kind.WEEKDAY,
    Kind.SEASON,
    Kind.PART_OF_SEASON,
    Kind.HOLIDAY,
    Kind.YEAR,
    Kind.DECADE,
    Kind.SHIFTED,
    Kind.PART_OF,
)
PLACES = (Kind.ORDINAL, Kind.HALF, Kind.SHARE)  # "the fifth": of what follows, unless that has its own limit
LIMITS = (Kind.BY, Kind.BEFORE, Kind.WITHIN, Kind.COURSE, Kind.BETWEEN, Kind.AT_LEAST)
THINGS = (Kind.EVENT, Kind.MONEY)  # nouns the table knows that are no time


def cut_short(r: Reading, start: int, end: int) -> bool:
    """Whether the horizon from `start` to before `end` is a fragment of a longer one that no rule reads."""
    before = list(tied(r, range(start - 1, -1, -1)))
    after = list(tied(r, range(past_length(r, end), len(r.tokens))))
    if any(is_time(r, at) for at in before + after):
        return True
    limited = r.has(start, *LIMITS)
    placed = not limited and any(r.has(at, *PLACES) for at in before)
    return placed or counted_before(r, start) or counted_after(r, end) or counted_from(r, end)


def past_length(r: Reading, end: int) -> int:
    """Where to look on after "(by 2027), two years earlier": a length behind a comma is said of the horizon."""
    length = amount(r, end + 1) if r.token(end).words == "," else None
    return length[1] if length else end


def tied(r: Reading, positions: Iterable[int]) -> Iterator[int]:
    """The positions from the horizon outwards as far as only words of times and small words stand there."""
    return takewhile(lambda at: not is_free(r, at), positions)


def is_free(r: Reading, at: int) -> bool:
    """Whether the word there has nothing to do with a time, so that what is beyond it is prose."""
    token = r.token(at)
    unknown = not token.senses and token.written is None and not token.words[:1].isdigit()
    return unknown or r.has(at, *THINGS)


def is_time(r: Reading, at: int) -> bool:
    """Whether the token there names a time; "may" and "fall" are verbs unless "in" or "the" is before them."""
    verbs = r.language.only_capitalised | r.language.never_alone
    if r.token(at).words in verbs and not r.has(at - 1, Kind.IN, Kind.THE):
        return False
    early_next = r.has(at, Kind.PART) and r.has(at + 1, Kind.SHIFT)
    named = r.token(at).written is not None or r.has(at, *TIMES)
    return named or early_next or bool(r.value(at, Kind.DAY))


def counted_before(r: Reading, start: int) -> bool:
    """ "32 (March)": a number right before a time, other than an article."""
    before = start - 2 if r.has(start - 1, Kind.JOINT) and r.token(start - 1).words == "-" else start - 1
    number = r.value(before, Kind.NUMBER) if before >= 0 else None
    return number is not None and number != 1 and not r.has(start, *LIMITS, Kind.IN, Kind.OVER)


def counted_after(r: Reading, end: int) -> bool:
    """ "(March) 32": a number right after a time, unless it counts ("40 plants") or is the time of day ("14:05")."""
    at = r.skip(end, Kind.THE, Kind.JOINT)
    if not r.has(at, Kind.NUMBER, Kind.ORDINAL):
        return False
    if r.has(at - 1, Kind.JOINT) and r.token(at).start == r.token(end - 1).end + 1:
        return True  # "2026-27"
    after = r.token(at + 1).words
    return not after[:1].isalpha() and after != ":" and not r.has(at + 1, *THINGS)


def counted_from(r: Reading, end: int) -> bool:
    """ "The year (after the election)": a unit by itself is the current one only if nothing says from when."""
    alone = r.has(end - 1, Kind.UNIT) and not r.has(end - 2, Kind.SHIFT, Kind.ORDINAL)
    return alone and r.has(end, Kind.AFTER, Kind.BEFORE)
