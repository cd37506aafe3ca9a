"""The formula by itself."""

import numpy as np
import pytest

from tracker.match.formula import LOWEST, least_mass, nearness, raw_of, raw_score, shown


@pytest.mark.parametrize("raw", [0.05, 0.223, 0.43, 2.0])
@pytest.mark.parametrize("length", [0.0, 8.0, 30.0, 90.0])
def test_less_than_the_least_mass_stays_below_the_raw_score(raw: float, length: float) -> None:
    sayable, words = np.array([5.0]), np.array([length])
    mass = least_mass(sayable, words, raw)

    assert raw_score(mass * 0.999, sayable, words)[0] < raw
    assert raw_score(mass * 1.01, sayable, words)[0] > raw


@pytest.mark.parametrize("score", [0.1, LOWEST, 0.9])
def test_what_is_shown_leads_back_to_the_raw_score(score: float) -> None:
    assert shown(raw_of(score)) == pytest.approx(score)


def test_nothing_is_nearer_than_the_window() -> None:
    days = np.arange(1000, 4000, 100)
    near = nearness(days, np.full(len(days), 2000), np.full(len(days), 2500))

    assert near.max() == 1
    assert near[(days >= 2000) & (days <= 2500)].min() == 1
    assert near[0] == near[-1] == near.min() < 1
