"""Turns a feed's bytes into entries: the only package that imports feedparser. It never touches network or database."""

from tracker.parse.guard import parse_guarded
from tracker.parse.parsed import (
    AUTHOR_LENGTH,
    CONTENT_LENGTH,
    ENTRIES,
    KEY_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    DocumentKind,
    EntryDocument,
    NotAFeed,
    NotAFeedKind,
    ParsedEntry,
    ParsedFeed,
)
from tracker.parse.reader import parse
from tracker.parse.seen import Seen, identity
from tracker.parse.unseen import parse_unseen

__all__ = [
    "AUTHOR_LENGTH",
    "CONTENT_LENGTH",
    "ENTRIES",
    "KEY_LENGTH",
    "SUMMARY_LENGTH",
    "TITLE_LENGTH",
    "URL_LENGTH",
    "DocumentKind",
    "EntryDocument",
    "NotAFeed",
    "NotAFeedKind",
    "ParsedEntry",
    "ParsedFeed",
    "Seen",
    "identity",
    "parse",
    "parse_guarded",
    "parse_unseen",
]
