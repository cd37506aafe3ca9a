"""The workers' own state: whether work is still handed out, and which job is set aside because it kills its worker.

each tick           -> note_dispatch      the heartbeat that /healthz and the desk read
a job's redelivery  -> admit | set aside  a job that three workers died of is not given to a fourth
a job's end         -> done
a job of one worker -> my_turn            a lease by the job's name: a backlog has one chain of work, not many
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.db.models import F

from tracker.models import Heartbeat, Redelivery, Turn, unleased

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


@dataclass(frozen=True, slots=True)
class Held:
    """A worker's turn at a job.

    `is_careful` after a worker that did not come back from its turn: items are then taken one by one, and noted before.
    `lost_item` is what that worker had noted, "" where it had noted nothing.
    """

    job: str
    token: str
    stop_at: float
    is_careful: bool = False
    lost_item: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it is time to let others at the worker. What is left is for the next turn."""
        return monotonic() >= self.stop_at

    def begin(self, item: object) -> None:
        """Note what is begun, where that matters. No query otherwise."""
        if self.is_careful:
            Turn.objects.filter(job=self.job, lease_token=self.token).update(item=str(item)[:100])


@contextmanager
def my_turn(job: str, *, now: datetime) -> Iterator[Held | None]:
    """One worker's turn at a job, for a little less than a tick; None while another has it. Three queries."""
    turn, _made = Turn.objects.get_or_create(job=job)
    token = secrets.token_hex(16)
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    if not Turn.objects.filter(unleased(now), pk=turn.pk).update(
        leased_until=until, lease_token=token, item=""
    ):
        yield None
        return
    is_careful = bool(turn.lease_token)  # whoever ends a turn in order clears it
    held = Held(job, token, monotonic() + turn_seconds(), is_careful, turn.item if is_careful else "")
    try:
        yield held
    finally:
        Turn.objects.filter(pk=turn.pk, lease_token=token).update(leased_until=None, lease_token="", item="")


def turn_seconds() -> float:
    """How long a worker stays at a job before it looks for what is more urgent: over before the next tick."""
    return min(0.8 * settings.TICK_SECONDS, settings.LEASE_SECONDS / 3)
