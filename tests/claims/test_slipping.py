"""Days late, and deadlines that moved when something was said again: an earlier day is not "moved"."""

import re
from datetime import date

import pytest
from django.test import Client

from claims import editorial, slipping
from claims.models import Claim, User
from tests.makers import Maker

CLOSED = (date(2026, 3, 2), date(2026, 6, 1))
PAGE = "/en/claimants/mara-lindt/"


def text_of(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def came_true(make: Maker, day: int) -> None:
    make.ruled(make.published(by_hand=CLOSED), "missed", happened_on=date(2026, 6, day))


def again(make: Maker, earlier: Claim, closes_on: date) -> Claim:
    days = {"said_on": date(2026, 4, 1), "by_hand": (date(2026, 4, 1), closes_on)}
    return make.published(restates=earlier, statement=f"By {closes_on}.", **days)


def test_the_mean_is_of_what_came_true_late_alone(make: Maker, client: Client) -> None:
    came_true(make, 3)
    came_true(make, 16)
    make.ruled(make.published(by_hand=CLOSED), "missed")
    make.ruled(make.published(by_hand=CLOSED), "confirmed", happened_on=date(2026, 5, 1))

    found = slipping.days_late(Claim.objects.public())

    assert found == slipping.DaysLate(number=2, mean=8.5, least=2, most=15)
    assert "2 came true late, by 8.5 days on average (2 to 15)." in text_of(client, PAGE)


def test_the_last_verdict_decides_whether_it_was_late(make: Maker) -> None:
    claim = make.published(by_hand=CLOSED)
    make.ruled(claim, "missed", happened_on=date(2026, 6, 11))
    make.ruled(claim, "missed")

    assert slipping.days_late(Claim.objects.public()) is None


@pytest.mark.parametrize(
    ("closes_on", "on_claimant", "on_claim"),
    [
        (date(2027, 1, 10), "deadline moved by 10 days :", "moves its deadline by 10 days:"),
        (date(2026, 12, 30), "names a deadline that is 1 day earlier :", "names an earlier deadline:"),
        (date(2026, 12, 31), "same deadline :", "with the same deadline:"),
    ],
)
def test_only_a_later_day_is_called_moved(
    client: Client, make: Maker, claim: Claim, closes_on: date, on_claimant: str, on_claim: str
) -> None:
    later = again(make, claim, closes_on)

    assert on_claimant in text_of(client, PAGE)
    assert on_claim in text_of(client, later.get_absolute_url())


def test_of_a_draft_that_was_restated_nothing_is_said(make: Maker) -> None:
    again(make, make.draft(), date(2027, 1, 10))

    assert slipping.restatements(Claim.objects.public()) == []


def test_a_claim_that_was_merged_into_its_restatement_did_not_slip(
    make: Maker, claim: Claim, dora: User
) -> None:
    later = again(make, claim, date(2027, 1, 10))
    editorial.merge_claims(claim=claim, into=later, reason="One claim.", by=dora)

    assert slipping.restatements(Claim.objects.public()) == []


def test_the_windows_are_drawn_in_the_colour_of_what_came_of_them(client: Client, make: Maker) -> None:
    came_true(make, 3)
    make.published()

    html = client.get(PAGE).content.decode()

    assert html.count('<rect class="bar is-late"') == 1
    assert html.count('<rect class="bar is-open"') == 1
