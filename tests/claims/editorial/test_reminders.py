"""The desk puts reminders off and hands claims on; both are logged."""

from datetime import date

import pytest

from claims import editorial, record, rules
from claims.models import Claim, User
from tests.makers import Maker, actions

AUTUMN = date(2026, 10, 1)


def test_a_snooze_keeps_its_day_and_reason_and_is_logged(claim: Claim, ada: User) -> None:
    editorial.snooze_claim(claim=claim, until=AUTUMN, reason=" The ministry answers in autumn. ", by=ada)

    claim.refresh_from_db()
    assert (claim.snoozed_until, claim.snooze_reason) == (AUTUMN, "The ministry answers in autumn.")
    assert actions(f"claim:{claim.pk}")[-1] == "snoozed"
    assert list(record.verify()) == []


def test_a_snooze_is_taken_back(claim: Claim, ada: User) -> None:
    editorial.snooze_claim(claim=claim, until=AUTUMN, reason="Later.", by=ada)
    editorial.snooze_claim(claim=claim, until=None, by=ada)

    claim.refresh_from_db()
    assert (claim.snoozed_until, claim.snooze_reason) == (None, "")
    assert actions(f"claim:{claim.pk}")[-1] == "woken"


@pytest.mark.parametrize(
    ("until", "reason", "broken"),
    [
        (date(2026, 6, 17), "Later.", rules.SnoozedIntoThePast),
        (date(2027, 6, 20), "Later.", rules.SnoozedTooLong),
        (AUTUMN, " ", rules.SnoozedWithoutReason),
    ],
)
def test_a_snooze_ends_within_a_year_and_says_why(
    claim: Claim, ada: User, until: date, reason: str, broken: type[rules.BrokenRule]
) -> None:
    with pytest.raises(broken):
        editorial.snooze_claim(claim=claim, until=until, reason=reason, by=ada)


def test_only_what_waits_for_a_verdict_is_snoozed(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "confirmed", happened_on=claim.said_on)

    with pytest.raises(rules.NothingToRemindOf):
        editorial.snooze_claim(claim=claim, until=AUTUMN, reason="Later.", by=ada)
    with pytest.raises(rules.NotPublished):
        editorial.snooze_claim(claim=make.draft(), until=AUTUMN, reason="Later.", by=ada)


def test_a_reporter_snoozes_and_hands_on_nothing_published(claim: Claim, ben: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.snooze_claim(claim=claim, until=AUTUMN, reason="Later.", by=ben)
    with pytest.raises(rules.NotAllowed):
        editorial.hand_on_claim(claim=claim, to=ben, by=ben)


def test_a_claim_is_handed_on_and_given_back_to_the_desk(claim: Claim, ada: User, ben: User) -> None:
    editorial.hand_on_claim(claim=claim, to=ben, by=ada)
    claim.refresh_from_db()
    assert claim.assigned_to == ben

    editorial.hand_on_claim(claim=claim, to=None, by=ada)
    claim.refresh_from_db()
    assert claim.assigned_to is None
    assert actions(f"claim:{claim.pk}")[-2:] == ["handed_on", "handed_on"]


def test_nobody_is_handed_a_claim_who_cannot_sign_in_at_the_desk(claim: Claim, ada: User, cleo: User) -> None:
    with pytest.raises(rules.NotAtTheDesk):
        editorial.hand_on_claim(claim=claim, to=cleo, by=ada)
