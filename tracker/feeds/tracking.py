"""What the desk does with feeds: track, pause, resume, poll now, give a new address. Every such write is here."""

import re
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from claims.models import User
from tracker.fetch import gate
from tracker.models import Feed, FormerAddress
from tracker.polling import moves
from tracker.polling.moves import spelling

LONGEST_ADDRESS: Final = 1_000
_WEB_ADDRESS: Final = URLValidator(schemes=("http", "https"))
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# Feed readers make "feed:https://…" and "feed://…" of an address when it is copied out of them.
_FEED_SCHEME: Final = re.compile(r"^feed:(?:(?://)?(?=https?://)|(?=//))", re.IGNORECASE)

# What a feed's row says once it is neither paused nor stopped.
POLLED_AGAIN: Final[dict[str, object]] = {
    "is_paused": False,
    "paused_at": None,
    "paused_by": None,
    "paused_because": "",
    "stopped_for": "",
    "stopped_at": None,
    "gone_since": None,
    "attempts": 0,
}
# What validators, failures and redirects are about: the old address.
FRESH_START: Final[dict[str, object]] = {
    "etag": "",
    "last_modified": "",
    "body_hash": "",
    "failures": 0,
    "last_fault": "",
    "last_error": "",
    "ttl_seconds": 0,
    "skip_hours": [],
    **moves.FRESH_TRAIL,
    "stopped_for": "",
    "stopped_at": None,
    "gone_since": None,
    "attempts": 0,
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
        return str(gate.BadAddress.explanation)
    if len(url) > LONGEST_ADDRESS:
        return gettext("The address has more than %(number)s characters.") % {"number": LONGEST_ADDRESS}
    if "@" in urlsplit(url).netloc:
        return gettext("Leave out user name and password: the address is shown at the desk.")
    try:
        gate.admit(url, allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    except gate.NotAdmitted as fault:
        return str(fault.explanation)
    return ""


def tracked() -> dict[str, Feed]:
    """Every tracked feed by the spelling of its address, and of those that it had before. Two queries, all rows."""
    feeds = {feed.pk: feed for feed in Feed.objects.only("url", "title")}
    former = FormerAddress.objects.values_list("feed_id", "url")
    before = {spelling(url): feeds[pk] for pk, url in former if pk in feeds}
    return before | {spelling(feed.url): feed for feed in feeds.values()}


def known_as(url: str, *, besides: Feed | None = None) -> Feed | None:
    """The other tracked feed that has this address, or had it, whatever its scheme or spelling. Costs as `tracked`."""
    known = tracked().get(spelling(url))
    return None if known == besides else known


def look_alike(*, title: str, site_url: str, url: str) -> Feed | None:
    """A tracked feed of the same site and title under another address: often the same news as RSS and as Atom."""
    if not title or not site_url:
        return None
    return that_look_alike(title=title, site_url=site_url, url=url).first()


def that_look_alike(*, title: str, site_url: str, url: str) -> QuerySet[Feed]:
    """All such feeds; none where the title or the site is not known."""
    feeds = Feed.objects.filter(title=title, site_url=site_url).exclude(url=url)
    return feeds if title and site_url else feeds.filter(pk__in=())


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
    """What a feed's row says when the desk wants it polled at the next tick, and whole: whatever its server says."""
    return {"next_poll_at": now, "next_poll_reason": Feed.Reason.BY_HAND, "etag": "", "last_modified": ""}


def poll_now(feeds: QuerySet[Feed], *, now: datetime) -> int:
    """Ask for a poll of each feed that is neither paused nor stopped; returns how many."""
    return feeds.filter(is_paused=False, stopped_for="").update(**due_now(now))


def pause(feeds: QuerySet[Feed], *, because: str, by: User, now: datetime) -> int:
    """Stop polling until someone resumes; returns how many feeds were not paused before. What is under way ends."""
    return feeds.filter(is_paused=False).update(
        is_paused=True, paused_at=now, paused_by=by, paused_because=because
    )


def resume(feeds: QuerySet[Feed], *, now: datetime) -> int:
    """Poll the paused and the stopped ones among the feeds again, at the next tick; returns how many."""
    resting = feeds.filter(Q(is_paused=True) | ~Q(stopped_for=""))
    return resting.update(**POLLED_AGAIN, **due_now(now))


@transaction.atomic
def change(feed: Feed, *, now: datetime, **fields: object) -> None:
    """Write only these fields: a worker may be writing others at this moment. A new address starts afresh."""
    if "url" in fields:
        former = Feed.objects.select_for_update(no_key=True).get(pk=feed.pk).url
        FormerAddress.objects.update_or_create(feed=feed, url=former, defaults={"left_at": now})
        FormerAddress.objects.filter(feed=feed, url=fields["url"]).delete()
        fields |= FRESH_START | due_now(now)
    Feed.objects.filter(pk=feed.pk).update(**fields)
