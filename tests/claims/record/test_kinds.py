"""The coarse kind of an entry: what readers cannot see is work."""

from datetime import date

import pytest
from pytest_django import Settings

from claims import editorial, record
from claims.models import Claim, RecordEntry, User
from claims.record import leaves
from tests.makers import Maker


def kinds(claim: Claim) -> dict[str, str]:
    """The kind of the last entry of each action in the claim's chain."""
    entries = RecordEntry.objects.filter(chain=record.chain_of(claim)).order_by("sequence")
    return {entry.action: leaves.parse_leaf(entry.leaf).kind for entry in entries}


def test_a_draft_is_work_and_its_publication_a_publication(claim: Claim, make: Maker) -> None:
    assert kinds(make.draft()) == {"logged": "work", "appeared": "work"}
    assert kinds(claim)["published"] == "publication"


def test_a_verdict_in_effect_is_a_ruling(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    assert (kinds(claim)["ruled"], kinds(claim)["decided"]) == ("ruling", "ruling")


@pytest.mark.parametrize(
    "rule", [{"FOUR_EYES": True}, {"PUBLICATION_DELAY_MINUTES": 60}, {"ANNOUNCE_HOURS": 24}]
)
def test_a_verdict_that_is_not_in_effect_is_work(
    claim: Claim, make: Maker, settings: Settings, rule: dict[str, object]
) -> None:
    for name, value in rule.items():
        setattr(settings, name, value)

    make.ruled(claim, "missed", can_no_longer_happen=True)

    assert kinds(claim)["ruled"] == "work"
    assert "decided" not in kinds(claim)


def test_the_signature_that_puts_a_verdict_into_effect_is_a_ruling(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    editorial.countersign(verdict=make.ruled(claim, "missed", can_no_longer_happen=True), by=dora)

    assert kinds(claim)["countersigned"] == "ruling"


def test_what_is_held_back_is_a_withholding(claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, office="Court", reason="An order.", by=dora)

    assert kinds(claim)["held"] == "withholding"


def test_a_suggestion_is_work(claim: Claim, make: Maker) -> None:
    make.suggested(claim)

    assert kinds(claim)["suggested"] == "work"
