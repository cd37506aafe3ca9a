"""The Celery app and its whole beat table. The database decides what is due; a tick only asks it."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("foresaid")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    # A broker that is away for long is only a delay: the database keeps what is due.
    broker_connection_max_retries=None,
    # A task that outlives this is delivered again; leases make the second run harmless.
    broker_transport_options={"visibility_timeout": 600},
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=540,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_hijack_root_logger=False,
    timezone="UTC",
    enable_utc=True,
)
app.autodiscover_tasks(["tracker"])


def _every(seconds: float, task: str) -> dict[str, object]:
    # A tick that waited longer than the next one is worthless.
    return {"task": f"tracker.tasks.{task}", "schedule": seconds, "options": {"expires": max(seconds, 10)}}


app.conf.beat_schedule = {
    "dispatch due feeds": _every(settings.TICK_SECONDS, "dispatch_due_feeds"),
    "match what waits": _every(settings.TICK_SECONDS, "match_waiting_articles"),
    "look for claims": _every(settings.TICK_SECONDS, "spot_waiting_articles"),
    "notice deadlines": _every(4 * settings.TICK_SECONDS, "notice_deadlines"),
    "deliver alerts": _every(settings.TICK_SECONDS, "deliver_alerts"),
    "take rhythms": _every(6 * 3600, "take_rhythms"),
    "publish checkpoint": _every(600, "make_checkpoint"),
}
