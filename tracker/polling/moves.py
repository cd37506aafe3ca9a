"""Feeds that moved: when a redirect is believed, and which feeds turned out to be the same. Asks nobody."""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from claims.addresses import canonical_url
from tracker import setaside
from tracker.models import Feed, FormerAddress, Job

SIGHTINGS: Final = 5
SPAN: Final = timedelta(days=7)
FRESH_TRAIL: Final[dict[str, str | int | None]] = {
    "moved_to": "",
    "moved_sightings": 0,
    "moved_since": None,
    "duplicate_of": None,
}
_LONGEST_URL: Final = 1000


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a visit that ended in a readable feed led; `moved_to` is where redirects for good (301, 308) led."""

    final_url: str
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a feed was seen to have moved: how often in a row, and since when."""

    to: str = ""
    sightings: int = 0
    since: datetime | None = None

    def is_believed(self, now: datetime) -> bool:
        """A mistake in a server's configuration is mended within days; a move lasts."""
        return self.sightings >= SIGHTINGS and self.since is not None and now - self.since >= SPAN


def follow(trail: Trail, *, url: str, moved_to: str | None, now: datetime) -> Trail:
    """The trail after one more visit to `url` that ended in a readable feed: another place, or none, starts it anew."""
    if moved_to is None or moved_to == url or len(moved_to) > _LONGEST_URL:
        return Trail()
    if moved_to == trail.to:
        return Trail(trail.to, trail.sightings + 1, trail.since)
    return Trail(moved_to, 1, now)


def spelling(url: str) -> str:
    """What all ways to write a feed's address have in common: neither scheme nor last slash tells two feeds apart."""
    return canonical_url(url).partition("://")[2].rstrip("/")


def note(landings: Mapping[int, Landing], *, now: datetime) -> None:
    """Write down where the visits of `now` led, by feed id, and adopt the address that a feed has had for long enough.

    Only a visit that ended in a readable feed counts. One query while no feed redirects; where some do, three more and
    a write for each. A feed that raises anything is set aside.
    """
    read = Feed.objects.filter(pk__in=landings, last_success_at=now)
    feeds = [feed for feed in read if is_telling(feed, landings[feed.pk])]
    owners = _owners({place for feed in feeds for place in _places(landings[feed.pk])})

    def note_one(feed: Feed) -> None:
        landing = landings[feed.pk]
        met = [owners[place] for place in _places(landing) if owners.get(place, feed.pk) != feed.pk]
        trail = follow(_trail(feed), url=feed.url, moved_to=landing.moved_to, now=now)
        if trail.is_believed(now) and not met:
            _adopt(feed, trail.to, now=now)
        else:
            _remember(feed, trail, duplicate_of=met[0] if met else None)

    if feeds:
        deque(setaside.results_of(Job.MOVING, feeds, note_one, now=now), maxlen=0)


def is_telling(feed: Feed, landing: Landing) -> bool:
    """Say whether a visit says anything of where the feed is: most say nothing."""
    leads_away = landing.final_url != feed.url or landing.moved_to is not None
    return leads_away or bool(feed.moved_sightings) or feed.duplicate_of_id is not None


def _places(landing: Landing) -> list[str]:
    return [spelling(url) for url in (landing.moved_to, landing.final_url) if url]


def _owners(places: Collection[str]) -> dict[str, int]:
    """The feeds that have these addresses; asks for the usual spellings of each, which the index finds."""
    urls = [
        f"{scheme}://{place}{end}" for place in places for scheme in ("http", "https") for end in ("", "/")
    ]
    found = Feed.objects.filter(url__in=urls).order_by("-pk") if urls else Feed.objects.none()
    return {spelling(url): pk for url, pk in found.values_list("url", "pk")}


def _trail(feed: Feed) -> Trail:
    return Trail(feed.moved_to, feed.moved_sightings, feed.moved_since)


def _remember(feed: Feed, trail: Trail, *, duplicate_of: int | None) -> None:
    # An editor may have given the feed another address meanwhile: what was seen is not about that one.
    Feed.objects.filter(pk=feed.pk, url=feed.url).update(
        moved_to=trail.to,
        moved_sightings=trail.sightings,
        moved_since=trail.since,
        duplicate_of=duplicate_of,
    )


@transaction.atomic
def _adopt(feed: Feed, url: str, *, now: datetime) -> None:
    unchanged = Feed.objects.filter(pk=feed.pk, url=feed.url)
    if Feed.objects.filter(url=url).exists() or not unchanged.update(url=url, **FRESH_TRAIL):
        return
    FormerAddress.objects.update_or_create(feed=feed, url=feed.url, defaults={"left_at": now})
