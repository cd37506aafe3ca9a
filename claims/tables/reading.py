"""A table as somebody uploads it, CSV or XLSX: read within bounds, before anything of it is taken for a claim."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Final
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext

from claims.tables.cells import unguarded

MOST_BYTES: Final = 20_000_000
# What a workbook may come to once it is unpacked, and in how many parts.
MOST_UNPACKED, MOST_PARTS = 80_000_000, 500
MOST_ROWS: Final = 10_000
# So many are logged while their sender waits, in one transaction, in which nobody else writes: some ten seconds. More
# than that goes to a worker.
AT_ONCE: Final = 500
# With blank ones.
MOST_LINES: Final = 20_000
MOST_COLUMNS: Final = 60
# What comes back with the form that was shown, below Django's bound for a form. Of more, a worker keeps the rows.
TEXT_AT_ONCE: Final = 2_000_000
SEPARATORS: Final = ",;\t"
ZIP: Final = b"PK\x03\x04"


class UnreadableTable(Exception):
    """A table of which nothing can be taken; says why, in a sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class UploadedTable:
    """Headings, and the rows below them with their numbers, as a program shows them: the headings are row 1."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def is_for_a_worker(self) -> bool:
        """Whether it is too much for somebody to wait for."""
        return len(self.rows) > AT_ONCE or len(self.as_text().encode()) > TEXT_AT_ONCE

    def as_text(self) -> str:
        """The same as CSV, for `read_table`; blank lines stand where they stood."""
        out = StringIO()
        lines = csv.writer(out)
        lines.writerow(self.headings)
        at = 1
        for number, cells in self.rows:
            lines.writerows([[""]] * (number - at - 1))
            lines.writerow(cells)
            at = number
        return out.getvalue()


def read_table(content: bytes) -> UploadedTable:
    """The table in the file. UnreadableTable where there is none, or too much of it."""
    if len(content) > MOST_BYTES:
        raise UnreadableTable(gettext("The file is too large: 20 MB are taken at once."))
    lines = _workbook_lines(content) if content.startswith(ZIP) else _text_lines(content)
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    if not numbered:
        raise UnreadableTable(gettext("There is nothing in this table."))
    (first, headings), *rows = numbered
    if len(rows) > MOST_ROWS:
        reason = gettext("The table has more than %(most)d rows. Send it in parts.")
        raise UnreadableTable(reason % {"most": MOST_ROWS})
    if any(len(line) > MOST_COLUMNS for _number, line in numbered):
        reason = gettext("The table has more than %(most)d columns.")
        raise UnreadableTable(reason % {"most": MOST_COLUMNS})
    return UploadedTable(headings, tuple((number - first + 1, cells) for number, cells in rows))


def _text_lines(content: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(content)
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        yield from (_line(line) for line in _bounded(lines))
    except csv.Error:
        raise UnreadableTable(gettext("The file is no table: neither CSV nor XLSX.")) from None


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Excel on Windows writes


def _workbook_lines(content: bytes) -> Iterator[tuple[str, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415  with numpy 12 MB, which few web processes ever need

    _check_size(content)
    try:
        sheet = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False).worksheets[
            0
        ]
        lines = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        yield from (_line(line) for line in _bounded(lines))
    except UnreadableTable:
        raise
    except Exception:  # noqa: BLE001  the library raises anything on bytes that are no workbook
        raise UnreadableTable(gettext("The file is no table: neither CSV nor XLSX.")) from None


def _check_size(content: bytes) -> None:
    """Before it is unpacked; nothing comes out of a part beyond the size that is said of it."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            sizes = [part.file_size for part in packed.infolist()]
    except (BadZipFile, ValueError, NotImplementedError):
        raise UnreadableTable(gettext("The file is no table: neither CSV nor XLSX.")) from None
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise UnreadableTable(gettext("The workbook is too large once it is unpacked."))


def _bounded(lines: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield from islice(lines := iter(lines), MOST_LINES)
    if next(lines, None) is not None:
        raise UnreadableTable(gettext("The table has more than %(most)d lines.") % {"most": MOST_LINES})


def _line(cells: Sequence[object]) -> tuple[str, ...]:
    """Without the empty cells at its end."""
    texts = [_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
    return unguarded("\n".join(str(cell).strip().splitlines()))
