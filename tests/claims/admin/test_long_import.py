"""A long table at the desk: how far it is, what became of each row, and the buttons."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.admin import long_import
from claims.models import Claim, Claimant, TableImport, User
from claims.tables import importing, reading
from tests.claims.tables.test_importing import HEADING, line

IMPORT = "/admin/claims/claim/import/"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 1)
    monkeypatch.setattr(long_import, "ROWS_PER_PAGE", 2)


def send(browser: Client, text: str) -> TableImport:
    file = SimpleUploadedFile("claims.csv", text.encode())
    answer = browser.post(IMPORT, {"look": "1", "file": file, "language": "de"})
    assert answer.status_code == 302
    table = TableImport.objects.latest("pk")
    assert answer["Location"] == long_import.address(table)
    return table


def work() -> None:
    importing.go_on(is_over=lambda: False)


def page(browser: Client, table: TableImport, query: str = "") -> str:
    return browser.get(long_import.address(table) + query).content.decode()


def press(browser: Client, table: TableImport, **data: object) -> str:
    return browser.post(long_import.address(table), data, follow=True).content.decode()


def test_a_long_table_is_watched_started_and_done(as_ben: Client, claimant: Claimant, ben: User) -> None:
    table = send(as_ben, HEADING + line(1) + line(2) + line(3, day="gestern"))
    assert "0 of 3 rows" in page(as_ben, table)
    work()

    shown = page(as_ben, table)
    assert "New: 2" in shown
    assert "Faulty: 1" in shown
    assert "was not understood as one day" in shown
    assert "Log 2 claims" in shown
    assert not Claim.objects.exists()

    assert 'name="stop"' in press(as_ben, table, start="1")
    work()
    assert "2 of 2 rows" in page(as_ben, table)
    assert Claim.objects.filter(created_by=ben).count() == 2
    assert f'href="{long_import.address(table)}"' in as_ben.get(IMPORT).content.decode()


def test_it_is_stopped_and_gone_on_with(as_ben: Client, claimant: Claimant) -> None:
    table = send(as_ben, HEADING + line(1) + line(2))
    work()
    press(as_ben, table, start="1")

    assert "What is logged stays logged" in press(as_ben, table, stop="1")
    work()
    assert not Claim.objects.exists()

    press(as_ben, table, start="1")
    work()
    assert Claim.objects.count() == 2


def test_rows_come_page_by_page_and_twins_are_chosen(as_ben: Client, claimant: Claimant) -> None:
    first = send(as_ben, HEADING + line(1) + line(5))
    work()
    press(as_ben, first, start="1")
    work()
    table = send(as_ben, HEADING + line(2) + line(3) + line(4))
    work()

    shown = page(as_ben, table)
    assert "Perhaps on record already: 3" in shown
    assert "nearly the same words" in shown
    assert "Page 1 of 2" in shown
    press(as_ben, table, want="1", shown=["2", "3"], row=["3"])
    assert 'value="3" id="row-3" checked' in page(as_ben, table)
    assert "Log 1 claim" in page(as_ben, table)
    assert 'id="row-4"' in page(as_ben, table, "?state=twin&page=2")


def test_progress_is_a_piece_of_the_page(as_ben: Client, claimant: Claimant) -> None:
    table = send(as_ben, HEADING + line(1) + line(2))
    piece = as_ben.get(long_import.address(table) + "progress/").content.decode()
    assert 'data-state="looking"' in piece
    assert "<html" not in piece


def test_another_persons_table_is_not_there(as_ben: Client, as_dora: Client, claimant: Claimant) -> None:
    table = send(as_ben, HEADING + line(1) + line(2))
    assert as_dora.get(long_import.address(table)).status_code == 404
    assert as_dora.post(long_import.address(table), {"start": "1"}).status_code == 404
    assert as_dora.get(long_import.address(table) + "progress/").status_code == 404


def test_who_may_log_nothing_sees_nothing(as_ben: Client, claimant: Claimant, ben: User) -> None:
    table = send(as_ben, HEADING + line(1) + line(2))
    ben.groups.clear()
    assert as_ben.get(long_import.address(table)).status_code == 403


def test_columns_are_named_by_hand(as_ben: Client, claimant: Claimant) -> None:
    table = send(as_ben, "a,b,c,d,e,f,g,h\n" + line(1) + line(2))
    assert "Which column is what?" in page(as_ben, table)
    facts = ("claimant", "statement", "quote", "said_on", "horizon", "publisher", "title", "published_on")
    columns = {f"column-{at}": fact for at, fact in enumerate(facts)}

    assert "These columns are missing: Horizon" in press(
        as_ben, table, columns="1", **columns | {"column-4": ""}
    )
    press(as_ben, table, columns="1", **columns)
    work()

    assert "New: 2" in page(as_ben, table)
