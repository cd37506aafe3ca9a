"""The same length of time under different small words."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Past, Resolution, Rule, Unresolved, Window

SAID_ON = date(2026, 2, 12)


def read(phrase: str) -> Resolution:
    """What the English phrase resolves to."""
    return horizon.resolve(phrase, said_on=SAID_ON, language="en")


@pytest.mark.parametrize(
    ("phrase", "rule", "closes_on"),
    [
        ("within two years", Rule.WITHIN, date(2028, 2, 12)),
        ("in two years", Rule.IN_UNITS, date(2028, 12, 31)),
        ("two years from now", Rule.IN_UNITS, date(2028, 12, 31)),
        ("in the next two years", Rule.WITHIN, date(2028, 2, 12)),
        ("in up to two years", Rule.WITHIN, date(2028, 2, 12)),
        ("within one to two years", Rule.RELATIVE_RANGE, date(2028, 2, 12)),
        ("two years", Rule.DURATION, date(2028, 2, 12)),
    ],
)
def test_the_small_words_decide_the_rule(phrase: str, rule: Rule, closes_on: date) -> None:
    answer = read(phrase)

    assert isinstance(answer, Window)
    assert (answer.rule, answer.closes_on) == (rule, closes_on)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("two years ago", Past),
        ("in at least two years", Unresolved),
        ("two years after the vote", Unresolved),
    ],
)
def test_a_length_that_ends_nowhere_ahead_gives_no_window(phrase: str, kind: type) -> None:
    assert isinstance(read(phrase), kind)


def test_two_years_to_come_end_with_the_month_when_february_is_shorter() -> None:
    answer = horizon.resolve("within two years", said_on=date(2024, 2, 29), language="en")

    assert isinstance(answer, Window)
    assert answer.closes_on == date(2026, 2, 28)
