"""The product with a worker of threads, as on a machine of one core: it works, lives, and is replaced when it hangs."""

import os
import signal
from pathlib import Path

import pytest
from celery.signals import heartbeat_sent
from celery.worker import state
from pytest_django import Settings

from config import celery, hanging
from config.management.commands import run
from tests.stack import Stack, is_running, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.any_database]


def test_one_process_is_worker_and_clock_and_goes_on_after_a_kill(tmp_path: Path) -> None:
    handed_out = "from tracker import jobs; at = jobs.last_dispatch(); result = at and at.timestamp()"
    with Stack(tmp_path, WORKER_POOL="threads") as stack:
        assert not (stack.folder / "run" / "beat.pid").exists()
        before = wait_for(lambda: stack.do(handed_out), what="work is handed out")
        worker = stack.pid("worker")
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: stack.pid("worker") != worker)
        wait_for(lambda: stack.do(handed_out) > before + 1, what="work is handed out again")
        worker = stack.pid("worker")
        assert stack.stop() == 0
    assert not is_running(worker)


def test_only_a_worker_of_threads_on_a_machine_by_itself_is_the_clock(settings: Settings) -> None:
    settings.WORKER_POOL = "processes"
    assert ([part.name for part in run.clock_parts()], "--clock" in run.worker_parts()[-1].command) == (
        ["beat"],
        False,
    )
    settings.WORKER_POOL = "threads"
    settings.URGENT_WORKER = True
    assert ([part.name for part in run.clock_parts()], "--clock" in run.worker_parts()[-1].command) == (
        [],
        True,
    )
    assert "--clock" not in run.worker_parts()[0].command
    assert "--clock" not in run.part_named("worker").command


class Ended(BaseException):
    pass


@pytest.fixture
def _ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(status: int) -> None:
        raise Ended(status)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(state, "should_stop", None)


@pytest.mark.usefixtures("_ends")
def test_a_worker_of_threads_ends_when_a_task_hangs_and_one_of_processes_kills_it(settings: Settings) -> None:
    settings.WORKER_POOL = "threads"
    with hanging.within(60):
        celery.be_replaced()
    with hanging.within(-1):
        with pytest.raises(Ended):
            celery.be_replaced()
        settings.WORKER_POOL = "processes"
        celery.be_replaced()


@pytest.mark.usefixtures("_ends")
def test_a_worker_of_threads_is_replaced_after_some_days_work(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WORKER_POOL = "threads"
    monkeypatch.setitem(state.total_count, "tests.note", celery.MOST_TASKS)
    celery.be_replaced()
    assert state.should_stop is None
    monkeypatch.setitem(state.total_count, "tests.note", celery.MOST_TASKS + 1)
    celery.be_replaced()
    assert state.should_stop == 0


def test_it_is_asked_with_each_heartbeat() -> None:
    assert celery.be_replaced in [receiver() for _key, receiver in heartbeat_sent.receivers]
