"""What is owed goes out once, in order, and again where it failed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from pytest_django import Settings

from claims.models import Claim
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY, Outside
from tracker import alerts
from tracker.alerts import delivering
from tracker.alerts.channels import Blame, Message, NotDelivered
from tracker.alerts.timing import RETRIES
from tracker.models import Alert, Channel, Delivery


def test_an_alert_goes_out_once_and_is_marked(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    assert [alerts.deliver_due(now=A_WEEK_BEFORE) for _ in range(2)] == [1, 0]
    assert [message.to for message in mail.outbox] == [["desk@example.org"]]
    assert Alert.objects.get().sent_at == A_WEEK_BEFORE


def test_the_mail_says_who_what_and_when_in_the_channels_language(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE)
    sent = mail.outbox[0]
    assert sent.subject.startswith("Closes in 7 days: Mara Lindt – The bridge over the Elbe")
    for words in ("bis Ende 2026", "31 December 2026", "/admin/alerts/", claim.get_absolute_url()):
        assert words in sent.body


def test_a_german_channel_gets_german_with_german_quotes(claim: Claim, desk: Channel) -> None:
    Channel.objects.update(language="de")
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE)
    assert mail.outbox[0].subject.startswith("Endet in 7 Tagen")
    assert "„Die Brücke wird bis Ende 2026 für den Verkehr frei sein.“" in mail.outbox[0].body


def test_a_channel_in_other_hands_is_left_alone_until_the_lease_ends(
    claim: Claim, desk: Channel, settings: Settings
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    lease = timedelta(seconds=settings.LEASE_SECONDS)
    Channel.objects.update(leased_until=A_WEEK_BEFORE + lease, lease_token="another's")
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0
    assert alerts.deliver_channel(desk.pk, now=A_WEEK_BEFORE) == 0
    assert alerts.deliver_due(now=A_WEEK_BEFORE + lease) == 1


def test_a_worker_that_lost_its_lease_in_mid_pass_sends_nothing_more(
    make: Maker, desk: Channel, outside: Outside
) -> None:
    make.published(), make.published()
    alerts.notice(now=A_WEEK_BEFORE)

    def lose_it(channel: Channel, message: Message) -> str:
        Channel.objects.update(lease_token="another's")
        return outside(channel, message)

    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=lose_it) == 1
    assert len(outside.taken) == 1


def test_a_server_that_is_down_costs_a_delay_and_every_try_has_the_same_id(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    outside.is_down()
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) == 0
    desk.refresh_from_db()
    assert (desk.failures, desk.last_error) == (1, "421 Come back later.")
    outside.is_back()
    assert desk.retry_at is not None
    assert alerts.deliver_due(now=desk.retry_at - timedelta(seconds=1), send=outside) == 0
    assert alerts.deliver_due(now=desk.retry_at, send=outside) == 1
    assert [message.message_id for _to, message in outside.taken] == [Alert.objects.get().message_id]
    desk.refresh_from_db()
    assert [desk.failures, desk.failing_since, desk.retry_at] == [0, None, None]


def test_what_piled_up_while_a_server_was_down_for_two_days_goes_out_in_order_and_once(
    make: Maker, desk: Channel, outside: Outside
) -> None:
    outside.is_down()
    claims = [make.published(by_hand=(date(2026, 3, 2), date(2026, 12, 25 + days))) for days in range(3)]
    for hours in range(0, 96, 3):
        now = A_WEEK_BEFORE + timedelta(hours=hours)
        alerts.notice(now=now)
        if hours >= 48:
            outside.is_back()
        alerts.deliver_due(now=now, send=outside)
    told = [message.facts["claim_id"] for _to, message in outside.taken]
    noticed = Alert.objects.filter(state="sent").order_by("noticed_at", "pk")
    assert told == list(noticed.values_list("claim", flat=True))
    assert set(told) == {claim.pk for claim in claims}
    assert not Alert.objects.filter(state__in=["owed", "failed"]).exists()


def test_one_message_that_is_refused_does_not_hold_up_the_next(
    make: Maker, desk: Channel, outside: Outside
) -> None:
    refused, other = make.published(), make.published()

    def refuse_one(channel: Channel, message: Message) -> str:
        if message.facts["claim_id"] == refused.pk:
            raise NotDelivered("554 Not this one.", Blame.MESSAGE)
        return outside(channel, message)

    alerts.notice(now=A_WEEK_BEFORE)
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=refuse_one) == 1
    waiting = Alert.objects.get(state="owed")
    assert (waiting.claim, waiting.tries, waiting.last_error) == (refused, 1, "554 Not this one.")
    assert Alert.objects.get(state="sent").claim == other


def test_an_alert_that_cannot_even_be_written_does_not_hold_up_the_next(
    make: Maker, desk: Channel, outside: Outside
) -> None:
    broken, _other = make.published(), make.published()

    def break_on_one(channel: Channel, message: Message) -> str:
        if message.facts["claim_id"] == broken.pk:
            raise KeyError("a fault of ours")
        return outside(channel, message)

    alerts.notice(now=A_WEEK_BEFORE)
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=break_on_one) == 1
    assert Alert.objects.get(state="owed").last_error == "KeyError: 'a fault of ours'"


def test_a_message_is_given_up_after_the_last_try_and_can_be_sent_again_under_its_id(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    Alert.objects.update(tries=len(RETRIES))
    outside.refuses_this()
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    given_up = Alert.objects.get()
    assert given_up.state == Alert.State.FAILED
    outside.is_back()
    assert alerts.send_again(Alert.objects.all(), now=A_WEEK_BEFORE) == 1
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) == 1
    assert outside.taken[0][1].message_id == given_up.message_id


def test_what_was_sent_is_not_sent_again(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE)
    assert alerts.send_again(Alert.objects.all(), now=A_WEEK_BEFORE) == 0


def test_each_try_is_kept_with_its_answer(claim: Claim, desk: Channel, outside: Outside) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    outside.is_down()
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    outside.is_back()
    alerts.deliver_due(now=A_WEEK_BEFORE + DAY, send=outside)
    kept = Delivery.objects.order_by("at").values_list("succeeded", "answer")
    assert list(kept) == [(False, "421 Come back later."), (True, "250 OK")]


@pytest.mark.parametrize("ending", ["gone", "three dead days"])
def test_a_channel_that_is_dead_is_switched_off_and_the_others_hear_of_it_once(
    ending: str, claim: Claim, desk: Channel, outside: Outside
) -> None:
    hook = Channel.objects.create(
        name="Hook", kind="webhook", address="https://x.example/", secret="whsec_eA=="
    )
    Channel.objects.filter(pk=desk.pk).update(is_active=False)
    alerts.notice(now=A_WEEK_BEFORE)
    Channel.objects.filter(pk=desk.pk).update(is_active=True)
    if ending == "gone":
        outside.is_gone()
    else:
        outside.is_down()
    alive = Outside()

    def half_dead(channel: Channel, message: Message) -> str:
        return (outside if channel == hook else alive)(channel, message)

    for hours in range(4 * 24 if ending == "three dead days" else 2):
        alerts.deliver_due(now=A_WEEK_BEFORE + timedelta(hours=hours), send=half_dead)
    hook.refresh_from_db()
    assert (hook.is_active, bool(hook.off_reason)) == (False, True)
    assert Alert.objects.get(channel=hook).state == Alert.State.FAILED
    ((to, message),) = alive.taken
    assert (to, message.subject) == ("Desk", "The channel “Hook” was switched off")
    assert hook.off_reason in message.text


def test_a_channel_that_fails_for_two_days_and_comes_back_is_never_switched_off(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    outside.is_down()
    for hours in range(48):
        alerts.deliver_due(now=A_WEEK_BEFORE + timedelta(hours=hours), send=outside)
    desk.refresh_from_db()
    assert desk.is_active


def test_a_channel_switched_on_again_begins_anew(desk: Channel) -> None:
    Channel.objects.update(is_active=False, off_reason="x", failures=9, failing_since=A_WEEK_BEFORE)
    alerts.switch_on(desk)
    desk.refresh_from_db()
    assert (desk.is_active, desk.off_reason, desk.failures, desk.failing_since) == (True, "", 0, None)


def test_in_quiet_hours_nothing_goes_out_and_after_them_everything(claim: Claim, desk: Channel) -> None:
    Channel.objects.update(quiet_from=time(20), quiet_until=time(9, 30))
    alerts.notice(now=A_WEEK_BEFORE)
    nine = A_WEEK_BEFORE  # 08:00 UTC, 09:00 in Berlin
    assert alerts.deliver_due(now=nine) == 0
    assert alerts.deliver_due(now=nine + timedelta(minutes=30)) == 1


def test_a_channel_switched_off_is_written_to_no_more_until_it_is_on_again(
    claim: Claim, desk: Channel
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    Channel.objects.update(is_active=False)
    assert alerts.channels_due(now=A_WEEK_BEFORE) == []
    assert alerts.deliver_channel(desk.pk, now=A_WEEK_BEFORE) == 0
    alerts.switch_on(desk)
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 1


def test_a_channel_that_backs_off_is_not_leased_by_a_worker_who_was_sent_to_it(
    claim: Claim, desk: Channel, outside: Outside
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    outside.is_down()
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    outside.is_back()

    assert alerts.deliver_channel(desk.pk, now=A_WEEK_BEFORE, send=outside) == 0

    assert outside.taken == []


def test_a_worker_stops_sending_after_a_third_of_its_lease(
    make: Maker, desk: Channel, outside: Outside, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LEASE_SECONDS = 300
    make.published(), make.published()
    alerts.notice(now=A_WEEK_BEFORE)
    moments = iter([0, 100, 100.1])
    monkeypatch.setattr("tracker.alerts.delivering.monotonic", lambda: next(moments))

    assert alerts.deliver_channel(desk.pk, now=A_WEEK_BEFORE, send=outside) == 1


# --- So many in an hour ---


def test_no_channel_gets_more_than_its_share_of_an_hour_and_the_rest_is_gathered(
    make: Maker, desk: Channel, outside: Outside, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 4
    claims = [make.published() for _ in range(9)]
    alerts.notice(now=A_WEEK_BEFORE)
    while alerts.deliver_due(now=A_WEEK_BEFORE, send=outside):
        pass
    messages = [message for _to, message in outside.taken]
    assert [message.kind for message in messages] == [*3 * ["deadline"], "digest"]
    told = [message.facts["claim_id"] for message in messages[:3]] + messages[3].facts["claim_ids"]
    assert sorted(told) == [claim.pk for claim in claims]
    assert "More was owed at once than this channel takes in an hour." in messages[3].text
    assert not Alert.objects.exclude(state="sent").exists()


def test_what_comes_when_the_hour_is_full_waits_and_comes_in_one(
    make: Maker, desk: Channel, outside: Outside, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 2
    times: list[datetime] = []

    def send(channel: Channel, message: Message) -> str:
        times.append(now)
        return outside(channel, message)

    for minutes in range(0, 240, 5):
        now = A_WEEK_BEFORE + timedelta(minutes=minutes)
        if minutes < 120:
            make.published()
        alerts.notice(now=now)
        alerts.deliver_due(now=now, send=send)
    hour = timedelta(hours=1)
    assert max(sum(start <= each < start + hour for each in times) for start in times) == 2
    told = [claim for _to, message in outside.taken for claim in _claims_in(message)]
    assert sorted(told) == sorted(Claim.objects.values_list("pk", flat=True))


def _claims_in(message: Message) -> list[int]:
    return message.facts.get("claim_ids") or [message.facts["claim_id"]]


def test_tries_that_failed_count_too(
    make: Maker, desk: Channel, outside: Outside, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 3
    for _ in range(9):
        make.published()
    alerts.notice(now=A_WEEK_BEFORE)
    outside.refuses_this()
    for minutes in range(30):
        alerts.deliver_due(now=A_WEEK_BEFORE + timedelta(minutes=minutes), send=outside)
    assert Delivery.objects.count() == 3


def test_what_cannot_be_gathered_waits_for_the_next_hour(
    desk: Channel, outside: Outside, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 2
    for number in range(3):
        dead = Channel.objects.create(name=f"Dead {number}", address=f"dead{number}@example.org")
        alerts.switch_off(dead, "HTTP 410", now=A_WEEK_BEFORE)
    first = [alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) for _ in range(2)]
    later = alerts.deliver_due(now=A_WEEK_BEFORE + timedelta(hours=1), send=outside)
    assert (first, later) == ([2, 0], 1)


def test_the_hours_share_is_found_by_its_index(desk: Channel) -> None:
    plan = delivering.tries_since(A_WEEK_BEFORE).explain()
    assert "delivery_at" in plan or connection.vendor == "postgresql"
