"""The outbox of alerts: notice what is owed and write it once, gather digests, deliver, try again. Import from here."""

from tracker.alerts.delivering import channels_due, deliver_channel, deliver_due, send_again, switch_on
from tracker.alerts.digests import gather
from tracker.alerts.noticing import notice

__all__ = [
    "channels_due",
    "deliver_channel",
    "deliver_due",
    "gather",
    "notice",
    "send_again",
    "switch_on",
]
