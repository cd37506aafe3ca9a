"""Reads a page through trafilatura: the only module that calls its extraction. Run it where it can be killed."""

import re
from copy import deepcopy
from typing import Final
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
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
from tracker.intake.extract.stated import Page

# What a server may call a page; many send nothing or something general.
_PAGES: Final = re.compile(r"^(|text/.*|application/(xhtml\+xml|xml|octet-stream))$")
# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
_FOR_SUBSCRIBERS: Final = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def extract(body: bytes, *, url: str, content_type: str = "", zone: str = "UTC") -> Extracted:
    """The article of a page fetched from `url`. Any bytes will do; hostile ones may take long and much memory.

    `zone` is the newsroom's: a moment that the page gives becomes a day there.
    """
    if not body.strip():
        return NotAnArticle(NotAnArticleKind.EMPTY)
    media = content_type.partition(";")[0].strip().lower()
    if not _PAGES.match(media) or b"\0" in body[:1000]:
        return NotAnArticle(NotAnArticleKind.NOT_A_PAGE)
    tree = load_html(body)
    if tree is None:
        return NotAnArticle(NotAnArticleKind.NO_TEXT)
    said = Page(deepcopy(tree), url, ZoneInfo(zone))  # what follows takes the tree apart
    found = _read(tree, url)
    text = cleaned(found.text or "")[:TEXT_LENGTH].rstrip() if found else ""
    if found is None or not text:
        return NotAnArticle(NotAnArticleKind.NO_TEXT)
    title = cleaned(found.title or "").replace("\n", " ")[:TITLE_LENGTH]
    return ArticlePage(
        text=text,
        title=title,
        publisher=said.publisher(title)[:PUBLISHER_LENGTH],
        published_on=said.published_on(),
        is_for_subscribers=_FOR_SUBSCRIBERS.search(body) is not None,
    )


def _read(tree: HtmlElement, url: str) -> Document | None:
    try:
        found = bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True
        )
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Document) else None
