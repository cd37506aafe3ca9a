"""Units that are no time but that of a rate or a measure: "every year", "zweimal im Jahr", "by a quarter"."""

from .lexicon import Tag
from .reading import TokenStream

IN_A_RATE = (Tag.IN, Tag.THE, Tag.NUMBER, Tag.ORDINAL)
RATES = (Tag.EACH, Tag.MEASURE)
RATE_WORDS = 4
TIMES_A_UNIT = ("mal", "mals", "times", "once", "twice")


def is_rate(ts: TokenStream, at: int) -> bool:
    """Whether the unit or weekday there belongs to a rate or a measure and names no time."""
    if not ts.has(at, Tag.UNIT, Tag.UNITS, Tag.WEEKDAY) or ts.has(at + 1, Tag.YEAR):
        return False
    before = at - 1
    while before >= max(0, at - RATE_WORDS) and ts.has(before, *IN_A_RATE) and not ts.has(before, *RATES):
        before -= 1
    number = ts.value(at - 1, Tag.NUMBER) if at else None
    if number == 1 and at > 1 and ts.has(at - 2, Tag.NUMBER):
        return True  # "two a year"
    if before < 0:
        return False
    if ts.has(before, Tag.MEASURE):
        return number is not None
    word = ts.token(before).words
    times = word.islower() and word.endswith(TIMES_A_UNIT) and not ts.has(at, Tag.WEEKDAY)
    return ts.has(before, Tag.EACH) or times
