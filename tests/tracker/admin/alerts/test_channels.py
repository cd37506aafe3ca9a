"""Channels at the desk."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from standardwebhooks import Webhook

from claims.models import User
from tests.conftest import NOW
from tests.makers import Maker
from tests.receivers import HttpReceiver
from tracker.models import Alert, Channel

CHANNELS = "/admin/tracker/channel/"


def form(**changes: str) -> dict[str, str]:
    filled = {
        "name": "Desk",
        "kind": "email",
        "address": "desk@example.org",
        "language": "de",
        "rhythm": "instant",
        "digest_at": "08:00",
        "is_active": "on",
    }
    return {name: value for name, value in (filled | changes).items() if value}


@pytest.fixture
def receiver(settings: Settings) -> Iterator[HttpReceiver]:
    with HttpReceiver() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def hook(receiver: HttpReceiver, dora: User, client: Client) -> Channel:
    client.force_login(dora)
    client.post(f"{CHANNELS}add/", form(name="Hook", kind="webhook", address=receiver.url))
    return Channel.objects.get(name="Hook")


def test_the_chief_sets_up_channels(client: Client, dora: User, ada: User, cleo: User) -> None:
    client.force_login(dora)

    page = client.get(f"{CHANNELS}add/").content.decode()
    answer = client.post(f"{CHANNELS}add/", form())

    assert answer.status_code == 302
    assert Channel.objects.get().address == "desk@example.org"
    assert ">ada<" in page.replace("\n", "").replace(" ", "")
    assert ">cleo<" not in page.replace("\n", "").replace(" ", "")


def test_a_test_that_may_not_be_sent_is_refused_in_german_too(
    client: Client, hook: Channel, settings: Settings
) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset()
    german = {"accept-language": "de"}

    page = client.post(f"{CHANNELS}{hook.pk}/test/", follow=True, headers=german).content.decode()

    assert "Die Adresse liegt nicht im öffentlichen Internet." in page


def test_a_test_shows_the_answer_of_the_other_side(
    client: Client, hook: Channel, receiver: HttpReceiver
) -> None:
    page = client.post(f"{CHANNELS}{hook.pk}/test/", follow=True).content.decode()
    receiver.status = 503
    failed = client.post(f"{CHANNELS}{hook.pk}/test/", follow=True).content.decode()

    assert "The test is sent. The answer: HTTP 204" in page
    assert "The test did not arrive. The answer:" in failed
    assert "503" in failed


def test_a_test_mail_is_in_the_channels_language(client: Client, dora: User, channel: Channel) -> None:
    Channel.objects.update(language="de")
    client.force_login(dora)

    client.post(f"{CHANNELS}{channel.pk}/test/")

    assert mail.outbox[0].subject == "Ein Test von Foresaid"


def test_a_signing_key_is_shown_once_and_verifies(
    client: Client, hook: Channel, receiver: HttpReceiver
) -> None:
    shown = client.post(f"{CHANNELS}{hook.pk}/rekey/")
    hook.refresh_from_db()
    client.post(f"{CHANNELS}{hook.pk}/test/")
    headers, body = receiver.got[0]

    assert hook.secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    Webhook(hook.secret).verify(body, headers)
    assert hook.secret not in client.get(f"{CHANNELS}{hook.pk}/change/").content.decode()


def test_a_key_that_was_in_use_is_honoured_for_a_day_more(
    client: Client, hook: Channel, receiver: HttpReceiver
) -> None:
    old = hook.secret
    Channel.objects.update(last_sent_at=NOW)
    client.post(f"{CHANNELS}{hook.pk}/rekey/")
    client.post(f"{CHANNELS}{hook.pk}/test/")

    headers, body = receiver.got[0]
    Webhook(old).verify(body, headers)


@pytest.mark.parametrize("name", ["test", "rekey"])
def test_opening_an_address_sends_and_changes_nothing(
    client: Client, hook: Channel, receiver: HttpReceiver, name: str
) -> None:
    assert client.get(f"{CHANNELS}{hook.pk}/{name}/").status_code == 405
    assert receiver.got == []


@pytest.mark.parametrize("name", ["test", "rekey"])
def test_an_editor_neither_tests_nor_rekeys_a_channel_of_the_desk(
    client: Client, hook: Channel, ada: User, receiver: HttpReceiver, name: str
) -> None:
    client.force_login(ada)

    assert client.post(f"{CHANNELS}{hook.pk}/{name}/").status_code == 403
    hook_after = Channel.objects.get(pk=hook.pk)
    assert (receiver.got, hook_after.secret) == ([], hook.secret)


def test_the_owner_of_a_channel_sets_its_hours_and_nothing_else(
    client: Client, ada: User, channel: Channel
) -> None:
    Channel.objects.update(owner=ada)
    client.force_login(ada)

    client.post(
        f"{CHANNELS}{channel.pk}/change/",
        form(address="elsewhere@example.org", rhythm="daily", quiet_from="20:00", quiet_until="07:00"),
    )

    channel.refresh_from_db()
    assert (channel.address, channel.rhythm) == ("desk@example.org", "daily")
    assert channel.quiet_from is not None


def test_a_channel_set_active_again_begins_anew(client: Client, dora: User, channel: Channel) -> None:
    Channel.objects.update(is_active=False, off_reason="HTTP 410", failures=3, failing_since=NOW)
    client.force_login(dora)
    assert "HTTP 410" in client.get(f"{CHANNELS}{channel.pk}/change/").content.decode()

    client.post(f"{CHANNELS}{channel.pk}/change/", form())

    channel.refresh_from_db()
    assert (channel.is_active, channel.off_reason, channel.failures) == (True, "", 0)


def test_editors_only_look_at_channels(client: Client, ada: User, channel: Channel) -> None:
    client.force_login(ada)

    assert client.get(CHANNELS).status_code == 200
    assert client.get(f"{CHANNELS}add/").status_code == 403


@pytest.mark.parametrize("owner", ["ada", "ben"])
def test_only_the_chief_is_led_from_a_channel_to_its_owners_account(
    client: Client, ada: User, ben: User, dora: User, channel: Channel, owner: str
) -> None:
    Channel.objects.update(owner=User.objects.get(username=owner))
    client.force_login(ada)

    page = client.get(f"{CHANNELS}{channel.pk}/change/").content.decode()

    assert f">{owner}<" in re.sub(r"\s+", "", page)
    assert "/admin/claims/user/" not in page


def test_the_chief_deletes_a_channel_with_its_alerts(client: Client, dora: User, alert: Alert) -> None:
    client.force_login(dora)

    client.post(f"{CHANNELS}{alert.channel_id}/delete/", {"post": "yes"})

    assert not Channel.objects.exists()
    assert not Alert.objects.exists()


# --- What is owed already ---


@pytest.fixture
def _overdue(make: Maker) -> None:
    for _ in range(2):
        make.published(by_hand=(make.facts.said_on, NOW.date() - timedelta(days=3)))


@pytest.mark.parametrize(("rhythm", "words"), [("instant", "come at once"), ("daily", "next daily message")])
@pytest.mark.usefixtures("_overdue")
def test_what_a_new_channel_is_owed_is_shown_before_it_is_saved(
    client: Client, dora: User, rhythm: str, words: str
) -> None:
    client.force_login(dora)
    filled_in = form(wants_deadlines="on", rhythm=rhythm)

    first = client.post(f"{CHANNELS}add/", filled_in)
    assert not Channel.objects.exists()
    page = first.content.decode()
    assert "Owed already: deadlines 2 (to decide 2), feeds in trouble 0." in page
    assert words in page

    told_of = re.search(r'name="told_of"[^>]*value="(\d+)"', page)
    assert told_of is not None
    assert client.post(f"{CHANNELS}add/", {**filled_in, "told_of": told_of[1]}).status_code == 302
    assert Channel.objects.get().is_caught_up is False


@pytest.mark.usefixtures("_overdue")
def test_a_channel_that_is_to_hear_of_more_is_asked_about_too_and_then_catches_up(
    client: Client, dora: User, channel: Channel
) -> None:
    Channel.objects.update(wants_deadlines=False, is_caught_up=True, hears_since=NOW - timedelta(days=9))
    client.force_login(dora)
    filled_in = form(wants_deadlines="on")
    address = f"{CHANNELS}{channel.pk}/change/"

    assert "Owed already" in client.post(address, filled_in).content.decode()
    assert client.post(address, {**filled_in, "told_of": "2"}).status_code == 302

    channel.refresh_from_db()
    assert (channel.wants_deadlines, channel.is_caught_up, channel.hears_since) == (True, False, NOW)


@pytest.mark.usefixtures("_overdue")
def test_a_change_of_the_hours_asks_nothing_and_sums_up_nothing(
    client: Client, dora: User, channel: Channel
) -> None:
    Channel.objects.update(is_caught_up=True)
    client.force_login(dora)

    answer = client.post(f"{CHANNELS}{channel.pk}/change/", form(wants_deadlines="on", digest_at="09:00"))

    channel.refresh_from_db()
    assert (answer.status_code, channel.is_caught_up) == (302, True)


OUTSIDE = {"name": "Partner", "kind": "receiver", "address": "https://partner.example/hook"}


def test_the_chief_sets_up_a_receiver_outside_and_its_key_is_shown_once(client: Client, dora: User) -> None:
    client.force_login(dora)

    refused = client.post(f"{CHANNELS}add/", form(**OUTSIDE, wants_deadlines="on"))
    open_one = client.post(
        f"{CHANNELS}add/", form(**OUTSIDE | {"address": "http://partner.example/"}, wants_verdicts="on")
    )
    client.post(f"{CHANNELS}add/", form(**OUTSIDE, wants_verdicts="on", wants_deadlines="on"))

    partner = Channel.objects.get()
    shown = client.post(f"{CHANNELS}{partner.pk}/rekey/").content.decode()
    page = client.get(f"{CHANNELS}{partner.pk}/change/").content.decode()
    partner.refresh_from_db()
    assert "Choose what it is sent." in refused.content.decode()
    assert "begins with https://" in open_one.content.decode()
    assert (partner.wants_verdicts, partner.wants_deadlines) == (True, False)
    assert partner.secret in shown
    assert partner.secret not in page
    assert "wants_verdicts" in page
    assert "wants_deadlines" not in page


def test_only_a_receiver_outside_is_sent_what_is_published(client: Client, dora: User) -> None:
    client.force_login(dora)

    answer = client.post(f"{CHANNELS}add/", form(wants_claims="on"))

    assert "Only a receiver outside is sent this." in answer.content.decode()


def test_what_a_receiver_outside_is_sent_can_be_changed(client: Client, dora: User, make: Maker) -> None:
    client.force_login(dora)
    client.post(f"{CHANNELS}add/", form(**OUTSIDE, wants_verdicts="on"))
    partner = Channel.objects.get()
    claim = make.published()
    make.ruled(claim, "missed", can_no_longer_happen=True)

    client.post(f"{CHANNELS}{partner.pk}/change/", form(**OUTSIDE, wants_claims="on"))

    partner.refresh_from_db()
    assert Alert.objects.get().kind == "verdict"  # of just before
    assert (partner.wants_verdicts, partner.wants_claims, partner.owner) == (False, True, None)
