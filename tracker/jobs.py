"""The workers' own state: whether work is still handed out, and which job is set aside because it kills its worker.

each tick           -> note_dispatch      the heartbeat that /healthz and the desk read
a job's redelivery  -> admit | set aside  a job that three workers died of is not given to a fourth
a job's end         -> done
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from tracker.models import Heartbeat, Redelivery

SILENT_AFTER: Final = timedelta(minutes=2)
MOST_REDELIVERIES: Final = 3


def note_dispatch(*, now: datetime) -> None:
    """Note that due work was handed out; a tick that comes late never sets the clock back."""
    renewed = Heartbeat.objects.filter(part=Heartbeat.Part.DISPATCH, at__lte=now).update(at=now)
    if not renewed:
        Heartbeat.objects.get_or_create(part=Heartbeat.Part.DISPATCH, defaults={"at": now})


def last_dispatch() -> datetime | None:
    """When work was last handed out; None before the first time."""
    return Heartbeat.objects.filter(part=Heartbeat.Part.DISPATCH).values_list("at", flat=True).first()


def is_silent(last: datetime | None, *, now: datetime) -> bool:
    """Whether worker, clock or broker must stand still: a tick comes every quarter of a minute."""
    return last is None or now - last > SILENT_AFTER


def admit(*, task_id: str, task: str, arguments: str, now: datetime) -> bool:
    """Count a delivery of a job that is not its first; False once the job is set aside, after three without an end."""
    # The first delivery leaves no row: a job that ends well costs nothing.
    Redelivery.objects.get_or_create(
        task_id=task_id, defaults={"task": task, "arguments": arguments[:500], "last_at": now}
    )
    Redelivery.objects.filter(task_id=task_id).update(deliveries=F("deliveries") + 1, last_at=now)
    worn_out = Redelivery.objects.filter(task_id=task_id, deliveries__gt=MOST_REDELIVERIES)
    return not worn_out.update(set_aside_at=now)


def done(*, task_id: str) -> None:
    """Forget the deliveries of a job that came to an end after all."""
    Redelivery.objects.filter(task_id=task_id, set_aside_at=None).delete()
