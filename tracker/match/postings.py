"""From words to the claims that have them: what each word can add to which claims."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.match.formula import FLOOR, least_mass, raw_of
from tracker.match.keys import number_of

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]

# Gains are kept in hundredths, rounded up: they only say which claims are worth a closer look.
GAIN = 100

# Ten bits hold more than any claim needs to be found; the other 22 are for the rows of four million claims.
GAIN_BITS, MOST_GAIN = 10, 1_023

# A word that no larger share of the claims has is not common.
COMMON = 0.002


@dataclass(frozen=True, slots=True)
class Postings:
    """From the words that lead to claims to their rows: `start` leads from a place in `vocabulary` to `claim`.

    There a claim's row is in the upper bits, below it what the word can add to the claim at most, in hundredths: both
    are read at once. From `kept` on, a word's claims are found without it. From `left_start[row]` on, `left_place` and
    `left_gain` are the words without which a claim is found, and `left_out` is what they can add together.
    """

    vocabulary: Ints
    start: Ints
    kept: Ints
    claim: NDArray[np.uint32]
    left_start: Ints
    left_place: Ints
    left_gain: Ints
    left_out: Floats

    @property
    def row(self) -> Ints:
        """The claims of all words."""
        return rows_of(self.claim)

    @property
    def gain(self) -> Ints:
        """What the words can add to them."""
        return gains_of(self.claim)


def rows_of(claim: NDArray[np.uint32]) -> Ints:
    """Give the rows out of what postings hold."""
    return (claim >> GAIN_BITS).astype(np.int64)


def gains_of(claim: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Give the gains out of what postings hold."""
    return (claim & np.uint32(MOST_GAIN)).astype(np.uint16)


class Ways:
    """The words that lead to units, unit after unit, and what each tells of its unit."""

    def __init__(self) -> None:
        self._counts, self._words, self._factors = array("i"), array("q"), array("f")

    def add(self, factors: Mapping[str, float]) -> None:
        """Take up what leads to one unit."""
        self._counts.append(len(factors))
        self._words.extend(map(number_of, factors))
        self._factors.extend(factors.values())

    def postings(self, row_of_unit: Ints, weights: Floats, sayable: Floats) -> Postings:
        """Turn them round: from each word to the claims that have it. `sayable` is what a claim weighs."""
        counts, rows = np.array(self._counts), len(sayable)
        gains = np.repeat(weights, counts) * np.array(self._factors)
        vocabulary, place = np.unique(np.array(self._words), return_inverse=True)
        pairs, pair = np.unique(place * max(1, rows) + np.repeat(row_of_unit, counts), return_inverse=True)
        gain = np.minimum(MOST_GAIN, np.ceil(GAIN * np.bincount(pair, gains, minlength=len(pairs))))
        place, row = np.divmod(pairs, max(1, rows))
        return _postings(vocabulary, place, row, gain.astype(np.uint16), sayable)


def _postings(vocabulary: Ints, place: Ints, row: Ints, gain: Ints, sayable: Floats) -> Postings:
    """Lay the words of claims out, those by which each claim is not found behind the others."""
    is_left = _left_out(place, row, gain, sayable)
    order = np.lexsort((row, is_left, place))
    by_row = np.argsort(row[is_left], kind="stable")
    start = np.searchsorted(place, np.arange(len(vocabulary) + 1))
    return Postings(
        vocabulary,
        start=start.astype(np.int32),
        kept=(start[1:] - np.bincount(place[is_left], minlength=len(vocabulary))).astype(np.int32),
        claim=row[order].astype(np.uint32) << np.uint32(GAIN_BITS) | gain[order].astype(np.uint32),
        left_start=starts_of(np.bincount(row[is_left], minlength=len(sayable))),
        left_place=place[is_left][by_row].astype(np.int32),
        left_gain=gain[is_left][by_row],
        left_out=sums_of(row[is_left], gain[is_left] / GAIN, len(sayable)),
    )


def _left_out(place: Ints, row: Ints, gain: Ints, sayable: Floats) -> NDArray[np.bool_]:
    """Choose each claim's commonest words, as many as no article could reach the floor with alone."""
    commonness = np.bincount(place)[place]
    order = np.lexsort((place, -commonness, row))
    sums = np.cumsum(gain[order], dtype=np.int64)
    first = np.searchsorted(row[order], np.arange(len(sayable)))
    before = np.concatenate(([0], sums))[first][row[order]]
    enough = GAIN * least_mass(sayable, np.zeros(1), raw_of(FLOOR))
    is_left = np.zeros(len(row), np.bool_)
    is_left[order] = (sums - before <= enough[row[order]]) & (commonness[order] > COMMON * len(sayable))
    return is_left


def starts_of(lengths: Any) -> Ints:
    return np.concatenate(([0], np.cumsum(np.array(lengths)))).astype(np.int32)


def sums_of(groups: Ints, values: Floats, count: int) -> Floats:
    return np.bincount(groups, values, minlength=count).astype(np.float32)
