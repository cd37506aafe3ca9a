"""An article's words as they are kept for claims that come later: tokens that find it, and all that scores it."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

import numpy as np

from tracker.match.arrays import Ints, starts_of
from tracker.match.articles import CutArticle, Stretch, stretches_of
from tracker.match.batches import (
    Batch,
    BatchWords,
    FlatKeys,
    laid_out,
    numbered_keys,
    numbered_spellings,
    numbered_stems,
)
from tracker.match.keys import number_of
from tracker.words import language_code

# Six of these stand for thirty bits of a handle's number: short, and one word for every index of texts.
ALPHABET: Final = "0123456789abcdefghijklmnopqrstuv"
TOKEN_LETTERS, LETTER_BITS = 6, 5

# How much a key counts is kept in hundredths.
HUNDREDTHS: Final = np.float32(100)

# What is kept of each word, in this order: what scores, and what leads to claims in its language and in others.
WAYS: Final = (numbered_keys, numbered_stems, numbered_spellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepable:
    """What is kept of an article: `tokens` find it; no passage has fewer words than `shortest`, nor fewer words that
    read the same in every language than `shortest_neutral`; `packed` is for `unpacked`.
    """

    tokens: frozenset[str]
    shortest: int
    shortest_neutral: int
    packed: bytes


@lru_cache(maxsize=200_000)
def token(language: str, handle: str) -> str:
    """Give the token of a handle (`Word.stems`, `Word.spellings`) in articles of a language.

    Two handles in a thousand million have the same: that finds an article too many, and never one too few.
    """
    number = number_of(f"{language}:{handle}")
    return "".join(ALPHABET[number >> LETTER_BITS * place & 31] for place in range(TOKEN_LETTERS))


def keepable(article: CutArticle) -> Keepable:
    """Give what is to be kept of an article."""
    words = tuple(article.all_words)
    handles = {handle for word in words for handle in (*word.stems, *word.part_stems, *word.spellings)}
    lengths = tuple(article.lengths)
    return Keepable(
        tokens=frozenset(token(article.language, handle) for handle in handles),
        shortest=min(length for length, _ in lengths),
        shortest_neutral=min(neutral for _, neutral in lengths),
        packed=_packed(article, lengths),
    )


def _packed(article: CutArticle, lengths: Sequence[tuple[int, int]]) -> bytes:
    words = tuple(article.all_words)
    keyed = [[numbered(word) for word in words] for numbered in WAYS]
    flat = [np.fromiter(chain.from_iterable(each for each, _ in found), np.int64) for found in keyed]
    numbers, number = np.unique(np.concatenate(flat), return_inverse=True)
    factors = np.fromiter(chain.from_iterable(each for found in keyed for _, each in found), np.float32)
    pieces = (
        np.array([*article.sizes, len(numbers), len(lengths), *map(len, flat)], "<u4"),
        numbers.astype("<i8"),
        number.astype("<u4"),
        np.array(lengths, "<u4"),
        np.array([len(each) for found in keyed for each, _ in found], "<u1"),
        np.rint(factors * HUNDREDTHS).astype("<u1"),
    )
    return zlib.compress(b"".join(piece.tobytes() for piece in pieces), 1)


class KeptArticle:
    """An article whose words were kept, to be laid out with others."""

    def __init__(self, packed: bytes, *, language: str, published_on: int | None) -> None:
        self.language = language_code(language)
        self.published_on = published_on
        rest = _Reader(zlib.decompress(packed))
        text, summary, title, numbers, passages, *entries = rest.take("<u4", 5 + len(WAYS)).tolist()
        self.sizes = (text, summary, title)
        self.numbers = rest.take("<i8", numbers)
        self.number = [rest.take("<u4", each) for each in entries]
        self._lengths = rest.take("<u4", 2 * passages)
        self.counts = [rest.take("<u1", sum(self.sizes)) for _ in WAYS]
        self.hundredths = [rest.take("<u1", each) for each in entries]

    @cached_property
    def stretches(self) -> Sequence[Stretch]:
        """The passages' stretches of the text."""
        return stretches_of(self.sizes[0])

    @property
    def lengths(self) -> Sequence[tuple[int, int]]:
        """Of each passage how many distinct words it has, and how many that read the same in every language."""
        return [(length, neutral) for length, neutral in self._lengths.reshape(-1, 2).tolist()]


class _Reader:
    """Reads arrays that lie one after another."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def take(self, kind: str, count: int) -> Ints:
        values = np.frombuffer(self._data, kind, count, self._place)
        self._place += values.nbytes
        return values


class _KeptWords(BatchWords):
    """Words of which only the keys were kept; of each kind they are laid out when first asked."""

    def __init__(self, articles: Sequence[KeptArticle]) -> None:
        super().__init__(())
        self._articles = articles
        self._shift = starts_of([len(article.numbers) for article in articles])
        self._numbers, self._place = np.unique(
            _joined(article.numbers for article in articles), return_inverse=True
        )

    @cached_property
    def keys(self) -> FlatKeys:
        """The keys that score."""
        return self._flat(0)

    @cached_property
    def stems(self) -> FlatKeys:
        """What leads to claims in the article's language."""
        return self._flat(1)

    @cached_property
    def spellings(self) -> FlatKeys:
        """What leads to claims in other languages."""
        return self._flat(2)

    def _flat(self, way: int) -> FlatKeys:
        pairs = zip(self._articles, self._shift.tolist(), strict=False)
        return FlatKeys(
            self._numbers,
            self._place[_joined(article.number[way] + first for article, first in pairs)],
            _joined((article.hundredths[way] for article in self._articles), np.uint8) / HUNDREDTHS,
            starts_of(_joined((article.counts[way] for article in self._articles), np.uint8)),
        )


def _joined(arrays: Iterable[Ints], kind: type[np.integer] = np.int64) -> Ints:
    return np.concatenate([np.zeros(0, kind), *arrays])


def unpacked(articles: Sequence[KeptArticle]) -> Batch:
    """Put kept articles into arrays, to score claims in them."""
    return laid_out(articles, _KeptWords(articles))
