"""The Celery app of the workers. When what is looked for stands in `config.beat`."""

import gc
import logging
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

import click
from celery import Celery, Task, bootsteps
from celery.signals import heartbeat_sent, worker_before_create_process, worker_init, worker_process_init
from django.conf import settings
from django.utils import timezone
from kombu import Exchange, Queue

from config import alive, hanging
from config.urgency import QUEUE, URGENCY, URGENT_QUEUE, Urgency, route

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Django's own checks load every page of the desk; `migrate`, which comes before any worker, has made them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

if TYPE_CHECKING:
    from celery.result import AsyncResult
    from celery.worker import WorkController
    from celery.worker.heartbeat import Heart

    AnyTask = Task[Any, Any]
else:
    AnyTask = Task

# The broker is no calendar: what is due later than this is a row with a date.
LONGEST_DELAY = 300
# A worker speaks to the broker every two seconds; one that is silent for so long has lost it, or hangs.
WORKER_SILENCE: Final = 60
# After so many tasks, about a day's, a worker of threads is replaced, as processes of a pool are after 500 each.
MOST_TASKS: Final = 50_000
log: Final = logging.getLogger(__name__)
# What worker and clock must agree on.
BROKER: Final = {
    "broker_url": settings.CELERY_BROKER_URL,
    "broker_connection_retry_on_startup": True,
    # A broker that is away for long is only a delay: the database keeps what is due.
    "broker_connection_max_retries": None,
    "broker_transport_options": {
        # A task that outlives this is delivered again; leases make the second run harmless.
        "visibility_timeout": settings.REDELIVER_SECONDS,
        # A long queue of feeds or articles holds up neither alerts nor the heartbeat.
        "priority_steps": sorted(Urgency),
    },
    # A worker that is told no queue takes from both.
    "task_queues": [Queue(name, Exchange(name), routing_key=name) for name in (URGENT_QUEUE, QUEUE)],
    "task_default_queue": QUEUE,
    "task_default_priority": int(Urgency.LATER),
    "task_routes": {f"tracker.tasks.{task}": route(task) for task in URGENCY},
    "timezone": "UTC",
    "enable_utc": True,
}


class Sending(TypedDict, total=False):
    """How a task is queued: `countdown` in seconds, or `eta` with a time zone. Celery's own calls may give more."""

    task_id: str
    countdown: float
    eta: datetime
    queue: str
    priority: int


class GuardedTask(AnyTask):
    """A task that is not run again for ever when it brings down the workers that take it.

    The desk is told of one that ends with an exception, for as long as it does.
    """

    def __call__(self, *args: object, **kwargs: object) -> object:
        from config import logs  # noqa: PLC0415  Django's settings are not ready when this module is read
        from tracker import setaside  # noqa: PLC0415  nor are its models

        numbered = logs.about(task_id=str(self.request.id), task=self.name.rpartition(".")[2])
        bound = hanging.within(self.time_limit or settings.TASK_SECONDS)
        with bound, numbered, setaside.telling_of_task(self.name.rpartition(".")[2], now=timezone.now()):
            return self._run_guarded(*args, **kwargs)

    def _run_guarded(self, *args: object, **kwargs: object) -> object:
        from tracker import jobs  # noqa: PLC0415

        if not (self.request.delivery_info or {}).get("redelivered"):
            return self.run(*args, **kwargs)
        job, arguments = str(self.request.id), f"{args} {kwargs or ''}"
        if not jobs.admit(task_id=job, task=self.name, arguments=arguments, now=timezone.now()):
            return None
        try:
            return self.run(*args, **kwargs)
        finally:  # which a worker that dies does not reach
            jobs.done(task_id=job)

    def apply_async(  # type: ignore[override]  # what the library also takes by its place is given by name here
        self,
        args: tuple[object, ...] | None = None,
        kwargs: dict[str, object] | None = None,
        **options: Unpack[Sending],
    ) -> "AsyncResult[object]":
        """Queue it. ValueError for a delay of more than five minutes."""
        eta = options.get("eta")
        delay = (eta - timezone.now()).total_seconds() if eta else options.get("countdown") or 0
        if delay > LONGEST_DELAY:
            raise ValueError(f"{self.name} shall not wait for {delay:.0f} s in the broker: store a date.")
        return super().apply_async(args, kwargs, **options)


app = Celery("foresaid", task_cls=GuardedTask)
app.conf.update(
    **BROKER,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=settings.TASK_SECONDS,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_hijack_root_logger=False,
)
app.autodiscover_tasks(["tracker"])


@worker_init.connect
def _begin_with_threads(**_facts: object) -> None:
    """Nothing is forked from a worker of threads: it may ask the database itself."""
    if settings.WORKER_POOL == "threads":
        from tracker.evidence import apart  # noqa: PLC0415  the models are there only now

        apart.begin()
        try_again_what_another_program_left()


@worker_process_init.connect
def try_again_what_another_program_left(**_facts: object) -> None:
    """A fault that made an earlier version set something aside may have been mended.

    Not in the parent: closing a connection that was opened before the fork makes SQLite lose what others wrote.
    """
    from tracker import setaside  # noqa: PLC0415

    setaside.wake(now=timezone.now())


@worker_before_create_process.connect
def _share_memory(**_facts: object) -> None:
    """What every process of the pool needs is loaded once, before them.

    And the garbage collector is kept off it: its marks would copy it into each.
    """
    if QUEUE in app.amqp.queues.consume_from:
        from tracker.words import roots  # noqa: PLC0415  the worker of what is urgent reads no articles

        roots.load_dictionaries()
    gc.freeze()


@heartbeat_sent.connect
def _say_that_it_lives(sender: "Heart", **_facts: object) -> None:
    """From the loop that takes tasks, and only while the broker hears it; under the name before the @."""
    name = str(sender.eventer.hostname).partition("@")[0]  # type: ignore[attr-defined]
    alive.renew(settings.DATA_DIR / "run", name, seconds=WORKER_SILENCE)


@heartbeat_sent.connect
def be_replaced(**_facts: object) -> None:
    """Where threads do the work: end when one hangs, and after some days when all is done that is in hand."""
    if settings.WORKER_POOL != "threads":
        return
    from celery.worker import state  # noqa: PLC0415  some MB that web and clock have no use for

    if hanging.is_any_over():
        log.error("A task hangs: this worker ends, so that another is started.")
        os._exit(1)
    if sum(state.total_count.values()) > MOST_TASKS:
        state.should_stop = os.EX_OK  # type: ignore[assignment]


class ClockThread(bootsteps.StartStopStep):
    """The clock within the worker, where one machine does all and is to take little memory: `--clock`."""

    def __init__(self, worker: "WorkController", *, clock: bool = False, **_options: object) -> None:
        self.enabled = clock
        self._beat: Any = None

    def start(self, worker: "WorkController") -> None:
        """Before the first task is taken. Should it end by an exception, its sign of life does, too."""
        from celery.beat import EmbeddedService  # noqa: PLC0415

        from config import beat  # noqa: PLC0415  it takes from this module

        schedule = str(settings.DATA_DIR / "run" / "beat-schedule")
        self._beat = EmbeddedService(beat.app, thread=True, schedule_filename=schedule)
        self._beat.start()

    def stop(self, worker: "WorkController") -> None:
        """With its schedule kept."""
        self._beat.stop()


app.steps["worker"].add(ClockThread)
app.user_options["worker"].add(click.Option(["--clock"], is_flag=True, help="Be the clock as well."))
