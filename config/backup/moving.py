"""From SQLite to PostgreSQL: a copy of the one fills the other, row by row through the models, all or nothing.

migrate --> same version? empty? --> (one transaction: clear what migrations made, insert) --> sequences
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from claims.models import RecordEntry, User
from config.backup.archive import Damaged

ALIAS: Final = "moved"
ROWS_AT_ONCE: Final = 500


def fill(source: Path) -> None:
    """Fill the PostgreSQL database that the settings name, which must be empty. Damaged where it cannot be."""
    call_command("migrate", verbosity=0, interactive=False)
    if RecordEntry.objects.exists() or User.objects.exists():
        raise Damaged("DATABASE_URL names a database that is in use: move into an empty one")
    with _opened(source):
        _refuse_another_version()
        try:
            with transaction.atomic():
                _clear()
                for model in _models():
                    _copy(model)
        except (DataError, IntegrityError, ValueError) as fault:
            raise Damaged(f"PostgreSQL does not take it: {str(fault).strip().splitlines()[0]}") from None
    _go_on_counting()


def tables() -> set[str]:
    """Those that both kinds of database have; the others are indexes of their own."""
    return {model._meta.db_table for model in _models()}  # noqa: SLF001  documented


def _models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]  # noqa: SLF001


@contextmanager
def _opened(source: Path) -> Iterator[None]:
    settings = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(source),
    }
    connections.databases[ALIAS] = settings | {"OPTIONS": {}, "CONN_HEALTH_CHECKS": False}
    try:
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


def _refuse_another_version() -> None:
    there, here = (
        MigrationRecorder(each).applied_migrations().keys() for each in (connections[ALIAS], connection)
    )
    if there != here:
        raise Damaged("it was made by another version: make one with this version first")


def _clear() -> None:
    """What migrations write into an empty database is in the copy as well. Keys between tables are looked at last."""
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608, SLF001


def _copy(model: type[models.Model]) -> None:
    """As it is kept: no field is filled anew, and nothing of ours is called."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]  # noqa: SLF001
    rows = model._base_manager.using(ALIAS).order_by("pk").iterator(chunk_size=ROWS_AT_ONCE)  # noqa: SLF001
    target = model._base_manager.using("default")  # noqa: SLF001
    while some := list(islice(rows, ROWS_AT_ONCE)):
        target._insert(some, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]  # noqa: SLF001


def _go_on_counting() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
