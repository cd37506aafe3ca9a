"""Tables of claims as files: piece by piece, so that a hundred thousand rows are never in memory together."""

import csv
from collections.abc import Iterator
from io import StringIO
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from claims.models import Claim
from claims.tables.cells import as_text, as_typed
from claims.tables.columns import chunks_of, headings

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

PIECE: Final = 1 << 16
# By which Excel tells that a file is UTF-8.
BYTE_ORDER_MARK: Final = "\ufeff"
# A German Excel takes a comma for part of a number.
SEPARATORS: Final = {"de": ";"}


def as_csv(claims: QuerySet[Claim], *, language: str) -> Iterator[bytes]:
    """UTF-8, with a heading. The language holds while a piece is made, not between them."""
    chunks = chunks_of(claims)
    with translation.override(language):
        heading = _lines([headings()], language, start=BYTE_ORDER_MARK)
    yield heading
    while True:
        with translation.override(language):
            rows = next(chunks, None)
            if rows is None:
                return
            piece = _lines([[as_text(cell) for cell in row] for row in rows], language)
        yield piece


def _lines(rows: list[list[str]], language: str, *, start: str = "") -> bytes:
    out = StringIO(start)
    out.seek(len(start))
    csv.writer(out, delimiter=SEPARATORS.get(language, ",")).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(claims: QuerySet[Claim], *, language: str) -> Iterator[bytes]:
    """A workbook of one sheet. It is made on disk before its first piece comes."""
    with TemporaryFile() as file:
        with translation.override(language):
            _workbook(claims).save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _workbook(claims: QuerySet[Claim]) -> "Workbook":
    from openpyxl import Workbook  # noqa: PLC0415  with numpy 12 MB, which few web processes ever need

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Claims"))
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, text) for text in headings()])
    for rows in chunks_of(claims):
        for row in rows:
            sheet.append([as_typed(cell) for cell in row])
    return book


def _heading(sheet: object, text: str) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  as above
    from openpyxl.styles import Font  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell
