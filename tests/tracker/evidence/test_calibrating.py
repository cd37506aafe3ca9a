"""The floor follows from this newsroom's decisions and its wish."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, User
from tests.makers import Maker
from tracker.evidence import calibrating
from tracker.match import floor_for

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_newsroom_that_has_decided_nothing_has_the_standing_floor() -> None:
    assert calibrating.shift(50, now=NOW) == pytest.approx(0, abs=1e-6)


def test_what_editors_reject_raises_the_floor(claim: Claim, make: Maker, ada: User) -> None:
    for number in range(12):
        evidence = make.suggested(claim, address=f"https://news.example/{number}", score=floor_for(50))
        editorial.reject_evidence(evidence=evidence, by=ada)

    assert calibrating.shift(50, now=NOW) > 0.01


def test_a_wish_for_few_suggestions_raises_the_floor(claim: Claim, make: Maker, settings: Settings) -> None:
    settings.SUGGESTIONS_A_DAY = 1
    latest = [
        make.suggested(claim, address=f"https://news.example/{n}", score=0.5 + n / 100) for n in range(30)
    ]

    shift = calibrating.shift(50, now=latest[-1].suggested_at)

    assert floor_for(50) + shift == pytest.approx(0.5 + (30 - 1 - calibrating.WISH_DAYS) / 100)
