"""What the desk does with feeds: track, pause, resume, poll now, give a new address. Every such write is here."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from claims.addresses import canonical_url
from tracker import gate
from tracker.models import Feed

LONGEST_ADDRESS: Final = 1_000
_WEB_ADDRESS: Final = URLValidator(schemes=("http", "https"))
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# Feed readers make "feed:https://…" and "feed://…" of an address when it is copied out of them.
_FEED_SCHEME: Final = re.compile(r"^feed:(?:(?://)?(?=https?://)|(?=//))", re.IGNORECASE)

# What a server's validators and a feed's failures are about: the old address.
FRESH_START: Final[dict[str, str | int]] = {
    "etag": "",
    "last_modified": "",
    "body_hash": "",
    "failures": 0,
    "last_fault": "",
    "last_error": "",
}


def as_address(typed: str) -> str:
    """A web address as people write or copy it, as an address: without a scheme it is taken for https."""
    text = _FEED_SCHEME.sub("", typed.strip())
    if text.startswith("//"):
        return f"https:{text}"
    return text if not text or _SCHEME.match(text) else f"https://{text}"


def address_fault(url: str) -> str:
    """Why a feed's address must not be tracked or asked, in a sentence; "" if it may. No name is looked up."""
    try:
        _WEB_ADDRESS(url)
    except ValidationError:
        return gettext("This is no web address.")
    if len(url) > LONGEST_ADDRESS:
        return gettext("The address has more than %(number)s characters.") % {"number": LONGEST_ADDRESS}
    if "@" in urlsplit(url).netloc:
        return gettext("Leave out user name and password: the address is shown at the desk.")
    try:
        gate.admit(url, allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    except (gate.BadAddress, gate.RefusedAddress) as fault:
        return gettext("This address cannot be fetched: %(fault)s.") % {"fault": str(fault).rstrip(".")}
    return ""


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
