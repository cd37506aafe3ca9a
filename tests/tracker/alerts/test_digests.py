"""A daily channel gets one message with all that waited for it, and each of them once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from claims import editorial
from claims.models import Claim, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY, Outside
from tracker import alerts, upkeep
from tracker.alerts import composing
from tracker.models import Alert, Channel, Feed

# 24 December, 07:30 and 08:00 in Berlin.
EARLY = A_WEEK_BEFORE - timedelta(hours=1, minutes=30)
EIGHT = A_WEEK_BEFORE - timedelta(hours=1)


@pytest.fixture
def daily(desk: Channel) -> Channel:
    desk.rhythm = Channel.Rhythm.DAILY
    desk.save(update_fields=["rhythm"])
    return desk


def make_a_channel() -> None:
    """Made when most of it is owed."""
    Channel.objects.create(name="New", address="new@example.org", hears_since=A_WEEK_BEFORE)


def pass_by(now: datetime, outside: Outside) -> None:
    alerts.notice(now=now)
    alerts.gather(now=now)
    alerts.deliver_due(now=now, send=outside)


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


# --- What was owed before a channel was there ---


def test_what_a_new_channel_is_owed_already_is_one_message(make: Maker, outside: Outside) -> None:
    for day in (20, 26, 31):
        make.published(by_hand=(date(2026, 3, 2), date(2026, 12, day)))
    make_a_channel()
    for minutes in range(3):
        pass_by(A_WEEK_BEFORE + timedelta(minutes=minutes), outside)
    ((_to, message),) = outside.taken
    assert message.subject == "3 deadlines, 1 to decide"
    for form in (message.text, message.html, message.brief):
        assert "The channel is new, or hears of more than before." in form


def test_what_comes_due_later_comes_at_once_and_singly(make: Maker, outside: Outside) -> None:
    make.published(), make.published()
    make_a_channel()
    pass_by(A_WEEK_BEFORE, outside)
    late = A_WEEK_BEFORE + timedelta(minutes=2)
    with time_machine.travel(late, tick=False):
        make.published(quote="Another one.")
    pass_by(late, outside)
    pass_by(A_WEEK_BEFORE + 6 * DAY, outside)
    assert [message.kind for _to, message in outside.taken] == ["digest", *4 * ["deadline"]]


@pytest.mark.parametrize("change", ["wants", "switched on"])
def test_what_is_owed_to_a_channel_that_hears_of_more_is_one_message_too(
    make: Maker, desk: Channel, dora: User, outside: Outside, change: str
) -> None:
    field = "wants_deadlines" if change == "wants" else "is_active"
    Channel.objects.update(**{field: False})
    pass_by(A_WEEK_BEFORE - DAY, outside)
    make.published(), make.published()
    with time_machine.travel(A_WEEK_BEFORE, tick=False):
        upkeep.change_channel(channel=desk, fields={field: True}, by=dora, hears_anew=change == "wants")
    pass_by(A_WEEK_BEFORE, outside)
    assert [message.subject for _to, message in outside.taken] == ["2 deadlines"]


def test_evidence_and_feeds_from_before_stand_in_the_summary(
    make: Maker, claim: Claim, desk: Channel, dora: User, outside: Outside
) -> None:
    Channel.objects.update(added_at=NOW - 7 * DAY)
    make.suggested(claim, score=0.9)
    Feed.objects.create(
        url="https://kurier.example/feed.xml",
        failures=5,
        last_success_at=NOW - 3 * DAY,
        added_at=NOW - 90 * DAY,
    )
    wishes = {"wants_evidence": True, "wants_feeds": True}
    upkeep.change_channel(channel=desk, fields=wishes, by=dora, hears_anew=True)
    pass_by(NOW, outside)
    assert [message.subject for _to, message in outside.taken] == ["1 new suggestion, 1 feed in trouble"]


def test_a_large_summary_tells_the_most_urgent_and_counts_the_others(
    make: Maker, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "ENTRIES_SHOWN", 2)
    claims = [make.published(by_hand=(date(2026, 3, 2), date(2026, 12, 31 - days))) for days in range(5)]
    make_a_channel()
    pass_by(A_WEEK_BEFORE, outside)
    message = outside.taken[0][1]
    assert message.subject == "5 deadlines"
    assert [entry["claim_id"] for entry in message.facts["entries"]] == [claims[4].pk, claims[3].pk]
    assert len(message.facts["claim_ids"]) == 5
    assert all("3 more at the desk" in form for form in (message.text, message.html, message.brief))


# --- A change of clocks ---


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC)),
        ("America/Nuuk", datetime(2026, 3, 29, tzinfo=UTC)),
        ("America/Nuuk", datetime(2026, 10, 25, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("hour", [time(2, 30), time(23, 30)])
def test_every_day_around_a_change_of_clocks_has_its_digest_and_one(
    make: Maker, daily: Channel, outside: Outside, zone: str, change: datetime, hour: time
) -> None:
    Channel.objects.update(digest_at=hour)
    now, days = change - 2 * DAY, set()
    with timezone.override(zone):
        while now < change + 3 * DAY:
            local = timezone.localtime(now)
            if local.hour >= 12 and local.date() not in days:
                days.add(local.date())
                closes = local.date() + timedelta(days=1)
                make.published(by_hand=(date(2026, 3, 2), closes), said_on=date(2026, 3, 2))
            pass_by(now, outside)
            # Around both hours of the digest and the change itself as often as it matters; by day nothing is due.
            now += timedelta(minutes=30) if local.hour >= 22 or local.hour < 4 else timedelta(hours=3)
        sent = [message.message_id for _to, message in outside.taken]
        keys = sorted(Alert.objects.filter(kind="digest").values_list("once_key", flat=True))
    assert len(sent) == len(set(sent)) == len(keys) >= 4
    first = date.fromisoformat(keys[0])
    assert keys == [(first + timedelta(days=number)).isoformat() for number in range(len(keys))]
