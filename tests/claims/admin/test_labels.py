from datetime import date, timedelta

import pytest

from claims.admin.labels import days_left_in_words, urgency
from claims.models import Claim, Outcome

CLOSES_ON = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("days_before", "words", "label"),
    [
        (31, "closes in 31 days", "info"),
        (30, "closes in 30 days", "warning"),
        (1, "closes in 1 day", "warning"),
        (0, "closes today", "warning"),
        (-1, "closed 1 day ago", "danger"),
        (-90, "closed 90 days ago", "danger"),
    ],
)
def test_the_days_left_are_said_in_words(days_before: int, words: str, label: str) -> None:
    claim = Claim(opens_on=CLOSES_ON, closes_on=CLOSES_ON)
    today = CLOSES_ON - timedelta(days=days_before)

    assert days_left_in_words(claim, today) == words
    assert urgency(claim, today) == label


def test_without_a_window_there_are_no_days() -> None:
    assert days_left_in_words(Claim(), CLOSES_ON) == "no date yet"
    assert urgency(Claim(), CLOSES_ON) == ""


def test_a_decided_claim_is_not_urgent() -> None:
    claim = Claim(opens_on=CLOSES_ON, closes_on=CLOSES_ON, outcome=Outcome.MISSED)

    assert urgency(claim, date(2027, 6, 1)) == ""
