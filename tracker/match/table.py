"""Many claims as one table of flat arrays, which a file can hold and processes share."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tracker.match.arrays import Bools, Floats, Ints
from tracker.match.postings import Postings
from tracker.match.terms import Condition

# What a concept is, as bits in `concept_is`.
IS_NAME, IS_CLAIMANT, IS_NEUTRAL = 1, 2, 4


class ConceptKey(NamedTuple):
    """A key of a concept: its number, how much of the concept it stands for, and whether it is only a part."""

    number: int
    factor: float
    is_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTable:
    """Claims in one language, by row. From `concept_start[row]` to `concept_start[row + 1]` are a claim's concepts, and
    likewise a concept's keys from `key_start[concept]` on.

    `vocabulary` holds all keys' numbers in order, `key_place` are places in it; a concept's best key comes first.
    `total` is the weight of all concepts but the claimant, `neutral` what of it every language shares. `stems` lead to
    claims from articles in their language, `spellings` from others. Days are ordinals. `conditions` has the rows that
    ask for more than similarity.
    """

    language: int
    ids: Ints
    said_on: Ints
    opens_on: Ints
    closes_on: Ints
    total: Floats
    neutral: Floats
    concept_start: Ints
    concept_weight: Floats
    concept_is: Ints
    key_start: Ints
    key_place: Ints
    key_factor: Floats
    key_is_part: Bools
    vocabulary: Ints
    stems: Postings
    spellings: Postings
    conditions: Mapping[int, Condition] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def weights(self, row: int) -> list[float]:
        """Give the weights of a claim's concepts."""
        first, last = self.concept_start[row : row + 2]
        return list(self.concept_weight[first:last].tolist())

    def keys_of_concepts(self, row: int, wanted: Container[int]) -> Iterator[list[ConceptKey]]:
        """Give the keys of each of a claim's concepts, those that are wanted."""
        first, last = self.concept_start[row : row + 2]
        bounds = self.key_start[first : last + 1].tolist()
        mine = slice(bounds[0], bounds[-1])
        numbers = self.vocabulary[self.key_place[mine]].tolist()
        keys = list(map(ConceptKey, numbers, self.key_factor[mine].tolist(), self.key_is_part[mine].tolist()))
        for begin, end in pairwise(bounds):
            of_concept = keys[begin - bounds[0] : end - bounds[0]]
            yield [each for each in of_concept if each.number in wanted]

    def best_keys(self, row: int) -> Mapping[int, float]:
        """Give the numbers of a claim's best keys, without the claimant's, and their concepts' weights."""
        first, last = self.concept_start[row : row + 2]
        concepts = np.arange(first, last)[self.concept_is[first:last] & IS_CLAIMANT == 0]
        best = self.vocabulary[self.key_place[self.key_start[concepts]]]
        return dict(zip(best.tolist(), self.concept_weight[concepts].tolist(), strict=True))
