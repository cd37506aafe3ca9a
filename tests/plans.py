"""How PostgreSQL would answer a question: its plan, and the tables that it would read from end to end."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

Plan = dict[str, Any]
GIN = "SELECT indexrelid FROM pg_index JOIN pg_class ON oid = indexrelid JOIN pg_am am ON am.oid = relam"


def multiply(row: Model, number: int, **columns: str) -> None:
    """Add so many copies of a row. `columns` are expressions of SQL over `n`, from 1 on, for those that differ.

    The server makes them in a hundredth of the time that the ORM takes to send them. In a test that stands alone in its
    database their keys follow that of the row: the n-th copy has `pk + n`.
    """
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    values = [
        columns.get(str(field.column), f"one.{name}") for field, name in zip(fields, names, strict=True)
    ]
    table, key = (connection.ops.quote_name(each) for each in (row._meta.db_table, str(_key(row).column)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
            f" FROM {table} one, generate_series(1, {number}) n WHERE one.{key} = {row.pk} ORDER BY n"
        )


def _key(row: Model) -> "Field[Any, Any]":
    assert row._meta.pk is not None
    return row._meta.pk


def make_ready() -> None:
    """Let the planner know the rows just written, and choose without regard to what earlier tests left.

    Rows that other tests wrote and rolled back stay in the files and sway the planner, and what was just written
    waits in a list beside each GIN index. What is read from end to end after this has no index that answers it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT gin_clean_pending_list(gin.indexrelid) FROM ({GIN} WHERE amname = 'gin') gin")
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off")


def plan_of(sql: str, params: tuple[Any, ...] = ()) -> Plan:
    """The plan of a statement; without ``params`` a percent sign in it means itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql if params else sql.replace('%', '%%')}", params)
        found = cursor.fetchone()[0]
    plan: Plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def nodes(plan: Plan) -> Iterator[Plan]:
    """The plan and every part of it."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def read_whole(plan: Plan) -> set[str]:
    """The tables that the plan reads from end to end."""
    return {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"}


def assert_no_scan(asked: Sequence[Mapping[str, str]], *, but: str = "no index") -> None:
    """None of these queries has SQLite read a table or an index from end to end, `but` for a small index of that name.

    PostgreSQL chooses by the sizes of tables, which are small in tests.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            steps = [row[-1] for row in cursor.fetchall()]
            assert not [step for step in steps if step.startswith("SCAN ") and but not in step], steps
