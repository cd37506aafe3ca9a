"""Has the chief told by a web process that no worker works. Asked whenever somebody asks whether all is well.

`make run` and Compose ask each minute or oftener; so does whoever watches the site from outside.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Final

from django.db import connections
from django.utils import timezone

from tracker import jobs

log: Final = logging.getLogger(__name__)
# This process itself has seen it stand still for so long: after a start, worker and clock have their time to begin.
PATIENCE: Final = 300.0


class StandstillWatch:
    """One process's memory of the last sign of work that it saw, and since when it has seen no later one."""

    def __init__(self) -> None:
        self.last: datetime | None = None
        self.since = 0.0
        self.telling: Future[None] | None = None

    def has_stood(self, last: datetime | None, *, seconds: float) -> bool:
        """Whether the last sign of work was this one already so many seconds ago."""
        if last != self.last:
            self.last, self.since = last, monotonic()
        return last is not None and monotonic() - self.since >= seconds


watch: Final = StandstillWatch()


@cache
def _worker() -> ThreadPoolExecutor:
    """Made when first needed: a process that forks has its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="standstill")


def look(*, now: datetime) -> None:
    """Have it told, beside the request, if nothing works. One query while all is well."""
    last = jobs.last_dispatch()
    has_stood = watch.has_stood(last, seconds=PATIENCE)
    if jobs.is_silent(last, now=now) and has_stood and (watch.telling is None or watch.telling.done()):
        log.warning("No work was handed out since %s: the chief is told", last)
        watch.telling = _worker().submit(_tell)


def _tell() -> None:
    from tracker import alerts  # noqa: PLC0415  the ways out are loaded where one is taken

    try:
        alerts.tell_of_standstill(now=timezone.now())
    except Exception:
        log.exception("A standstill could not be told")
    finally:
        connections.close_all()
