"""The database's part of a backup: a copy taken while everything runs, and the way back. One way for each database."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, connections, transaction

from claims.models import RecordEntry
from config.backup import postgresql
from config.backup.archive import Damaged

COPIES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@dataclass(frozen=True, slots=True)
class DatabaseContent:
    """What a database holds: rows by table, entries of the record, the hash of the last."""

    rows: Mapping[str, int]
    entries: int
    last_hash: str


def content() -> DatabaseContent:
    """Of the database that the settings name, at one moment if the caller holds a transaction."""
    with connection.cursor() as cursor:
        rows = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608  a table's own name
            rows[name] = int(cursor.fetchone()[0])
    last = RecordEntry.objects.order_by("-pk").values_list("hash", flat=True).first()
    return DatabaseContent(rows, rows.get(RecordEntry._meta.db_table, 0), last or "")  # noqa: SLF001  documented


def size() -> int:
    """Of the database in bytes, with its indexes, which a dump leaves out."""
    if connection.vendor == "sqlite":
        return sum(path.stat().st_size for path in _file().parent.glob(f"{_file().name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy(folder: Path) -> DatabaseContent:
    """Copy the database into the folder while others write; returns what the copy holds."""
    target = folder / COPIES[connection.vendor]
    if connection.vendor == "sqlite":
        _copy_sqlite(_file(), target)
        with _instead(target):
            return content()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        found = content()
        postgresql.dump(target, snapshot=snapshot)
    return found


def look_into(folder: Path, vendor: str) -> Mapping[str, int]:
    """Rows by table of a copy in the folder, read whole. Damaged where it does not hold together."""
    source = folder / COPIES[vendor]
    if vendor == "postgresql":
        return postgresql.rows_in(source)
    with closing(sqlite3.connect(source)) as copied:
        said = copied.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise Damaged(f"the copy of the database is broken: {said}")
    with _instead(source):
        return content().rows


def put_back(folder: Path) -> None:
    """Replace the database by the copy. SQLite: by one renaming; PostgreSQL: by one transaction."""
    source = folder / COPIES[connection.vendor]
    connections.close_all()
    if connection.vendor == "postgresql":
        postgresql.put_back(source)
        return
    target = _file()
    whole = target.with_name(f".{target.name}.part")  # on the target's disk, as renaming asks for
    try:
        shutil.move(source, whole)
        whole.chmod(0o600)
        for beside in ("-wal", "-shm"):
            target.with_name(target.name + beside).unlink(missing_ok=True)
        whole.replace(target)
    finally:
        whole.unlink(missing_ok=True)


def put_aside(folder: Path) -> Path | None:
    """Keep an SQLite file as it is, before it is replaced; None where there is none."""
    target = _file()
    if not target.exists():
        return None
    kept = folder / f"before-{target.name}"
    with closing(sqlite3.connect(target)) as file, suppress(sqlite3.DatabaseError):
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(target, kept)
    return kept


def _file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _copy_sqlite(source: Path, target: Path) -> None:
    """By SQLite's own online copy: whole, whatever is written meanwhile."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(target)) as copied,
    ):
        live.backup(copied, pages=-1)
        # One file that stands for itself, without a log beside it.
        copied.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _instead(file: Path) -> Iterator[None]:
    """Ask this SQLite file instead of the newsroom's."""
    connections.close_all()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
