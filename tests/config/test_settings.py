"""The settings as an operator meets them: each in a process of its own, since Django reads them once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "config" / "settings.py").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
READ = re.compile(
    r"env\.(?:text|truth|wholes?|words|keys|time_zone|web_address|database|mail_server|mailbox|broker"
    r'|witnesses|addresses|certificates|contact|picture|colour|hour|sentry)\(\s*"(\w+)"'
)


def settings_with(tmp_path: Path, **values: str) -> "subprocess.CompletedProcess[str]":
    code = (
        "from config import settings as s; print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, f'demo={s.DEMO}')"
    )
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **values}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_no_setting_is_listed_twice() -> None:
    listed = re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    assert sorted(set(listed)) == sorted(listed)


def test_a_wrong_value_stops_the_start_and_names_the_variable(tmp_path: Path) -> None:
    outcome = settings_with(tmp_path, TIME_ZONE="Mars/Olympus", PORT="no")
    assert outcome.returncode != 0
    assert "TIME_ZONE: 'Mars/Olympus' is not a known time zone" in outcome.stderr
    assert "PORT: 'no' is not a whole number" in outcome.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysterious"),
        ("EMAIL_URL", "pigeon://home"),
        ("CELERY_BROKER_URL", "amqp://home"),
        ("DEFAULT_FROM_EMAIL", "the desk"),
        ("BACKUP_AT", "24:00"),
        ("BACKUP_AT", "at night"),
    ],
)
def test_a_wrong_address_names_its_variable(tmp_path: Path, name: str, value: str) -> None:
    outcome = settings_with(tmp_path, **{name: value})
    assert outcome.returncode != 0
    assert f"{name}: " in outcome.stderr


@pytest.mark.parametrize(
    ("values", "shown"),
    [({}, False), ({"DEMO_BY_DEFAULT": "1"}, True), ({"DEMO_BY_DEFAULT": "1", "DEMO": "0"}, False)],
)
def test_the_demo_is_make_runs_default_and_anyones_choice(
    tmp_path: Path, values: dict[str, str], shown: bool
) -> None:
    assert f"demo={shown}" in settings_with(tmp_path, **values).stdout


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_data_folder_that_cannot_be_one_names_its_variable(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    outcome = settings_with(tmp_path, DATA_DIR=str(tmp_path / place))
    assert outcome.returncode != 0
    assert f"DATA_DIR: cannot use {tmp_path / place}" in outcome.stderr


def test_an_https_site_has_secure_cookies_and_its_host_is_allowed(tmp_path: Path) -> None:
    outcome = settings_with(tmp_path, SITE_URL="https://claims.example.org")
    assert "'claims.example.org'" in outcome.stdout
    assert " True " in outcome.stdout


def test_the_secret_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    settings_with(tmp_path)
    first = (tmp_path / "secret_key").read_text()
    settings_with(tmp_path)
    assert (tmp_path / "secret_key").read_text() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_key_that_could_be_guessed_stops_the_start_and_is_not_repeated(tmp_path: Path) -> None:
    outcome = settings_with(tmp_path, ENCRYPTION_KEYS="hunter2")
    assert outcome.returncode != 0
    assert "ENCRYPTION_KEYS: a key has at least 32 characters" in outcome.stderr
    assert "hunter2" not in outcome.stderr


def test_a_role_that_is_none_stops_the_start(tmp_path: Path) -> None:
    outcome = settings_with(tmp_path, SECOND_FACTOR_ROLES="editor,publisher")
    assert outcome.returncode != 0
    assert "SECOND_FACTOR_ROLES: 'publisher' is none of" in outcome.stderr


def test_the_example_names_every_setting_and_no_other() -> None:
    read = {*READ.findall(SETTINGS), "DATABASE_PASSWORD"}
    assert set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == read


READS_BEFORE_IT_WRITES = """
import threading
import django
from django.db import connection, transaction
django.setup()
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE counter (n integer)")
    cursor.execute("INSERT INTO counter VALUES (0)")
def count():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = n + 1")
    connection.close()
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SELECT n FROM counter")
    other = threading.Thread(target=count)
    other.start()
    other.join(0.3)
    cursor.execute("UPDATE counter SET n = n + 1")
other.join()
with connection.cursor() as cursor:
    cursor.execute("SELECT n FROM counter")
    print("counted", cursor.fetchone()[0])
"""


def test_a_transaction_on_sqlite_that_reads_before_it_writes_is_not_cut_off_by_another(
    tmp_path: Path,
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    outcome = subprocess.run(
        [sys.executable, "-c", READS_BEFORE_IT_WRITES],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "counted 2" in outcome.stdout, outcome.stderr


def test_the_old_key_of_the_record_may_lie_in_a_file_as_the_new_one_may(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).write_text(name * 16)
    outcome = subprocess.run(
        [sys.executable, "-c", "from config import settings as s; print(*s.RECORD_KEYS)"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path),
            "RECORD_KEY_FILE": str(tmp_path / "new"),
            "RECORD_OLD_KEY_FILE": str(tmp_path / "old"),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout.split() == ["new" * 16, "old" * 16]


def test_djangos_own_check_of_a_deployment_finds_nothing(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SITE_URL": "https://claims.example.org",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (3 silenced).\n"
