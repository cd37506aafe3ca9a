"""From an article's words to the few claims worth scoring; the scoring is in `scoring`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tracker.match.articles import Reading
from tracker.match.claims import Unit, Weighed
from tracker.match.scoring import least_mass


class Postings:
    """The claims of one language, listed under the keys that tell them apart."""

    def __init__(self, claims: Iterable[Weighed], floor: float) -> None:
        self._floor = floor
        self._within: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._across: defaultdict[str, list[int]] = defaultdict(list)
        self._needed: dict[int, float] = {}
        self._unlisted: dict[int, float] = {}
        for claim in claims:
            self._list(claim)

    def within(self, reading: Reading) -> Iterator[int]:
        """Give the claims for which an article in their language may reach the floor, and few others."""
        strengths = reading.strengths
        masses: dict[int, float] = {}
        for key in strengths.keys() & self._within.keys():
            strength = strengths[key]
            for claim_id, weight in self._within[key]:
                masses[claim_id] = masses.get(claim_id, 0.0) + weight * strength
        return self._heavy(masses, reading.shortest)

    def across(self, reading: Reading) -> Iterator[int]:
        """Give the claims that share a word as it is written with an article in another language."""
        keys = reading.strengths.keys() & self._across.keys()
        return iter({claim_id for key in keys for claim_id in self._across[key]})

    def _heavy(self, masses: Mapping[int, float], shortest: int) -> Iterator[int]:
        # The bound grows with the passage in the same ratio for every claim.
        ratio = least_mass(1.0, shortest, self._floor) / least_mass(1.0, 0, self._floor)
        for claim_id, mass in masses.items():
            if mass + self._unlisted[claim_id] >= self._needed[claim_id] * ratio:
                yield claim_id

    def _list(self, claim: Weighed) -> None:
        """List a claim under its telling keys: with no more than the others, no article reaches the floor.

        So the commonest words of a claim don't lead to it, and the lists stay short.
        """
        claim_id = claim.query.claim_id
        needed = self._needed[claim_id] = least_mass(claim.total, 0, self._floor)
        self._unlisted[claim_id] = 0.0
        for weight, unit in sorted(zip(claim.weights, claim.units, strict=True), key=lambda pair: pair[0]):
            if self._unlisted[claim_id] + weight < needed:
                self._unlisted[claim_id] += weight
                continue
            for key, factor in _factors(unit).items():
                self._within[key].append((claim_id, weight * factor))
        # The claimant alone is never enough in any language.
        said = (unit for unit in claim.units if not unit.is_claimant)
        for key in {key for unit in said for key in _factors(unit)}:
            self._across[key].append(claim_id)


def _factors(unit: Unit) -> dict[str, float]:
    return {**unit.parts, **unit.wholes}
