"""Makes and writes the rows of the outbox, each with its Message-ID."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils.crypto import salted_hmac

from tracker import setaside
from tracker.models import Alert, Channel, Job

log: Final = logging.getLogger(__name__)


def row(kind: Alert.Kind, once_key: str, channel: Channel, *, now: datetime, **facts: object) -> Alert:
    """An unsaved alert that is due at once, or gathered by the channel's next digest."""
    return Alert(
        kind=kind,
        once_key=once_key,
        channel=channel,
        noticed_at=now,
        next_try_at=now,
        message_id=f"<alert-{_number(kind, once_key, channel)}@{urlsplit(settings.SITE_URL).hostname}>",
        **facts,
    )


def _number(kind: Alert.Kind, once_key: str, channel: Channel) -> str:
    """The same whenever this alert is made, so that one owed again after a backup was put back is known for a copy.

    Not a digest's: what it holds hangs on when it is made. With the installation's secret, since a link may bear it.
    """
    if kind is Alert.Kind.DIGEST:
        return secrets.token_hex(12)
    return salted_hmac("tracker.alerts.rows", f"{kind}\n{once_key}\n{channel.pk}").hexdigest()[:24]


def write(rows: Sequence[Alert], *, now: datetime) -> None:
    """Put them into the outbox; what is in it already, by the database's word, stays as it is.

    Where the database refuses them, one by one: a row that it refuses is set aside with what it is about.
    """
    try:
        _write(rows)
    except OperationalError:
        raise  # no row's fault: all of it is found again
    except Exception:
        log.warning("%d alerts are written one by one", len(rows), exc_info=True)
        for each in rows:
            job, item = (Job.NOTICING, each.claim_id) if each.claim_id else (Job.REPORTING, each.channel_id)
            with setaside.going_on(job, item, now=now):
                _write([each])


@transaction.atomic
def _write(rows: Sequence[Alert]) -> None:
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
