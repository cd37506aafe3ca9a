"""A daily channel gets one message with all that waited for it, and each of them once."""

from datetime import date, timedelta

import pytest

from claims import editorial
from claims.models import Claim
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY, Outside
from tracker import alerts
from tracker.models import Alert, Channel

# 24 December, 07:30 and 08:00 in Berlin.
EARLY = A_WEEK_BEFORE - timedelta(hours=1, minutes=30)
EIGHT = A_WEEK_BEFORE - timedelta(hours=1)


@pytest.fixture
def daily(desk: Channel) -> Channel:
    desk.rhythm = Channel.Rhythm.DAILY
    desk.save(update_fields=["rhythm"])
    return desk


def test_what_is_owed_waits_for_the_hour_and_goes_out_in_one_message(
    make: Maker, daily: Channel, outside: Outside
) -> None:
    make.published(), make.published()
    alerts.notice(now=EARLY)
    assert (alerts.gather(now=EARLY), alerts.deliver_due(now=EARLY, send=outside)) == (0, 0)
    assert (alerts.gather(now=EIGHT), alerts.deliver_due(now=EIGHT, send=outside)) == (1, 1)
    assert [message.subject for _to, message in outside.taken] == ["2 deadlines"]
    assert set(Alert.objects.values_list("state", flat=True)) == {"sent"}


def test_a_day_has_one_digest_and_what_comes_later_waits_for_the_next(
    make: Maker, daily: Channel, outside: Outside
) -> None:
    make.published()
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    make.published()
    alerts.notice(now=A_WEEK_BEFORE)
    assert alerts.gather(now=A_WEEK_BEFORE) == 0
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    assert alerts.gather(now=EIGHT + DAY) == 1
    alerts.deliver_due(now=EIGHT + DAY, send=outside)
    assert [message.subject for _to, message in outside.taken] == ["1 deadline", "1 deadline"]


def test_what_was_noticed_in_time_but_written_late_waits_for_the_next_digest(
    make: Maker, daily: Channel, outside: Outside
) -> None:
    make.published()
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    make.published()
    alerts.notice(now=EARLY)
    assert alerts.gather(now=EIGHT) == 0
    alerts.deliver_due(now=EIGHT, send=outside)
    alerts.gather(now=EIGHT + DAY)
    alerts.deliver_due(now=EIGHT + DAY, send=outside)
    assert [len(message.facts["entries"]) for _to, message in outside.taken] == [1, 1]


def test_a_digest_is_tried_again_under_its_id(claim: Claim, daily: Channel, outside: Outside) -> None:
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    outside.is_down()
    alerts.deliver_due(now=EIGHT, send=outside)
    outside.is_back()
    alerts.deliver_due(now=EIGHT + timedelta(minutes=1), send=outside)
    digest = Alert.objects.get(kind="digest")
    assert [message.message_id for _to, message in outside.taken] == [digest.message_id]
    assert not Alert.objects.exclude(state="sent").exists()


def test_what_is_decided_before_the_hour_is_left_out_and_an_empty_digest_is_not_sent(
    make: Maker, daily: Channel, outside: Outside
) -> None:
    decided, other = make.published(), make.published()
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    make.ruled(decided, "confirmed", happened_on=decided.said_on)
    alerts.deliver_due(now=EIGHT, send=outside)
    assert [entry["claim_id"] for entry in outside.taken[0][1].facts["entries"]] == [other.pk]

    late = make.published(by_hand=(date(2026, 3, 2), date(2026, 12, 26)))
    alerts.notice(now=EIGHT + timedelta(hours=3))
    alerts.gather(now=EIGHT + DAY)
    editorial.snooze_claim(claim=late, until=date(2027, 1, 20), reason="Later.", by=make.editor)
    assert alerts.deliver_due(now=EIGHT + DAY, send=outside) == 0


def test_the_most_urgent_stands_first_and_the_subject_counts_what_is_late(
    make: Maker, daily: Channel, outside: Outside
) -> None:
    make.published()
    make.published(by_hand=(date(2026, 3, 2), date(2026, 12, 20)))
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    alerts.deliver_due(now=EIGHT, send=outside)
    message = outside.taken[0][1]
    assert message.subject == "2 deadlines, 1 to decide"
    assert [entry["days_left"] for entry in message.facts["entries"]] == [-4, 7]


def test_a_digest_given_up_takes_what_it_gathered_with_it_and_back(
    claim: Claim, daily: Channel, outside: Outside
) -> None:
    alerts.notice(now=EARLY)
    alerts.gather(now=EIGHT)
    Alert.objects.filter(kind="digest").update(tries=9)
    outside.refuses_this()
    alerts.deliver_due(now=EIGHT, send=outside)
    assert set(Alert.objects.values_list("state", flat=True)) == {"failed"}
    outside.is_back()
    alerts.send_again(Alert.objects.filter(kind="digest"), now=EIGHT)
    alerts.deliver_due(now=EIGHT, send=outside)
    assert set(Alert.objects.values_list("state", flat=True)) == {"sent"}
