"""Gathers many alerts of a channel into one row of the outbox. Sends nothing.

Each day, at the channel's hour, what waits for its daily message; once, what was owed before the channel was there;
and what is more than a channel takes in an hour.
"""

from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker import setaside
from tracker.alerts.rows import row
from tracker.alerts.timing import last_digest
from tracker.models import Alert, Channel, Job

# What the key of a digest begins with that is not a day's: it sums up, or holds the rest of an hour.
SINCE: Final = "since/"
REST: Final = "rest/"
# What a digest can tell of.
GATHERABLE: Final = (Alert.Kind.DEADLINE, Alert.Kind.EVIDENCE, Alert.Kind.FEED)


def gather(*, now: datetime) -> int:
    """Write the digests that are due and put into each what waited for it; returns how many were written.

    A day's digest is one row, unique like every other. What is noticed after it waits for the next day's. A channel
    that raises anything is set aside.
    """
    waiting = Alert.objects.filter(state=Alert.State.OWED, in_digest=True, gathered_into__isnull=True)
    channels = Channel.objects.filter(pk__in=waiting.values("channel"), is_active=True)
    return sum(setaside.results_of(Job.GATHERING, channels, partial(_gather, now=now), now=now))


@transaction.atomic
def _gather(channel: Channel, *, now: datetime) -> bool:
    last = last_digest(now, at=channel.digest_at, zone=timezone.get_current_timezone())
    waiting = Alert.objects.filter(
        channel=channel,
        state=Alert.State.OWED,
        in_digest=True,
        gathered_into__isnull=True,
        noticed_at__lte=last.moment,
    )
    if not waiting.exists():
        return False
    digest, is_new = _digest(channel, last.day.isoformat(), now)
    # Only whoever wrote the digest fills it: what came later must not be marked as sent with it.
    if is_new:
        waiting.update(gathered_into=digest)
    return is_new


@transaction.atomic
def catch_up(channel: Channel, *, now: datetime) -> None:
    """Sum up what waits for a channel that is new, or hears of more than before; a daily one has an hour for it."""
    same = Channel.objects.filter(pk=channel.pk, is_caught_up=False, hears_since=channel.hears_since)
    if same.update(is_caught_up=True) != 1 or channel.rhythm == Channel.Rhythm.DAILY:
        return
    waiting = Alert.objects.filter(
        channel=channel, state=Alert.State.OWED, in_digest=True, gathered_into__isnull=True
    )
    if waiting.exists():
        digest, _is_new = _digest(channel, f"{SINCE}{channel.hears_since.isoformat()}", now)
        waiting.update(gathered_into=digest)


@transaction.atomic
def gather_rest(channel: Channel, rest: QuerySet[Alert], *, now: datetime) -> int | None:
    """Put what is more than a channel takes in an hour into one message; its id, or None where there is nothing."""
    waiting = rest.filter(kind__in=GATHERABLE, tries=0).order_by()
    if not waiting.exists():
        return None
    digest, _is_new = _digest(channel, f"{REST}{now.isoformat()}", now)
    waiting.update(in_digest=True, gathered_into=digest)
    return digest.pk


def _digest(channel: Channel, once_key: str, now: datetime) -> tuple[Alert, bool]:
    fresh = row(Alert.Kind.DIGEST, once_key, channel, now=now)
    return Alert.objects.get_or_create(
        kind=fresh.kind,
        once_key=fresh.once_key,
        channel=channel,
        defaults={"noticed_at": now, "next_try_at": now, "message_id": fresh.message_id},
    )
