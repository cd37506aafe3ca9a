"""Articles as arrays, many at once; what they share with claims is for `candidates` and `scoring`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tracker.match.articles import Reading
from tracker.match.keys import number_of
from tracker.match.postings import Floats, Ints

# A known article without a date is taken as new, whenever that is.
NO_DAY = -1


@dataclass(frozen=True, slots=True)
class Words:
    """Words of passages by their numbers, passage after passage, with their strengths."""

    passage: Ints
    number: Ints
    strength: Floats

    def only(self, wanted: NDArray[np.bool_]) -> "Words":
        """Leave the words of some passages, which keep their numbers."""
        kept = wanted[self.passage]
        return Words(self.passage[kept], self.number[kept], self.strength[kept])


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles as arrays: their passages, and the keys of each passage with their strengths.

    `article` is each passage's article; `length` counts a passage's words, `neutral` those of every language.
    """

    article: Ints
    language: Ints
    published_on: Ints
    length: Floats
    neutral: Floats
    keys: Words
    stems: Words
    spellings: Words

    def only(self, articles: Ints) -> "Batch":
        """Leave the words of some articles; passages keep their numbers, and those of other articles are empty."""
        wanted = np.isin(self.article, articles)
        return replace(
            self,
            keys=self.keys.only(wanted),
            stems=self.stems.only(wanted),
            spellings=self.spellings.only(wanted),
        )


@dataclass(frozen=True, slots=True)
class Known:
    """The part of a batch that is in a vocabulary of so many words: `code` is passage times size plus key, in order."""

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


def batch_of(readings: Sequence[Reading]) -> Batch:
    """Lay articles out."""
    passages = [
        (number, reading, passage)
        for number, reading in enumerate(readings)
        for passage in map(reading.passage, range(len(reading)))
    ]
    return Batch(
        article=np.array([number for number, _, _ in passages], np.int64),
        language=np.array([number_of(reading.language) for _, reading, _ in passages], np.int64),
        published_on=np.array([reading.published_on or NO_DAY for _, reading, _ in passages], np.int64),
        length=np.array([passage.length for _, _, passage in passages], np.float32),
        neutral=np.array([passage.neutral for _, _, passage in passages], np.float32),
        keys=_words([passage.strengths for _, _, passage in passages]),
        stems=_words([passage.stems for _, _, passage in passages]),
        spellings=_words([passage.spellings for _, _, passage in passages]),
    )


def _words(passages: Sequence[Mapping[str, float]]) -> Words:
    return Words(
        passage=np.repeat(np.arange(len(passages)), [len(words) for words in passages]),
        number=np.array([number_of(word) for words in passages for word in words], np.int64),
        strength=np.array([strength for words in passages for strength in words.values()], np.float32),
    )


def known_of(words: Words, vocabulary: Ints) -> Known:
    """Find words in a vocabulary, whose numbers are in order."""
    if not len(vocabulary):
        nothing = np.zeros(0, np.int64)
        return Known(0, nothing, nothing, nothing, np.zeros(0, np.float32))
    numbers, number = np.unique(words.number, return_inverse=True)
    place = np.minimum(np.searchsorted(vocabulary, numbers), len(vocabulary) - 1)
    is_known = (vocabulary[place] == numbers)[number]
    passage, key = words.passage[is_known], place[number][is_known]
    code = passage * len(vocabulary) + key
    order = np.argsort(code)
    return Known(len(vocabulary), code[order], passage[order], key[order], words.strength[is_known][order])


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Give for each member of many ranges the number of its range and the member."""
    return np.repeat(np.arange(len(starts)), lengths), members(starts, lengths)


def members(starts: Ints, lengths: Ints) -> Ints:
    """Give the members of many ranges one after another."""
    ends = np.cumsum(lengths)
    return np.asarray(np.arange(lengths.sum()) + np.repeat(starts - (ends - lengths), lengths))
