"""A database whose tables are made: migrated once in a run, by whoever needs one first, and copied since.

Its place is in the run's own folder, which all its processes share and none survives: no run finds another's tables.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent


@cache
def file() -> Path:
    """The SQLite file; to be copied and not written to."""
    made = _folder() / "migrated.sqlite3"
    _once(made, lambda: _migrate(f"sqlite:///{made}"))
    return made


@cache
def database() -> str:
    """The PostgreSQL database's name; to be a template and not connected to."""
    made = _folder() / "migrated.name"
    _once(made, lambda: made.write_text(_new_and_migrated()))
    return made.read_text()


def new_database(template: str) -> str:
    """The address of a PostgreSQL database made after the template, beside the suite's own."""
    name = f"stack_{os.getpid()}_{time.monotonic_ns()}"
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def copy(url: str, folder: Path) -> str:
    """The address of a copy of a database that nobody is connected to; of an SQLite file one in the folder."""
    if not url.startswith("sqlite"):
        return new_database(urlsplit(url).path.removeprefix("/"))
    original = Path(url.removeprefix("sqlite:///"))
    return f"sqlite:///{shutil.copyfile(original, folder / original.name)}"


def fill(name: str) -> sqlite3.Connection:
    """Copy the tables into the SQLite database that is kept in memory by that name, for as long as this is open."""
    filled = sqlite3.connect(name, uri=True)
    with closing(sqlite3.connect(file())) as made:
        made.backup(filled)
    return filled


def _folder() -> Path:
    return Path(os.environ["DATA_DIR"])


def _once(made: Path, make: Callable[[], object]) -> None:
    """Have it made by the first process that comes, while the others wait."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made.with_suffix(".done")
        if not done.exists():
            make()
            done.touch()


def _new_and_migrated() -> str:
    url = new_database("template1")
    _migrate(url)
    return urlsplit(url).path.removeprefix("/")


def _migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
