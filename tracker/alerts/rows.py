"""How a row of the outbox begins: its Message-ID, its moment, and whether it waits for the digest."""

import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from tracker.models import Alert, Channel


def row(kind: Alert.Kind, once_key: str, channel: Channel, *, now: datetime, **facts: Any) -> Alert:
    """An unsaved alert that is due at once, or gathered by the channel's next digest."""
    return Alert(
        kind=kind,
        once_key=once_key,
        channel=channel,
        noticed_at=now,
        next_try_at=now,
        message_id=f"<alert-{secrets.token_hex(12)}@{urlsplit(settings.SITE_URL).hostname}>",
        **facts,
    )


def write(rows: list[Alert]) -> None:
    """Put them into the outbox; what is in it already, by the database's word, stays as it is."""
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
