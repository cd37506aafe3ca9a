"""Webhooks as Standard Webhooks wants them; its own library checks the signatures."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from tests.receivers import HttpReceiver
from tests.tracker.alerts.channels.conftest import MESSAGE
from tracker.alerts.channels import Blame, NotDelivered, webhook
from tracker.models import Channel


@pytest.fixture
def receiver(settings: Settings) -> Iterator[HttpReceiver]:
    with HttpReceiver() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def hook(receiver: HttpReceiver) -> Channel:
    return Channel(name="Hook", kind="webhook", address=receiver.url, secret=webhook.new_secret())


def test_the_specifications_own_library_accepts_the_signature(hook: Channel, receiver: HttpReceiver) -> None:
    assert webhook.send(hook, MESSAGE) == "HTTP 204"
    headers, body = receiver.got[0]
    data = Webhook(hook.secret).verify(body, headers)
    assert headers["webhook-id"] == "alert-1a2b"
    assert data == {
        "type": "deadline",
        "timestamp": "2026-06-17T08:00:00+00:00",
        "data": {"claim_id": 12, "subject": MESSAGE.subject, "text": MESSAGE.text},
    }


def test_a_changed_body_or_another_key_is_noticed(hook: Channel, receiver: HttpReceiver) -> None:
    webhook.send(hook, MESSAGE)
    headers, body = receiver.got[0]
    for key, sent in ((hook.secret, body + b" "), (webhook.new_secret(), body)):
        with pytest.raises(WebhookVerificationError):
            Webhook(key).verify(sent, headers)


def test_while_the_key_changes_both_verify_and_afterwards_only_the_new(
    hook: Channel, receiver: HttpReceiver
) -> None:
    hook.old_secret, hook.secret = hook.secret, webhook.new_secret()
    hook.old_secret_until = timezone.now() + timedelta(hours=1)
    webhook.send(hook, MESSAGE)
    hook.old_secret_until = timezone.now()
    webhook.send(hook, MESSAGE)
    (both, body), (new_only, _body) = receiver.got
    for key, headers in ((hook.secret, both), (hook.old_secret, both), (hook.secret, new_only)):
        Webhook(key).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(hook.old_secret).verify(body, new_only)


@pytest.mark.parametrize(
    ("status", "blame"),
    [
        (302, Blame.CHANNEL),
        (307, Blame.CHANNEL),
        (401, Blame.CHANNEL),
        (500, Blame.CHANNEL),
        (422, Blame.MESSAGE),
        (410, Blame.GONE),
    ],
)
def test_anything_but_a_yes_is_a_failure_and_a_redirect_is_not_followed(
    hook: Channel, receiver: HttpReceiver, status: int, blame: Blame
) -> None:
    receiver.status = status
    with pytest.raises(NotDelivered) as failed:
        webhook.send(hook, MESSAGE)
    assert (failed.value.blame, len(receiver.got)) == (blame, 1)


def test_a_private_address_is_not_asked(hook: Channel, receiver: HttpReceiver, settings: Settings) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset()
    with pytest.raises(NotDelivered):
        webhook.send(hook, MESSAGE)
    assert receiver.got == []
