"""The window of what the desk hands in: by the words, by hand, or none."""

from datetime import date

from claims.editorial import ChosenWindow, window_of
from claims.models import Claim

SAID_ON = date(2026, 2, 12)


def test_the_words_give_the_window_with_its_rule() -> None:
    window = window_of("within the next 12 to 18 months", said_on=SAID_ON, language="en", by_hand=None)

    assert (window.opens_on, window.closes_on) == (date(2027, 2, 12), date(2027, 8, 12))
    assert (window.precision, window.rule) == ("month", "relative range")


def test_days_by_hand_win() -> None:
    days = (date(2027, 1, 1), date(2027, 3, 31))

    window = window_of("soon", said_on=SAID_ON, language="en", by_hand=days)

    assert window == ChosenWindow(opens_on=days[0], closes_on=days[1], rule=Claim.BY_HAND)


def test_words_without_a_date_give_none() -> None:
    assert window_of("soon", said_on=SAID_ON, language="en", by_hand=None) == ChosenWindow(
        opens_on=None, closes_on=None
    )
    assert window_of("", said_on=SAID_ON, language="en", by_hand=None) == ChosenWindow(
        opens_on=None, closes_on=None
    )
