"""An article, read in passages; what claims look for in them is in `claims`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.match.shapes import Document
from tracker.words import Kind, Word, family_of, words_of

# How much a word counts, by where the article has it.
TITLE, SUMMARY, TEXT = 1.0, 0.9, 0.8

# A part of a longer word, and a word of the same family, beside the word itself.
PART, FAMILY = 0.6, 0.7

# A passage has so many words of the text, stop words left out, and begins half-way through the one before.
PASSAGE = 30


@dataclass(frozen=True, slots=True)
class Passage:
    """Title, summary and a stretch of the text: how strongly it has each key (0 to 1).

    `length` counts its distinct words, `neutral` those that read the same in every language: names and numbers.
    """

    strengths: Mapping[str, float]
    length: int
    neutral: int


class Reading:
    """An article's words; words strewn over a long text are no match, so it is read in passages."""

    def __init__(self, document: Document) -> None:
        self._title = words_of(document.title, document.language)
        self._summary = words_of(document.summary, document.language)
        self._text = words_of(document.text, document.language)

    @cached_property
    def whole(self) -> Passage:
        """The article as a single passage: no passage has more."""
        return self._passage(self._text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in reading order, at least one."""
        if len(self._text) <= PASSAGE:
            return (self.whole,)
        starts = [*range(0, len(self._text) - PASSAGE, PASSAGE // 2), len(self._text) - PASSAGE]
        return tuple(self._passage(self._text[start : start + PASSAGE]) for start in starts)

    @cached_property
    def shortest(self) -> Passage:
        """The passage with the fewest distinct words."""
        return min(self.passages, key=lambda passage: passage.length)

    @cached_property
    def surfaces(self) -> Mapping[str, str]:
        """From each key back to the first word that has it, as it stands in the article."""
        words = (*self._title, *self._summary, *self._text)
        lesser = {key: word.surface for word in reversed(words) for key in (*family_of(word), *word.parts)}
        return lesser | {key: word.surface for word in reversed(words) for key in word.keys}

    def _passage(self, stretch: list[Word]) -> Passage:
        strengths: dict[str, float] = {}
        # Weakest first, so that the stronger field has the last word.
        for words, field in ((stretch, TEXT), (self._summary, SUMMARY), (self._title, TITLE)):
            for key, factor in _keys(words):
                strength = factor * field
                if strength > strengths.get(key, 0.0):
                    strengths[key] = strength
        distinct = {word.keys[0]: word.kind for word in (*stretch, *self._summary, *self._title)}
        neutral = sum(kind is not Kind.WORD for kind in distinct.values())
        return Passage(strengths, len(distinct), neutral)


def _keys(words: Iterable[Word]) -> Iterable[tuple[str, float]]:
    for word in words:
        for key in word.keys:
            yield key, 1.0
        for key in word.parts:
            yield key, PART
        for key in family_of(word):
            yield key, FAMILY
