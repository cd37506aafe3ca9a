"""What the desk does with feeds: track, pause, resume, poll now, give a new address. Every such write is here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from claims.addresses import canonical_url
from tracker.models import Feed

# What a server's validators and a feed's failures are about: the old address.
FRESH_START: Final[dict[str, str | int]] = {
    "etag": "",
    "last_modified": "",
    "body_hash": "",
    "failures": 0,
    "last_fault": "",
    "last_error": "",
}


def spelling(url: str) -> str:
    """What all ways to write a feed's address have in common: neither scheme nor last slash tells two feeds apart."""
    return canonical_url(url).partition("://")[2].rstrip("/")


def by_spelling(feeds: Iterable[Feed]) -> dict[str, Feed]:
    """The feeds by their addresses, however these are written."""
    return {spelling(feed.url): feed for feed in feeds}


def known_as(url: str, *, besides: Feed | None = None) -> Feed | None:
    """The tracked feed that has this address, whatever its scheme or spelling. One query over all addresses."""
    others = Feed.objects.exclude(pk=besides.pk) if besides else Feed.objects.all()
    return by_spelling(others.only("url", "title")).get(spelling(url))


def look_alike(*, title: str, site_url: str, url: str) -> Feed | None:
    """A tracked feed of the same site and title under another address: often the same news as RSS and as Atom."""
    if not title or not site_url:
        return None
    return Feed.objects.filter(title=title, site_url=site_url).exclude(url=url).first()


def track(*, url: str, title: str, language: str, now: datetime) -> Feed | None:
    """A new feed, due at once; None if another request tracked the same address a moment ago."""
    try:
        with transaction.atomic():
            return Feed.objects.create(
                url=url, title=title, language=language, added_at=now, next_poll_at=now
            )
    except IntegrityError:
        return None


def due_now(now: datetime) -> dict[str, object]:
    """What a feed's row says when the desk wants it polled at the next tick."""
    return {"next_poll_at": now, "next_poll_reason": Feed.Reason.BY_HAND}


def poll_now(feeds: QuerySet[Feed], *, now: datetime) -> int:
    """Ask for a poll of each feed that is not paused; returns how many."""
    return feeds.filter(is_paused=False).update(**due_now(now))
