"""A long table and its rows."""

import pytest
from django.db import IntegrityError

from claims.models import ImportRow, TableImport, User
from tests.conftest import NOW


@pytest.fixture
def table(ada: User) -> TableImport:
    return TableImport.objects.create(by=ada, at=NOW, language="de", headings=["Wer"], places={"claimant": 0})


def test_a_row_is_there_once(table: TableImport) -> None:
    ImportRow.objects.create(table=table, number=2, cells=["Mara"])
    with pytest.raises(IntegrityError):
        ImportRow.objects.create(table=table, number=2, cells=["Jonas"])


def test_it_says_what_it_is(table: TableImport) -> None:
    assert str(table) == "2026-06-17 08:00 Being looked through"
    assert str(ImportRow(table=table, number=2)) == f"{table.pk}/2"


def test_rows_go_with_their_table(table: TableImport) -> None:
    ImportRow.objects.create(table=table, number=2, cells=["Mara"])
    table.delete()
    assert not ImportRow.objects.exists()
