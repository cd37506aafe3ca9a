"""A list of feeds that somebody wants to track: what is new, known or broken in it; and the tracked feeds as a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.translation import gettext

from claims.models import Language
from tracker.feeds import tracking
from tracker.feeds.opml import Listed
from tracker.models import Feed
from tracker.polling import moves

# How people name the folders of their lists.
_LANGUAGES: Final = {
    "de": Language.GERMAN,
    "german": Language.GERMAN,
    "deutsch": Language.GERMAN,
    "en": Language.ENGLISH,
    "english": Language.ENGLISH,
    "englisch": Language.ENGLISH,
}


class ListedState(StrEnum):
    """What an entry of a list is to this newsroom."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """An entry with its place in the list, from 0. `url` is the address to track, `language` "" where nothing says it.

    `known` is the feed that a known one is tracked as; `fault` says what is wrong with a broken one.
    """

    number: int
    state: ListedState
    url: str
    title: str
    folder: str
    language: str
    known: Feed | None = None
    fault: str = ""


def planned(entries: Iterable[Listed], *, tracked: Mapping[str, Feed]) -> list[ListedFeed]:
    """What would become of each entry. `tracked` are the tracked feeds by the spelling of their addresses."""
    rows: list[ListedFeed] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        row = _planned(number, entry, tracked)
        spelling = moves.spelling(row.url)
        if row.state is ListedState.NEW and spelling in seen:
            row = _row(number, ListedState.TWICE, row.url, entry)
        seen.add(spelling)
        rows.append(row)
    return rows


def _planned(number: int, entry: Listed, tracked: Mapping[str, Feed]) -> ListedFeed:
    url = tracking.as_address(entry.url)
    if fault := _fault(entry, url):
        return _row(number, ListedState.BROKEN, entry.url or entry.site_url, entry, fault=fault)
    if known := tracked.get(moves.spelling(url)):
        return _row(number, ListedState.KNOWN, url, entry, known=known)
    return _row(number, ListedState.NEW, url, entry)


def _fault(entry: Listed, url: str) -> str:
    if entry.is_list:
        return gettext("This is another list, not a feed.")
    if not entry.url:
        return gettext("A site without the address of its feed. Test it by itself: its feed may be found.")
    return tracking.address_fault(url)


def _row(
    number: int, state: ListedState, url: str, entry: Listed, *, known: Feed | None = None, fault: str = ""
) -> ListedFeed:
    return ListedFeed(number, state, url, entry.title, entry.folder, _language(entry.folder), known, fault)


def _language(folder: str) -> str:
    """What the folders say: "News / Deutsch" is German; "" where they say nothing."""
    names = (name.strip().lower() for name in reversed(folder.split("/")))
    return next((_LANGUAGES[name] for name in names if name in _LANGUAGES), "")


@transaction.atomic
def track(rows: Iterable[ListedFeed], *, language: str, now: datetime) -> int:
    """Track the new ones among the rows, all or none; returns how many. `language` is for those that name none.

    An address that someone else tracked meanwhile stays as it is.
    """
    before = Feed.objects.count()
    Feed.objects.bulk_create(
        (
            Feed(
                url=row.url,
                title=row.title,
                language=row.language or language,
                added_at=now,
                next_poll_at=now,
            )
            for row in rows
            if row.state is ListedState.NEW
        ),
        ignore_conflicts=True,
    )
    return Feed.objects.count() - before


def listed() -> list[Listed]:
    """All tracked feeds, in a folder for each language. One query."""
    return [
        Listed(url=feed.url, title=feed.title, site_url=feed.site_url, folder=feed.get_language_display())
        for feed in Feed.objects.order_by("language", "title", "url")
    ]
