"""Evidence, feeds in trouble and the week go through the same outbox as deadlines."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from claims import editorial, record
from claims.models import Claim, TreeHead, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import DAY, Outside
from tracker import alerts
from tracker.models import Alert, Channel, Feed

# NOW is a Wednesday, 10:00 in Berlin.
MONDAY_EIGHT = NOW - 2 * DAY - timedelta(hours=2)
STRONG, WEAK = 0.9, 0.6


@pytest.fixture
def news(desk: Channel) -> Channel:
    """A channel that wants evidence and has been there for a week."""
    return wanting(desk, "wants_evidence")


def wanting(channel: Channel, *wishes: str) -> Channel:
    Channel.objects.filter(pk=channel.pk).update(
        added_at=NOW - 7 * DAY, hears_since=NOW - 7 * DAY, is_caught_up=True, **dict.fromkeys(wishes, True)
    )
    channel.refresh_from_db()
    return channel


def subjects(outside: Outside) -> list[str]:
    return [message.subject for _to, message in outside.taken]


def pass_by(now: object, outside: Outside) -> None:
    alerts.notice(now=now)  # type: ignore[arg-type]
    alerts.gather(now=now)  # type: ignore[arg-type]
    alerts.deliver_due(now=now, send=outside)  # type: ignore[arg-type]


# --- Evidence ---


def test_strong_evidence_interrupts_once_a_day_and_claim_and_the_rest_waits(
    make: Maker, claim: Claim, news: Channel, outside: Outside
) -> None:
    make.suggested(claim, score=WEAK)
    make.suggested(claim, score=STRONG, title="Cars cross the Elbe bridge")
    make.suggested(claim, score=STRONG)
    for _ in range(2):
        pass_by(NOW, outside)
    assert len(outside.taken) == 1
    assert outside.taken[0][1].subject.startswith("New evidence: Mara Lindt – The bridge")
    assert "Cars cross the Elbe bridge" in outside.taken[0][1].text
    assert sorted(Alert.objects.values_list("in_digest", "state")) == [
        (False, "sent"),
        (True, "owed"),
        (True, "owed"),
    ]


def test_weak_evidence_comes_in_the_daily_message_with_its_claim_once(
    make: Maker, claim: Claim, news: Channel, outside: Outside
) -> None:
    make.suggested(claim, score=WEAK)
    make.suggested(claim, score=WEAK)
    pass_by(NOW, outside)
    assert outside.taken == []
    pass_by(NOW + DAY, outside)
    assert subjects(outside) == ["2 new suggestions"]
    assert [entry["claim_id"] for entry in outside.taken[0][1].facts["entries"]] == [claim.pk]


def test_evidence_reviewed_before_it_is_told_is_not_told(
    make: Maker, claim: Claim, news: Channel, ada: User, outside: Outside
) -> None:
    evidence = make.suggested(claim, score=STRONG)
    alerts.notice(now=NOW)
    editorial.reject_evidence(evidence=evidence, by=ada)
    assert alerts.deliver_due(now=NOW, send=outside) == 0
    assert Alert.objects.get().state == Alert.State.SILENCED


def test_an_editor_hears_of_evidence_on_their_own_claims(
    make: Maker, news: Channel, ada: User, ben: User, outside: Outside
) -> None:
    Channel.objects.update(owner=ben)
    make.suggested(make.published(assigned_to=ada), score=STRONG)
    own = make.published(assigned_to=ben)
    make.suggested(own, score=STRONG)
    pass_by(NOW, outside)
    assert [message.facts["claim_id"] for _to, message in outside.taken] == [own.pk]


def test_what_was_suggested_before_the_channel_was_there_is_not_told(
    make: Maker, claim: Claim, news: Channel
) -> None:
    make.suggested(claim, score=STRONG)
    Channel.objects.update(added_at=NOW + timedelta(minutes=1))
    assert alerts.notice(now=NOW + timedelta(minutes=2)) == 0


def test_a_channel_that_does_not_want_evidence_gets_none(make: Maker, claim: Claim, desk: Channel) -> None:
    make.suggested(claim, score=STRONG)
    assert alerts.notice(now=NOW) == 0


# --- Feeds ---


@pytest.fixture
def broken(db: None) -> Feed:
    return Feed.objects.create(
        url="https://kurier.example/feed.xml",
        title="Kurier",
        failures=5,
        last_success_at=NOW - 3 * DAY,
        last_error="HTTP 500",
        added_at=NOW - 90 * DAY,
    )


def test_a_broken_feed_is_told_once_for_as_long_as_it_is_broken(
    broken: Feed, desk: Channel, outside: Outside
) -> None:
    wanting(desk, "wants_feeds")
    for days in range(5):
        pass_by(NOW + days * DAY, outside)
    assert subjects(outside) == ["A feed is broken: Kurier"]
    assert "HTTP 500" in outside.taken[0][1].text


def test_a_feed_that_breaks_again_is_told_again(broken: Feed, desk: Channel, outside: Outside) -> None:
    wanting(desk, "wants_feeds")
    pass_by(NOW, outside)
    Feed.objects.update(failures=5, last_success_at=NOW + DAY)
    pass_by(NOW + 4 * DAY, outside)
    assert len(outside.taken) == 2


def test_a_feed_that_is_well_again_before_it_is_told_is_not_told(
    broken: Feed, desk: Channel, outside: Outside
) -> None:
    wanting(desk, "wants_feeds")
    alerts.notice(now=NOW)
    Feed.objects.update(failures=0, last_success_at=NOW, last_new_at=NOW)
    assert alerts.deliver_due(now=NOW, send=outside) == 0
    assert Alert.objects.get().state == Alert.State.SILENCED


# --- The week ---


def test_the_week_comes_on_monday_at_its_hour_and_once(claim: Claim, desk: Channel, outside: Outside) -> None:
    wanting(desk, "wants_weekly")
    pass_by(MONDAY_EIGHT - timedelta(minutes=1), outside)
    first = len(outside.taken)
    for hours in range(0, 6 * 24, 6):
        pass_by(MONDAY_EIGHT + timedelta(hours=hours), outside)
    mondays = Alert.objects.filter(kind="weekly").values_list("once_key", "state")
    assert (first, list(mondays)) == (0, [("2026-06-15", "sent")])


def test_the_week_is_made_up_for_after_an_outage(claim: Claim, desk: Channel, outside: Outside) -> None:
    wanting(desk, "wants_weekly")
    pass_by(NOW, outside)
    assert subjects(outside) == ["The week: 0 to decide, 0 due soon"]


def test_the_week_tells_of_what_is_overdue_due_waiting_and_failing(
    make: Maker, broken: Feed, desk: Channel, outside: Outside
) -> None:
    today = timezone.localdate(NOW)
    overdue = make.published(by_hand=(make.facts.said_on, today - DAY))
    due = make.published(by_hand=(make.facts.said_on, today + 5 * DAY))
    make.suggested(due)
    wanting(desk, "wants_weekly")
    Channel.objects.update(wants_deadlines=False)
    pass_by(NOW, outside)
    facts = outside.taken[0][1].facts
    assert facts == {"overdue": [overdue.pk], "due": [due.pk], "evidence_waiting": 1, "feeds": ["Kurier"]}
    assert "Due in the next two weeks" in outside.taken[0][1].text


@pytest.mark.parametrize("wish", ["made", "chosen"])
def test_the_week_comes_next_monday_to_who_has_wanted_it_only_since_its_hour(
    claim: Claim, desk: Channel, outside: Outside, wish: str
) -> None:
    wanting(desk, "wants_weekly")
    since = MONDAY_EIGHT + timedelta(hours=2)
    Channel.objects.update(hears_since=since)
    if wish == "made":
        Channel.objects.update(added_at=since)
    for hours in range(2, 6 * 24, 3):
        pass_by(MONDAY_EIGHT + timedelta(hours=hours), outside)
    before = len(outside.taken)
    pass_by(MONDAY_EIGHT + 7 * DAY, outside)
    assert (before, len(outside.taken)) == (0, 1)


def test_the_week_comes_the_same_day_to_a_channel_made_before_its_hour(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    wanting(desk, "wants_weekly")
    Channel.objects.update(
        added_at=MONDAY_EIGHT - timedelta(hours=1), hears_since=MONDAY_EIGHT - timedelta(hours=1)
    )
    pass_by(MONDAY_EIGHT, outside)
    assert len(outside.taken) == 1


# --- The record's checkpoint ---


def of_the_day(moment: datetime) -> str:
    """Write something, have it signed, and return the note that is listed for the day."""
    record.number_entries(now=moment)
    return str(TreeHead.objects.filter(day__isnull=False).order_by("-number")[0].note)


def test_a_channel_that_wants_it_keeps_the_checkpoint_of_each_day(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    wanting(desk, "wants_checkpoints")
    notes = []
    for day in range(3):
        notes.append(of_the_day(MONDAY_EIGHT + timedelta(days=day, hours=-2)))
        for hours in range(0, 24, 6):
            pass_by(MONDAY_EIGHT + timedelta(days=day, hours=hours), outside)

    told = [message for _channel, message in outside.taken if message.kind == "checkpoint"]

    assert [message.facts["checkpoint"] for message in told] == notes
    assert all(
        note in message.text and note in message.brief for note, message in zip(notes, told, strict=True)
    )
    assert told[0].subject.startswith("The record's checkpoint: ")


def test_a_checkpoint_that_could_not_be_sent_gives_way_to_the_next(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    wanting(desk, "wants_checkpoints")
    of_the_day(MONDAY_EIGHT - timedelta(hours=2))
    alerts.notice(now=MONDAY_EIGHT)
    of_the_day(MONDAY_EIGHT + timedelta(hours=22))
    pass_by(MONDAY_EIGHT + timedelta(days=1), outside)

    states = Alert.objects.filter(kind="checkpoint").order_by("once_key").values_list("state", flat=True)
    assert list(states) == ["silenced", "sent"]


def test_a_channel_that_does_not_want_it_hears_nothing_of_the_log(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    of_the_day(MONDAY_EIGHT - timedelta(hours=2))
    pass_by(MONDAY_EIGHT, outside)

    assert not Alert.objects.filter(kind="checkpoint").exists()
