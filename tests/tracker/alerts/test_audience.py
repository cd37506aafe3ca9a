"""Who is told: never a closed account, never nobody, and nobody twice."""

import pytest
from django.core import mail

from claims import editorial
from claims.models import Claim, Topic, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY, Outside
from tracker import alerts
from tracker.models import Alert, Channel, Feed

AFTER = A_WEEK_BEFORE + 8 * DAY


def told() -> list[str]:
    return sorted(Alert.objects.filter(state="owed").values_list("channel__name", flat=True))


def channel(name: str, address: str = "", **fields: object) -> Channel:
    return Channel.objects.create(name=name, address=address or f"{name.lower()}@example.org", **fields)


def leave(person: User, frida: User) -> None:
    editorial.close_account(account=person, by=frida)


# --- A closed account ---


def test_who_has_left_is_told_nothing_and_their_claims_go_to_the_chief(
    make: Maker, ben: User, frida: User
) -> None:
    make.published(assigned_to=ben)
    channel("Ben", owner=ben)
    channel("Chief", is_chief=True)
    leave(ben, frida)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Chief"]
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 1
    assert [each.to for each in mail.outbox] == [["chief@example.org"]]


def test_what_was_written_before_they_left_is_silenced_and_told_to_the_chief(
    make: Maker, ben: User, frida: User
) -> None:
    make.published(assigned_to=ben)
    own = channel("Ben", owner=ben, wants_feeds=True)
    Channel.objects.update(hears_since=NOW - DAY, is_caught_up=True)
    Feed.objects.create(
        url="https://kurier.example/feed.xml",
        failures=5,
        last_success_at=A_WEEK_BEFORE - 3 * DAY,
        added_at=NOW - 90 * DAY,
    )
    channel("Chief", is_chief=True)
    alerts.notice(now=A_WEEK_BEFORE)
    assert sorted(Alert.objects.values_list("kind", "channel__name")) == [
        ("deadline", "Ben"),
        ("feed", "Ben"),
    ]
    leave(ben, frida)
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE)
    assert [each.to for each in mail.outbox] == [["chief@example.org"]]
    assert set(own.alerts.values_list("state", flat=True)) == {"silenced"}


@pytest.mark.parametrize("way", ["closed", "without a role"])
def test_without_a_chief_a_claim_of_who_has_left_goes_to_everyone(
    make: Maker, ada: User, ben: User, frida: User, way: str
) -> None:
    make.published(assigned_to=ben)
    channel("Ada", owner=ada)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == []
    if way == "closed":
        leave(ben, frida)
    else:
        User.objects.filter(pk=ben.pk).update(is_staff=False)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Ada"]
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 1


def test_a_claim_of_somebody_without_a_channel_goes_to_the_chief_from_the_first_step(
    make: Maker, ada: User, ben: User
) -> None:
    make.published(assigned_to=ben)
    channel("Ada", owner=ada)
    channel("Chief", is_chief=True)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Chief"]


def test_what_somebody_hears_of_the_chief_hears_of_only_when_it_has_waited_long(
    make: Maker, ben: User
) -> None:
    make.published(assigned_to=ben)
    channel("Ben", owner=ben)
    channel("Chief", is_chief=True)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Ben"]


def test_a_muted_topic_stays_muted_for_whoever_stands_in(make: Maker, ada: User, ben: User) -> None:
    sport = editorial.save_topic(topic=Topic(name="Sport"), by=ada)
    make.published(assigned_to=ben, topics=(sport,))
    channel("Chief", is_chief=True).muted_topics.add(sport)
    assert alerts.notice(now=A_WEEK_BEFORE) == 0


def test_who_comes_back_gets_what_came_due_meanwhile_in_one_message(
    make: Maker, ben: User, frida: User, outside: Outside
) -> None:
    channel("Ben", owner=ben)
    alerts.notice(now=NOW)
    leave(ben, frida)
    for _ in range(3):
        make.published(assigned_to=ben)
    alerts.notice(now=A_WEEK_BEFORE)
    editorial.reopen_account(account=ben, by=frida)
    alerts.notice(now=A_WEEK_BEFORE)
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) == 1
    assert outside.taken[0][1].subject == "3 deadlines"


# --- One mail to one person ---


def test_one_person_who_hears_by_three_ways_gets_one_mail(make: Maker, ben: User) -> None:
    make.published(assigned_to=ben)
    channel("Desk", "Ben@example.org")
    channel("Ben", "ben@example.org", owner=ben)
    channel("Chief", "ben@example.org", is_chief=True)
    for days in range(60):
        alerts.notice(now=A_WEEK_BEFORE + days * DAY)
        alerts.deliver_due(now=A_WEEK_BEFORE + days * DAY)
    steps = list(Alert.objects.order_by("pk").values_list("step", flat=True))
    assert len(steps) == len(set(steps)) == len(mail.outbox) > 4
    assert set(Alert.objects.values_list("channel__name", flat=True)) == {"Ben"}


def test_the_mailbox_in_a_persons_account_is_theirs(make: Maker, ben: User) -> None:
    make.published(assigned_to=ben)
    channel("Desk", "ben@example.org")
    channel("Ben", "private@example.org", owner=ben)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Ben"]


def test_a_chat_and_a_mail_are_two_ways_and_so_are_two_people(make: Maker, ada: User, ben: User) -> None:
    make.published(assigned_to=ben)
    channel("Ben", owner=ben)
    channel("Hook", "https://x.example/", kind="webhook", secret="whsec_eA==", owner=ben)
    channel("Desk")
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Ben", "Desk", "Hook"]


def test_what_comes_at_once_goes_before_what_comes_daily(make: Maker, ben: User) -> None:
    make.published(assigned_to=ben)
    channel("Ben", "ben@example.org", owner=ben, rhythm="daily")
    channel("Desk", "ben@example.org")
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == ["Desk"]


def test_a_claim_handed_on_is_still_told_to_the_mailbox_that_both_ways_lead_to(
    make: Maker, ada: User, ben: User, outside: Outside
) -> None:
    claim = make.published(assigned_to=ben)
    channel("Ben", "shared@example.org", owner=ben)
    channel("Desk", "shared@example.org")
    alerts.notice(now=A_WEEK_BEFORE)
    editorial.hand_on_claim(claim=claim, to=ada, by=make.editor)
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    assert [name for name, _message in outside.taken] == ["Desk"]


def test_who_was_told_is_not_told_again_when_the_way_changes(
    make: Maker, ben: User, outside: Outside
) -> None:
    make.published(assigned_to=ben)
    own = channel("Ben", "ben@example.org", owner=ben)
    channel("Desk", "ben@example.org")
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    Channel.objects.filter(pk=own.pk).update(is_active=False)
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    assert [name for name, _message in outside.taken] == ["Ben"]


def test_evidence_feeds_and_a_dead_channel_are_told_once_too(
    make: Maker, claim: Claim, outside: Outside
) -> None:
    for name in ("First", "Second"):
        channel(name, "same@example.org", wants_evidence=True, wants_feeds=True)
    dead = channel("Dead", wants_deadlines=False)
    Channel.objects.update(added_at=NOW - 7 * DAY, hears_since=NOW - 7 * DAY, is_caught_up=True)
    Feed.objects.create(
        url="https://kurier.example/feed.xml",
        failures=5,
        last_success_at=NOW - 3 * DAY,
        added_at=NOW - 90 * DAY,
    )
    make.suggested(claim, score=0.9)
    for _ in range(2):
        alerts.notice(now=NOW)
        Channel.objects.update(looked_until=None)
    alerts.switch_off(dead, "HTTP 410", now=NOW)
    alerts.deliver_due(now=NOW, send=outside)
    assert sorted(message.kind for _to, message in outside.taken) == ["channel_off", "evidence", "feed"]
