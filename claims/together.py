"""Rows of several tables in one question to the database, for pages that show a little of much. Reads only.

The answers come as JSON, one row each, and are made into rows of their models again: they are to be shown, not saved.

Why so: docs/decisions/0055-small-things-of-many-tables-in-one-query.md
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, cast

from django.db import connection
from django.db.models import CharField, Count, DateTimeField, F, JSONField, Model, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from claims.arguments import AnyField

AnyRows = QuerySet[Any, Any]
# Of one row, as JSON has them: by its columns, and those of the rows that were joined by the relation.
JsonRow = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsWanted:
    """Which rows, and of these the columns named in `fields`, or else all.

    `joins` names relations to one row, with the columns of it that are read as well; `extra` expressions that the rows
    have beside their columns. `key` says in which order they come. Rows that are cut off at a number have to be cut in
    a subquery.
    """

    rows: AnyRows
    fields: tuple[str, ...] = ()
    joins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, Combinable] = field(default_factory=dict)
    key: Callable[[Any], Any] = lambda row: row.pk


def asked_together(*questions: RowsWanted) -> list[list[Any]]:
    """The rows of each question, in its order. One query."""
    first, *others = (_as_json(question, place) for place, question in enumerate(questions))
    found: dict[int, list[Model]] = defaultdict(list)
    for place, values in first.union(*others, all=True):
        found[place].append(_row(questions[place], values))
    return [sorted(found[place], key=question.key) for place, question in enumerate(questions)]


def counted_together(
    rows: Mapping[str, AnyRows], *, by: Mapping[str, tuple[AnyRows, str]] | None = None
) -> dict[str, int]:
    """How many rows each has, by its name; what there is none of is left out. One query.

    `by` names rows that are counted by each value of a column of text: "name value".
    """
    questions = [_counted(each, Value(name, output_field=CharField())) for name, each in rows.items()]
    for name, (each, column) in (by or {}).items():
        questions.append(_counted(each, Concat(Value(f"{name} "), column, output_field=CharField())))
    first, *others = questions
    return {name: number for name, number in first.union(*others, all=True) if number}


def _counted(rows: AnyRows, name: Combinable) -> AnyRows:
    named = rows.order_by().annotate(counted_as=name).values("counted_as")
    found: AnyRows = named.annotate(number=Count("pk")).values_list("counted_as", "number")
    return found


def _as_json(question: RowsWanted, place: int) -> AnyRows:
    columns: dict[str, Combinable] = {name: F(name) for name in _names(question)}
    for relation, names in question.joins.items():
        columns[relation] = JSONObject(**{name: F(f"{relation}__{name}") for name in names})
    marked = question.rows.order_by().annotate(
        which=Value(place), row=JSONObject(**columns, **question.extra)
    )
    found: AnyRows = marked.values_list("which", "row")
    return found


def _names(question: RowsWanted) -> tuple[str, ...]:
    return question.fields or tuple(each.attname for each in _columns(question.rows.model).values())


def _columns(model: type[Model]) -> dict[str, AnyField]:
    return {each.attname: each for each in model._meta.concrete_fields}  # noqa: SLF001  documented


def _row(question: RowsWanted, values: JsonRow) -> Model:
    model = question.rows.model
    row = _made(model, {name: values[name] for name in _names(question)})
    for relation in question.joins:
        joined = model._meta.get_field(relation).related_model  # noqa: SLF001  documented
        found = cast("JsonRow", values[relation])
        if any(value is not None for value in found.values()):
            setattr(row, relation, _made(joined, found))
    for name in question.extra:
        setattr(row, name, values[name])
    return row


def _made(model: type[Model], values: JsonRow) -> Model:
    """Django takes the values in the order of the model's columns; those that are not there are read when asked for."""
    columns = {name: column for name, column in _columns(model).items() if name in values}
    return model.from_db(
        connection.alias, list(columns), [_read(column, values[name]) for name, column in columns.items()]
    )


def _read(column: AnyField, value: object) -> object:
    """A value as the column has it: JSON knows no moments, and SQLite writes JSON in JSON as a text."""
    if value is None:
        return None
    if isinstance(column, JSONField):
        return json.loads(str(value)) if connection.vendor == "sqlite" else value
    if isinstance(column, DateTimeField):
        moment = parse_datetime(str(value))
        return make_aware(moment, UTC) if moment and is_naive(moment) else moment
    return column.to_python(value)
