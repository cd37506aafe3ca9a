import numpy as np

from tracker.match import arrays


def ints(*numbers: int) -> arrays.Ints:
    return np.array(numbers, np.int64)


def test_ranges_are_laid_one_after_another() -> None:
    assert arrays.members(ints(3, 8, 5), ints(2, 0, 1)).tolist() == [3, 4, 5]
    number, member = arrays.spread(ints(3, 8), ints(2, 1))
    assert (number.tolist(), member.tolist()) == ([0, 0, 1], [3, 4, 8])
    assert arrays.members(ints(), ints()).tolist() == []


def test_stretches_begin_where_the_one_before_ends() -> None:
    assert arrays.starts_of([2, 0, 3]).tolist() == [0, 2, 2, 5]
    assert arrays.starts_of([]).tolist() == [0]


def test_values_are_added_up_by_group_and_a_group_without_any_has_none() -> None:
    sums = arrays.sums_of(ints(0, 2, 0), np.array([1.5, 2.0, 0.5]), 4)
    assert sums.tolist() == [2.0, 0.0, 2.0, 0.0]
