"""Many articles as arrays: their passages, and the keys of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tracker.match.arrays import Bools, Floats, Ints
from tracker.match.articles import CutArticle
from tracker.match.keys import number_of

# A known article without a date is taken as new, whenever that is.
NO_DAY = -1


@dataclass(frozen=True, slots=True)
class PassageWords:
    """Words of passages by their numbers, passage after passage, with their strengths."""

    passage: Ints
    number: Ints
    strength: Floats

    def only(self, wanted: Bools) -> "PassageWords":
        """Keep the words of the wanted passages, which keep their numbers."""
        kept = wanted[self.passage]
        return PassageWords(self.passage[kept], self.number[kept], self.strength[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles as arrays: their passages, and the keys of each passage with their strengths.

    `article` is each passage's article; `length` counts a passage's words, `neutral` those of every language.
    """

    article: Ints
    language: Ints
    published_on: Ints
    length: Floats
    neutral: Floats
    keys: PassageWords
    stems: PassageWords
    spellings: PassageWords

    def only(self, articles: Ints) -> "Batch":
        """Keep the words of some articles; passages keep their numbers, those of other articles are empty."""
        wanted = np.isin(self.article, articles)
        return replace(
            self,
            keys=self.keys.only(wanted),
            stems=self.stems.only(wanted),
            spellings=self.spellings.only(wanted),
        )


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
    passages = [
        (number, article, passage)
        for number, article in enumerate(articles)
        for passage in map(article.passage, range(len(article)))
    ]
    return Batch(
        article=np.array([number for number, _, _ in passages], np.int64),
        language=np.array([number_of(article.language) for _, article, _ in passages], np.int64),
        published_on=np.array([article.published_on or NO_DAY for _, article, _ in passages], np.int64),
        length=np.array([passage.length for _, _, passage in passages], np.float32),
        neutral=np.array([passage.neutral for _, _, passage in passages], np.float32),
        keys=_words([passage.strengths for _, _, passage in passages]),
        stems=_words([passage.stems for _, _, passage in passages]),
        spellings=_words([passage.spellings for _, _, passage in passages]),
    )


def _words(passages: Sequence[Mapping[str, float]]) -> PassageWords:
    return PassageWords(
        passage=np.repeat(np.arange(len(passages)), [len(words) for words in passages]),
        number=np.array([number_of(word) for words in passages for word in words], np.int64),
        strength=np.array([strength for words in passages for strength in words.values()], np.float32),
    )


def known_of(words: PassageWords, vocabulary: Ints) -> KnownWords:
    """Look the words of a batch up in a sorted vocabulary."""
    if not len(vocabulary):
        nothing = np.zeros(0, np.int64)
        return KnownWords(
            size=0, code=nothing, passage=nothing, key=nothing, strength=np.zeros(0, np.float32)
        )
    numbers, number = np.unique(words.number, return_inverse=True)
    place = np.minimum(np.searchsorted(vocabulary, numbers), len(vocabulary) - 1)
    is_known = (vocabulary[place] == numbers)[number]
    passage, key = words.passage[is_known], place[number][is_known]
    code = passage * len(vocabulary) + key
    order = np.argsort(code)
    return KnownWords(
        size=len(vocabulary),
        code=code[order],
        passage=passage[order],
        key=key[order],
        strength=words.strength[is_known][order],
    )
