from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from claims import editorial
from claims.models import Claim, Topic, User
from tests.makers import Maker
from tracker import alerts
from tracker.models import Alert, Channel

# Berlin's 24 December 2026, seven days before the claim's window closes.
A_WEEK_BEFORE = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org", language="en")


def refuse(message: EmailMessage) -> None:
    raise SMTPServerDisconnected("gone")


def test_an_owed_alert_is_noticed_once_however_often_one_looks(claim: Claim, desk: Channel) -> None:
    for _ in range(3):
        alerts.notice(now=A_WEEK_BEFORE)
    assert Alert.objects.values_list("step", "channel").get() == ("before-7", desk.pk)


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
    for words in (
        "bis Ende 2026",
        "31 December 2026",
        f"/admin/claims/claim/{claim.pk}/change/",
        claim.get_absolute_url(),
    ):
        assert words in sent.body


def test_a_german_channel_gets_german_with_german_quotes(claim: Claim, desk: Channel) -> None:
    Channel.objects.update(language="de")
    alerts.notice(now=A_WEEK_BEFORE)
    alerts.deliver_due(now=A_WEEK_BEFORE)
    assert mail.outbox[0].subject.startswith("Endet in 7 Tagen")
    assert "„Die Brücke wird bis Ende 2026 für den Verkehr frei sein.“" in mail.outbox[0].body


def test_each_deadline_owes_its_steps_before_and_after(claim: Claim, desk: Channel) -> None:
    for days in range(40):
        alerts.notice(now=datetime(2026, 11, 28, 8, 0, tzinfo=UTC) + days * DAY)
    steps = set(Alert.objects.values_list("step", flat=True))
    assert steps == {"before-30", "before-7", "before-1", "decide"}


def test_a_leased_alert_is_left_to_its_holder_and_taken_over_when_the_lease_ends(
    claim: Claim, desk: Channel
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    Alert.objects.update(leased_until=A_WEEK_BEFORE + alerts.LEASE)
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0
    assert alerts.deliver_due(now=A_WEEK_BEFORE + alerts.LEASE) == 1


def test_a_mail_server_that_is_down_costs_a_delay_and_keeps_the_message_id(
    claim: Claim, desk: Channel
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=refuse) == 0
    waiting = Alert.objects.get()
    assert (waiting.tries, waiting.last_error) == (1, "SMTPServerDisconnected: gone")
    assert alerts.deliver_due(now=waiting.next_try_at) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == waiting.message_id


def test_an_alert_is_given_up_after_the_last_retry_and_shown(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    Alert.objects.update(tries=len(alerts.RETRIES))
    alerts.deliver_due(now=A_WEEK_BEFORE, send=refuse)
    assert Alert.objects.get().state == Alert.State.FAILED


def test_a_snooze_silences_what_is_written_already_and_ends_with_an_alert(
    claim: Claim, desk: Channel, ada: User
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    editorial.snooze_claim(claim=claim, until=date(2026, 12, 27), reason="Holidays.", by=ada)
    for days in range(4):
        alerts.notice(now=A_WEEK_BEFORE + days * DAY)
        alerts.deliver_due(now=A_WEEK_BEFORE + days * DAY)
    assert dict(Alert.objects.values_list("step", "state")) == {
        "before-7": "silenced",
        "snoozed-2026-12-27": "sent",
    }


@pytest.mark.parametrize("what", ["moved", "decided", "withdrawn"])
def test_a_deadline_that_is_no_longer_owed_is_silenced(
    what: str, claim: Claim, desk: Channel, make: Maker, dora: User
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    if what == "moved":
        later = replace(make.facts, horizon="bis Ende 2027")
        editorial.revise_claim(claim=claim, facts=later, by=make.editor)
    elif what == "decided":
        make.ruled(claim, "confirmed", happened_on=claim.said_on)
    else:
        editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0
    assert Alert.objects.get().state == Alert.State.SILENCED
    assert mail.outbox == []


def test_what_a_later_step_has_overtaken_is_silenced(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    much_later = A_WEEK_BEFORE + 10 * DAY
    alerts.notice(now=much_later)
    assert alerts.deliver_due(now=much_later) == 1
    assert dict(Alert.objects.values_list("step", "state")) == {"before-7": "silenced", "decide": "sent"}


def test_a_channel_with_topics_hears_only_of_them(make: Maker, ada: User) -> None:
    transport = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    health = editorial.save_topic(topic=Topic(name="Health"), by=ada)
    make.published(topics=(transport,))
    Channel.objects.create(name="T", address="t@example.org").topics.add(transport)
    Channel.objects.create(name="H", address="h@example.org").topics.add(health)
    alerts.notice(now=A_WEEK_BEFORE)
    assert [alert.channel.name for alert in Alert.objects.all()] == ["T"]


def test_a_personal_channel_hears_only_of_its_owners_claims(make: Maker, ada: User, ben: User) -> None:
    make.published(assigned_to=ada)
    Channel.objects.create(name="ada", address="ada@example.org", owner=ada)
    Channel.objects.create(name="ben", address="ben@example.org", owner=ben)
    alerts.notice(now=A_WEEK_BEFORE)
    assert [alert.channel.name for alert in Alert.objects.all()] == ["ada"]


def test_the_chief_hears_only_of_what_has_waited_long(claim: Claim) -> None:
    Channel.objects.create(name="Chief", address="chief@example.org", is_chief=True)
    alerts.notice(now=A_WEEK_BEFORE + 8 * DAY)
    assert not Alert.objects.exists()
    alerts.notice(now=A_WEEK_BEFORE + 22 * DAY)
    assert Alert.objects.get().step == "overdue-2"


def test_a_channel_switched_off_is_written_to_no_more(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    Channel.objects.update(is_active=False)
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0
