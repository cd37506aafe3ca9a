"""By which verdict a claim is decided."""

from claims.models import Claim
from tests.conftest import NOW
from tests.makers import Maker
from tracker.letters.decisions import latest_verdict

DAY = NOW.date()


def test_the_latest_verdict_counts_and_a_reopened_claim_has_none(claim: Claim, make: Maker) -> None:
    assert latest_verdict(claim) is None
    make.ruled(claim, "missed", can_no_longer_happen=True)
    second = make.ruled(claim, "confirmed", happened_on=DAY)
    claim.refresh_from_db()
    assert latest_verdict(claim) == second
    make.ruled(claim, "pending")
    claim.refresh_from_db()
    assert latest_verdict(claim) is None
