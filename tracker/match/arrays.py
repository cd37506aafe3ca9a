"""Small helpers for flat arrays with row starts (as in a compressed sparse matrix); know nothing of claims."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.integer]
Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Give for each member of many ranges the number of its range, and the member."""
    return np.repeat(np.arange(len(starts)), lengths), members(starts, lengths)


def members(starts: Ints, lengths: Ints) -> Ints:
    """Give the members of many ranges one after another: starts (3, 8), lengths (2, 1) are 3, 4, 8."""
    ends = np.cumsum(lengths)
    return np.asarray(np.arange(lengths.sum()) + np.repeat(starts - (ends - lengths), lengths))


def starts_of(lengths: ArrayLike) -> NDArray[np.int32]:
    """Give where each of many stretches begins when they lie end to end, and last where the last one ends."""
    return np.concatenate(([0], np.cumsum(np.asarray(lengths)))).astype(np.int32)


def sums_of(groups: Ints, values: Floats, count: int) -> NDArray[np.float32]:
    """Add up the values of each group, numbered from 0 to `count`."""
    return np.bincount(groups, values, minlength=count).astype(np.float32)
