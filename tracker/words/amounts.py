"""Reads amounts: what digits are worth by a language's marks, and what is counted in which unit. Pure."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.words.roots import lemma_of
from tracker.words.vocabulary import CURRENCY_CODES, MAGNITUDES, NUMERALS, UNIT_ADJECTIVES, UNITS

# What parts thousands beside the language's own mark: 6 000, 6'000. A plain space does so between whole groups only.
GAPS: Final = re.compile(r"[ \u00a0\u2009\u202f'’]")
MARK: Final = re.compile(r"[.,]")
FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

# "400 US-Dollar", "3 Milliarden Schweizer Franken": a number's unit stands no more words behind it.
FURTHEST_UNIT = 5

# Before a magnitude that is written out, these are numbers: "eine Million", "half a billion".
LEADING: Final = {
    "de": {"eine": 1.0, "einer": 1.0, "halbe": 0.5, "halben": 0.5},
    "en": {"one": 1.0, "a": 1.0, "half": 0.5},
}
# Shorter ones are abbreviations, which follow digits alone ("a k", "one m").
SHORTEST_MAGNITUDE = 5


class Amount(NamedTuple):
    """A number as a text gives it: its value, never infinite, and the unit from tracker.words.vocabulary, or ""."""

    value: float
    unit: str


class Measure(NamedTuple):
    """What stands behind a number: the factor ("Millionen"), the unit or "", and how many words they take."""

    factor: float
    unit: str
    words: int


def value_of(digits: str, language: str) -> float | None:
    """Give the value of digits such as "1.500,50", "12.50", "6 000" or "2½"; None for a date or a version.

    A mark that could be either (1.500) is what the language writes: fifteen hundred in German, one and a half
    in English.
    """
    fraction = FRACTIONS.get(digits[-1:], 0.0)
    bare = GAPS.sub("", digits[:-1] if fraction else digits)
    groups, marks = MARK.split(bare), MARK.findall(bare)
    decimals = groups.pop() if _has_decimals(groups, marks, language) else ""
    is_grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if len(groups) > 1 and not (is_grouped and len(set(marks[: len(groups) - 1])) == 1):
        return None
    return float(f"{''.join(groups)}.{decimals}") + fraction


def _has_decimals(groups: list[str], marks: list[str], language: str) -> bool:
    """Whether the last mark of a number parts its decimals, and not its thousands."""
    if len(marks) != 1:
        return bool(marks) and marks[-1] != marks[0]
    is_thousands = marks[0] == ("." if language == "de" else ",")
    return not is_thousands or len(groups[1]) != 3 or len(groups[0]) > 3 or groups[0] == "0"


@lru_cache(maxsize=100_000)
def may_be_numeral(word: str, language: str) -> bool:
    """Whether a word is a number in some place; cached, as hardly any is."""
    written = word.casefold()
    return word in FRACTIONS or any(written in words.get(language, ()) for words in (NUMERALS, LEADING))


def numeral(word: str, following: str, before: str, language: str) -> float | None:
    """Give the value of a word that is a number by itself, or before the magnitude that follows it."""
    written = word.casefold()
    if (value := NUMERALS.get(language, {}).get(written, FRACTIONS.get(word))) is not None:
        return value
    leading = LEADING.get(language, {}).get(written)
    if leading is None or len(following) < SHORTEST_MAGNITUDE or not magnitude(following, language):
        return None
    return LEADING["en"]["half"] if language == "en" and before.casefold() == "half" else leading


def magnitude(word: str, language: str) -> int:
    """Give what a word multiplies the number before it by, 0 for any other word."""
    return MAGNITUDES.get(language, {}).get(word.casefold(), 0)


def unit_of(word: str, language: str) -> str:
    """Give the unit that a word, sign or currency code names, or ""."""
    plain = CURRENCY_CODES.get(word) or UNITS.get(word.casefold())
    return plain or (UNITS.get(lemma_of(word, language), "") if word else "")


def currency_before(word: str) -> str:
    """Give the currency that stands before its number ("€ 400", "CHF 400", "Euro 400"), or ""."""
    is_currency = word in CURRENCY_CODES or word == "Euro" or not word[:1].isalpha()
    return CURRENCY_CODES.get(word) or UNITS.get(word.casefold(), "") if is_currency and word != "%" else ""


def measured(words: list[str], language: str) -> Measure:
    """Read what stands behind a number, of the words that follow it: "Millionen Euro", "-Milliarden-Dollar-Plan"."""
    pieces = [
        (piece, place) for place, word in enumerate(words[:FURTHEST_UNIT], 1) for piece in word.split("-")
    ]
    factor, taken = 1.0, 0
    for (piece, place), (following, after) in pairwise([*pieces, ("", 0)]):
        if unit := unit_of(piece, language):
            return Measure(factor, unit, place)
        if piece.casefold() in UNIT_ADJECTIVES and (unit := unit_of(following, language)):
            return Measure(factor, unit, after)
        scale = magnitude(piece, language)
        if not scale:
            break
        factor, taken = factor * scale, place
    return Measure(factor, "", taken)
