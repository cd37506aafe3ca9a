"""What a cell of a table may hold, so that no program that opens it takes a claim's words for a formula. Pure.

After OWASP, "CSV Injection": such a text gets an apostrophe in front; reading takes it off again.
"""

import re
from datetime import date
from typing import Final

# With the full-width forms, which some programs take for the signs themselves. A text that has apostrophes before them
# gets one more, so that what is read is what was written.
FORMULA: Final = re.compile("'*(?:\\s*[=+\\-@＝＋－＠]|[\t\r\n])")
# What XML cannot hold.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# The first day that Excel knows as one.
FIRST_YEAR: Final = 1900
Cell = str | int | date | None


def guarded(text: str) -> str:
    """The text as a cell that is no formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def as_text(cell: Cell) -> str:
    """For a file of plain text: days as 2026-11-20."""
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_typed(cell: Cell) -> Cell:
    """For a workbook: numbers and days as such."""
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        return cell.isoformat()
    return guarded(UNPRINTABLE.sub("\ufffd", cell)) if isinstance(cell, str) else cell
