"""Who can be told apart: estimates drawn towards the board, three groups, ranges of ranks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import (
    USUAL,
    Estimate,
    Group,
    Interval,
    Prior,
    RankRange,
    RightOf,
    beta_below,
    beta_quantile,
    compare,
    estimate,
    groups_of,
    prior_of,
    rank_ranges,
)

SHARES = st.integers(0, 60).flatmap(lambda n: st.builds(RightOf, st.integers(0, n).map(float), st.just(n)))


# In closed form: by symmetry, by integrating, (2/pi) asin(0.1), and 4 * 0.9**30.
@pytest.mark.parametrize(
    ("x", "a", "b", "share"),
    [(0.5, 2, 2, 0.5), (0.3, 5, 9, 0.3456864), (0.01, 0.5, 0.5, 0.0637686), (0.9, 30, 2, 0.1695646)],
)
def test_the_beta_distribution_is_the_known_one(x: float, a: float, b: float, share: float) -> None:
    assert beta_below(x, a, b) == pytest.approx(share, abs=1e-5)
    assert beta_quantile(share, a, b) == pytest.approx(x, abs=1e-4)


@given(st.floats(0.001, 0.999), st.floats(0.3, 400), st.floats(0.3, 400))
def test_a_quantile_leads_back_to_its_share(share: float, a: float, b: float) -> None:
    x = beta_quantile(share, a, b)

    assert 0 <= x <= 1
    if 1e-5 < x < 1 - 1e-5:
        assert beta_below(x, a, b) == pytest.approx(share, abs=0.02)


def test_few_claims_are_drawn_further_towards_the_mean_than_many() -> None:
    prior = Prior(0.5, 10)
    few, many = estimate(RightOf(0, 5), prior), estimate(RightOf(0, 50), prior)

    assert many.rate < few.rate < 0.5
    assert few.interval.high - few.interval.low > many.interval.high - many.interval.low
    assert few.interval.low < few.rate < few.interval.high


def test_nobody_with_few_claims_stands_behind_a_long_bad_record() -> None:
    few, many = RightOf(0, 5), RightOf(0, 50)
    prior = prior_of([few, many, RightOf(20, 30), RightOf(9, 20)])

    assert estimate(many, prior).rate < estimate(few, prior).rate


def test_a_board_of_equals_draws_further_than_a_board_of_extremes() -> None:
    equals = prior_of([RightOf(10, 20)] * 20)
    extremes = prior_of([RightOf(20, 20), RightOf(0, 20)] * 10)

    assert equals.strength > 4 * USUAL
    assert extremes.strength < USUAL / 4
    assert equals.mean == pytest.approx(0.5)


def test_a_board_of_nobody_or_of_one_has_a_prior_all_the_same() -> None:
    assert prior_of([]) == Prior(0.5, USUAL)
    assert prior_of([RightOf(7, 9)]).strength == pytest.approx(USUAL, rel=0.5)
    assert compare([], prior_of([])) == []


def test_a_board_of_three_with_five_claims_each_claims_to_know_little() -> None:
    shares = [RightOf(4, 5), RightOf(3, 5), RightOf(2, 6)]

    for each in compare(shares, prior_of(shares)):
        assert each.estimate.interval.high - each.estimate.interval.low > 0.3


def test_only_who_differs_from_all_others_beyond_chance_stands_apart() -> None:
    shares = [RightOf(45, 50), RightOf(5, 50), RightOf(25, 50), RightOf(26, 50), RightOf(2, 5)]

    assert groups_of(shares) == [Group.MORE, Group.LESS, Group.ALIKE, Group.ALIKE, Group.ALIKE]


def test_one_alone_cannot_be_told_apart() -> None:
    assert groups_of([RightOf(50, 50)]) == [Group.ALIKE]


def test_many_tests_at_once_set_fewer_apart() -> None:
    """By itself this record would be found; beside forty it may well be chance (Benjamini and Hochberg)."""
    odd = RightOf(17, 20)
    few, many = [odd, *[RightOf(10, 20)] * 2], [odd, *[RightOf(10, 20)] * 40]

    assert groups_of(few)[0] is Group.MORE
    assert groups_of(many)[0] is Group.ALIKE


def test_a_half_claim_is_tried_both_ways_and_the_likelier_counts() -> None:
    others = [RightOf(25, 50)] * 3

    assert groups_of([RightOf(8.5, 9), *others])[0] is groups_of([RightOf(8, 9), *others])[0]


def test_a_rank_is_a_range_where_intervals_overlap() -> None:
    def between(low: float, high: float) -> Estimate:
        return Estimate((low + high) / 2, Interval(low, high))

    ranges = rank_ranges([between(0.8, 0.9), between(0.4, 0.6), between(0.5, 0.7), between(0.1, 0.2)])

    assert ranges == [RankRange(1, 1), RankRange(2, 3), RankRange(2, 3), RankRange(4, 4)]


@given(st.lists(SHARES.filter(lambda share: share.n > 0), max_size=12))
def test_any_board_gives_everybody_a_place(shares: list[RightOf]) -> None:
    compared = compare(shares, prior_of(shares))

    assert len(compared) == len(shares)
    for each in compared:
        bounds = (each.estimate.interval.low, each.estimate.rate, each.estimate.interval.high)
        assert all(math.isfinite(bound) and 0 <= bound <= 1 for bound in bounds)
        assert 1 <= each.ranks.best <= each.ranks.worst <= len(shares)
