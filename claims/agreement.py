"""How far editors who read the same claims blind came to the same: Krippendorff's alpha. Pure.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), for nominal data: any number of readers, and
not every claim needs the same ones. 1 is full agreement, 0 what chance would give.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Below, one claim more or less turns the figure over; it is not shown.
LEAST_CLAIMS: Final = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """`alpha` is None where nothing can be said: no claim that two have read, or all readings alike. `claims` are those
    that two or more have read, `readings` theirs; `same` is the share of pairs that agree, None without a pair.
    """

    alpha: float | None
    claims: int
    readings: int
    same: float | None

    @property
    def is_enough(self) -> bool:
        """Whether so many claims were read that the figure may be shown."""
        return self.claims >= LEAST_CLAIMS


def agreement_of(units: Iterable[Sequence[Hashable]]) -> Agreement:
    """Of each claim the values that its readers gave; claims with fewer than two are left out."""
    pairable = [Counter(values) for values in units if len(values) > 1]
    observed = sum(_disagreeing(counts) / (counts.total() - 1) for counts in pairable)
    totals = sum(pairable, Counter[Hashable]())
    number = totals.total()
    expected = _disagreeing(totals) / (number - 1) if number > 1 else 0.0
    return Agreement(
        alpha=1 - observed / expected if expected else None,
        claims=len(pairable),
        readings=number,
        same=1 - observed / number if number else None,
    )


def _disagreeing(counts: Counter[Hashable]) -> int:
    """The ordered pairs of values that differ."""
    return counts.total() ** 2 - sum(count**2 for count in counts.values())
