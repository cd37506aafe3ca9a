"""Two ends of a range: what one end leaves open, the other fills in."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Unresolved, Window

SAID_ON = date(2026, 2, 12)


@pytest.mark.parametrize(
    ("phrase", "opens_on", "closes_on"),
    [
        ("from March to May 2027", "2027-03-01", "2027-05-31"),
        ("between November 2027 and March", "2027-11-01", "2028-03-31"),
        ("from November to March 2027", "2026-11-01", "2027-03-31"),
        ("between November and March", "2026-02-12", "2026-03-31"),
        ("from 4 to 23 next month", "2026-03-04", "2026-03-23"),
        ("next month from 4 to 23", "2026-03-04", "2026-03-23"),
        ("2027–28", "2027-01-01", "2028-12-31"),
        ("Q3/Q4 2027", "2027-07-01", "2027-12-31"),
        ("mid- to late 2027", "2027-05-01", "2027-12-31"),
        ("this or next year", "2026-02-12", "2027-12-31"),
    ],
)
def test_a_range_runs_from_its_first_to_its_last_day(phrase: str, opens_on: str, closes_on: str) -> None:
    window = horizon.resolve(phrase, said_on=SAID_ON, language="en")

    assert isinstance(window, Window)
    assert (window.opens_on.isoformat(), window.closes_on.isoformat()) == (opens_on, closes_on)


def test_a_range_in_the_wrong_order_is_no_range() -> None:
    answer = horizon.resolve("by 2029 or 2027", said_on=SAID_ON, language="en")

    assert isinstance(answer, Unresolved)


def test_the_same_part_twice_is_no_range() -> None:
    window = horizon.resolve("der Abschluss bis Ende 2027", said_on=SAID_ON, language="de")

    assert isinstance(window, Window)
    assert (window.opens_on, window.closes_on) == (SAID_ON, date(2027, 12, 31))
