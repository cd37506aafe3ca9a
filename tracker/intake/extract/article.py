"""What comes out of an article's page: frozen values, and their form between two processes."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from claims.json_values import JsonObject

TEXT_LENGTH: Final = 100_000
TITLE_LENGTH: Final = 300
PUBLISHER_LENGTH: Final = 160
_PDF: Final = frozenset({"application/pdf", "application/x-pdf"})


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The main text in paragraphs, a line each, with what the page says of itself; "" and None for what it doesn't.

    `is_for_subscribers`: the page declares that its article is not free, so the text may be only its beginning.
    """

    text: str
    title: str
    publisher: str
    published_on: date | None
    is_for_subscribers: bool


class NotAnArticleKind(StrEnum):
    """Why a body gives no text."""

    EMPTY = "empty"
    PDF_LOCKED = "pdf_locked"
    PDF_SCAN = "pdf_scan"
    PDF_BROKEN = "pdf_broken"
    NOT_A_PAGE = "not_a_page"
    NO_TEXT = "no_text"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """A body without a text that could be read."""

    kind: NotAnArticleKind


Extracted = ArticlePage | NotAnArticle


def is_pdf(body: bytes, content_type: str) -> bool:
    """Whether it is one, by its first bytes or by what the server calls it."""
    media = content_type.partition(";")[0].strip().lower()
    return b"%PDF-" in body[:1024] or media in _PDF


def dump(result: Extracted) -> dict[str, object]:
    """The result as values that JSON can hold."""
    values: dict[str, object] = asdict(result)
    if isinstance(result, ArticlePage) and result.published_on:
        values["published_on"] = result.published_on.isoformat()
    return values


def load(dumped: JsonObject) -> Extracted:
    """The result that `dump` took apart."""
    values = dict(dumped)
    if "kind" in values:
        return NotAnArticle(NotAnArticleKind(values["kind"]))
    day = values.pop("published_on")
    return ArticlePage(**values, published_on=date.fromisoformat(day) if day else None)
