"""Reads and writes many rows with one statement, for what every poll does: the ORM takes several times as long.

Why so: docs/decisions/0014-many-rows-with-one-statement.md
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final, cast

from django.db import connection
from django.db.models import AutoField, BigAutoField, CharField, DateTimeField, JSONField, Model
from django.db.models.expressions import RawSQL

from claims.arguments import AnyField

Row = Sequence[Any]

# Fewer values in one statement than any database refuses (SQLite: 32,766).
_ROWS_A_QUERY: Final = 5_000


def among(keys: Iterable[int]) -> RawSQL:
    """These primary keys, for `pk__in`: written out, since Django takes long to check each of many."""
    return RawSQL(", ".join(str(int(key)) for key in keys) or "NULL", ())  # noqa: S611  numbers alone


def find_many(
    model: type[Model], names: Sequence[str], *, by: tuple[str, str], pairs: Iterable[Row]
) -> Iterator[Row]:
    """Yield the named fields of the rows whose two fields `by` hold one of the pairs, as the database gives them."""
    found = ", ".join(f"found.{column}" for column in _columns(model, names))
    first, second = _columns(model, by)
    one, other = (_adapter(field) or _plain for field in _fields(model, by))
    rest = iter((one(each[0]), other(each[1])) for each in pairs)
    while asked := list(islice(rest, _ROWS_A_QUERY)):
        places = ", ".join(["(%s, %s)"] * len(asked))
        with connection.cursor() as cursor:
            # Each pair is looked up in the index of the two; two lists with IN would be tried in every combination.
            cursor.execute(
                f"SELECT {found} FROM (VALUES {places}) AS asked JOIN {_table(model)} AS found"
                f" ON found.{first} = asked.column1 AND found.{second} = asked.column2",
                [value for pair in asked for value in pair],
            )
            yield from cursor.fetchall()


def update_many(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the named fields; each row holds their values in that order, and the primary key last."""
    *changed, key = _columns(model, named := [*names, _key(model)])
    places = ", ".join(f"{column} = %s" for column in changed)
    _write(f"UPDATE {_table(model)} SET {places} WHERE {key} = %s", model, named, rows)


def insert_many(model: type[Model], names: Sequence[str], rows: Iterable[Row], *, clash: str = "") -> None:
    """Add rows; each holds the values of the named fields in that order, and all other fields have their defaults.

    `clash` is what to do with one that a unique constraint refuses: an ON CONFLICT clause, "" to raise IntegrityError.
    """
    others = [
        field for field in model._meta.concrete_fields if field.name not in names and not _is_counted(field)
    ]
    all_names = [*names, *(field.name for field in others)]
    columns, places = ", ".join(_columns(model, all_names)), ", ".join(["%s"] * len(all_names))
    defaults = [field.get_default() for field in others]
    statement = f"INSERT INTO {_table(model)} ({columns}) VALUES ({places}) {clash}"
    _write(statement, model, all_names, ([*row, *defaults] for row in rows))


def _write(statement: str, model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    adapters = [
        (place, adapt) for place, field in enumerate(_fields(model, names)) if (adapt := _adapter(field))
    ]
    adapted = [list(row) for row in rows]
    for row in adapted:
        for place, adapt in adapters:
            row[place] = adapt(row[place])
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def _adapter(field: AnyField) -> Callable[[Any], Any] | None:
    """Return what turns a value into the database's, None where it is that already.

    Times are adapted once each, for many rows share their `now`.
    """
    if isinstance(field, DateTimeField):
        return cache(connection.ops.adapt_datetimefield_value)
    if isinstance(field, JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return _plain if isinstance(field, CharField) else None


def _plain(value: Any) -> Any:
    return (
        str(value) if isinstance(value, str) and type(value) is not str else value
    )  # a choice is more than a str


def _is_counted(field: AnyField) -> bool:
    return isinstance(field, AutoField | BigAutoField)


def _columns(model: type[Model], names: Sequence[str]) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in _fields(model, names)]


def _fields(model: type[Model], names: Sequence[str]) -> list[AnyField]:
    return [cast("AnyField", model._meta.get_field(name)) for name in names]


def _key(model: type[Model]) -> str:
    assert model._meta.pk is not None
    return model._meta.pk.name


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
