"""What is published reaches receivers outside: once, signed, as the API tells it, and nothing else does."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from standardwebhooks import Webhook

from claims import editorial
from claims.editorial import ToForget
from claims.models import Claimant, Topic, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.receivers import HttpReceiver
from tests.tracker.alerts.conftest import DAY, Outside
from tracker import alerts
from tracker.alerts.channels import webhook
from tracker.models import Alert, Channel

WHY = {"reason": "Asked for.", "office": "A court"}


@pytest.fixture
def receiver(settings: Settings) -> Iterator[HttpReceiver]:
    with HttpReceiver() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


def outside_of(address: str, name: str = "Partner", **wishes: bool) -> Channel:
    """A receiver that is set up before anything is published."""
    wants = wishes or {"wants_claims": True, "wants_verdicts": True, "wants_corrections": True}
    return Channel.objects.create(
        name=name,
        kind=Channel.Kind.RECEIVER,
        address=address,
        secret=webhook.new_secret(),
        wants_deadlines=False,
        hears_since=NOW - DAY,
        **wants,
    )


@pytest.fixture
def partner(db: None, receiver: HttpReceiver) -> Channel:
    return outside_of(receiver.url)


def send() -> int:
    alerts.notice(now=NOW)
    alerts.notice_published(now=NOW)
    return alerts.deliver_due(now=NOW)


def test_a_receiver_is_sent_what_the_api_tells_and_can_check_who_sent_it(
    client: Client, make: Maker, partner: Channel, receiver: HttpReceiver
) -> None:
    claim = make.published()
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)

    assert send() == 2

    found = [Webhook(partner.secret).verify(body, headers) for headers, body in receiver.got]
    told = client.get(f"/api/v1/claims/{claim.pk}").json()
    (ruled,) = client.get(f"/api/v1/verdicts?claim={claim.pk}").json()["items"]
    assert [(each["type"], each["data"]) for each in found] == [
        ("claim.published", {"claim": told}),
        ("verdict.published", {"claim": told, "verdict": ruled}),
    ]
    assert ruled["id"] == verdict.pk


def test_each_is_sent_once_however_often_it_is_noticed(
    make: Maker, partner: Channel, receiver: HttpReceiver
) -> None:
    make.published()
    assert [send(), send()] == [1, 0]
    Alert.objects.all().delete()
    assert send() == 1  # as after a backup was put back
    first, again = (headers["webhook-id"] for headers, _body in receiver.got)
    assert first == again


def test_what_was_published_before_is_not_sent(make: Maker, partner: Channel) -> None:
    make.published()
    Channel.objects.update(hears_since=NOW + timedelta(seconds=1))
    assert send() == 0


def test_a_receiver_hears_of_its_kinds_topics_and_claimants(
    make: Maker, ada: User, receiver: HttpReceiver
) -> None:
    energy = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    other = editorial.save_claimant(claimant=Claimant(name="Jo Brandt"), by=ada)
    by_kind = outside_of(receiver.url, "Verdicts", wants_verdicts=True)
    by_topic = outside_of(receiver.url, "Energy", wants_claims=True)
    by_topic.topics.add(energy)
    by_claimant = outside_of(receiver.url, "Brandt", wants_claims=True)
    by_claimant.claimants.add(other)
    plain, of_energy, of_other = (
        make.published(),
        make.published(topics=(energy,)),
        make.published(claimant=other),
    )
    make.ruled(plain, "missed", can_no_longer_happen=True)

    send()

    sent = Alert.objects.values_list("channel__name", "kind", "claim")
    assert set(sent) == {
        (by_kind.name, "verdict", plain.pk),
        (by_topic.name, "new_claim", of_energy.pk),
        (by_claimant.name, "new_claim", of_other.pk),
    }


def test_a_receiver_hears_nothing_of_the_desk(make: Maker, partner: Channel, receiver: HttpReceiver) -> None:
    desk = Channel.objects.create(name="Desk", address="desk@example.org")
    make.draft()

    alerts.switch_off(desk, "gone", now=NOW)

    assert send() == 0
    assert receiver.got == []


def test_what_is_held_back_waits_until_it_is_shown_again(
    make: Maker, dora: User, partner: Channel, receiver: HttpReceiver
) -> None:
    claim = make.published()
    alerts.notice_published(now=NOW)
    hold = editorial.hold(thing=claim, **WHY, by=dora)

    assert send() == 0
    assert receiver.got == []

    editorial.lift_hold(held=hold, reason="It may be shown.", by=dora)
    assert send() == 1


def test_a_withdrawn_claim_never_leaves_and_its_withdrawal_says_no_word_of_it(
    make: Maker, dora: User, partner: Channel, receiver: HttpReceiver
) -> None:
    claim = make.published()
    alerts.notice_published(now=NOW)
    editorial.withdraw_claim(claim=claim, reason="Not said.", by=dora)

    assert send() == 1

    (_headers, body) = receiver.got[0]
    assert b'"type":"correction.published"' in body
    assert claim.statement.encode() not in body


def test_a_forgetting_cancels_what_is_waiting(
    make: Maker, dora: User, partner: Channel, receiver: HttpReceiver
) -> None:
    claim = make.published()
    alerts.notice_published(now=NOW)

    editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)

    assert send() == 0
    assert receiver.got == []


def test_no_more_than_its_share_of_an_hour_is_sent_and_the_rest_comes_later(
    make: Maker, partner: Channel, outside: Outside, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 2
    for _ in range(3):
        make.published()
    alerts.notice_published(now=NOW)

    assert alerts.deliver_due(now=NOW, send=outside) == 2
    assert alerts.deliver_due(now=NOW, send=outside) == 0
    assert alerts.deliver_due(now=NOW + timedelta(hours=2), send=outside) == 1
    assert {message.kind for _name, message in outside.taken} == {"claim.published"}


def test_a_receiver_that_stays_away_is_given_up_and_the_desk_is_told(
    make: Maker, partner: Channel, outside: Outside
) -> None:
    desk = Channel.objects.create(name="Desk", address="desk@example.org", wants_deadlines=False)
    make.published()
    alerts.notice_published(now=NOW)
    outside.is_down()

    moment = NOW
    while Channel.objects.get(pk=partner.pk).is_active:
        alerts.deliver_due(now=moment, send=outside)
        moment += timedelta(hours=6)

    assert Alert.objects.get(channel=partner).state == Alert.State.FAILED
    assert Alert.objects.get(channel=desk).kind == Alert.Kind.CHANNEL_OFF
    assert timedelta(days=3) <= moment - NOW < timedelta(days=5)


def test_what_is_told_costs_the_outbox_no_word_of_the_record(
    make: Maker, partner: Channel, receiver: HttpReceiver
) -> None:
    claim = make.published()
    send()
    alert = Alert.objects.get()
    assert alert.subject == ""
    assert claim.statement not in "".join(alert.deliveries.values_list("answer", flat=True))
