"""Units that are no time but that of a rate or a measure: "every year", "zweimal im Jahr", "by a quarter"."""

from ..reading import TokenStream
from ..words.lexicon import Tag

IN_A_RATE = (Tag.IN, Tag.THE, Tag.NUMBER, Tag.ORDINAL, Tag.FILLER, Tag.ABOUT)
RATES = (Tag.EACH, Tag.MEASURE)
RATE_WORDS = 4
SHARES = (Tag.HALF, Tag.SHARE, Tag.ORDINAL)
TIMES_A_UNIT = ("mal", "mals", "times", "once", "twice")
NAMES = (Tag.WEEKDAY, Tag.MONTH, Tag.SEASON, Tag.HOLIDAY)
LIMITS = (Tag.BY, Tag.BEFORE, Tag.WITHIN, Tag.STARTING)


def is_rate(ts: TokenStream, at: int) -> bool:
    """Whether the unit or name there belongs to a rate or a measure and names no time."""
    if ts.has(at, *NAMES) and at and ts.has(at - 1, Tag.EACH):
        return True
    if not ts.has(at, Tag.UNIT, Tag.UNITS, Tag.WEEKDAY) or ts.has(at + 1, Tag.YEAR):
        return False
    before = at - 1
    while before >= max(0, at - RATE_WORDS) and ts.has(before, *IN_A_RATE) and not ts.has(before, *RATES):
        before -= 1
    if ts.value(at - 1, Tag.NUMBER) == 1 and at > 1 and (ts.has(at - 2, Tag.NUMBER) or is_thing(ts, at - 2)):
        return True  # "two a year", "40 plants a year"
    if before < 0:
        return False
    if ts.has(before, Tag.MEASURE):
        return any(ts.has(number, Tag.NUMBER) for number in range(before + 1, at))
    word = ts.token(before).words
    times = word.islower() and word.endswith(TIMES_A_UNIT) and not ts.has(at, Tag.WEEKDAY)
    of_things = (
        is_thing(ts, before) and ts.has(at, Tag.UNIT) and ts.has(at - 1, Tag.IN) and ts.has(at + 1, *LIMITS)
    )
    return ts.has(before, Tag.EACH) or times or of_things


def is_measured(ts: TokenStream, at: int) -> bool:
    """Whether a share there is what something grows by: "by half", "um ein Drittel"."""
    while (
        at > 0
        and ts.has(at, *SHARES, Tag.NUMBER, Tag.THE, Tag.FILLER, Tag.ABOUT)
        and not ts.has(at, Tag.MEASURE)
    ):
        at -= 1
    return ts.has(at, Tag.MEASURE)


def is_thing(ts: TokenStream, at: int) -> bool:
    """Whether the word there is what a rate counts: a noun that no table has, or percent and tonnes."""
    return ts.has(at, Tag.MONEY) or (not ts.senses[at] and ts.token(at).words[:1].isalpha())
