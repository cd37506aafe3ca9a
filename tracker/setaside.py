"""One item never stops the others: what a job met an exception at is set aside here, and tried again later.

Why so: docs/decisions/0028-one-item-never-stops-the-others.md
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Final, TypeVar

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, F, Min, Model, QuerySet

from tracker.models import Job, SetAside

Thing = TypeVar("Thing", bound=Model)
Made = TypeVar("Made")
log: Final = logging.getLogger(__name__)

# After the n-th fault an item rests so long. After the last it is left to the desk, and to the next program.
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
# These jobs look at every item whenever they run.
TRY_ALWAYS: Final = frozenset({Job.CALENDAR, Job.MOVING, Job.RHYTHM, Job.TASK})
# These have a plan of their own for the next try; what is due here by hand or by a new program comes before it.
PLAN_THEMSELVES: Final = frozenset({Job.READING, Job.DELIVERING, *TRY_ALWAYS})


class WorkerLost(Exception):
    """A worker did not come back from this item: it was killed, or ran out of time or memory."""


@dataclass(slots=True)
class Attempt:
    """How one item fared; `fault` is what it raised."""

    fault: Exception | None = None


@contextmanager
def going_on(job: Job, item: object, *, now: datetime) -> Iterator[Attempt]:
    """Set the item aside if the block raises, and go on behind it.

    What the block wrote stays: where that must not be, it holds a transaction of its own.
    """
    attempt = Attempt()
    try:
        yield attempt
    except Exception as fault:  # noqa: BLE001  whatever it is, the other items are not to suffer; `note` logs it
        attempt.fault = fault
        note(job, item, fault, now=now)


@contextmanager
def telling_of_task(name: str, *, now: datetime) -> Iterator[None]:
    """Keep that a task fails for as long as it does, without hiding the exception."""
    try:
        yield
    except Exception as fault:
        with _without_a_database():
            note(Job.TASK, name, fault, now=now)
        raise
    with _without_a_database():
        done(Job.TASK, [name])


@contextmanager
def going_on_after(step: str, *, now: datetime) -> Iterator[None]:
    """The same of a step of a task, behind which the task goes on."""
    with going_on(Job.TASK, step, now=now) as attempt:
        yield
    if attempt.fault is None:
        done(Job.TASK, [step])


@contextmanager
def _without_a_database() -> Iterator[None]:
    try:
        yield
    except DatabaseError:
        log.exception("what was set aside cannot be kept")


@transaction.atomic
def note(job: Job, item: object, fault: Exception, *, now: datetime) -> None:
    """Set an item aside, or keep that it failed once more. The first of its kind is logged with its traceback."""
    name = type(fault).__name__[:100]
    is_news = not SetAside.objects.filter(job=job, fault=name).exists()
    found = {"fault": name, "detail": text_of(fault), "program": program(), "last_at": now}
    due_at = None if job in PLAN_THEMSELVES else now + PAUSES[0]
    kept, is_new = SetAside.objects.get_or_create(
        job=job, item=str(item)[:100], defaults={**found, "first_at": now, "due_at": due_at}
    )
    if not is_new:
        # Of the others `take` counts the tries: a worker that dies in one has tried, too.
        again = {"times": F("times") + 1} if job in PLAN_THEMSELVES else {}
        SetAside.objects.filter(pk=kept.pk).update(**found, **again)
    log.error("%s %s was set aside: %s", job.value, item, name, exc_info=fault if is_news else None)


def take(job: Job, *, now: datetime, limit: int = 50) -> list[str]:
    """The items to try again now, the longest due first, each to one caller; the next try is planned at once.

    One indexed query where nothing is due.
    """
    due = SetAside.objects.filter(job=job, due_at__lte=now)
    waiting = due.order_by("due_at").values_list("pk", "item", "times")[:limit]
    taken = []
    for pk, item, times in list(waiting):
        next_at = now + PAUSES[times] if times < len(PAUSES) else None
        if due.filter(pk=pk).update(times=times + 1, due_at=next_at):
            taken.append(item)
    return taken


def results_of(
    job: Job, things: Iterable[Thing], work: Callable[[Thing], Made], *, now: datetime
) -> Iterator[Made]:
    """What `work` gives for each thing, for a job that looks at all of them whenever it runs.

    One that raises is set aside under its number, and left out until its time has come. Two queries, and those of
    `work`; one for a job that tries all of them whenever it runs.
    """
    tried = set() if job in TRY_ALWAYS else set(take(job, now=now))
    known = set(SetAside.objects.filter(job=job).values_list("item", flat=True))
    rests = set() if job in TRY_ALWAYS else known - tried
    mended = []
    for thing in things:
        item = str(thing.pk)
        if item in rests:
            continue
        with going_on(job, item, now=now):
            yield work(thing)
            if item in known:
                mended.append(item)
    if mended:
        done(job, mended)


def done(job: Job, items: Iterable[object]) -> None:
    """These were done after all. One query, and no write where none of them was set aside."""
    known = SetAside.objects.filter(job=job, item__in=[str(item) for item in items])
    if known.exists():
        known.delete()


def done_but(job: Job, failed: Iterable[object]) -> None:
    """All of the job's items but these were done. One query, and no write where there is nothing to forget."""
    known = SetAside.objects.filter(job=job).exclude(item__in=[str(item) for item in failed])
    if known.exists():
        known.delete()


def again(rows: QuerySet[SetAside], *, now: datetime) -> int:
    """Try these at the next run, with all tries before them as if they were new; returns how many."""
    return rows.exclude(job__in=TRY_ALWAYS).update(due_at=now, times=0)


def wake(*, now: datetime) -> int:
    """Try once more what was left by another version of the program: it may have been mended. Returns how many."""
    left = SetAside.objects.filter(due_at=None).exclude(job__in=TRY_ALWAYS).exclude(program=program())
    return left.update(due_at=now, program=program()) if left.exists() else 0


@dataclass(frozen=True, slots=True)
class Heap:
    """Items that one job failed at in the same way, for the desk."""

    job: Job
    fault: str
    number: int
    since: datetime


def heaps() -> list[Heap]:
    """All that is set aside, by job and fault, the oldest first, then by their names. One query."""
    counted = (
        SetAside.objects.order_by().values("job", "fault").annotate(number=Count("pk"), since=Min("first_at"))
    )
    return [
        Heap(Job(row["job"]), row["fault"], row["number"], row["since"])
        for row in counted.order_by("since", "job", "fault")
    ]


def counts() -> Mapping[str, int]:
    """How many items each job has set aside. One query."""
    counted = SetAside.objects.order_by("job").values_list("job").annotate(number=Count("pk"))
    return dict(counted)


@cache
def program() -> str:
    """What tells this program from the next: its version and a digest of its sources. Read once per process."""
    digest = sha256()
    for app in ("claims", "config", "tracker"):
        for source in sorted((settings.BASE_DIR / app).rglob("*.py")):
            digest.update(source.read_bytes())
    return f"{settings.VERSION}-{digest.hexdigest()[:16]}"


def text_of(fault: Exception) -> str:
    """What an exception says, as any database can keep it."""
    try:
        text = str(fault)
    except Exception:  # noqa: BLE001  it was not made to be read
        return ""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")[:500]
