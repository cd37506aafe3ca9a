import os
import subprocess
import sys
from datetime import timedelta
from random import Random

import pytest
import time_machine
from celery.beat import ScheduleEntry
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import newsroom
from claims import kept_counts
from claims.models import Claim, RecordEntry
from claims.record import newest_head
from config import celery
from config.beat import app
from config.urgency import URGENCY, URGENT_QUEUE
from tests.conftest import NOW
from tests.makers import Maker

TABLE = app.conf.beat_schedule


def test_every_entry_of_the_beat_table_is_a_task_that_exists() -> None:
    celery.app.loader.import_default_modules()
    assert {entry["task"] for entry in TABLE.values()} <= set(celery.app.tasks)


def test_a_tick_that_waited_too_long_is_dropped() -> None:
    assert all(entry["options"]["expires"] >= entry["schedule"] for entry in TABLE.values())


def test_what_is_urgent_comes_first_also_where_the_clock_sends_it() -> None:
    sent = {entry["task"].rpartition(".")[2]: entry["options"] for entry in TABLE.values()}
    assert {name: options["priority"] for name, options in sent.items()} == {
        name: int(URGENCY[name]) for name in sent
    }
    assert sent["deliver_alerts"]["queue"] == URGENT_QUEUE


def test_the_clock_sends_to_where_the_workers_listen() -> None:
    for name in ("broker_url", "broker_transport_options", "task_default_queue", "task_default_priority"):
        assert app.conf[name] == celery.app.conf[name]


@pytest.mark.django_db
def test_the_benchmark_that_holds_the_clocks_jobs_flat_has_all_of_them() -> None:
    measured = newsroom.Newsroom().periodic_jobs().keys()

    assert TABLE.keys() - measured == newsroom.NOT_FLAT.keys()


@pytest.mark.django_db
def test_with_nothing_to_do_each_job_asks_the_same_however_many_claims() -> None:
    room = newsroom.Newsroom()

    def queries(claims: int) -> dict[str, int]:
        room.grow_to(claims)
        kept_counts.rebuild()
        return {name: asked_by(job) for name, job in room.periodic_jobs().items()}

    queries(5)  # one job may look at what another has left
    assert queries(5) == queries(60)


def asked_by(job: newsroom.Task) -> int:
    for minutes in (0, 20):  # the first look is at everything
        job(newsroom.NOW + timedelta(minutes=minutes))
    with CaptureQueriesContext(connection) as asked:
        job(newsroom.NOW + timedelta(minutes=21))
    return len(asked)


def test_the_clock_loads_neither_models_nor_tasks() -> None:
    code = (
        "import sys; from config.beat import app; app.loader.init_worker(); app.finalize(); "
        "print([name for name in sys.modules if name.startswith(('claims.models', 'tracker', 'django.db.models'))])"
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


@pytest.mark.django_db
def test_the_newest_checkpoint_is_at_most_five_minutes_behind(claim: Claim, make: Maker) -> None:
    """An hour of the clock's ticks: the desk writes at any moment, and up to three ticks in a row are lost."""
    celery.app.loader.import_default_modules()
    chance, lost, behind = Random(5), 0, timedelta()
    with time_machine.travel(NOW, tick=False) as moment:
        entry = ScheduleEntry(name="number entries", app=app, **TABLE["number entries"])
        for _ in range(360):
            moment.shift(10)
            if chance.random() < 0.1:
                make.suggested(claim)
            if entry.is_due()[0]:
                entry = next(entry)
                lost = lost + 1 if lost < 3 and chance.random() < 0.5 else 0
                if not lost:
                    celery.app.tasks[str(entry.task)].run()
            waiting = RecordEntry.objects.filter(tree_index=None).order_by("at").first()
            behind = max(behind, timezone.now() - waiting.at if waiting else timedelta())
    head = newest_head()
    assert head
    assert head.size > 30
    assert timedelta(minutes=3) < behind <= timedelta(minutes=5)
