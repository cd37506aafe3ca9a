from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.tables import reading
from claims.tables.reading import UnreadableTable, UploadedTable, read_table


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Wer,Was\nMüller,Brücke\n".encode(),
        "\ufeffWer;Was\r\nMüller;Brücke\r\n".encode(),
        "Wer\tWas\nMüller\tBrücke".encode("utf-16"),
        "Wer;Was\nMüller;Brücke".encode("cp1252"),
        workbook(("Wer", "Was"), ("Müller", "Brücke")),
    ],
)
def test_a_table_is_read_however_a_program_wrote_it(content: bytes) -> None:
    assert read_table(content) == UploadedTable(("Wer", "Was"), ((2, ("Müller", "Brücke")),))


def test_cells_of_a_workbook_are_read_as_people_write_them() -> None:
    moment = datetime(2026, 3, 2, 14, 5)  # noqa: DTZ001  a workbook knows no zones
    content = workbook(("A", "B", "C", "D"), (date(2026, 3, 2), moment, 12.0, 1.5))
    assert read_table(content).rows[0][1] == ("2026-03-02", "2026-03-02", "12", "1.5")


def test_the_guard_of_a_formula_is_taken_off() -> None:
    assert read_table(b"A\n'=1+1\n'tis\n").rows == ((2, ("=1+1",)), (3, ("'tis",)))


def test_rows_keep_their_numbers_among_blank_ones() -> None:
    table = read_table(b"A,B\n\n1,2\n,,\n\n3,\n")
    assert table.rows == ((3, ("1", "2")), (6, ("3",)))
    assert read_table(table.as_text().encode()) == table


def test_a_cell_may_have_lines() -> None:
    assert read_table(b'A\n"one\r\ntwo"\n').rows == ((2, ("one\ntwo",)),)


@pytest.mark.parametrize(
    ("rows", "text", "is_for_a_worker"), [(500, b"1", False), (501, b"1", True), (25, b"x" * 100_000, True)]
)
def test_what_takes_long_is_for_a_worker(rows: int, text: bytes, is_for_a_worker: bool) -> None:
    table = read_table(b"A\n" + b"\n".join([b'"' + text + b'"'] * rows))
    assert table.is_for_a_worker == is_for_a_worker


def many_rows() -> bytes:
    return b"A\n" + b"1\n" * (reading.MOST_ROWS + 1)


def unpacked_too_large() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (reading.MOST_UNPACKED + 1))
    return out.getvalue()


def far_away() -> bytes:
    """A workbook whose one cell is in the last row that there can be."""
    book, out = Workbook(), BytesIO()
    book.active["A1"], book.active["A1048576"] = "A", "1"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "nothing in this table"),
        (b"\n\n,,\n", "nothing in this table"),
        (many_rows(), "more than 10000 rows"),
        (b",".join([b"A"] * 61), "more than 60 columns"),
        (b"x" * (reading.MOST_BYTES + 1), "20 MB"),
        (b"A\n" + b"\n" * reading.MOST_LINES + b"1\n", "20000 lines"),
        (b'A\n"' + b"x" * 200_000 + b'"', "neither CSV nor XLSX"),
        (b"PK\x03\x04 and no more", "neither CSV nor XLSX"),
        (unpacked_too_large(), "too large once it is unpacked"),
        (far_away(), "20000 lines"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableTable, match=reason):
        read_table(content)


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda end: b"PK\x03\x04" + end))
def test_any_bytes_are_a_table_or_said_to_be_none(content: bytes) -> None:
    try:
        table = read_table(content)
    except UnreadableTable:
        return
    assert read_table(table.as_text().encode()).rows == table.rows
