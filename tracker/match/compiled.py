"""Many claims as flat arrays, which a file can hold and processes share; how they are scored is in `scoring`."""

from array import array
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tracker.match.claims import Outline, Unit
from tracker.match.keys import number_of
from tracker.match.postings import Floats, Ints, Postings, Ways, starts_of, sums_of
from tracker.match.rarity import Rarity
from tracker.words import Kind, language_code

# What a unit is, as bits.
IS_NAME, IS_CLAIMANT, IS_NEUTRAL = 1, 2, 4

# A claim without a window counts as open from the beginning to the end of time.
FIRST_DAY, LAST_DAY = 1, 3_652_059


class Entry(NamedTuple):
    """One way to a unit: a key's number, how much of the unit it stands for, and whether it is only a part."""

    key: int
    factor: float
    is_part: bool


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

    def entries(self, row: int, wanted: Container[int]) -> Iterator[list[Entry]]:
        """Give the ways to each of a claim's units, as far as their keys are wanted."""
        first, last = self.unit_start[row : row + 2]
        bounds = self.entry_start[first : last + 1].tolist()
        mine = slice(bounds[0], bounds[-1])
        numbers = self.vocabulary[self.entry_key[mine]].tolist()
        entries = list(
            zip(numbers, self.entry_factor[mine].tolist(), self.entry_is_part[mine].tolist(), strict=True)
        )
        for begin, end in pairwise(bounds):
            of_unit = entries[begin - bounds[0] : end - bounds[0]]
            yield [Entry(*entry) for entry in of_unit if entry[0] in wanted]

    def keys(self, row: int) -> Mapping[int, float]:
        """Give the numbers of a claim's best keys, without the claimant's, and their units' weights."""
        first, last = self.unit_start[row : row + 2]
        units = np.arange(first, last)[self.unit_is[first:last] & IS_CLAIMANT == 0]
        best = self.vocabulary[self.entry_key[self.entry_start[units]]]
        return dict(zip(best.tolist(), self.unit_weight[units].tolist(), strict=True))


class Draft:
    """Claims in one language as they are taken up, before their words are weighed: flat, a few bytes for each word."""

    def __init__(self) -> None:
        self._language = 0
        self._ids, self._said, self._opens, self._closes = (array("q") for _ in range(4))
        self._units_of_claims, self._entries_of_units = array("i"), array("i")
        self._unit_keys: list[str] = []
        self._emphasis, self._bits = array("f"), array("B")
        self._entry_key, self._entry_factor, self._entry_is_part = array("q"), array("f"), array("B")
        self._stems, self._spellings = Ways(), Ways()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, cut: Outline) -> None:
        """Take up a claim."""
        query = cut.query
        self._language = number_of(language_code(query.language))
        self._ids.append(query.claim_id)
        for days, day, instead in (
            (self._said, query.said_on, FIRST_DAY),
            (self._opens, query.opens_on, FIRST_DAY),
            (self._closes, query.closes_on, LAST_DAY),
        ):
            days.append(day.toordinal() if day else instead)
        self._units_of_claims.append(len(cut.units))
        for unit in cut.units:
            self._add_unit(unit)

    def _add_unit(self, unit: Unit) -> None:
        self._unit_keys.append(unit.key)
        self._emphasis.append(unit.emphasis)
        self._bits.append(_bits(unit))
        self._entries_of_units.append(len(unit.wholes) + len(unit.parts))
        for key, factor, is_part in _entries_of(unit):
            self._entry_key.append(key)
            self._entry_factor.append(factor)
            self._entry_is_part.append(is_part)
        self._stems.add(unit.stems)
        self._spellings.add(unit.spellings)

    def weighed(self, rarity: Rarity) -> Compiled:
        """Weigh the claims by what is known about rarity, and lay them out."""
        rarities = np.fromiter(map(rarity.weight, self._unit_keys), np.float32, len(self._unit_keys))
        weights = np.array(self._emphasis) * rarities
        vocabulary, entry_key = np.unique(np.array(self._entry_key), return_inverse=True)
        unit_start = starts_of(self._units_of_claims)
        rows = np.repeat(np.arange(len(self)), np.diff(unit_start))
        bits = np.array(self._bits)
        said = weights * (bits & IS_CLAIMANT == 0)
        total = sums_of(rows, said, len(self))
        neutral = sums_of(rows, said * (bits & IS_NEUTRAL != 0), len(self))
        return Compiled(
            language=self._language,
            ids=np.array(self._ids),
            said_on=np.array(self._said, np.int32),
            opens_on=np.array(self._opens, np.int32),
            closes_on=np.array(self._closes, np.int32),
            total=total,
            neutral=neutral,
            unit_start=unit_start,
            unit_weight=weights,
            unit_is=bits,
            entry_start=starts_of(self._entries_of_units),
            entry_key=entry_key.astype(np.int32),
            entry_factor=np.array(self._entry_factor),
            entry_is_part=np.array(self._entry_is_part, np.bool_),
            vocabulary=vocabulary,
            stems=self._stems.postings(rows, weights, total),
            spellings=self._spellings.postings(rows, weights, neutral),
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
