"""The floor of a newsroom: how far it moves from the one that the number of open claims gives. Pure.

what editors did with what they were shown -> from_decisions --+
                                                               +-> shift, kept in the snapshot, once a day
the newsroom's wish, and what was found lately -> from_wish ---+
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

# Editors move the floor no further than this, up or down.
FURTHEST = 0.1

# How quickly what is accepted rises with the score, and for how many decisions the standing floor counts.
STEEPNESS, PRIOR = 12.0, 30.0

# A wish for few suggestions raises the floor to this at most.
HIGHEST = 0.9


class Decided(NamedTuple):
    """A suggestion's score, and whether an editor accepted it."""

    score: float
    is_accepted: bool


def from_decisions(floor: float, decided: Sequence[Decided]) -> float:
    """Give where accepting and rejecting balance: a logistic curve of fixed steepness, leaning on the standing floor.

    Without decisions that is the standing floor; it moves by `FURTHEST` at most.
    """
    low, high = floor - FURTHEST, floor + FURTHEST
    for _ in range(30):
        middle = (low + high) / 2
        expected = sum(_share(score - middle) for score, _ in decided)
        accepted = sum(is_accepted for _, is_accepted in decided)
        if expected + PRIOR * _share(floor - middle) > accepted + PRIOR / 2:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def from_wish(floor: float, wish: float, scores: Sequence[float], days: float) -> float:
    """Give the floor at which about `wish` suggestions a day would have come of what was found in so many days.

    `scores` are of all that was found, also a little below the floor; below that nothing is known, and the floor stays.
    """
    wanted = round(wish * days)
    if wanted >= len(scores) or not scores:
        return min([floor, *scores])
    return min(HIGHEST, sorted(scores, reverse=True)[wanted])


def _share(distance: float) -> float:
    return 1 / (1 + math.exp(-STEEPNESS * distance))
