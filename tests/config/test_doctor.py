"""What an operator is told of a set-up that cannot work, or works badly: one line each, with what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from claims.models import Claim, User
from config import doctor
from config.doctor import Check, Diagnosis
from tests.stack import ROOT, free_port
from tracker import backups, jobs
from tracker.models import Channel, NightlyBackup

NOWHERE = {
    "DATABASE_URL": "postgres://ada:hunter2@127.0.0.1:1/x",
    "CELERY_BROKER_URL": "redis://:hunter2@127.0.0.1:1/0",
    "EMAIL_URL": "smtp://ada:hunter2@127.0.0.1:1",
    "LOOKBACK_DAY": "30",
}


def manage(command: str, folder: Path, **values: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **values}
    return subprocess.run(
        [sys.executable, "manage.py", command, *(["--noinput"] if command == "createsuperuser" else [])],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def told_by(check: Check) -> str:
    return " ".join(map(str, check()))


def test_each_fault_is_one_line_that_names_its_setting_and_no_password(tmp_path: Path) -> None:
    outcome = manage("doctor", tmp_path, **NOWHERE)
    names = [line[3:].partition(":")[0] for line in outcome.stdout.splitlines()]
    assert names == ["DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "LOOKBACK_DAY"]
    assert outcome.returncode == 1
    assert "hunter2" not in outcome.stdout + outcome.stderr
    assert outcome.stderr == ""


def test_run_says_the_same_and_starts_nothing(tmp_path: Path) -> None:
    outcome = manage("run", tmp_path, PORT=str(free_port()), **NOWHERE)
    assert outcome.returncode == 1
    assert "DATABASE_URL: connection failed" in outcome.stderr
    assert "CELERY_BROKER_URL: " in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 2
    assert not list((tmp_path / "run").glob("*.pid"))


def test_any_other_command_says_in_one_line_that_the_database_is_away(tmp_path: Path) -> None:
    outcome = manage("createsuperuser", tmp_path, **NOWHERE)
    assert outcome.returncode == 1
    assert len(outcome.stderr.splitlines()) == 1
    assert "doctor" in outcome.stderr


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "foresaid.sqlite3").write_bytes(b"no database" * 500)
    outcome = manage("doctor", tmp_path)
    assert outcome.stdout.startswith("!! DATABASE_URL: file is not a database.")


@pytest.mark.django_db
def test_a_database_that_answers_has_no_fault() -> None:
    # Its clock goes on while ours stands still.
    with time_machine.travel(time_machine.escape_hatch.datetime.datetime.now(UTC)):
        assert told_by(doctor.database) == ""
    assert told_by(doctor.tables) == ""


@pytest.mark.django_db
def test_tables_of_an_older_version_are_told() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(
        "tracker", max(name for app, name in recorder.applied_migrations() if app == "tracker")
    )
    assert "not those of this version" in told_by(doctor.tables)


@pytest.mark.django_db
def test_tables_of_a_newer_version_are_told() -> None:
    MigrationRecorder(connection).record_applied("claims", "9999_tomorrow")
    assert "made by a newer version (claims 9999_tomorrow)" in told_by(doctor.tables)


@pytest.mark.parametrize(("free", "stops"), [(20, True), (500, False)])
def test_a_disk_that_fills_is_told(monkeypatch: pytest.MonkeyPatch, free: int, stops: bool) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(1, 1, free * 2**20))
    (found,) = doctor.disk()
    assert f"{free} MB are left" in found.fault
    assert found.stops is stops


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY: shorter"),
        ({"DEBUG": True, "SITE_URL": "https://claims.example.org"}, "DEBUG: readers see"),
    ],
)
def test_a_key_that_can_be_guessed_and_open_innards_are_told(
    settings: Settings, values: dict[str, object], told: str
) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
    assert told in told_by(doctor.keys)


def test_a_key_that_others_may_read_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "secret_key").write_text("x" * 50)
    (tmp_path / "secret_key").chmod(0o644)
    assert f"chmod 600 {tmp_path / 'secret_key'}" in told_by(doctor.keys)
    (tmp_path / "secret_key").chmod(0o600)
    assert told_by(doctor.keys) == ""


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"HOST": "0.0.0.0", "SITE_URL": "http://localhost:8000"}, "SITE_URL: links in mails lead to"),
        (
            {"SITE_URL": "http://claims.example.org", "IS_HTTPS": False},
            "SITE_URL: passwords travel unencrypted",
        ),
        ({"STATIC_IS_COLLECTED": True}, "STATIC_IS_COLLECTED: "),
    ],
)
def test_addresses_that_lead_nowhere_are_told(
    settings: Settings, tmp_path: Path, values: dict[str, object], told: str
) -> None:
    for name, value in {"STATIC_ROOT": tmp_path, **values}.items():
        setattr(settings, name, value)
    assert told in told_by(doctor.addresses)


@pytest.fixture
def mail_server() -> Iterator[Controller]:
    """One that lets in who knows the password "right"."""

    def known(_server: object, _session: object, _envelope: object, _way: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"right")

    controller = Controller(
        Sink(), hostname="127.0.0.1", port=free_port(), authenticator=known, auth_require_tls=False
    )
    controller.start()
    yield controller
    controller.stop()


@pytest.mark.parametrize(("password", "is_fine"), [("right", True), ("wrong", False)])
def test_a_mail_server_is_asked_whether_it_lets_us_in(
    settings: Settings, mail_server: Controller, password: str, is_fine: bool
) -> None:
    settings.MAIL_SERVER = {"EMAIL_HOST": "127.0.0.1"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ada", password
    assert (told_by(doctor.mail_server) == "") is is_fine


@pytest.mark.django_db
def test_that_no_work_is_handed_out_is_told() -> None:
    assert "No work was handed out yet." in told_by(doctor.work)
    jobs.note_dispatch(now=timezone.now() - timedelta(hours=1))
    assert "since 2026-06-17 07:00 UTC" in told_by(doctor.work)
    jobs.note_dispatch(now=timezone.now())
    assert told_by(doctor.work) == ""


@pytest.mark.django_db
def test_counts_that_are_not_those_of_the_claims_are_told(claim: Claim) -> None:
    assert list(doctor.counts()) == []
    Claim.objects.filter(pk=claim.pk).update(outcome="void")

    (found,) = doctor.counts()

    assert "scoreboard is wrong" in found.fault
    assert "count_claims" in found.remedy


@pytest.mark.django_db
def test_that_no_backup_is_made_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_DIR, now = tmp_path, timezone.now()
    assert told_by(doctor.copies) == ""
    night = backups.due_night(now, at=settings.BACKUP_AT)
    NightlyBackup.objects.create(night=night, next_try_at=now, fault="No room.")
    assert f"There is no backup of {night}: No room." in told_by(doctor.copies)
    settings.BACKUP_AT = None
    assert "no backup of the last two days" in told_by(doctor.copies)
    (tmp_path / "foresaid-20260617T030000Z.backup").touch()
    os.utime(tmp_path / "foresaid-20260617T030000Z.backup", (now.timestamp(), now.timestamp()))
    assert told_by(doctor.copies) == ""


def test_that_nobody_can_sign_in_or_be_warned_is_told(db: None) -> None:
    assert "createsuperuser" in told_by(doctor.people)
    User.objects.create_user("ada", is_staff=True)
    assert "no channel is active" in told_by(doctor.people)
    Channel.objects.create(name="Desk", address="desk@example.org")
    assert told_by(doctor.people) == ""


def test_a_check_that_cannot_be_made_keeps_no_other_from_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Diagnosis]:
        raise ValueError("no idea\nof anything")

    (found,) = doctor._tried(broken)
    assert found.fault == "broken: could not be looked at (ValueError: no idea)."


def test_nobody_at_sentrys_address_is_said_without_the_key(settings: Settings) -> None:
    port = free_port()
    settings.SENTRY_DSN = f"http://0123456789abcdef@127.0.0.1:{port}/7"
    said = told_by(doctor.sentry)
    assert said.startswith(f"SENTRY_DSN: 127.0.0.1:{port} does not answer")
    assert "0123456789abcdef" not in said
    settings.SENTRY_DSN = ""
    assert told_by(doctor.sentry) == ""
