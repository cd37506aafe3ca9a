"""Whether the machine still hands out work: a row that each dispatch renews."""

from datetime import datetime, timedelta
from typing import Final

from tracker.models import Heartbeat

SILENT_AFTER: Final = timedelta(minutes=2)


def mark(*, now: datetime) -> None:
    """Work was looked for and handed out; a tick that was late never sets the clock back."""
    renewed = Heartbeat.objects.filter(part=Heartbeat.Part.DISPATCH, at__lte=now).update(at=now)
    if not renewed:
        Heartbeat.objects.get_or_create(part=Heartbeat.Part.DISPATCH, defaults={"at": now})


def last() -> datetime | None:
    """When work was last handed out; None before the first time."""
    return Heartbeat.objects.filter(part=Heartbeat.Part.DISPATCH).values_list("at", flat=True).first()


def is_silent(last: datetime | None, *, now: datetime) -> bool:
    """Whether worker, clock or broker must stand still: a tick comes every quarter of a minute."""
    return last is None or now - last > SILENT_AFTER
