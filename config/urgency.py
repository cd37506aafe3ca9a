"""Which task comes before which, and where. A worker takes what is most urgent; what is urgent may have its own worker.

0  urgent    the heartbeat, alerts: noticed and sent
3  polls     the batches that are due
5  matching  new articles against the claims
7  spotting  new articles for claims to consider, their transcripts and PDFs; readers' mails and hints
9  later     what was read long ago, rhythms, the day's checkpoint, witnesses, the backup, open data
"""

from enum import IntEnum
from typing import Final

URGENT_QUEUE: Final = "urgent"
# All else; Celery's own name, under which messages of earlier versions wait.
QUEUE: Final = "celery"


class Urgency(IntEnum):
    """The broker's priority: 0 is taken first."""

    URGENT = 0
    POLLS = 3
    MATCHING = 5
    SPOTTING = 7
    LATER = 9


URGENCY: Final = {
    "dispatch_due_feeds": Urgency.URGENT,
    "notice_deadlines": Urgency.URGENT,
    "deliver_alerts": Urgency.URGENT,
    "deliver_to_channel": Urgency.URGENT,
    "release_due": Urgency.URGENT,
    "refresh_feeds": Urgency.POLLS,
    "match_waiting_articles": Urgency.MATCHING,
    "spot_waiting_articles": Urgency.SPOTTING,
    "tell_readers": Urgency.SPOTTING,
    "look_at_hints": Urgency.SPOTTING,
    "read_attachments": Urgency.SPOTTING,
    "look_back": Urgency.LATER,
    "clear_away": Urgency.LATER,
    "take_rhythms": Urgency.LATER,
    "take_in_tables": Urgency.LATER,
    "number_entries": Urgency.LATER,
    "pass_days": Urgency.LATER,
    "compare_counts": Urgency.LATER,
    "ask_witnesses": Urgency.LATER,
    "back_up": Urgency.LATER,
    "make_open_data": Urgency.LATER,
}


def route(task: str) -> dict[str, object]:
    """Queue and priority of one of `tracker.tasks`."""
    urgency = URGENCY[task]
    queue = URGENT_QUEUE if urgency is Urgency.URGENT else QUEUE
    return {"queue": queue, "priority": int(urgency)}
