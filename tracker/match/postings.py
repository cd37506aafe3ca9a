"""From each word to the claims that have it (posting lists), with what the word can add to each claim's score.

Why so: docs/decisions/0027-claims-are-found-by-their-rarer-words.md
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.match.arrays import Bools, Floats, Ints, starts_of, sums_of
from tracker.match.formula import OWN_NAME, least_mass, perhaps_for, raw_of
from tracker.match.keys import number_of

# Gains are kept in hundredths, rounded up: they only say which claims are worth a closer look.
GAIN = 100

# Ten bits hold more than any claim needs to be found; the other 22 are for the rows of four million claims.
GAIN_BITS, MOST_GAIN = 10, 1_023

# A word that no larger share of the claims has is not common.
COMMON = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Posting lists: the claims of word `n` of `vocabulary` are `row_and_gain[start[n] : start[n + 1]]`.

    Each holds a claim's row in its upper bits and in its lower ten what the word can add to the claim at most, in
    hundredths, so that both are read at once. Each claim's commonest words are omitted: no article could reach the
    floor by them alone. In the lists they stand last, from `listed_until[n]` on. The omitted words of a claim are
    `omitted_word[omitted_start[row] : omitted_start[row + 1]]`, as places in `vocabulary`, with `omitted_gain` in
    hundredths; `omitted_total` is what they can add together.
    """

    vocabulary: Ints
    start: Ints
    listed_until: Ints
    row_and_gain: NDArray[np.uint32]
    omitted_start: Ints
    omitted_word: Ints
    omitted_gain: Ints
    omitted_total: Floats

    @property
    def row(self) -> Ints:
        """The claims of all words, list after list."""
        return rows_of(self.row_and_gain)

    @property
    def gain(self) -> Ints:
        """What the words can add to them, in hundredths."""
        return gains_of(self.row_and_gain)


def rows_of(row_and_gain: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Give the claims' rows out of a posting list."""
    return (row_and_gain >> GAIN_BITS).astype(np.int64)


def gains_of(row_and_gain: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Give the gains out of a posting list, in hundredths."""
    return (row_and_gain & np.uint32(MOST_GAIN)).astype(np.uint16)


class PostingsBuilder:
    """Collects the words of each concept, and turns them into posting lists."""

    def __init__(self) -> None:
        self._counts, self._words, self._factors = array("i"), array("q"), array("f")

    def add(self, factors: Mapping[str, float]) -> None:
        """Take up the words that lead to the next concept, each with its share of the concept's weight."""
        self._counts.append(len(factors))
        self._words.extend(map(number_of, factors))
        self._factors.extend(factors.values())

    def postings(self, row_of_concept: Ints, weights: Floats, own: Floats, sayable: Floats) -> Postings:
        """Build the lists. `weights` and `own` are the concepts', `sayable` is the weight of each claim."""
        counts, rows = np.array(self._counts), len(sayable)
        gains = np.repeat(weights + OWN_NAME * own, counts) * np.array(self._factors)
        vocabulary, word = np.unique(np.array(self._words), return_inverse=True)
        pairs, pair = np.unique(word * max(1, rows) + np.repeat(row_of_concept, counts), return_inverse=True)
        gain = np.minimum(MOST_GAIN, np.ceil(GAIN * np.bincount(pair, gains, minlength=len(pairs))))
        word, row = np.divmod(pairs, max(1, rows))
        return _postings(vocabulary, word, row, gain.astype(np.uint16), sayable)


def _postings(vocabulary: Ints, word: Ints, row: Ints, gain: Ints, sayable: Floats) -> Postings:
    """Build posting lists from triples of word, row and gain. Each claim's commonest words go to `omitted_*`."""
    is_omitted = _omitted(word, row, gain, sayable)
    order = np.lexsort((row, is_omitted, word))
    by_row = np.argsort(row[is_omitted], kind="stable")
    start = np.searchsorted(word, np.arange(len(vocabulary) + 1))
    omitted = np.bincount(word[is_omitted], minlength=len(vocabulary))
    return Postings(
        vocabulary=vocabulary,
        start=start.astype(np.int32),
        listed_until=(start[1:] - omitted).astype(np.int32),
        row_and_gain=row[order].astype(np.uint32) << np.uint32(GAIN_BITS) | gain[order].astype(np.uint32),
        omitted_start=starts_of(np.bincount(row[is_omitted], minlength=len(sayable))),
        omitted_word=word[is_omitted][by_row].astype(np.int32),
        omitted_gain=gain[is_omitted][by_row],
        omitted_total=sums_of(row[is_omitted], gain[is_omitted] / GAIN, len(sayable)),
    )


def _omitted(word: Ints, row: Ints, gain: Ints, sayable: Floats) -> Bools:
    """Choose each claim's commonest words, as many as no article could reach the floor with alone."""
    commonness = np.bincount(word)[word]
    order = np.lexsort((word, -commonness, row))
    sums = np.cumsum(gain[order], dtype=np.int64)
    first = np.searchsorted(row[order], np.arange(len(sayable)))
    before = np.concatenate(([0], sums))[first][row[order]]
    enough = GAIN * least_mass(sayable, np.zeros(1), raw_of(perhaps_for(len(sayable))))
    is_omitted = np.zeros(len(row), np.bool_)
    is_omitted[order] = (sums - before <= enough[row[order]]) & (commonness[order] > COMMON * len(sayable))
    return is_omitted
