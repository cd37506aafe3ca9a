"""Many claims as one table of flat arrays, which a file can hold and processes share."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tracker.match.arrays import Bools, Floats, Ints
from tracker.match.postings import Postings
from tracker.match.terms import Condition

# What a concept is, as bits in `concept_is`.
IS_NAME, IS_CLAIMANT, IS_NEUTRAL, IS_EVERYDAY = 1, 2, 4, 8

# What a key is, as bits in `key_is`.
IS_PART, IS_FOREIGN, IS_RELATED = 1, 2, 4


class ConceptKey(NamedTuple):
    """A key of a concept: its number, how much of the concept it stands for, and what it is."""

    number: int
    factor: float
    bits: int

    @property
    def is_part(self) -> bool:
        """Whether it stands for a part only, as of a compound."""
        return bool(self.bits & IS_PART)

    def is_for(self, *, across: bool) -> bool:
        """Whether it counts in articles in the claim's language, or else (`across`) in those in another."""
        return not self.bits & (IS_RELATED if across else IS_FOREIGN)

    @property
    def is_another_word(self) -> bool:
        """Whether it is of another word than the claim's: a translation, or one that tells of the same event."""
        return bool(self.bits & (IS_FOREIGN | IS_RELATED))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTable:
    """Claims in one language, by row. From `concept_start[row]` to `concept_start[row + 1]` are a claim's concepts, and
    likewise a concept's keys from `key_start[concept]` on.

    `vocabulary` holds all keys' numbers in order, `key_place` are places in it; a concept's best key comes first.
    `total` is the weight of all concepts but the claimant, `neutral` what of it articles in other languages can share,
    and `reach` how much of such an article's words. `concept_own` says how far a concept names the claim alone, `own`
    how far it has such names. `stems` lead to claims from articles in their language, `spellings` from others.
    `countries` are bits, days are ordinals, `surface` is text in UTF-8. `conditions` has the rows that ask for more
    than similarity.
    """

    language: int
    ids: Ints
    said_on: Ints
    opens_on: Ints
    closes_on: Ints
    countries: Ints
    total: Floats
    neutral: Floats
    concept_start: Ints
    concept_weight: Floats
    concept_is: Ints
    concept_own: Floats
    own: Floats
    reach: float
    key_start: Ints
    key_place: Ints
    key_factor: Floats
    key_is: Ints
    vocabulary: Ints
    stems: Postings
    spellings: Postings
    surface: NDArray[np.uint8]
    surface_start: Ints
    conditions: Mapping[int, Condition] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def weights(self, row: int) -> list[float]:
        """Give the weights of a claim's concepts."""
        first, last = self.concept_start[row : row + 2]
        return list(self.concept_weight[first:last].tolist())

    def surface_of(self, row: int, concept: int) -> str:
        """Give a claim's concept as it stands in the claim."""
        place = int(self.concept_start[row]) + concept
        first, last = self.surface_start[place : place + 2]
        return self.surface[first:last].tobytes().decode()

    def keys_of_concepts(self, row: int, wanted: Container[int]) -> Iterator[list[ConceptKey]]:
        """Give the keys of each of a claim's concepts, those that are wanted."""
        first, last = self.concept_start[row : row + 2]
        bounds = self.key_start[first : last + 1].tolist()
        mine = slice(bounds[0], bounds[-1])
        numbers = self.vocabulary[self.key_place[mine]].tolist()
        keys = list(map(ConceptKey, numbers, self.key_factor[mine].tolist(), self.key_is[mine].tolist()))
        for begin, end in pairwise(bounds):
            of_concept = keys[begin - bounds[0] : end - bounds[0]]
            yield [each for each in of_concept if each.number in wanted]

    def words_of(self, row: int) -> str:
        """Give a claim's words as they stand in it, one after another, without its claimant."""
        first, last = self.concept_start[row : row + 2]
        said = np.flatnonzero(self.concept_is[first:last] & IS_CLAIMANT == 0)
        return " ".join(self.surface_of(row, concept) for concept in said.tolist())

    def names_claimant(self, row: int, numbers: Container[int]) -> bool:
        """Whether an article with these keys names the claimant."""
        return self._names(
            row, numbers, self.concept_is[slice(*self.concept_start[row : row + 2])] & IS_CLAIMANT != 0
        )

    def names_own(self, row: int, numbers: Container[int]) -> bool:
        """Whether an article with these keys names what the claim alone is about, its claimant left out."""
        mine = slice(*self.concept_start[row : row + 2])
        return self._names(
            row, numbers, (self.concept_own[mine] > 0) & (self.concept_is[mine] & IS_CLAIMANT == 0)
        )

    def _names(self, row: int, numbers: Container[int], wanted: Bools) -> bool:
        first, last = self.concept_start[row : row + 2]
        concepts = np.arange(first, last)[wanted]
        keys = (self.key_place[self.key_start[c] : self.key_start[c + 1]] for c in concepts)
        return any(number in numbers for places in keys for number in self.vocabulary[places].tolist())

    def best_keys(self, row: int) -> Mapping[int, float]:
        """Give the numbers of a claim's best keys, without the claimant's, and their concepts' weights."""
        first, last = self.concept_start[row : row + 2]
        concepts = np.arange(first, last)[self.concept_is[first:last] & IS_CLAIMANT == 0]
        best = self.vocabulary[self.key_place[self.key_start[concepts]]]
        return dict(zip(best.tolist(), self.concept_weight[concepts].tolist(), strict=True))
