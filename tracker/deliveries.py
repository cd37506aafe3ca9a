"""Counts the deliveries of a job whose worker died, and sets aside the job that brings down whoever takes it."""

from datetime import datetime
from typing import Final

from django.db.models import F

from tracker.models import Redelivery

MOST: Final = 3


def admit(*, task_id: str, task: str, arguments: str, now: datetime) -> bool:
    """Count a delivery that is not the first; False when the job is set aside, because three came to no end."""
    # The first delivery leaves no row: a job that ends well costs nothing.
    Redelivery.objects.get_or_create(
        task_id=task_id, defaults={"task": task, "arguments": arguments[:500], "last_at": now}
    )
    Redelivery.objects.filter(task_id=task_id).update(deliveries=F("deliveries") + 1, last_at=now)
    worn_out = Redelivery.objects.filter(task_id=task_id, deliveries__gt=MOST)
    return not worn_out.update(set_aside_at=now)


def done(*, task_id: str) -> None:
    """The job came to an end after all."""
    Redelivery.objects.filter(task_id=task_id, set_aside_at=None).delete()
