"""What feeds told against what is stored: which entries are new, which edited, which the same by another name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import chain
from typing import Final, NamedTuple

from tracker.models import Article, Feed
from tracker.parse import ParsedEntry, identity
from tracker.polling.rows import Row, find_many, insert_many, update_many

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER: Final = timedelta(minutes=10)

# So many articles of a feed are edited at a poll: some sites rewrite all their items each time.
EDITS: Final = 50


class Content(NamedTuple):
    """The fields of an article that an edit changes, and the digest of them all."""

    url: str
    title: str
    author: str
    summary: str
    content: str
    language: str
    digest: str


_WRITTEN: Final = ("feed", "key", *Content._fields, "published_at", "published_raw", "stored_at")
_REWRITTEN: Final = (*Content._fields, "edited_at", "matched_at")


@dataclass(frozen=True, slots=True)
class FeedNews:
    """One feed's entries. `gone` are the identities that its last document held and this one no longer does."""

    feed: Feed
    entries: Sequence[ParsedEntry]
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of them. `put_off` are the identities of edits beyond the cap, for a later poll."""

    new: int = 0
    edited: int = 0
    put_off: frozenset[str] = frozenset()


class _Stored(NamedTuple):
    """What an article is compared by."""

    feed_id: int
    pk: int
    key: str
    digest: str
    url: str
    title: str
    published_raw: str


_COMPARED: Final = ("feed", "id", "key", "digest", "url", "title", "published_raw")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which rows one feed's entries make or change, each with its new values."""

    new: list[Row] = field(default_factory=list)
    renamed: list[Row] = field(default_factory=list)
    filled: list[Row] = field(default_factory=list)
    edited: list[Row] = field(default_factory=list)
    put_off: set[str] = field(default_factory=set)

    def edit(self, row: Row, key: str) -> None:
        """Plan an edit, or put it off where there are enough."""
        if len(self.edited) < EDITS:
            self.edited.append(row)
        else:
            self.put_off.add(key)


def keep(told: Iterable[FeedNews], *, now: datetime) -> dict[int, Kept]:
    """Store what is new and what changed of many feeds; returns what became of each, by the feed's id.

    Five statements at most, however many feeds. The caller holds the feeds' rows: no other worker stores for them.
    """
    telling = [one for one in told if one.entries]
    stored = _stored(telling)
    plans = {one.feed.pk: _plan(one, stored.get(one.feed.pk, []), now) for one in telling}
    insert_many(
        Article,
        _WRITTEN,
        chain.from_iterable(plan.new for plan in plans.values()),
        clash="ON CONFLICT DO NOTHING",
    )
    update_many(Article, ["key"], chain.from_iterable(plan.renamed for plan in plans.values()))
    update_many(Article, ["digest"], chain.from_iterable(plan.filled for plan in plans.values()))
    update_many(Article, _REWRITTEN, chain.from_iterable(plan.edited for plan in plans.values()))
    return {pk: Kept(len(plan.new), len(plan.edited), frozenset(plan.put_off)) for pk, plan in plans.items()}


def _stored(told: Iterable[FeedNews]) -> dict[int, list[_Stored]]:
    pairs = (
        (one.feed.pk, key)
        for one in told
        for key in one.gone.union(identity(entry.key) for entry in one.entries)
    )
    found: dict[int, list[_Stored]] = {}
    for row in find_many(Article, _COMPARED, by=("feed", "key"), pairs=pairs):
        found.setdefault(row[0], []).append(_Stored(*row))
    return found


def _plan(told: FeedNews, stored: Iterable[_Stored], now: datetime) -> _Plan:
    """Decide what each entry is: new, stored already and equal, edited, or an article that changed its guid."""
    by_key = {article.key: article for article in stored}
    renamed = _Renamed(article for article in by_key.values() if article.key in told.gone)
    plan = _Plan()
    for entry in told.entries:
        key, content = identity(entry.key), content_of(entry, told.feed)
        article = by_key.get(key) or renamed.take(entry)
        if article is None:
            published_at = plausible(entry.published_at, now=now)
            plan.new.append((told.feed.pk, key, *content, published_at, entry.published_raw, now))
            continue
        if article.key != key:
            plan.renamed.append((key, article.pk))
        if not article.digest:  # stored by a version that knew none: it may or may not have been edited
            plan.filled.append((content.digest, article.pk))
        elif article.digest != content.digest:
            plan.edit((*content, now, None, article.pk), key)
    return plan


class _Renamed:
    """Articles whose keys a feed no longer names, found again by two of address, title and date as worded.

    One alone is no proof: a site may give all its items one address, or put "Weather" over one every day.
    """

    def __init__(self, gone: Iterable[_Stored]) -> None:
        self._found = {
            sign: article
            for article in gone
            for sign in _signs(article.url, article.title, article.published_raw)
        }

    def take(self, entry: ParsedEntry) -> _Stored | None:
        """Return the article that the entry is, and do not give it to another; None for news."""
        article = next(
            (
                self._found[sign]
                for sign in _signs(entry.url, entry.title, entry.published_raw)
                if sign in self._found
            ),
            None,
        )
        if article is not None:
            self._found = {sign: other for sign, other in self._found.items() if other is not article}
        return article


def _signs(url: str, title: str, published_raw: str) -> list[tuple[str, str, str]]:
    """The pairs by which an article is known again; an empty field is no sign."""
    pairs = ((url, title, ""), (url, "", published_raw), ("", title, published_raw))
    return [pair for pair in pairs if sum(map(bool, pair)) == 2]


def content_of(entry: ParsedEntry, feed: Feed) -> Content:
    """What is stored of an entry; its language is the feed's where it names none that is read here."""
    language = entry.language[:2].lower()
    language = language if language in {"de", "en"} else feed.language
    words = (entry.url, entry.title, entry.author, entry.summary, entry.content_html, language)
    return Content(*words, digest=blake2b("\0".join(words).encode(), digest_size=16).hexdigest())


def plausible(claimed: datetime | None, *, now: datetime) -> datetime:
    """The date to order by: a missing, future or absurd one becomes `now`. What the feed said is kept beside it."""
    if claimed is None or not EARLIEST <= claimed <= now + CLOCKS_DIFFER:
        return now
    return claimed
