"""The way of last resort: where no worker goes, whoever is asked for a page tells the chief."""

from datetime import datetime

from tracker import jobs
from tracker.alerts import channels, installation
from tracker.alerts.delivering import Send, deliver_channel
from tracker.alerts.rows import write
from tracker.models import Alert


def tell(*, now: datetime, send: Send = channels.send) -> int:
    """Write and send what is owed of a standstill, once however many ask; returns how many alerts were sent.

    With it goes whatever else its channels are owed: nobody else would send it.
    """
    last = jobs.last_dispatch()
    if last is None or now - last <= installation.STILL_AFTER:
        return 0
    write(installation.rows(now=now, of_workers=False), now=now)
    owed = Alert.objects.filter(kind=Alert.Kind.INSTALLATION, state=Alert.State.OWED, next_try_at__lte=now)
    ids = list(owed.order_by().values_list("channel", flat=True).distinct())
    return sum(deliver_channel(pk, now=now, send=send) for pk in ids)
