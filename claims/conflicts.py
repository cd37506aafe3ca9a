"""Has SQLite pass over what is there already, and nothing else: a row that breaks another rule is a fault.

Django writes INSERT OR IGNORE for `bulk_create(ignore_conflicts=True)`, by which SQLite also drops, without a word,
rows that a CHECK or NOT NULL refuses. PostgreSQL is told ON CONFLICT DO NOTHING, which is about uniqueness alone, and
SQLite knows as well (https://www.sqlite.org/lang_upsert.html).
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3 import base
from django.db.models import Field
from django.db.models.constants import OnConflict


class SayingWhichConflict(base.DatabaseOperations):  # type: ignore[name-defined,misc]
    """SQLite's, with the one difference."""

    def insert_statement(self, on_conflict: OnConflict | None = None) -> str:
        """The words before the table."""
        return "INSERT INTO"

    def on_conflict_suffix_sql(
        self,
        fields: Iterable["Field[object, object]"],
        on_conflict: OnConflict,
        update_fields: Iterable[str],
        unique_fields: Iterable[str],
    ) -> str:
        """The words after the values."""
        if on_conflict == OnConflict.IGNORE:
            return "ON CONFLICT DO NOTHING"
        return str(super().on_conflict_suffix_sql(fields, on_conflict, update_fields, unique_fields))


def say_which(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """A new connection: where it is SQLite's, its statements are written so."""
    if connection.vendor == "sqlite":
        connection.ops = SayingWhichConflict(connection)
