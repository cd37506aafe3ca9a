"""What the database itself refuses of alerts."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import ProtectedError

from claims.models import Claim
from tests.makers import Maker
from tests.refusals import refused_by
from tracker.models import Alert, Channel

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org")


def alert(claim: Claim, channel: Channel, **changes: Any) -> Alert:
    values = {
        "deadline_version": 1,
        "step": "before-7",
        "noticed_at": NOW,
        "next_try_at": NOW,
        "message_id": f"<{Alert.objects.count()}@example.org>",
    }
    values |= changes
    key = f"{claim.pk}/{values['deadline_version']}/{values['step']}"
    return Alert.objects.create(claim=claim, channel=channel, once_key=key, **values)


def test_a_step_is_owed_once_to_a_channel(claim: Claim, desk: Channel) -> None:
    alert(claim, desk)

    with refused_by("alert_once_per_kind_key_and_channel"):
        alert(claim, desk)


@pytest.mark.parametrize(
    "other", [{"deadline_version": 2}, {"step": "before-1"}, {"channel": "night"}, {"claim": "other"}]
)
def test_another_step_deadline_channel_or_claim_is_another_alert(
    claim: Claim, desk: Channel, make: Maker, other: dict[str, Any]
) -> None:
    alert(claim, desk)
    if "channel" in other:
        other = {"channel": Channel.objects.create(name="Night", address="night@example.org")}
    if "claim" in other:
        other = {"claim": make.published()}

    alert(**({"claim": claim, "channel": desk} | other))

    assert Alert.objects.count() == 2


def test_a_sent_alert_says_when(claim: Claim, desk: Channel) -> None:
    with refused_by("alert_sent_at_exactly_when_sent"):
        alert(claim, desk, state="sent")


@pytest.mark.parametrize("state", ["owed", "silenced", "failed"])
def test_an_alert_that_was_not_sent_has_no_time_of_sending(claim: Claim, desk: Channel, state: str) -> None:
    with refused_by("alert_sent_at_exactly_when_sent"):
        alert(claim, desk, state=state, sent_at=NOW)


def test_no_two_alerts_share_a_message_id(claim: Claim, desk: Channel) -> None:
    first = alert(claim, desk)

    with refused_by("message_id"):
        alert(claim, desk, step="before-1", message_id=first.message_id)


def test_a_claim_that_was_alerted_about_is_not_deleted(claim: Claim, desk: Channel) -> None:
    alert(claim, desk)

    with pytest.raises(ProtectedError):
        claim.delete()
