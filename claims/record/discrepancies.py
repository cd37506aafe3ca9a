"""What is found amiss in the record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where the record disagrees with itself."""

    place: str
    explanation: str
