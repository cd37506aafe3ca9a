"""Which rows were written since one looked last: what is read outside of a transaction has to be read again where it
changed.

PostgreSQL tells by the number of the transaction that wrote a row. SQLite has nothing of the kind: there triggers write
down the keys of rows that are added or changed, for as long as somebody watches.
"""
# ruff: noqa: SLF001, S608  _meta is Django's documented interface; the SQL names our own tables

import secrets
import time
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from django.db import connection, models, transaction

_Model = type[models.Model]
KeysWritten = dict[_Model, list[object]]
PREFIX: Final = "foresaid_meanwhile_"
# How often, and after how many seconds, it is asked whether writers that were open are through.
TRIES, BETWEEN_TRIES = 200, 0.05


class Watch(Protocol):
    """Begun before anything is read."""

    # Whether a look within a write transaction misses nothing that is committed before it: SQLite has one writer.
    is_exact: bool

    def look(self) -> KeysWritten:
        """The keys of the rows that were written since the last look, or the beginning; some that were not, too."""

    def end(self) -> None:
        """Leave nothing behind."""


def watch(tables: Iterable[_Model]) -> Watch:
    """Begin to watch these tables."""
    return _ByTriggers(list(tables)) if connection.vendor == "sqlite" else _ByTransactions(list(tables))


class _ByTransactions:
    is_exact = False

    def __init__(self, tables: Sequence[_Model]) -> None:
        self._tables, self._mark = tables, self._oldest_open()

    @staticmethod
    def _oldest_open() -> str:
        """The transaction before which all are over, as PostgreSQL stores it in a row: without its upper half."""
        return str(int(_asked("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0]) % 2**32)

    def look(self) -> KeysWritten:
        mark, self._mark = self._mark, self._oldest_open()
        found: KeysWritten = {table: [*_asked(_younger(table), [mark])] for table in self._tables}
        return {table: keys for table, keys in found.items() if keys}

    def end(self) -> None:
        pass


def _younger(table: _Model) -> str:
    """A transaction's age is how many there were since."""
    name, key = table._meta.db_table, table._meta.pk.column
    return f'SELECT "{key}" FROM "{name}" WHERE age(xmin) <= age(%s::text::xid)'


class _ByTriggers:
    is_exact = True

    def __init__(self, tables: Sequence[_Model]) -> None:
        self._tables, self._name = {table._meta.db_table: table for table in tables}, PREFIX
        self._name += secrets.token_hex(6)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'CREATE TABLE "{self._name}" (name TEXT, key)')
            for table in tables:
                for event in ("INSERT", "UPDATE"):
                    cursor.execute(self._trigger(table, event))

    def _trigger(self, table: _Model, event: str) -> str:
        name, key = table._meta.db_table, table._meta.pk.column
        return (
            f'CREATE TRIGGER "{self._name}_{name}_{event}" AFTER {event} ON "{name}" BEGIN '
            f'INSERT INTO "{self._name}" VALUES (\'{name}\', NEW."{key}"); END'
        )

    def look(self) -> KeysWritten:
        written: KeysWritten = {}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SELECT DISTINCT name, key FROM "{self._name}"')
            for name, key in cursor.fetchall():
                written.setdefault(self._tables[name], []).append(key)
            cursor.execute(f'DELETE FROM "{self._name}"')
        return written

    def end(self) -> None:
        _drop(self._name)


def _drop(name: str) -> None:
    """Triggers first, then tables, of this name or beginning."""
    with transaction.atomic(), connection.cursor() as cursor:
        for kind in ("trigger", "table"):
            asked = "SELECT name FROM sqlite_master WHERE type = %s AND substr(name, 1, %s) = %s"
            for each in _asked(asked, [kind, str(len(name)), name]):
                cursor.execute(f'DROP {kind} IF EXISTS "{each}"')


def drop_leftovers() -> None:
    """At the start: of a process that was killed while it watched."""
    if connection.vendor == "sqlite":
        _drop(PREFIX)


def wait_for_open_writers() -> bool:
    """Wait until every transaction that is open now is over, some ten seconds at most; False where one is not."""
    if connection.vendor == "sqlite" or connection.in_atomic_block:
        return True
    (newest,) = _asked("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    for _try in range(TRIES):
        if int(_asked("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0]) >= int(newest):
            return True
        time.sleep(BETWEEN_TRIES)
    return False


def _asked(question: str, given: Sequence[str] | None = None) -> list[str]:
    """The first column of what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return [row[0] for row in cursor.fetchall()]
