"""What the desk is told of deadlines, evidence and feeds: an outbox of alerts, each written once and sent once.

                                        audience: whom does it concern, and how are they told once?
    a claim's window --> deadlines (pure: which step is owed today?) --+
    evidence, feeds, the week --> reports, weekly ---------------------+--> noticing.notice --> a row of the outbox
    what was published --> publishing.notice, for receivers outside alone ----------------------> a row |
                                                                                                    |
    digests.gather: the rows of a channel that wants one message a day become one row <-------------+
                                                                                                    v
    delivering: lease a channel, ask `relevance` whether it is still so, `composing`, `channels.send`, mark, or later

Import from here.
"""

from tracker.alerts.delivering import (
    channels_due,
    deliver_channel,
    deliver_due,
    oldest_unsent,
    send_again,
    switch_off,
    switch_on,
)
from tracker.alerts.digests import gather
from tracker.alerts.noticing import notice
from tracker.alerts.publishing import notice as notice_published
from tracker.alerts.standstill import tell as tell_of_standstill

__all__ = [
    "channels_due",
    "deliver_channel",
    "deliver_due",
    "gather",
    "notice",
    "notice_published",
    "oldest_unsent",
    "send_again",
    "switch_off",
    "switch_on",
    "tell_of_standstill",
]
