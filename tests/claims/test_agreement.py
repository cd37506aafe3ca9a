"""Krippendorff's alpha for nominal data, against published figures."""

import pytest

from claims.agreement import LEAST_CLAIMS, agreement_of

# Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four readers, twelve units.
A = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
B = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
C = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
D = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]


def test_the_example_that_was_published_gives_its_figure() -> None:
    units = [[value for value in unit if value] for unit in zip(A, B, C, D, strict=True)]
    found = agreement_of(units)
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.claims, found.readings) == (11, 40)


# The same, example A: two readers, two values, ten units.
def test_two_readers_of_two_values_give_the_published_figure() -> None:
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = agreement_of(list(zip(meg, owen, strict=True)))
    assert found.alpha == pytest.approx(0.095, abs=0.0005)
    assert found.same == pytest.approx(0.6)


def test_full_agreement_is_one_and_one_value_alone_says_nothing() -> None:
    assert agreement_of([["a", "a"], ["b", "b"]]).alpha == 1
    assert agreement_of([["a", "a"], ["a", "a"]]).alpha is None
    assert agreement_of([]) == agreement_of([["a"]])
    assert agreement_of([["a"]]).same is None


def test_what_one_alone_read_counts_nowhere() -> None:
    assert agreement_of([["a", "b"], ["c"]]) == agreement_of([["a", "b"]])


def test_few_claims_are_not_enough() -> None:
    assert not agreement_of([["a", "b"]] * (LEAST_CLAIMS - 1)).is_enough
    assert agreement_of([["a", "b"]] * LEAST_CLAIMS).is_enough
