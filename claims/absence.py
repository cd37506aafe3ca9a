"""How much it says that nothing was found: with what chance a report would have come before the desk. Decides only.

    chance = reach (was its feed read while it stood there?) × recall (would the matcher have offered it?)

Reach is the share of feeds that were read, over the days that were watched; a day on which nothing was read counts as
none. A feed is counted as silent once it has not been read for a day: a report stands in its feed for a day at least,
as a rule, so that a shorter outage loses nothing, and of a longer one the hours beyond the first day.

Recall is that of `benchmarks/bench_month.py`, of a month with sixteen claims and 204 items in both languages, made hard
on purpose (docs/explanation/matching.md, "A month of a newsroom"): the share of the reports about a claim that were
offered at the floor, with a dictionary and without one.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

RECALL: Final = 0.70
RECALL_WITHOUT_A_DICTIONARY: Final = 0.54


@dataclass(frozen=True, slots=True)
class FindingChance:
    """The chance, between 0 and 1, that one report in one of the feeds would have come before the desk."""

    reach: float
    recall: float

    @property
    def chance(self) -> float:
        """Both together."""
        return self.reach * self.recall


def reach_of(shares: float, *, number: int) -> float:
    """The mean over so many days, of the sum of each day's share of feeds that were read."""
    return min(1.0, max(0.0, shares) / number) if number > 0 else 0.0


def recall() -> float:
    """The matcher's, by whether this machine has a dictionary."""
    return RECALL if settings.DICTIONARY_FILE.is_file() else RECALL_WITHOUT_A_DICTIONARY
