"""The clock: the whole beat table, in an app of its own that loads neither models nor tasks.

The database decides what is due; a tick only asks it.
"""

from typing import Final

from celery import Celery
from celery.signals import after_task_publish
from django.conf import settings

from config import alive
from config.celery import BROKER
from config.urgency import route

# A task sends `match_waiting_articles`, too.
SENT_BY_CLOCK_ALONE: Final = {
    f"tracker.tasks.{name}" for name in ("dispatch_due_feeds", "deliver_alerts", "number_entries")
}
# Something is due every minute; a clock that handed nothing to the broker for so long stands still.
SILENCE: Final = 150


@after_task_publish.connect
def _say_that_it_lives(sender: str, **_facts: object) -> None:
    """By what nobody but the clock sends: it may be a thread of a worker, whose tasks send others."""
    if sender in SENT_BY_CLOCK_ALONE:
        alive.renew(settings.DATA_DIR / "run", "beat", seconds=SILENCE)


def _every(seconds: float, task: str) -> dict[str, object]:
    # A tick that waited longer than the next one is worthless.
    return {
        "task": f"tracker.tasks.{task}",
        "schedule": seconds,
        "options": {"expires": max(seconds, 10), **route(task)},
    }


# Without the fixup for Django, which would load every app into a process that only sends names.
app = Celery("foresaid", set_as_current=False, fixups=[])
app.conf.update(
    **BROKER,
    beat_schedule={
        "dispatch due feeds": _every(settings.TICK_SECONDS, "dispatch_due_feeds"),
        "match what waits": _every(settings.TICK_SECONDS, "match_waiting_articles"),
        "look for claims": _every(settings.TICK_SECONDS, "spot_waiting_articles"),
        "read attachments": _every(2 * settings.TICK_SECONDS, "read_attachments"),
        "look back": _every(settings.TICK_SECONDS, "look_back"),
        "notice deadlines": _every(4 * settings.TICK_SECONDS, "notice_deadlines"),
        "deliver alerts": _every(settings.TICK_SECONDS, "deliver_alerts"),
        "tell readers": _every(2 * settings.TICK_SECONDS, "tell_readers"),
        "look at hints": _every(2 * settings.TICK_SECONDS, "look_at_hints"),
        "clear away": _every(20 * settings.TICK_SECONDS, "clear_away"),
        "take rhythms": _every(6 * 3600, "take_rhythms"),
        "release what is due": _every(settings.TICK_SECONDS, "release_due"),
        "take in tables": _every(settings.TICK_SECONDS, "take_in_tables"),
        "pass days": _every(60, "pass_days"),
        "compare counts": _every(24 * 3600, "compare_counts"),
        "number entries": _every(60, "number_entries"),
        "ask witnesses": _every(300, "ask_witnesses"),
        "back up": _every(20 * settings.TICK_SECONDS, "back_up"),
        "make open data": _every(20 * settings.TICK_SECONDS, "make_open_data"),
    },
)


if __name__ == "__main__":
    # Not by `celery beat`, whose command line takes a third of this process's memory.
    app.Beat(loglevel="INFO", schedule=str(settings.DATA_DIR / "run" / "beat-schedule"), pidfile="").run()
