import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from celery.signals import worker_init, worker_process_init, worker_ready
from django.conf import settings
from django.utils import timezone

from config.celery import GuardedTask, app
from tracker import setaside
from tracker.models import Job, Redelivery, SetAside


@pytest.fixture
def runs() -> list[int]:
    """What the task under test was called with."""
    return []


@pytest.fixture
def task(runs: list[int]) -> Iterator[GuardedTask]:
    def note(number: int) -> None:
        runs.append(number)

    made = app.task(name="tests.note")(note)
    yield made
    app.tasks.pop("tests.note", None)


def deliver(task: GuardedTask, *, redelivered: bool, task_id: str = "job-1") -> None:
    """Call the task as a worker does that took it from the broker."""
    task.push_request(id=task_id, delivery_info={"redelivered": redelivered})
    try:
        task(1)
    finally:
        task.pop_request()


def test_a_task_in_hand_when_its_worker_dies_is_delivered_again() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost


def test_a_task_ends_before_the_broker_would_deliver_it_a_second_time() -> None:
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]


def test_jobs_tick_in_utc_so_that_no_hour_is_lost_or_doubled() -> None:
    assert (str(app.conf.timezone), app.conf.enable_utc) == ("UTC", True)


def test_a_worker_that_is_told_no_queue_takes_from_all() -> None:
    assert {queue.name for queue in app.conf.task_queues} == {"urgent", "celery"}


def test_a_task_that_hangs_is_killed_when_its_lease_is_over_and_delivered_again_after_that() -> None:
    assert app.conf.task_time_limit >= settings.LEASE_SECONDS
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]
    assert settings.EMAIL_TIMEOUT <= settings.LEASE_SECONDS / 3


@pytest.mark.django_db
def test_a_job_delivered_once_leaves_no_trace(task: GuardedTask, runs: list[int]) -> None:
    deliver(task, redelivered=False)
    assert runs == [1]
    assert not Redelivery.objects.exists()


@pytest.mark.django_db
def test_a_job_that_three_workers_did_not_survive_is_set_aside(
    task: GuardedTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaths: list[int] = []
    monkeypatch.setattr("tracker.jobs.done", lambda **_job: None)  # the dead finish nothing
    monkeypatch.setattr(task, "run", lambda number: deaths.append(number) or sys.exit())  # type: ignore[func-returns-value]
    for delivery in range(1, 6):
        with suppress(SystemExit):
            deliver(task, redelivered=delivery > 1)
    assert len(deaths) == 3
    assert Redelivery.objects.get().set_aside_at


@pytest.mark.django_db
def test_a_job_that_succeeds_at_the_second_delivery_is_forgotten(task: GuardedTask, runs: list[int]) -> None:
    deliver(task, redelivered=True)
    assert runs == [1]
    assert not Redelivery.objects.exists()


def test_the_broker_keeps_no_appointment_beyond_five_minutes(task: GuardedTask) -> None:
    with pytest.raises(ValueError, match="store a date"):
        task.apply_async((1,), countdown=301)
    with pytest.raises(ValueError, match="store a date"):
        task.apply_async((1,), eta=timezone.now() + timedelta(minutes=6))


@pytest.mark.django_db
def test_the_desk_is_told_of_a_task_that_fails_until_it_does_no_more(
    task: GuardedTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(task, "run", len)
        with pytest.raises(TypeError):
            deliver(task, redelivered=False)
    assert SetAside.objects.values_list("job", "item", "fault").get() == ("task", "note", "TypeError")
    deliver(task, redelivered=False)
    assert not SetAside.objects.exists()


@pytest.mark.django_db
def test_a_new_program_tries_again_what_the_one_before_left(monkeypatch: pytest.MonkeyPatch) -> None:
    setaside.note(Job.SPOTTING, 7, ValueError(), now=timezone.now())
    SetAside.objects.update(due_at=None)
    monkeypatch.setattr(setaside, "program", lambda: "the next")
    worker_process_init.send(sender=None)
    assert setaside.take(Job.SPOTTING, now=timezone.now()) == ["7"]


def test_a_worker_loads_no_page_of_the_desk() -> None:
    code = (
        "import sys; from config.celery import app; app.loader.import_default_modules(); "
        "print([name for name in sys.modules if '.admin' in name and name.startswith(('claims', 'tracker'))])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "[]"


def test_a_workers_parent_asks_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise AssertionError(
            "a connection that is opened before the fork breaks the database of its children"
        )

    monkeypatch.setattr(setaside, "wake", refuse)
    worker_ready.send(sender=None)
    worker_init.send(sender=None)
