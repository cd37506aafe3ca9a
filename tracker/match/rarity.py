"""The weight of a word by how rare it is (inverse document frequency)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

# While few texts are read, a word's length stands in for its rarity (short words are commoner, after Zipf), with
# the say of so many texts.
PRIOR_TEXTS = 400.0
PRIOR_BASE, PRIOR_LETTER, PRIOR_MOST = 0.40, 0.03, 0.70


class Rarity:
    """The weight of each word, in (0, 1]. An index learns it from its claims.

    Feeding it articles too (`learn`) makes the weights truer while claims are few.
    """

    def __init__(self, texts: int = 0, counts: Mapping[str, int] | None = None) -> None:
        self._texts = texts
        self._counts: Counter[str] = Counter(counts or {})
        self._weights: dict[str, float] = {}

    def learn(self, keys: Iterable[str]) -> None:
        """Count one text by the keys of its words."""
        self._texts += 1
        self._counts.update(set(keys))
        self._weights.clear()

    def copy(self) -> "Rarity":
        """Give an independent copy."""
        return Rarity(self._texts, self._counts)

    @property
    def texts(self) -> int:
        """How many texts were learnt."""
        return self._texts

    @property
    def counts(self) -> Mapping[str, int]:
        """In how many texts each key was."""
        return self._counts

    def count_of(self, key: str) -> int:
        """In how many texts a key was."""
        return self._counts.get(key, 0)

    def weight(self, key: str) -> float:
        """Give the inverse document frequency of a key, scaled to at most 1 and leant on its length."""
        weight = self._weights.get(key)
        if weight is None:
            weight = self._weights[key] = self._weigh(key)
        return weight

    def _weigh(self, key: str) -> float:
        prior = min(PRIOR_MOST, PRIOR_BASE + PRIOR_LETTER * len(key))
        most = math.log(2 * self._texts + 2)
        learnt = math.log((self._texts + 1) / (self.count_of(key) + 0.5)) / most if self._texts else 0.0
        return (learnt * self._texts + prior * PRIOR_TEXTS) / (self._texts + PRIOR_TEXTS)
