"""English wordings as newspapers write them, said on Thursday, 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Past, Unresolved, Vague, Window

SAID_ON = date(2026, 2, 12)
SAID = SAID_ON.isoformat()

SPANS = [
    ("over the next decade", SAID, "2036-02-12"),
    ("within the next year", SAID, "2027-02-12"),
    ("within a fortnight", SAID, "2026-02-26"),
    ("in the year ahead", SAID, "2027-02-12"),
    ("in the three years to come", SAID, "2029-02-12"),
    ("in the next year or two", "2027-02-12", "2028-02-12"),
    ("over the next 12–18 months", "2027-02-12", "2027-08-12"),
    ("within six months to a year", "2026-08-12", "2027-02-12"),
    ("in the next two quarters", SAID, "2026-09-30"),
    ("in no more than three years", SAID, "2029-02-12"),
    ("within 5 years and 2 months", SAID, "2031-04-12"),
]
POINTS = [
    ("in a year or two", "2027-01-01", "2028-12-31"),
    ("in a year and a half", "2027-08-01", "2027-08-31"),
    ("in two years' time", "2028-01-01", "2028-12-31"),
    ("two to three years from now", "2028-01-01", "2029-12-31"),
    ("in a dozen years", "2038-01-01", "2038-12-31"),
    ("in half a decade", "2031-01-01", "2031-12-31"),
    ("in three weeks", "2026-03-05", "2026-03-05"),
    ("this time next year", "2027-02-12", "2027-02-12"),
    ("two weeks from Monday", "2026-03-02", "2026-03-02"),
]
UNITS = [
    ("in the second half of 2027", "2027-07-01", "2027-12-31"),
    ("the third quarter of next year", "2027-07-01", "2027-09-30"),
    ("next year's third quarter", "2027-07-01", "2027-09-30"),
    ("in the final quarter of the year", "2026-10-01", "2026-12-31"),
    ("the mid-2030s", "2034-01-01", "2036-12-31"),
    ("late in 2027", "2027-10-01", "2027-12-31"),
    ("later this year", SAID, "2026-12-31"),
    ("early in the new year", "2027-01-01", "2027-03-31"),
    ("in the first days of 2027", "2027-01-01", "2027-01-10"),
    ("early summer 2027", "2027-06-01", "2027-06-30"),
    ("the week after next", "2026-02-23", "2026-03-01"),
    ("the first Monday in May", "2026-05-04", "2026-05-04"),
    ("the last Friday of the month", "2026-02-27", "2026-02-27"),
    ("Friday next week", "2026-02-20", "2026-02-20"),
    ("the weekend of March 7", "2026-03-07", "2026-03-08"),
    ("twenty thirty-five", "2035-01-01", "2035-12-31"),
    ("Labor Day weekend", "2026-09-05", "2026-09-07"),
    ("the 22nd century", "2100-01-01", "2199-12-31"),
    ("two Fridays from now", "2026-02-20", "2026-02-20"),
    ("the third or fourth quarter", "2026-07-01", "2026-12-31"),
    ("in the month of May", "2026-05-01", "2026-05-31"),
    ("2027-05", "2027-05-01", "2027-05-31"),
    ("4Q26", "2026-10-01", "2026-12-31"),
    ("Jan. 20, 2029", "2029-01-20", "2029-01-20"),
    ("this year or next", SAID, "2027-12-31"),
    ("early to mid-2028", "2028-01-01", "2028-08-31"),
    ("from now until 2029", SAID, "2029-12-31"),
    ("May 3–5, 2027", "2027-05-03", "2027-05-05"),
    ("2028, possibly 2029", "2028-01-01", "2029-12-31"),
]
LIMITS = [
    ("by year-end 2027", SAID, "2027-12-31"),
    ("before the end of the year", SAID, "2026-12-31"),
    ("by the turn of the decade", SAID, "2029-12-31"),
    ("no later than June 30, 2027", SAID, "2027-06-30"),
    ("by March 2027 at the latest", SAID, "2027-03-31"),
    ("by early next year", SAID, "2027-03-31"),
    ("before Thanksgiving", SAID, "2026-11-25"),
    ("by Labor Day", SAID, "2026-09-07"),
    ("in time for Christmas", SAID, "2026-12-25"),
    ("ahead of 2030", SAID, "2029-12-31"),
    ("by '28", SAID, "2028-12-31"),
    ("by the new year", SAID, "2027-01-01"),
]


@pytest.mark.parametrize(("phrase", "opens_on", "closes_on"), SPANS + POINTS + UNITS + LIMITS)
def test_an_english_wording_gives_its_window(phrase: str, opens_on: str, closes_on: str) -> None:
    window = horizon.resolve(phrase, said_on=SAID_ON, language="en")

    assert isinstance(window, Window)
    assert (window.opens_on.isoformat(), window.closes_on.isoformat()) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("in the long run", Vague),
        ("within a matter of months", Vague),
        ("in a few years", Vague),
        ("in the decades ahead", Vague),
        ("before the next general election", Unresolved),
        ("within two years of the merger", Unresolved),
        ("once the deal closes", Unresolved),
        ("no earlier than 2028", Unresolved),
        ("2030 or later", Unresolved),
        ("two years ago", Past),
        ("over the past decade", Past),
        ("since last year", Past),
        ("in the 1990s", Past),
        ("recently", Past),
    ],
)
def test_an_english_wording_without_a_date_gives_none(phrase: str, kind: type) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language="en"), kind)
