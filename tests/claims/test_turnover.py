"""The key is turned over, and everything is read under the new one alone."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from claims import turnover
from claims.models import User
from tracker.models import Channel

OLD, NEW = "an old key of more than thirty-two letters", "a new key of more than thirty-two letters"


def stored() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, old_secret FROM tracker_channel")
        return [text for row in cursor.fetchall() for text in row if text]


@pytest.fixture
def channel(db: None, settings: Settings) -> Channel:
    settings.ENCRYPTION_KEYS = (OLD,)
    return Channel.objects.create(name="Chat", kind="chat", secret="slack://TokenA/TokenB/TokenC")


def test_a_channels_secret_is_not_readable_in_the_database(channel: Channel) -> None:
    assert stored()
    assert not any("Token" in text for text in stored())
    assert Channel.objects.get().secret == "slack://TokenA/TokenB/TokenC"


def test_after_the_turnover_the_new_key_alone_reads_everything(
    channel: Channel, ada: User, settings: Settings
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    settings.ENCRYPTION_KEYS = (NEW, OLD)
    assert turnover.reencrypt() == 2
    assert turnover.reencrypt() == 0
    settings.ENCRYPTION_KEYS = (NEW,)
    assert Channel.objects.get().secret == "slack://TokenA/TokenB/TokenC"
    assert get_adapter().decrypt(Authenticator.objects.get().data["secret"]) == secret


def test_a_value_of_before_the_encryption_is_encrypted(channel: Channel) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_channel SET secret = %s", ["slack://TokenA/TokenB/TokenC"])
    call_command("reencrypt")
    assert not any("Token" in text for text in stored())


def test_a_missing_key_is_named_and_nothing_is_lost(channel: Channel, settings: Settings) -> None:
    before = stored()
    settings.ENCRYPTION_KEYS = (NEW,)
    with pytest.raises(CommandError, match="ENCRYPTION_KEYS"):
        call_command("reencrypt")
    assert stored() == before
