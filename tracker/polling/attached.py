"""Which of the documents that items name is kept with an article, to be read in place of its words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.html import strip_tags

from tracker.models import Article, Attachment
from tracker.parse import DocumentKind, EntryDocument, ParsedEntry, identity
from tracker.polling.rows import find_many, insert_many, update_many

# What a feed brings of its past stays as it is: a podcast's first poll would else fetch hundreds of transcripts.
FRESH: Final = timedelta(days=30)
# An item of fewer letters is a notice of the PDF beside it.
A_NOTICE: Final = 600
_ORDER: Final = tuple(DocumentKind)
_WRITTEN: Final = ("article", "kind", "url", "recording", "due_at")


def chosen(entry: ParsedEntry, language: str) -> EntryDocument | None:
    """The document that says what the item says: a transcript in its language before others, VTT before SRT.

    A PDF only where it is the item itself, or the item is a mere notice of it.
    """
    is_notice = len(strip_tags(entry.content_html)) < A_NOTICE
    found = [
        document
        for document in entry.documents
        if document.kind is not DocumentKind.PDF or document.url == entry.url or is_notice
    ]

    def order(document: EntryDocument) -> tuple[bool, bool, int]:
        is_other = document.language not in {"", language}
        return is_other, document.kind is DocumentKind.PDF, _ORDER.index(document.kind)

    return min(found, key=order, default=None)


def keep(
    told: Iterable[tuple[int, Sequence[ParsedEntry]]], languages: Mapping[int, str], *, now: datetime
) -> None:
    """Have the documents of fresh entries read, by feeds' ids; one that an article has already stays. No query without.

    Call it when the articles are stored.
    """
    wanted = {
        (feed, identity(entry.key)): (document, entry)
        for feed, entries in told
        for entry in entries
        if entry.documents
        and _is_fresh(entry, now)
        and (document := chosen(entry, _language(entry, languages[feed])))
    }
    if not wanted:
        return
    rows = []
    for feed, key, pk in find_many(Article, ("feed", "key", "id"), by=("feed", "key"), pairs=wanted):
        document, entry = wanted[feed, key]
        rows.append((pk, str(document.kind), document.url, entry.recording, now))
    insert_many(Attachment, _WRITTEN, rows, clash="ON CONFLICT DO NOTHING")


def _is_fresh(entry: ParsedEntry, now: datetime) -> bool:
    return entry.published_at is None or entry.published_at > now - FRESH


def _language(entry: ParsedEntry, of_feed: str) -> str:
    return entry.language[:2].lower() or of_feed


def put_back(articles: Sequence[int]) -> None:
    """Give edited articles the words of their documents again, which the feed's own have overwritten."""
    read = Attachment.objects.filter(article__in=articles, read_at__isnull=False).exclude(text="")
    update_many(Article, ["content"], [(attachment.markup, attachment.pk) for attachment in read])
