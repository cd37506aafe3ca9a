"""Whether the words left unread around a horizon change it: then the part that was read is no answer.

A time stands together: its words follow each other with small words between. So a word of time that is tied to what was
read belonged to it, while "the plant will open" and "says the board" are tied by nothing and stay prose.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from .amounts import amount
from .languages import foreign_words
from .lexicon import Tag
from .ranges import time_at
from .rates import is_rate
from .reading import TokenStream

# A word of time by itself, wherever it is tied to the horizon.
TIMES = (
    Tag.UNIT,
    Tag.UNITS,
    Tag.LENGTH,
    Tag.TERM,
    Tag.NTH,
    Tag.MONTH,
    Tag.WEEKDAY,
    Tag.SEASON,
    Tag.PART_OF_SEASON,
    Tag.HALF_YEAR,
    Tag.HALF_OF,
    Tag.HOLIDAY,
    Tag.YEAR,
    Tag.DECADE,
    Tag.SHIFTED,
    Tag.PART_OF,
)
PLACES = (Tag.ORDINAL, Tag.HALF, Tag.SHARE)  # "the fifth": of what follows, unless that has its own limit
LIMITS = (Tag.BY, Tag.BEFORE, Tag.WITHIN, Tag.COURSE, Tag.BETWEEN, Tag.AT_LEAST)
THINGS = (Tag.EVENT, Tag.MONEY)  # nouns the table knows that are no time


def cut_short(ts: TokenStream, start: int, end: int) -> bool:
    """Whether the horizon from `start` to before `end` is a fragment of a longer one that no rule reads."""
    before = list(tied(ts, range(start - 1, -1, -1)))
    after = list(tied(ts, range(past_length(ts, end), len(ts.tokens))))
    if any(changes(ts, at) for at in before + after) or any(ts.has(at, Tag.BREAK) for at in after):
        return True
    limited = ts.has(start, *LIMITS)
    placed = not limited and any(ts.has(at, *PLACES, Tag.BREAK) for at in before)
    counted = counted_before(ts, start) or counted_after(ts, end)
    return placed or counted or counted_from(ts, end) or points_on(ts, after)


def changes(ts: TokenStream, at: int) -> bool:
    """Whether the token there is a time of its own, or a word of time in another language."""
    return is_foreign(ts, at) or (is_time(ts, at) and not is_rate(ts, at))


def is_foreign(ts: TokenStream, at: int) -> bool:
    """Whether the token there is a word of time in another language and none in this: "vor", read as English."""
    return not ts.senses[at] and ts.token(at).words.lower() in foreign_words(ts.language.code)


def points_on(ts: TokenStream, after: list[int]) -> bool:
    """ "(Mittwoch) nach dem nächsten": the one that is left out."""
    return any(ts.has(at, Tag.SHIFT) and ts.has(ts.skip(after[0], Tag.JOINT), Tag.AFTER) for at in after)


def past_length(ts: TokenStream, end: int) -> int:
    """Where to look on after what is said of the horizon: "2027, two years earlier", "Q3 (July to September)"."""
    if ts.has(end, Tag.OPENED):
        return past_bracket(ts, end)
    length = amount(ts, end + 1) if ts.token(end).words == "," else None
    return length.end if length else end


def past_bracket(ts: TokenStream, at: int) -> int:
    """The position after a bracket that holds one time and nothing else, or `at`."""
    inside = time_at(ts, at + 1)
    closed = inside and (ts.has(inside.end, Tag.CLOSED) or inside.end >= len(ts.tokens))
    return inside.end + 1 if inside and closed else at


def tied(ts: TokenStream, positions: Iterable[int]) -> Iterator[int]:
    """The positions from the horizon outwards as far as only words of times and small words stand there."""
    return takewhile(lambda at: not is_free(ts, at), positions)


def is_free(ts: TokenStream, at: int) -> bool:
    """Whether the word there has nothing to do with a time, so that what is beyond it is prose."""
    token = ts.token(at)
    if is_compound(ts, at) or is_foreign(ts, at):
        return False
    unknown = not token.senses and token.written is None and not token.words[:1].isdigit()
    return unknown or ts.has(at, *THINGS)


def is_time(ts: TokenStream, at: int) -> bool:
    """Whether the token there names a time; "may" and "fall" are verbs unless "in" or "the" is before them."""
    verbs = ts.language.only_capitalised | ts.language.never_alone
    if ts.token(at).words in verbs and not ts.has(at - 1, Tag.IN, Tag.THE):
        return False
    early_next = ts.has(at, Tag.PART) and ts.has(at + 1, Tag.SHIFT)
    named = ts.token(at).written is not None or ts.has(at, *TIMES)
    return named or early_next or bool(ts.value(at, Tag.DAY)) or is_compound(ts, at)


def is_compound(ts: TokenStream, at: int) -> bool:
    """Whether a word that no table has ends as a time does: "Saisonhälfte", "Projektquartal"."""
    return not ts.senses[at] and ts.token(at).words.lower().endswith(ts.language.time_endings)


def counted_before(ts: TokenStream, start: int) -> bool:
    """ "32 (March)": a number right before a time, other than an article."""
    before = start - 2 if ts.has(start - 1, Tag.JOINT) and ts.token(start - 1).words == "-" else start - 1
    number = ts.value(before, Tag.NUMBER) if before >= 0 else None
    return number is not None and number != 1 and not ts.has(start, *LIMITS, Tag.IN, Tag.OVER)


def counted_after(ts: TokenStream, end: int) -> bool:
    """ "(March) 32": a number right after a time, unless it counts ("40 plants") or is the time of day ("14:05")."""
    at = ts.skip(end, Tag.THE, Tag.JOINT)
    if not ts.has(at, Tag.NUMBER, Tag.ORDINAL):
        return False
    if ts.has(at - 1, Tag.JOINT) and ts.token(at).start == ts.token(end - 1).end + 1:
        return True  # "2026-27"
    after = ts.token(at + 1).words
    return not after[:1].isalpha() and after != ":" and not ts.has(at + 1, *THINGS)


def counted_from(ts: TokenStream, end: int) -> bool:
    """ "The year (after the election)": a unit by itself is the current one only if nothing says from when."""
    alone = ts.has(end - 1, Tag.UNIT) and not ts.has(end - 2, Tag.SHIFT, Tag.ORDINAL)
    return alone and ts.has(end, Tag.AFTER, Tag.BEFORE)
