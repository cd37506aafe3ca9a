"""Reads a PDF through pdfium: the only module that opens one. Run it where it can be killed.

pdfium gives lines in the order in which the file draws them, which is that of reading for what typesetting programs
write, also in columns. It knows no paragraphs: `paragraphs` makes them of the lines' places. Why so:
docs/decisions/0061-what-stands-behind-an-item.md
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pypdfium2
from pypdfium2 import raw

from tracker.intake.extract.article import (
    PUBLISHER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ArticlePage,
    Extracted,
    NotAnArticle,
    NotAnArticleKind,
)
from tracker.intake.extract.cleaning import cleaned
from tracker.intake.extract.lines import PrintedLine, paragraphs, without_running_heads
from tracker.intake.extract.stated import CHANGED, day_in_address
from tracker.parse.dates import day_in

PAGES: Final = 300
# On fewer characters a page, a file is a picture of its text, or a drawing with labels.
_LEAST_A_PAGE: Final = 20
# So many lines from the top may say the day, as "Berlin, 6. Februar 2026".
_HEAD: Final = 12
# The place of a letter that is not known: left, bottom, right, top.
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)
# A line with words, to its end or to pdfium's sign for a word that is parted there.
_LINE: Final = re.compile(r"[^\s\ufffe][^\r\n\ufffe]*\ufffe?")
_CREATED: Final = re.compile(r"D:(\d{8})(?:(\d{6})(?:(Z)|([+-]\d\d)'?(\d\d)?)?)?")
# What programs put where a title belongs: their own name, the file's, nothing.
_NO_TITLE: Final = re.compile(
    r"microsoft (word|powerpoint|excel)\b|^\S+\.[a-z]{2,5}$|^(untitled|unbenannt|ohne titel|document|dokument)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(\d{1,2}\.\s?(?:[^\W\d]{3,9}|\d{1,2}\.)\s?\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2} [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4})(?!\d)"
)


def extract_pdf(body: bytes, *, url: str, zone: str = "UTC") -> Extracted:
    """The text of a PDF fetched from `url`: its first 300 pages at most. Hostile bytes may take long and much memory.

    `zone` is the newsroom's: the moment at which the file was made becomes a day there.
    """
    handle = raw.FPDF_LoadMemDocument64(body, len(body), None)
    # Asked only where the file would not open: a good file leaves the error of the one before it standing.
    if not handle:
        is_locked = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        return NotAnArticle(NotAnArticleKind.PDF_LOCKED if is_locked else NotAnArticleKind.PDF_BROKEN)
    document = pypdfium2.PdfDocument(handle)
    pages = _pages(document)
    if not pages:
        return NotAnArticle(NotAnArticleKind.PDF_BROKEN)
    lines = list(without_running_heads(pages))
    text = cleaned("\n".join(paragraphs(lines)))[:TEXT_LENGTH].rstrip()
    if len(text) < _LEAST_A_PAGE * len(pages):
        return NotAnArticle(NotAnArticleKind.PDF_SCAN)
    said = document.get_metadata_dict()
    return ArticlePage(
        text=text,
        title=(_title_told(said["Title"]) or _largest(pages[0]))[:TITLE_LENGTH],
        publisher=(urlsplit(url).hostname or "").removeprefix("www.")[:PUBLISHER_LENGTH],
        published_on=_published_on(pages[0], url, said["CreationDate"], ZoneInfo(zone)),
        is_for_subscribers=False,
    )


def _pages(document: pypdfium2.PdfDocument) -> list[list[PrintedLine]]:
    """The lines of each page, until there are enough; a page that cannot be read has none."""
    pages: list[list[PrintedLine]] = []
    letters = 0
    for number in range(min(len(document), PAGES)):
        try:
            lines = list(_lines(document[number].get_textpage()))
        except pypdfium2.PdfiumError:
            lines = []
        pages.append(lines)
        letters += sum(len(line.text) for line in lines)
        if letters > TEXT_LENGTH:
            break
    return pages


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[PrintedLine]:
    text = page.get_text_range()
    knows_places = len(text) == page.count_chars()  # not where letters take two places
    for piece in _LINE.finditer(text):
        _left, bottom, _right, top = page.get_charbox(piece.start(), loose=True) if knows_places else _NOWHERE
        yield PrintedLine(piece[0].rstrip(), bottom=bottom, height=top - bottom)


def _title_told(told: str) -> str:
    title = cleaned(told).replace("\n", " ")
    return "" if _NO_TITLE.search(title) else title


def _largest(lines: Sequence[PrintedLine]) -> str:
    """The words in the largest letters of the first page, where they are larger than the others and few."""
    largest = max((line.height for line in lines), default=0)
    usual = sorted(line.height for line in lines)[len(lines) // 2] if lines else 0
    found = [line for line in lines if line.height > 0.95 * largest]
    return " ".join(paragraphs(found)) if largest > 1.1 * usual and len(found) <= 4 else ""


def _published_on(first: Sequence[PrintedLine], url: str, created: str, zone: ZoneInfo) -> date | None:
    """As of a page: the day that stands in the head, else in the address; the file's own only if nothing is better.

    A day in the head that was still to come when the file was made is what it announces.
    """
    made = _created_on(created, zone)
    stated = (day for day in _days_in_head(first, zone) if made is None or day <= made)
    return next(stated, None) or day_in_address(url) or made


def _days_in_head(lines: Iterable[PrintedLine], zone: ZoneInfo) -> Iterator[date]:
    for line in islice(lines, _HEAD):
        found = _DAY.search(line.text) if len(line.text) <= 100 else None
        if found and not CHANGED.search(line.text[: found.start()]) and (day := day_in(found[1], zone)):
            yield day


def _created_on(told: str, zone: ZoneInfo) -> date | None:
    """The day of a PDF's own form of dates (ISO 32000-1, 7.9.4)."""
    found = _CREATED.match(told)
    if found is None:
        return None
    day, clock, utc, hours, minutes = found.groups()
    offset = "+00:00" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    return day_in(f"{day}{'T' + clock + offset if clock else ''}", zone)
