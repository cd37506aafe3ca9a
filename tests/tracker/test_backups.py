"""Which night's backup is due, that one worker makes it, and what is told when none is."""

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.races import at_once, needs_postgresql
from tracker import backups
from tracker.models import NightlyBackup

# Berlin's 03:00 in summer.
THREE = datetime(2026, 6, 17, 1, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAILS = ("-c", "import sys; sys.exit('CommandError: No room.')")
WORKS = ("-c", "print('a/file.backup')")


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (THREE - timedelta(seconds=1), date(2026, 6, 16)),
        (THREE, date(2026, 6, 17)),
        (datetime(2026, 6, 17, 22, 30, tzinfo=UTC), date(2026, 6, 17)),
        # 02:30 does not exist on the first of these nights, and comes twice on the second.
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 0, 45, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_night_is_due_once_the_newsrooms_clock_has_its_hour(moment: datetime, night: date) -> None:
    at = time(2, 30) if moment.month in {3, 10} else time(3)
    assert backups.due_night(moment, at=at) == night


@pytest.fixture
def begun(db: None) -> None:
    """The night before was made."""
    NightlyBackup.objects.create(night=date(2026, 6, 16), next_try_at=THREE - DAY, done_at=THREE - DAY)


def tried(now: datetime, command: tuple[str, ...] = WORKS) -> NightlyBackup | None:
    with time_machine.travel(now, tick=False):
        due = backups.take(now=now)
        if due:
            backups.make(due, command=command)
            due.refresh_from_db()
        return due


@pytest.mark.django_db
def test_the_first_backup_is_made_in_the_night_to_come() -> None:
    assert tried(THREE + 9 * HOUR) is None
    assert tried(THREE + DAY - HOUR) is None
    made = tried(THREE + DAY)
    assert made
    assert (made.night, made.file) == (date(2026, 6, 18), "a/file.backup")


def test_a_night_is_made_once(begun: None) -> None:
    made = tried(THREE)
    assert made
    assert (made.done_at, made.tries, made.fault) == (THREE, 1, "")
    assert [tried(THREE + hours * HOUR) for hours in range(24)] == [None] * 24
    assert backups.trouble(now=THREE + HOUR) is None


def test_one_that_fails_is_told_and_tried_again_in_an_hour(begun: None) -> None:
    failed = tried(THREE, FAILS)
    assert failed
    assert (failed.done_at, failed.fault) == (None, "No room.")
    assert backups.trouble(now=THREE) == backups.BackupTrouble(
        date(2026, 6, 17), "No room.", date(2026, 6, 16)
    )
    assert tried(THREE + HOUR - timedelta(seconds=1)) is None
    made = tried(THREE + HOUR)
    assert made
    assert (made.tries, made.fault) == (2, "")
    assert backups.trouble(now=THREE + HOUR) is None


def test_who_dies_of_it_leaves_it_to_another(begun: None) -> None:
    assert backups.take(now=THREE)
    assert backups.take(now=THREE + 2 * HOUR) is None
    assert backups.take(now=THREE + 3 * HOUR)


def test_nights_of_which_nobody_knows_why_they_have_none_are_told_after_two(begun: None) -> None:
    assert backups.trouble(now=THREE + DAY) is None
    found = backups.trouble(now=THREE + 2 * DAY)
    assert found == backups.BackupTrouble(date(2026, 6, 16), "", date(2026, 6, 16))


@pytest.mark.parametrize(("name", "value"), [("BACKUP_AT", None), ("DEMO", True)])
def test_none_is_made_where_none_is_wished(begun: None, settings: Any, name: str, value: object) -> None:
    setattr(settings, name, value)
    assert tried(THREE) is None
    assert backups.trouble(now=THREE + 9 * DAY) is None


def test_a_program_that_cannot_be_started_is_a_fault(begun: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(Path("nowhere")))
    failed = tried(THREE)
    assert failed
    assert "No such file" in failed.fault


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_workers_one_takes_the_night() -> None:
    NightlyBackup.objects.create(night=date(2026, 6, 16), next_try_at=THREE - DAY, done_at=THREE - DAY)
    taken: list[NightlyBackup | None] = []
    at_once(*[lambda: taken.append(backups.take(now=THREE)) for _ in range(4)])
    assert len([each for each in taken if each]) == 1
