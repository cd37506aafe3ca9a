"""Many claims as flat arrays, which a file can hold and processes share; how they are scored is in `scoring`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tracker.match.claims import Outline, Unit
from tracker.match.formula import FLOOR, least_mass, raw_of
from tracker.match.keys import number_of
from tracker.match.rarity import Rarity
from tracker.words import Kind, language_code

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]

# What a unit is, as bits.
IS_NAME, IS_CLAIMANT, IS_NEUTRAL = 1, 2, 4

# Gains are kept in hundredths, rounded up: they only say which claims are worth a closer look.
GAIN = 100

# A word that no larger share of the claims has is not common.
COMMON = 0.002

# A claim without a window counts as open from the beginning to the end of time.
FIRST_DAY, LAST_DAY = 1, 3_652_059


class Entry(NamedTuple):
    """One way to a unit: a key's number, how much of the unit it stands for, and whether it is only a part."""

    key: int
    factor: float
    is_part: bool


# Entries in an array, with which millions of them stay small.
ENTRY = np.dtype([("key", np.int64), ("factor", np.float32), ("is_part", np.bool_)])


@dataclass(frozen=True, slots=True)
class Postings:
    """From the words that lead to claims to their rows: `start` leads from a place in `vocabulary` to `row`, `gain`.

    The gain is what the word can add to a claim at most, in hundredths. From `kept` on, a word's rows are of claims
    that are found without it. From `left_start[row]` on, `left_place` and `left_gain` are these words, by claim, and
    `left_out` is what they can add together.
    """

    vocabulary: Ints
    start: Ints
    kept: Ints
    row: Ints
    gain: Ints
    left_start: Ints
    left_place: Ints
    left_gain: Ints
    left_out: Floats


@dataclass(frozen=True, slots=True)
class Compiled:
    """Claims in one language, by row. From `unit_start[row]` to `unit_start[row + 1]` are a claim's units, and
    likewise a unit's entries.

    `vocabulary` holds all keys' numbers in order, `entry_key` places in it. `total` is the weight of all units but
    the claimant, `neutral` what of it every language shares. `stems` lead to claims from articles in their language,
    `spellings` from others. Days are ordinals.
    """

    language: int
    ids: Ints
    said_on: Ints
    opens_on: Ints
    closes_on: Ints
    total: Floats
    neutral: Floats
    unit_start: Ints
    unit_weight: Floats
    unit_is: Ints
    entry_start: Ints
    entry_key: Ints
    entry_factor: Floats
    entry_is_part: NDArray[np.bool_]
    vocabulary: Ints
    stems: Postings
    spellings: Postings

    def __len__(self) -> int:
        return len(self.ids)

    def weights(self, row: int) -> list[float]:
        """Give the weights of a claim's units."""
        first, last = self.unit_start[row : row + 2]
        return list(self.unit_weight[first:last].tolist())

    def entries(self, row: int) -> Iterator[list[Entry]]:
        """Give the ways to each of a claim's units."""
        first, last = self.unit_start[row : row + 2]
        bounds = self.entry_start[first : last + 1].tolist()
        return (self._entries(*ends) for ends in pairwise(bounds))

    def keys(self, row: int) -> Mapping[int, float]:
        """Give the numbers of a claim's best keys, without the claimant's, and their units' weights."""
        first, last = self.unit_start[row : row + 2]
        units = np.arange(first, last)[self.unit_is[first:last] & IS_CLAIMANT == 0]
        best = self.vocabulary[self.entry_key[self.entry_start[units]]]
        return dict(zip(best.tolist(), self.unit_weight[units].tolist(), strict=True))

    def _entries(self, first: int, last: int) -> list[Entry]:
        numbers = self.vocabulary[self.entry_key[first:last]].tolist()
        factors = self.entry_factor[first:last].tolist()
        return [
            Entry(*entry)
            for entry in zip(numbers, factors, self.entry_is_part[first:last].tolist(), strict=True)
        ]


def compile_claims(outlines: Sequence[Outline], rarity: Rarity) -> Compiled:
    """Weigh claims in one language by what is known about rarity, and lay them out."""
    units = [unit for claim in outlines for unit in claim.units]
    weights = np.fromiter((unit.emphasis * rarity.weight(unit.key) for unit in units), np.float32)
    entries = np.fromiter((entry for unit in units for entry in _entries_of(unit)), ENTRY)
    vocabulary, entry_key = np.unique(entries["key"], return_inverse=True)
    unit_start = _starts(len(claim.units) for claim in outlines)
    rows = np.repeat(np.arange(len(outlines)), np.diff(unit_start))
    bits = np.fromiter(map(_bits, units), np.uint8)
    said = weights * (bits & IS_CLAIMANT == 0)
    total = _sums(rows, said, len(outlines))
    neutral = _sums(rows, said * (bits & IS_NEUTRAL != 0), len(outlines))
    queries = [claim.query for claim in outlines]
    return Compiled(
        language=number_of(language_code(queries[0].language)) if queries else 0,
        ids=np.array([query.claim_id for query in queries], np.int64),
        said_on=_days((query.said_on for query in queries), FIRST_DAY),
        opens_on=_days((query.opens_on for query in queries), FIRST_DAY),
        closes_on=_days((query.closes_on for query in queries), LAST_DAY),
        total=total,
        neutral=neutral,
        unit_start=unit_start,
        unit_weight=weights,
        unit_is=bits,
        entry_start=_starts(len(unit.wholes) + len(unit.parts) for unit in units),
        entry_key=entry_key.astype(np.int32),
        entry_factor=entries["factor"].copy(),
        entry_is_part=entries["is_part"].copy(),
        vocabulary=vocabulary,
        stems=_postings([unit.stems for unit in units], rows, weights, total),
        spellings=_postings([unit.spellings for unit in units], rows, weights, neutral),
    )


def _entries_of(unit: Unit) -> Iterator[tuple[int, float, bool]]:
    """Give all ways to a unit as entries, its best key first."""
    ways = ((unit.wholes, False), (unit.parts, True))
    for is_best in (True, False):
        for factors, is_part in ways:
            for key, factor in factors.items():
                if (key == unit.key) is is_best:
                    yield number_of(key), factor, is_part


def _bits(unit: Unit) -> int:
    return IS_NAME * (unit.kind is Kind.NAME) + IS_CLAIMANT * unit.is_claimant + IS_NEUTRAL * unit.is_neutral


def _starts(lengths: Iterable[int]) -> Ints:
    return np.concatenate(([0], np.cumsum(np.fromiter(lengths, np.int32)))).astype(np.int32)


def _days(days: Iterable[date | None], instead: int) -> Ints:
    return np.array([day.toordinal() if day else instead for day in days], np.int32)


def _sums(groups: Ints, values: Floats, count: int) -> Floats:
    return np.bincount(groups, values, minlength=count).astype(np.float32)


def _postings(
    ways: Sequence[Mapping[str, float]], row_of_unit: Ints, weights: Floats, sayable: Floats
) -> Postings:
    sizes = [len(factors) for factors in ways]
    words = np.fromiter((number_of(word) for factors in ways for word in factors), np.int64)
    factors = np.fromiter((factor for factors in ways for factor in factors.values()), np.float32)
    gains = np.repeat(weights, sizes) * factors
    vocabulary, place = np.unique(words, return_inverse=True)
    rows = len(sayable)
    pairs, pair = np.unique(place * max(1, rows) + np.repeat(row_of_unit, sizes), return_inverse=True)
    gain = np.minimum(255, np.ceil(GAIN * np.bincount(pair, gains, minlength=len(pairs)))).astype(np.uint8)
    place, row = np.divmod(pairs, max(1, rows))
    is_left = _left_out(place, row, gain, sayable)
    order = np.lexsort((row, is_left, place))
    by_row = np.argsort(row[is_left], kind="stable")
    start = np.searchsorted(place, np.arange(len(vocabulary) + 1))
    return Postings(
        vocabulary,
        start=start.astype(np.int32),
        kept=(start[1:] - np.bincount(place[is_left], minlength=len(vocabulary))).astype(np.int32),
        row=row[order].astype(np.int32),
        gain=gain[order],
        left_start=_starts(np.bincount(row[is_left], minlength=rows)),
        left_place=place[is_left][by_row].astype(np.int32),
        left_gain=gain[is_left][by_row],
        left_out=_sums(row[is_left], gain[is_left] / GAIN, rows),
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
