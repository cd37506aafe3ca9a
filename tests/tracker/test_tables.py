"""A worker's turn at long tables."""

import pytest
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, Claimant, TableImport, User
from claims.tables import importing
from claims.tables.reading import read_table
from tests.claims.tables.test_importing import HEADING, line
from tracker import tables, tasks
from tracker.jobs import Held


def test_a_turn_without_a_table_costs_a_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert not tables.work(Held("take_in_tables", "token", 0.0))


def test_the_task_goes_on_by_itself_until_the_table_is_in(
    claimant: Claimant, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = importing.keep(read_table((HEADING + line(1)).encode()), language="de", by=ada)
    turns = iter([True] + [False] * 9)
    monkeypatch.setattr(Held, "is_over", property(lambda _held: next(turns)))
    monkeypatch.setattr(tasks.take_in_tables, "delay", tasks.take_in_tables)

    tasks.take_in_tables()
    importing.start(table)
    tasks.take_in_tables()

    table.refresh_from_db()
    assert table.state == TableImport.State.DONE
    assert Claim.objects.count() == 1
