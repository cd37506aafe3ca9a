"""Cuts an article into words and passages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.match.keys import number_of
from tracker.match.shapes import ArticleText, Field, WordSpan
from tracker.words import Word, WordKind, family_of, language_code, words_of

# How much a word counts, by where the article has it.
TITLE, SUMMARY, TEXT = 1.0, 0.9, 0.8

# The whole of a long text is a passage too, whose words are strewn: they count less.
WHOLE = 0.6

# A part of a longer word, and a word of the same family, beside the word itself.
PART, FAMILY = 0.8, 0.7

# A passage has so many words of the text, stop words left out, and begins half-way through the one before.
PASSAGE = 30

# A text that is hardly longer is one passage: cut in two, either half says less.
SHORT_TEXT = 45


# Gives each name by which words are looked up, with how much it counts.
NamesOf = Callable[[Iterable[Word]], Iterable[tuple[str, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Title, summary and a stretch of the text: how strongly it has each key (0 to 1).

    `stems` and `spellings` lead to the claims in the article's language and in others. `length` counts its distinct
    words, `neutral` those that read the same in every language: names and numbers.
    """

    strengths: Mapping[str, float]
    stems: Mapping[str, float]
    spellings: Mapping[str, float]
    length: int
    neutral: int


class CutArticle:
    """An article's words; words strewn over a long text are no match, so it is read in passages.

    Passages are numbered from 0 and worked out when asked for: most articles are about no claim at all.
    """

    def __init__(self, document: ArticleText) -> None:
        self.language = language_code(document.language)
        self.published_on = document.published_on.toordinal() if document.published_on else None
        self.texts = {field: getattr(document, field.value) for field in Field}
        self.words = {field: words_of(text, document.language) for field, text in self.texts.items()}
        self._title, self._summary, self._text = (self.words[field] for field in Field)
        self._passages: dict[int, Passage] = {}

    @cached_property
    def surfaces(self) -> Mapping[str, str]:
        """From each key back to the first word that has it, as it stands in the article."""
        words = (*self._title, *self._summary, *self._text)
        lesser = {key: word.surface for word in reversed(words) for key in (*family_of(word), *word.parts)}
        return lesser | {key: word.surface for word in reversed(words) for key in word.keys}

    @cached_property
    def keys_by_number(self) -> Mapping[int, str]:
        """From the numbers of all the article's keys back to them."""
        return {number_of(key): key for key in self.occurrences}

    @cached_property
    def occurrences(self) -> Mapping[str, Sequence[tuple[Field, int]]]:
        """From each key to all words that have it, by field and number in `words`."""
        occurrences: defaultdict[str, list[tuple[Field, int]]] = defaultdict(list)
        for field, words in self.words.items():
            for place, word in enumerate(words):
                for key, _ in _keys((word,)):
                    occurrences[key].append((field, place))
        return occurrences

    def spans(self, key: str) -> tuple[WordSpan, ...]:
        """Give all places of the words that have a key, as whole, part or family."""
        found = ((field, self.words[field][place]) for field, place in self.occurrences.get(key, ()))
        return tuple(sorted(WordSpan(field.value, word.start, word.end) for field, word in found))

    def __len__(self) -> int:
        """Count the passages: at least one."""
        return len(self._stretches)

    def passage(self, number: int) -> Passage:
        """Give one passage; each is worked out once."""
        if number not in self._passages:
            stretch = self._stretches[number]
            kinds = {word.keys[0]: word.kind for word in stretch} | self._kinds_of_frame
            neutral = sum(kind is not WordKind.WORD for kind in kinds.values())
            self._passages[number] = Passage(
                strengths=self._strengths(number, _keys),
                stems=self._strengths(number, _stems),
                spellings=self._strengths(number, _spellings),
                length=len(kinds),
                neutral=neutral,
            )
        return self._passages[number]

    @cached_property
    def _stretches(self) -> Sequence[Sequence[Word]]:
        if len(self._text) <= SHORT_TEXT:
            return (self._text,)
        last = len(self._text) - PASSAGE
        starts = (*range(0, last, PASSAGE // 2), last)
        return [*(self._text[start : start + PASSAGE] for start in starts), self._text]

    def _strengths(self, number: int, names_of: NamesOf) -> dict[str, float]:
        frame, stretch = self._frame[names_of], self._stretches[number]
        alone = _strongest(names_of(stretch), WHOLE if number and stretch is self._text else TEXT)
        return _merged(alone, frame)

    @cached_property
    def _frame(self) -> Mapping[NamesOf, dict[str, float]]:
        """What title and summary give to every passage; worked out once, as a summary may be as long as a text."""
        return {
            names_of: _merged(
                _strongest(names_of(self._summary), SUMMARY), _strongest(names_of(self._title), TITLE)
            )
            for names_of in (_keys, _stems, _spellings)
        }

    @cached_property
    def _kinds_of_frame(self) -> dict[str, WordKind]:
        return {word.keys[0]: word.kind for word in (*self._summary, *self._title)}


def _merged(some: dict[str, float], others: dict[str, float]) -> dict[str, float]:
    both = some | others
    for key in some.keys() & others.keys():
        both[key] = max(some[key], others[key])
    return both


def _strongest(names: Iterable[tuple[str, float]], weight: float) -> dict[str, float]:
    strengths: dict[str, float] = {}
    for key, factor in names:
        strength = factor * weight
        if strength > strengths.get(key, 0.0):
            strengths[key] = strength
    return strengths


def _keys(words: Iterable[Word]) -> Iterable[tuple[str, float]]:
    for word in words:
        for key in word.keys:
            yield key, 1.0
        for key in word.parts:
            yield key, PART
        for key in family_of(word):
            yield key, FAMILY


def _stems(words: Iterable[Word]) -> Iterable[tuple[str, float]]:
    for word in words:
        for stem in word.stems:
            yield stem, 1.0
        for stem in word.part_stems:
            yield stem, PART


def _spellings(words: Iterable[Word]) -> Iterable[tuple[str, float]]:
    for word in words:
        for spelling in word.spellings:
            yield spelling, 1.0
