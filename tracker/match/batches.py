"""Many articles as arrays: their passages as ranges of words, and each word's keys; expanded where claims know them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np

from tracker.match.arrays import Bools, Floats, Ints, members, starts_of
from tracker.match.articles import FAMILY, PART, SUMMARY, TITLE, CutArticle, PassageLayout
from tracker.match.keys import number_of
from tracker.words import Word, WordKind, family_of

# A known article without a date is taken as new, whenever that is.
NO_DAY = -1


@dataclass(frozen=True, slots=True)
class FlatKeys:
    """The keys of many words: those of word `w` are `number[start[w] : start[w + 1]]`, places in `numbers`."""

    numbers: Ints
    number: Ints
    factor: Floats
    start: Ints


class BatchWords:
    """The words of a batch one after another; of each way to look them up the keys are laid out when first asked."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    @cached_property
    def keys(self) -> FlatKeys:
        """The keys that score."""
        return _flat(self._words, numbered_keys)

    @cached_property
    def stems(self) -> FlatKeys:
        """What leads to claims in the article's language."""
        return _flat(self._words, numbered_stems)

    @cached_property
    def spellings(self) -> FlatKeys:
        """What leads to claims in other languages."""
        return _flat(self._words, numbered_spellings)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Passages as ranges of words from `first` to before `last`, each with how much its words count there."""

    passage: Ints
    first: Ints
    last: Ints
    strength: Floats

    def only(self, passages: Bools) -> "Ranges":
        """Keep the ranges of the passages that are wanted, which keep their numbers."""
        kept = passages[self.passage]
        return Ranges(self.passage[kept], self.first[kept], self.last[kept], self.strength[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles as arrays: of each passage the article, the article's language and day, and its words.

    `length` counts a passage's distinct words, `neutral` those of every language.
    """

    article: Ints
    language: Ints
    published_on: Ints
    length: Floats
    neutral: Floats
    ranges: Ranges
    words: BatchWords

    def only(self, articles: Ints) -> "Batch":
        """Keep the words of some articles; passages keep their numbers, those of other articles are empty."""
        return replace(self, ranges=self.ranges.only(np.isin(self.article, articles)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWords:
    """Batch words found in a vocabulary of `size` words, sorted by `code` = passage * size + key."""

    size: int
    code: Ints
    passage: Ints
    key: Ints
    strength: Floats

    def strengths(self, passage: Ints, key: Ints) -> Floats:
        """Give how strongly passages have keys, 0 where they do not."""
        strengths = np.zeros(len(key), np.float32)
        is_anywhere = np.zeros(self.size, np.bool_)
        is_anywhere[self.key] = True
        asked = np.flatnonzero(is_anywhere[key])  # most are nowhere, which is quick to see
        if len(asked):
            code = passage[asked] * self.size + key[asked]
            place = np.minimum(np.searchsorted(self.code, code), len(self.code) - 1)
            strengths[asked] = np.where(self.code[place] == code, self.strength[place], 0.0)
        return strengths


def batch_of(articles: Sequence[CutArticle]) -> Batch:
    """Put articles into arrays."""
    return laid_out(articles, BatchWords([word for article in articles for word in article.all_words]))


def laid_out(articles: Sequence[PassageLayout], words: BatchWords) -> Batch:
    """Put articles into arrays whose words are laid out already."""
    counts = np.array([len(article.stretches) for article in articles], np.int64)
    number = np.repeat(np.arange(len(articles)), counts)
    languages = np.array([number_of(article.language) for article in articles], np.int64)
    days = np.array([article.published_on or NO_DAY for article in articles], np.int64)
    lengths = [pair for article in articles for pair in article.lengths]
    return Batch(
        article=number,
        language=languages[number],
        published_on=days[number],
        length=np.array([length for length, _ in lengths], np.float32),
        neutral=np.array([neutral for _, neutral in lengths], np.float32),
        ranges=_ranges(articles),
        words=words,
    )


def known_of(keys: FlatKeys, ranges: Ranges, vocabulary: Ints) -> KnownWords:
    """Look the words of passages up in a sorted vocabulary; of a key that comes twice in a passage the stronger."""
    if not len(vocabulary) or not len(keys.numbers):
        nothing = np.zeros(0, np.int64)
        return KnownWords(
            size=len(vocabulary), code=nothing, passage=nothing, key=nothing, strength=np.zeros(0, np.float32)
        )
    place = np.minimum(np.searchsorted(vocabulary, keys.numbers), len(vocabulary) - 1)
    is_known = (vocabulary[place] == keys.numbers)[keys.number]
    number, factor = keys.number[is_known], keys.factor[is_known]
    start = np.concatenate(([0], np.cumsum(is_known)))[keys.start]
    first = start[ranges.first]
    lengths = start[ranges.last] - first
    entry = members(first, lengths)
    passage = np.repeat(ranges.passage, lengths)
    strength = factor[entry] * np.repeat(ranges.strength, lengths)
    key = place[number[entry]]
    code = passage * len(vocabulary) + key
    order = np.lexsort((-strength, code))
    code = code[order]
    is_first = np.ones(len(code), np.bool_)
    is_first[1:] = code[1:] != code[:-1]
    kept = order[is_first]
    return KnownWords(
        size=len(vocabulary),
        code=code[is_first],
        passage=passage[kept],
        key=key[kept],
        strength=strength[kept].astype(np.float32),
    )


def _ranges(articles: Sequence[PassageLayout]) -> Ranges:
    """Give three ranges to each passage: its stretch of the text, the summary and the title."""
    rows: list[tuple[int, int, int, float]] = []
    passage = before = 0
    for article in articles:
        text, summary, title = article.sizes
        frame = before + text
        for first, last, strength in article.stretches:
            rows.append((passage, before + first, before + last, strength))
            rows.append((passage, frame, frame + summary, SUMMARY))
            rows.append((passage, frame + summary, frame + summary + title, TITLE))
            passage += 1
        before = frame + summary + title
    passages, first_words, last_words, strengths = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Ranges(
        np.array(passages, np.int64),
        np.array(first_words, np.int64),
        np.array(last_words, np.int64),
        np.array(strengths, np.float32),
    )


NumberedKeys = tuple[tuple[int, ...], tuple[float, ...]]

# The numbers of words met before: a language repeats itself.
MOST_KEPT = 100_000
_KEYS: dict[tuple[tuple[str, ...], tuple[str, ...], WordKind], NumberedKeys] = {}


def _flat(words: Sequence[Word], numbered: Callable[[Word], NumberedKeys]) -> FlatKeys:
    found = [numbered(word) for word in words]
    numbers, number = np.unique(
        np.fromiter(chain.from_iterable(each for each, _ in found), np.int64), return_inverse=True
    )
    factor = np.fromiter(chain.from_iterable(each for _, each in found), np.float32)
    return FlatKeys(numbers, number, factor, starts_of([len(each) for each, _ in found]))


def numbered_keys(word: Word) -> NumberedKeys:
    """Give the numbers of the keys of a word that score, each with how much it counts."""
    found = _KEYS.get(identity := (word.keys, word.parts, word.kind))
    if found is None:
        if len(_KEYS) >= MOST_KEPT:
            _KEYS.clear()
        found = _KEYS[identity] = _of_keys(word.keys, word.parts, family_of(word))
    return found


def numbered_stems(word: Word) -> NumberedKeys:
    """The same of what leads to claims in the word's language."""
    return _of_stems(word.stems, word.part_stems)


def numbered_spellings(word: Word) -> NumberedKeys:
    """The same of what leads to claims in other languages."""
    return _of_spellings(word.spellings)


def _of_keys(keys: tuple[str, ...], parts: tuple[str, ...], family: tuple[str, ...]) -> NumberedKeys:
    return _numbered((keys, 1.0), (parts, PART), (family, FAMILY))


@lru_cache(maxsize=100_000)
def _of_stems(stems: tuple[str, ...], part_stems: tuple[str, ...]) -> NumberedKeys:
    return _numbered((stems, 1.0), (part_stems, PART))


@lru_cache(maxsize=100_000)
def _of_spellings(spellings: tuple[str, ...]) -> NumberedKeys:
    return _numbered((spellings, 1.0))


def _numbered(*groups: tuple[tuple[str, ...], float]) -> NumberedKeys:
    return (
        tuple(number_of(name) for names, _ in groups for name in names),
        tuple(factor for names, factor in groups for _ in names),
    )
