"""Cuts an article into words and passages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple, Protocol

from tracker.match.boilerplate import without_boilerplate
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


class PassageLayout(Protocol):
    """What is known of an article's passages, whether it was cut now or its words were kept."""

    @property
    def language(self) -> str:
        """The code of its language, without the country."""

    @property
    def published_on(self) -> int | None:
        """The day as an ordinal."""

    @property
    def stretches(self) -> Sequence["Stretch"]:
        """The passages' stretches of the text."""

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many words text, summary and title have."""

    @property
    def lengths(self) -> Iterable[tuple[int, int]]:
        """Of each passage how many distinct words it has, and how many that read the same in every language."""


class Stretch(NamedTuple):
    """A part of a text: its words from `first` to before `last`, and how much they count."""

    first: int
    last: int
    strength: float


class CutArticle:
    """An article's words; words strewn over a long text are no match, so it is read in passages.

    Passages are numbered from 0 and worked out when asked for: most articles are about no claim at all.
    """

    def __init__(self, document: ArticleText) -> None:
        self.language = language_code(document.language)
        self.published_on = document.published_on.toordinal() if document.published_on else None
        self.texts = {field: getattr(document, field.value) for field in Field}
        self.words = {
            field: words_of(without_boilerplate(text), document.language)
            for field, text in self.texts.items()
        }
        self._title, self._summary, self._text = (self.words[field] for field in Field)

    @cached_property
    def surfaces(self) -> Mapping[str, str]:
        """From each key back to the first word that has it, as it stands in the article."""
        words = (*self._title, *self._summary, *self._text)
        lesser = {key: word.surface for word in reversed(words) for key in (*family_of(word), *word.parts)}
        return lesser | {key: word.surface for word in reversed(words) for key in word.keys}

    @cached_property
    def keys_by_number(self) -> Mapping[int, str]:
        """From the numbers of all the article's keys back to them."""
        names = chain.from_iterable((*word.keys, *word.parts, *family_of(word)) for word in self.all_words)
        return {number_of(key): key for key in dict.fromkeys(names)}

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
        return len(self.stretches)

    @cached_property
    def stretches(self) -> Sequence[Stretch]:
        """The passages' stretches of the text."""
        return stretches_of(len(self._text))

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many words text, summary and title have."""
        return len(self._text), len(self._summary), len(self._title)

    @property
    def all_words(self) -> Iterable[Word]:
        """The words of text, summary and title, in this order."""
        return chain(self._text, self._summary, self._title)

    @property
    def lengths(self) -> Iterable[tuple[int, int]]:
        """Of each passage how many distinct words it has, and how many that read the same in every language."""
        firsts = [word.keys[0] for word in self._text]
        neutral = [word.keys[0] for word in self._text if word.kind is not WordKind.WORD]
        before = [0, *accumulate(word.kind is not WordKind.WORD for word in self._text)]
        kinds = {word.keys[0]: word.kind for word in (*self._summary, *self._title)}
        frame = kinds.keys()
        neutral_of_frame = sum(kind is not WordKind.WORD for kind in kinds.values())
        for first, last, _ in self.stretches:
            yield (
                len(frame | set(firsts[first:last])),
                neutral_of_frame + len(set(neutral[before[first] : before[last]]) - frame),
            )

    def strengths(self, passage: int) -> Mapping[str, float]:
        """Give how strongly a passage has each of its keys, above 0 up to 1."""
        first, last, strength = self.stretches[passage]
        return _merged(_strongest(_keys(self._text[first:last]), strength), self._frame)

    @cached_property
    def _frame(self) -> dict[str, float]:
        """What title and summary give to every passage."""
        return _merged(_strongest(_keys(self._summary), SUMMARY), _strongest(_keys(self._title), TITLE))


def stretches_of(words: int) -> Sequence[Stretch]:
    """Cut a text of so many words into stretches; a long one is one more as a whole."""
    if words <= SHORT_TEXT:
        return (Stretch(0, words, TEXT),)
    starts = (*range(0, words - PASSAGE, PASSAGE // 2), words - PASSAGE)
    return (*(Stretch(start, start + PASSAGE, TEXT) for start in starts), Stretch(0, words, WHOLE))


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
