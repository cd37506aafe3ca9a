"""Claims that name a limit ("more than 8,000 flats", "under five percent"), and what articles say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.evidence.stance.lexicon import Lexicon, found
from tracker.words import Word, WordKind, words_of

# "unter der Marke von 8.000": so many characters may stand between the word and its number.
NEAR = 20

# What is so many times more or less is most likely another thing of the same unit: a wage by the hour, by the month.
FAR = 10.0


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a claim wants to see surpassed (`way` 1) or not reached (-1), and what is counted.

    A difference says by how much something is to change.
    """

    value: float
    counted: str
    way: int
    is_difference: bool


def limits_of(claim: str, language: str, lexicon: Lexicon) -> list[Limit]:
    """The limits that a claim names."""
    return [
        Limit(value, counted, way, _is_difference(claim, word, lexicon))
        for word, value, counted in _amounts(claim, language)
        if (way := _way(claim, word, lexicon))
    ]


def compared(sentence: str, limit: Limit, language: str, lexicon: Lexicon) -> Iterator[tuple[Word, bool]]:
    """Each number of a sentence that speaks of what the limit counts, and whether it is on the claim's side.

    The limit itself counts only where the sentence says on which side of it something is.
    """
    for word, value, counted in _amounts(sentence, language):
        is_same_thing = counted == limit.counted
        is_limit_itself = value == limit.value and not (word.amount and word.amount.unit)
        if not (is_same_thing or is_limit_itself):
            continue
        is_near = limit.value <= value * FAR and value <= limit.value * FAR
        if not is_near or _is_difference(sentence, word, lexicon) is not limit.is_difference:
            continue
        way = _way(sentence, word, lexicon)
        if value == limit.value and way:
            yield word, way == limit.way
        elif value != limit.value:
            yield word, (value > limit.value) == (limit.way > 0)


def _amounts(text: str, language: str) -> Iterator[tuple[Word, float, str]]:
    """The numbers of a text with what they count: their unit, or the word right after them."""
    for word, after in pairwise([*words_of(text, language), None]):
        if word is None or word.amount is None:
            continue
        follows = (
            after is not None
            and after.kind is not WordKind.NUMBER
            and not text[word.end : after.start].strip(" \u00a0-")
        )
        counted = word.amount.unit or (after.keys[0] if after is not None and follows else "")
        if counted:
            yield word, word.amount.value, counted


def _is_difference(text: str, number: Word, lexicon: Lexicon) -> bool:
    """Whether a number says by how much something changed: "um 60 Mio. € teurer"."""
    around = (text[max(0, number.start - NEAR) : number.start], text[number.end : number.end + NEAR])
    return any(pattern.search(side) for side, pattern in zip(around, lexicon.differences, strict=True))


def _way(text: str, number: Word, lexicon: Lexicon) -> int:
    before = text[max(0, number.start - NEAR - 12) : number.start]
    above, below = (
        [hit for hit in found(cues, before) if len(before) - hit.end() <= NEAR]
        for cues in (lexicon.above, lexicon.below)
    )
    return bool(above) - bool(below)
