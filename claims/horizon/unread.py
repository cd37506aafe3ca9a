"""Whether the words left unread around a horizon change it: then the part that was read is no answer.

A time stands together: its words follow each other with small words between. So a word of time that is tied to what was
read belonged to it, while "the plant will open" and "says the board" are tied by nothing and stay prose.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from .almanac import Unit
from .reading import TokenStream
from .times.amounts import amount
from .times.rates import is_measured, is_rate
from .words.languages import FALSE_FRIENDS, foreign_words
from .words.lexicon import Tag

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
ORDINALS = ("st", "nd", "rd", "th")
YEARS = ("jahr", "jahres")  # "im Baujahr 2027"
THINGS = (Tag.EVENT, Tag.MONEY)  # nouns the table knows that are no time


def cut_short(ts: TokenStream, start: int, end: int) -> bool:
    """Whether the horizon from `start` to before `end` is a fragment of a longer one that no rule reads."""
    before = list(tied(ts, range(start - 1, -1, -1)))
    after = list(tied(ts, range(past_length(ts, end), len(ts.tokens))))
    open_range = any(ts.has(at, Tag.BETWEEN) for at in before)  # "between now (and then)"
    if (
        open_range
        or any(changes(ts, at) for at in before + after)
        or any(ts.has(at, Tag.POINTS) for at in after)
        or is_astray(ts, end)
    ):
        return True
    if (
        ts.language.noun_attributes
        and ts.has(end - 1, Tag.MONTH, Tag.SEASON)
        and ts.is_event(end)
        and ts.has(end + 1, Tag.OF)
    ):
        return True  # "the spring term of 2027"
    if is_glued(ts, end) or is_named_before(ts, start, end) or is_counted(ts, start, end):
        return True
    limited = ts.has(start, *LIMITS)
    placed = not limited and any(is_place(ts, at) for at in before)
    counted = counted_before(ts, start) or counted_after(ts, end)
    return placed or counted or counted_from(ts, end) or points_on(ts, after) or is_of(ts, end)


def is_astray(ts: TokenStream, end: int) -> bool:
    """ "In five years (late)", "in zwei Jahren (Verspätung)": a length that something is off by."""
    return ts.has(end - 1, Tag.UNITS, Tag.LENGTH) and ts.has(end, Tag.ASTRAY) and not ts.has(end + 1, *TIMES)


def is_glued(ts: TokenStream, end: int) -> bool:
    """Whether letters that are no word of time are glued to the last number: "June 2x", "2027ish", "2027's (end)"."""
    last, after = ts.token(end - 1), ts.token(end)
    apart = end >= len(ts.tokens) or after.start != last.end or not last.words[-1:].isdigit()
    owned = after.words in {"'", "’"} and ts.token(end + 1).words == "s"
    return not apart and (
        owned or (after.words[:1].isalpha() and not after.senses and after.words not in ORDINALS)
    )


def is_named_before(ts: TokenStream, start: int, end: int) -> bool:
    """Whether an unread word in the time's own place makes another of it: "Febuary 2027", "in der Karwoche 2027".

    Not so of a sentence ("das Werk öffnet 2027"): there something stands before that word.
    """
    before = start - 1
    if before < 0 or not is_free(ts, before) or not ts.token(before).words[:1].isalpha():
        return False
    first = before
    while first > 0 and is_free(ts, first - 1) and ts.token(first - 1).words[:1].isupper():
        first -= 1  # "Super Bowl (Sunday)"
    small = (Tag.IN, Tag.THE)
    led = first == 0 or (ts.has(first - 1, *small) and ts.skip(0, *small) == first)
    led = led and not ts.token(0).words.lower().startswith("zu")  # "zu den Spielen 2032"
    word = ts.token(before).words
    if end == start + 1 and ts.has(start, Tag.UNIT) and ts.value(start, Tag.UNIT) is not Unit.WEEKEND:
        return led  # "nächstse Jahr"
    if not led or not word[:1].isupper() or ts.is_event(before) or word.lower().endswith(YEARS):
        return False
    named = ts.has(start, Tag.HOLIDAY) or (ts.language.noun_attributes and ts.has(start, Tag.WEEKDAY))
    return named or (end == start + 1 and is_year_alone(ts, start))


def is_year_alone(ts: TokenStream, at: int) -> bool:
    """Whether the token there is a year in four digits."""
    words = ts.token(at).words
    return len(words) == 4 and words.isdigit()


def is_counted(ts: TokenStream, start: int, end: int) -> bool:
    """Whether the year is a number of the one thing that follows: "2030 MW", or its name: "2030 vision"."""
    alone = start == 0 and end == 1 and len(ts.tokens) == 2 and is_year_alone(ts, 0)
    return alone and is_free(ts, 1) and ts.token(1).words[:1].isalpha()


def is_place(ts: TokenStream, at: int) -> bool:
    """Whether the word there, before a time, makes another of it: "the fifth (of May)", "not (2028)"."""
    return ts.has(at, Tag.BREAK) or (ts.has(at, *PLACES) and not is_measured(ts, at))


def is_misread(ts: TokenStream, start: int, end: int) -> bool:
    """The same for a horizon in a running text, where most of what stands beside it is prose: only the word next to it.

    "Statt 2028", "im zweiten Tertial 2027", "vor 2028" in an English text, "im Jahr darauf".
    """
    before = start - 1
    if (
        is_astray(ts, end)
        or is_foreign(ts, before)
        or ts.has(end, Tag.POINTS)
        or is_attribute(ts, end)
        or is_of(ts, end)
    ):
        return True
    if ts.has(start, *LIMITS):
        return False
    before = before if before >= 0 else len(ts.tokens)
    if ts.is_slip(before):
        return True
    of_share = ts.has(before, Tag.SHARE, Tag.HALF) or (
        ts.has(start, Tag.OF, Tag.YEAR) and ts.is_compound(before)
    )
    return of_share or ts.has(before, Tag.BREAK) or points_on(ts, [end, end + 1, end + 2])


def is_attribute(ts: TokenStream, end: int) -> bool:
    """Whether the season or month before says which event is meant: "the spring (term of 2027)"."""
    season = ts.language.noun_attributes and ts.has(end - 1, Tag.MONTH, Tag.SEASON)
    return season and ts.is_event(end) and ts.has(end + 1, Tag.OF)


def changes(ts: TokenStream, at: int) -> bool:
    """Whether the token there is a time of its own, or a word of time in another language."""
    return is_foreign(ts, at) or (is_time(ts, at) and not is_rate(ts, at))


def is_foreign(ts: TokenStream, at: int) -> bool:
    """Whether the token there is a word of time in another language and none in this: "vor", read as English.

    A word that is also one of this language's ("may", a name in German) counts behind one that is not: "by May".
    """
    word, code = ts.token(at).words.lower(), ts.language.code
    if ts.senses[at] or not word:
        return False
    return word in foreign_words(code) or (
        word in FALSE_FRIENDS and ts.token(at - 1).words.lower() in foreign_words(code)
    )


def points_on(ts: TokenStream, after: list[int]) -> bool:
    """ "(Mittwoch) nach dem nächsten": the one that is left out."""
    ends = [at for at in after if ts.has(at, Tag.SHIFT) and not ts.has(at + 1, *TIMES)]
    return any(ts.has(ts.skip(after[0], Tag.JOINT), Tag.AFTER) and at <= after[0] + 2 for at in ends)


def is_of(ts: TokenStream, end: int) -> bool:
    """ "The second half (of next season)", "im ersten Quartal (des Projekts)": a part of something that is no time."""
    if not ts.has(end - 1, Tag.UNIT, Tag.HALF, Tag.PART):
        return False
    word = ts.token(end).words.lower()
    thing = ts.skip(end + 1, Tag.THE, Tag.SHIFT)
    return word in {"of", "des"} or (word == "der" and ts.is_event(thing))


def past_length(ts: TokenStream, end: int) -> int:
    """Where to look on after "(by 2027), two years earlier": a length behind a comma is said of the horizon."""
    length = amount(ts, end + 1) if ts.token(end).words == "," else None
    return length.end if length else end


def tied(ts: TokenStream, positions: Iterable[int]) -> Iterator[int]:
    """The positions from the horizon outwards as far as only words of times and small words stand there."""
    return takewhile(lambda at: not is_free(ts, at), positions)


def is_free(ts: TokenStream, at: int) -> bool:
    """Whether the word there has nothing to do with a time, so that what is beyond it is prose."""
    token = ts.token(at)
    if ts.is_compound(at) or ts.is_slip(at) or is_foreign(ts, at):
        return False
    unknown = not token.senses and token.written is None and not token.words[:1].isdigit()
    return unknown or ts.has(at, *THINGS)


def is_time(ts: TokenStream, at: int) -> bool:
    """Whether the token there names a time; "may" and "fall" are verbs unless "in" or "the" is before them."""
    verbs = ts.language.only_capitalised | ts.language.never_alone
    if ts.token(at).words in verbs and not ts.has(at - 1, Tag.IN, Tag.THE):
        return False
    early_next = ts.has(at, Tag.PART) and ts.has(ts.skip(at + 1, Tag.OF, Tag.THE), Tag.SHIFT)
    named = ts.token(at).written is not None or ts.has(at, *TIMES)
    return named or early_next or bool(ts.value(at, Tag.DAY)) or ts.is_compound(at) or ts.is_slip(at)


def counted_before(ts: TokenStream, start: int) -> bool:
    """ "32 (March)": a number right before a time, other than an article."""
    before = start - 2 if ts.has(start - 1, Tag.JOINT) and ts.token(start - 1).words == "-" else start - 1
    if ts.token(before).words == "." and ts.token(before).start == ts.token(before - 1).end:
        before -= 1  # "am 100. Tag"
    number = ts.value(before, Tag.NUMBER) if before >= 0 else None
    return number is not None and number != 1 and not ts.has(start, *LIMITS, Tag.IN, Tag.OVER)


def counted_after(ts: TokenStream, end: int) -> bool:
    """ "(March) 32": a number right after a time, unless it counts ("40 plants") or is the time of day ("14:05")."""
    at = ts.skip(end, Tag.THE, Tag.JOINT)
    if ts.has(end, Tag.TO, Tag.OF) and ts.has(end + 1, Tag.NUMBER) and end + 2 == len(ts.tokens):
        return True  # "2027 to 8", "Q2 of 27"
    if not ts.has(at, Tag.NUMBER, Tag.ORDINAL):
        return False
    if ts.has(at - 1, Tag.JOINT) and ts.token(at).start == ts.token(end - 1).end + 1:
        return True  # "2026-27"
    if ts.has(at + 1, Tag.AND, Tag.TO):
        return True  # "KW 10, 11 und 12"
    after = ts.token(at + 1).words
    return not after[:1].isalpha() and after != ":" and not ts.has(at + 1, *THINGS)


def counted_from(ts: TokenStream, end: int) -> bool:
    """ "The year (after the election)", "the Friday (after)": the next one only if nothing says from when."""
    named = ts.has(end - 1, Tag.WEEKDAY) and ts.has(end, Tag.AFTER, Tag.BEFORE)
    if named and (ts.has(end + 1, Tag.THE) or end + 1 >= len(ts.tokens)):
        return True
    alone = ts.has(end - 1, Tag.UNIT) and not ts.has(end - 2, Tag.SHIFT, Tag.ORDINAL)
    return alone and ts.has(end, Tag.AFTER, Tag.BEFORE)
