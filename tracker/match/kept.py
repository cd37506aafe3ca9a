"""An article's words as they are kept for claims that come later: tokens that find it, and all that scores it."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tracker.match.arrays import starts_of
from tracker.match.articles import CutArticle, Stretch, stretches_of
from tracker.match.batches import Batch, BatchWords, FlatKeys, laid_out, numbered_keys
from tracker.match.keys import number_of
from tracker.words import language_code

# Six of these stand for thirty bits of a handle's number: short, and one word for every index of texts.
ALPHABET: Final = "0123456789abcdefghijklmnopqrstuv"
TOKEN_LETTERS, LETTER_BITS = 6, 5

# How much a key counts is kept in hundredths.
HUNDREDTHS: Final = np.float32(100)


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
    keyed = [numbered_keys(word) for word in article.all_words]
    numbers, number = np.unique(
        np.fromiter(chain.from_iterable(each for each, _ in keyed), np.int64), return_inverse=True
    )
    factors = np.fromiter(chain.from_iterable(each for _, each in keyed), np.float32)
    pieces = (
        np.array([*article.sizes, len(numbers), len(number), len(lengths)], "<u4"),
        numbers.astype("<i8"),
        number.astype("<u4"),
        np.array(lengths, "<u4"),
        np.array([len(each) for each, _ in keyed], "<u1"),
        np.rint(factors * HUNDREDTHS).astype("<u1"),
    )
    return zlib.compress(b"".join(piece.tobytes() for piece in pieces), 1)


class KeptArticle:
    """An article whose words were kept, to be laid out with others."""

    def __init__(self, packed: bytes, *, language: str, published_on: int | None) -> None:
        self.language = language_code(language)
        self.published_on = published_on
        data = zlib.decompress(packed)
        text, summary, title, numbers, entries, passages = np.frombuffer(data, "<u4", 6).tolist()
        self.sizes = (text, summary, title)
        rest = _Reader(data, 24)
        self.numbers = rest.take("<i8", numbers)
        self.number = rest.take("<u4", entries)
        self._lengths = rest.take("<u4", 2 * passages)
        self.counts = rest.take("<u1", sum(self.sizes))
        self.hundredths = rest.take("<u1", entries)

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

    def __init__(self, data: bytes, place: int) -> None:
        self._data, self._place = data, place

    def take(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self._data, kind, count, self._place)
        self._place += values.nbytes
        return values


def unpacked(articles: Sequence[KeptArticle]) -> Batch:
    """Put kept articles into arrays, to score claims in them."""
    shift = starts_of([len(article.numbers) for article in articles])
    all_numbers = np.concatenate([np.zeros(0, np.int64), *(article.numbers for article in articles)])
    numbers, place = np.unique(all_numbers, return_inverse=True)
    number = [article.number + first for article, first in zip(articles, shift.tolist(), strict=False)]
    keys = FlatKeys(
        numbers,
        place[np.concatenate([np.zeros(0, np.int64), *number])],
        np.concatenate([np.zeros(0, np.uint8), *(article.hundredths for article in articles)]) / HUNDREDTHS,
        starts_of(np.concatenate([np.zeros(0, np.uint8), *(article.counts for article in articles)])),
    )
    return laid_out(articles, BatchWords.of_keys(keys))
