"""What the database refuses of a public notice, and what the notice says of itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims.models import Claim, User
from claims.models.correction import Correction
from tests.refusals import refused_by

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
CHANGES = '{"statement": ["The bridge opens.", "The tunnel opens."]}'


def correction(claim: Claim, by: User, **values: Any) -> Correction:
    facts = {"kind": "changed", "reason": "A slip.", "changes": CHANGES, "at": NOW, "effective_at": NOW}
    return Correction.objects.create(claim=claim, by=by, **(facts | values))


def test_a_notice_has_the_words_before_and_after(claim: Claim, ada: User) -> None:
    assert correction(claim, ada).values == {"statement": ["The bridge opens.", "The tunnel opens."]}


@pytest.mark.parametrize("missing", ["reason", "changes"])
def test_a_change_of_what_was_claimed_has_a_reason_and_says_what_was_changed(
    missing: str, claim: Claim, ada: User
) -> None:
    with refused_by("correction_of_a_claim_has_a_reason"):
        correction(claim, ada, **{missing: ""})


def test_a_second_signature_has_a_person_and_a_moment(claim: Claim, ada: User, dora: User) -> None:
    with refused_by("correction_countersigned_by_and_at_together"):
        correction(claim, ada, countersigned_by=dora)


def test_nobody_signs_their_own_change(claim: Claim, ada: User) -> None:
    with refused_by("correction_countersigned_by_another_person"):
        correction(claim, ada, countersigned_by=ada, countersigned_at=NOW)


def test_a_change_that_wants_a_second_person_takes_no_effect_before(claim: Claim, ada: User) -> None:
    with refused_by("correction_in_effect_once_countersigned"):
        correction(claim, ada, needs_countersignature=True)


def test_what_is_in_effect_is_not_dropped(claim: Claim, ada: User) -> None:
    with refused_by("correction_in_effect_or_dropped"):
        correction(claim, ada, dropped_by=ada, dropped_at=NOW)


def test_one_change_of_a_claim_waits_at_a_time(claim: Claim, ada: User) -> None:
    waiting = correction(claim, ada, effective_at=None, needs_countersignature=True)

    assert waiting.waits
    with refused_by("correction_one_waits_per_claim"):
        correction(claim, ada, effective_at=None, at=NOW + timedelta(hours=1))
