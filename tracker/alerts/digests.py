"""Gathers what waits for a channel's daily message into one row of the outbox. Sends nothing."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from tracker import setaside
from tracker.alerts.rows import row
from tracker.alerts.timing import last_digest
from tracker.models import Alert, Channel, Job


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
    moment = last_digest(now, at=channel.digest_at, zone=timezone.get_current_timezone())
    waiting = Alert.objects.filter(
        channel=channel,
        state=Alert.State.OWED,
        in_digest=True,
        gathered_into__isnull=True,
        noticed_at__lte=moment,
    )
    if not waiting.exists():
        return False
    fresh = row(Alert.Kind.DIGEST, timezone.localdate(moment).isoformat(), channel, now=now)
    digest, is_new = Alert.objects.get_or_create(
        kind=fresh.kind,
        once_key=fresh.once_key,
        channel=channel,
        defaults={"noticed_at": now, "next_try_at": now, "message_id": fresh.message_id},
    )
    # Only whoever wrote the digest fills it: what came later must not be marked as sent with it.
    if is_new:
        waiting.update(gathered_into=digest)
    return is_new
