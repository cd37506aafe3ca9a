"""Reads a page through trafilatura: the only module that calls its extraction. Run it where it can be killed."""

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from trafilatura import bare_extraction
from trafilatura.settings import Document

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

# What a server may call a page; many send nothing or something general.
_PAGES: Final = re.compile(r"^(|text/.*|application/(xhtml\+xml|xml|octet-stream))$")
# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
_FOR_SUBSCRIBERS: Final = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def extract(body: bytes, *, url: str, content_type: str = "") -> Extracted:
    """The article of a page fetched from `url`. Any bytes will do; hostile ones may take long and much memory."""
    if not body.strip():
        return NotAnArticle(NotAnArticleKind.EMPTY)
    media = content_type.partition(";")[0].strip().lower()
    if media == "application/pdf" or body.lstrip()[:5] == b"%PDF-":
        return NotAnArticle(NotAnArticleKind.PDF)
    if not _PAGES.match(media) or b"\0" in body[:1000]:
        return NotAnArticle(NotAnArticleKind.NOT_A_PAGE)
    found = _read(body, url)
    text = cleaned(found.text or "")[:TEXT_LENGTH].rstrip() if found else ""
    if found is None or not text:
        return NotAnArticle(NotAnArticleKind.NO_TEXT)
    return ArticlePage(
        text=text,
        title=cleaned(found.title or "").replace("\n", " ")[:TITLE_LENGTH],
        publisher=_publisher(found, url),
        published_on=_day(found.date),
        is_for_subscribers=_FOR_SUBSCRIBERS.search(body) is not None,
    )


def _read(body: bytes, url: str) -> Document | None:
    try:
        found = bare_extraction(
            body,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            # A date that is merely somewhere in the text would set every window wrong: better none.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Document) else None


def _publisher(found: Document, url: str) -> str:
    name = cleaned(found.sitename or "").replace("\n", " ")
    return (name or (urlsplit(url).hostname or "").removeprefix("www."))[:PUBLISHER_LENGTH]


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
