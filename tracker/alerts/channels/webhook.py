"""Sends a message to a program, signed as Standard Webhooks asks. Connects through `tracker.fetch` only.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone

from tracker.alerts.channels.message import Message, NotDelivered, blame_of
from tracker.fetch import FailureKind, FetchFailed, post
from tracker.fetch.newsroom import newsroom_policy
from tracker.models import Channel, Fault

SECONDS: Final = 15
CHANGE_OVER: Final = timedelta(days=1)
PREFIX: Final = "whsec_"


def new_secret() -> str:
    """A key of 32 random bytes, in the form that the libraries of Standard Webhooks take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def rekey(channel: Channel, *, now: datetime) -> str:
    """Give the channel a new key and return it; the old one signs, too, for a day more."""
    fresh = new_secret()
    was_used = channel.last_sent_at is not None
    old = {"old_secret": F("secret"), "old_secret_until": now + CHANGE_OVER} if was_used else {}
    Channel.objects.filter(pk=channel.pk).update(secret=fresh, **old)
    channel.refresh_from_db(fields=["secret", "old_secret", "old_secret_until"])
    return fresh


def send(channel: Channel, message: Message) -> str:
    """POST it; returns the answer's status in words. NotDelivered with the answer; a redirect is a failure."""
    now = timezone.now()
    body = json.dumps(payload(message), ensure_ascii=False, separators=(",", ":")).encode()
    policy = replace(newsroom_policy(), total_seconds=SECONDS)
    headers = signed_headers(channel, message.short_id, body, now=now)
    answer = post(channel.address, body, headers=headers, policy=policy, now=now)
    if isinstance(answer, FetchFailed):
        raise NotDelivered(_in_words(answer), blame_of(answer.status))
    return f"HTTP {answer.status}"


def _in_words(failed: FetchFailed) -> str:
    """The answer as it came; where nobody was asked, our own refusal in the reader's language."""
    if failed.kind in {FailureKind.BAD_ADDRESS, FailureKind.REFUSED_ADDRESS}:
        return str(Fault(failed.kind).label)
    return failed.detail


def payload(message: Message) -> dict[str, object]:
    """What the receiver gets: a type, the moment at which it was noticed, and the facts; words where there are any."""
    words = {"subject": message.subject, "text": message.text} if message.text else {}
    return {"type": message.kind, "timestamp": message.at.isoformat(), "data": {**message.facts, **words}}


def signed_headers(channel: Channel, message_id: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """The header fields of a signed message: with both signatures while an old secret is still honoured."""
    moment = str(int(now.timestamp()))
    keys = [channel.secret]
    if channel.old_secret_until is not None and now < channel.old_secret_until:
        keys.append(channel.old_secret)
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(_signature(key, message_id, moment, body) for key in keys),
    }


def _signature(secret: str, message_id: str, moment: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{message_id}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
