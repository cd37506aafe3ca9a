"""What parsing gives: frozen values with bounds, and nothing of feedparser's."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tracker.parse.seen import NamedBy

# Bounds in characters; the newest entries are kept.
ENTRIES: Final = 500
KEY_LENGTH: Final = 255
URL_LENGTH: Final = 2_000
TITLE_LENGTH: Final = 1_000
AUTHOR_LENGTH: Final = 300
SUMMARY_LENGTH: Final = 20_000
CONTENT_LENGTH: Final = 200_000
DATE_LENGTH: Final = 100


class NotAFeedKind(StrEnum):
    """Why a body gave no feed; stored with a feed's health, so the values stay as they are."""

    EMPTY = "empty"
    HTML_PAGE = "html_page"
    NOT_XML = "not_xml"
    ENTITIES = "entities"
    NOT_A_FEED = "not_a_feed"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class NotAFeed:
    """The body is no feed that can be read; `detail` is a sentence for an editor."""

    kind: NotAFeedKind
    detail: str


class DocumentKind(StrEnum):
    """What an item's words stand in, beside itself; in the order in which one of several is chosen."""

    VTT = "vtt"
    SRT = "srt"
    JSON = "json"
    TEXT = "text"
    PDF = "pdf"


@dataclass(frozen=True)
class EntryDocument:
    """A transcript or a PDF that an item names: an absolute http(s) address, and the language if it says one."""

    kind: DocumentKind
    url: str
    language: str = ""


@dataclass(frozen=True)
class ParsedEntry:
    """One item of a feed, not yet stored.

    `key` tells it from every other entry of its feed and is the same at each poll. `url` is absolute http(s) or "".
    `title`, `author` and `summary` are plain text; `content_html` is cleaned and safe to show. `published_at` falls
    back on the date of the last change and is None where the feed gives none that can be read; `published_raw` is
    the feed's own wording. `documents` are those that it names, and `recording` the address of its sound or film, ""
    for none. No field holds control characters or unpaired surrogates.
    """

    key: str
    guid: str
    url: str
    title: str
    author: str
    summary: str
    content_html: str
    published_at: datetime | None
    published_raw: str
    updated_at: datetime | None
    language: str
    documents: tuple[EntryDocument, ...] = ()
    recording: str = ""


@dataclass(frozen=True)
class ParsedFeed:
    """A feed. `ttl_seconds` is how long it asks to be left alone, `skip_hours` the UTC hours in which it rests.

    `warning` says in a sentence what was wrong with a feed that could be read all the same, "" for a sound one.
    `keys` are those of the document's items in turn, none if not every item gave an entry, and `named_by` tells what
    all of them are made of.
    """

    title: str
    site_url: str
    language: str
    ttl_seconds: int | None
    skip_hours: frozenset[int]
    entries: tuple[ParsedEntry, ...]
    warning: str
    keys: tuple[str, ...] = ()
    named_by: NamedBy = ""
