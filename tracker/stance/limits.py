"""Claims that name a limit ("more than 8,000 flats", "under five percent"), and what articles say of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.stance.lexicon import Lexicon, found
from tracker.words import Word, WordKind, words_of

# "unter der Marke von 8.000": so many characters may stand between the word and its number.
NEAR = 20


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a claim wants to see surpassed (`way` 1) or not reached (-1), and what is counted."""

    value: float
    counted: str
    way: int


def limits_of(claim: str, language: str, lexicon: Lexicon) -> list[Limit]:
    """The limits that a claim names."""
    return [
        Limit(value, counted, way)
        for word, value, counted in _amounts(claim, language)
        if (way := _way(claim, word, lexicon))
    ]


def compared(sentence: str, limit: Limit, language: str, lexicon: Lexicon) -> Iterator[tuple[Word, bool]]:
    """Each number of a sentence that speaks of what the limit counts, and whether it is on the claim's side.

    The limit itself counts only where the sentence says on which side of it something is.
    """
    for word, value, counted in _amounts(sentence, language):
        if counted != limit.counted and value != limit.value:
            continue
        way = _way(sentence, word, lexicon)
        if value == limit.value and way:
            yield word, way == limit.way
        elif value != limit.value:
            yield word, (value > limit.value) == (limit.way > 0)


def _amounts(text: str, language: str) -> Iterator[tuple[Word, float, str]]:
    """The numbers of a text with what they count: their unit, or the word right after them."""
    words = words_of(text, language)
    for word, after in pairwise([*words, None]):
        if word is None or word.kind is not WordKind.NUMBER:
            continue
        figure = re.match(r"#([\d.e+]+)(.*)", word.keys[0])
        if figure is None:
            continue
        follows = after is not None and after.kind is not WordKind.NUMBER and after.start - word.end <= 2
        counted = figure[2] or (after.keys[0] if after is not None and follows else "")
        if counted:
            yield word, float(figure[1]), counted


def _way(text: str, number: Word, lexicon: Lexicon) -> int:
    before = text[max(0, number.start - NEAR - 12) : number.start]
    above, below = (
        [hit for hit in found(cues, before) if len(before) - hit.end() <= NEAR]
        for cues in (lexicon.above, lexicon.below)
    )
    return bool(above) - bool(below)
