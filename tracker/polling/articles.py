"""What feeds told against what is stored: which entries are new, which edited, which the same by another name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import chain
from typing import Final, NamedTuple

from tracker.models import Article, Feed
from tracker.parse import ParsedEntry, identity
from tracker.polling import attached
from tracker.polling.rows import Row, find_many, insert_many, update_many

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER: Final = timedelta(minutes=10)

# So many articles of a feed are edited at a poll: some sites rewrite all their items each time.
EDITS: Final = 50


# From this share of its words on a title is the same one, edited.
SAME_TITLE: Final = 0.5


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
    """One feed's unseen entries, with identities: `present` are all that its document holds, `gone` the last one's."""

    feed: Feed
    entries: Sequence[ParsedEntry]
    gone: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()


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
    replaced: list[Row] = field(default_factory=list)
    renamed: list[Row] = field(default_factory=list)
    filled: list[Row] = field(default_factory=list)
    edited: list[Row] = field(default_factory=list)
    redated: list[Row] = field(default_factory=list)
    put_off: set[str] = field(default_factory=set)

    def edit(self, article: "_Stored", entry: ParsedEntry, content: Content, now: datetime) -> None:
        """Plan an edit, or put it off where there are enough. It moves the day where the feed gives another."""
        if len(self.edited) >= EDITS:
            self.put_off.add(identity(entry.key))
            return
        self.edited.append((*content, now, None, article.pk))
        if is_plausible(entry.published_at, now=now) and entry.published_raw != article.published_raw:
            self.redated.append((entry.published_at, entry.published_raw, article.pk))


def keep(told: Iterable[FeedNews], *, now: datetime) -> dict[int, Kept]:
    """Store what is new and what changed of many feeds; returns what became of each, by the feed's id.

    Some eight statements at most, however many feeds. The caller holds the feeds' rows: no other worker stores for
    them.
    """
    telling = [one for one in told if one.entries]
    stored = _stored(telling)
    like = _of_the_same_moment(telling, stored, now)
    plans = {
        one.feed.pk: _plan(one, stored.get(one.feed.pk, []), like.get(one.feed.pk, []), now)
        for one in telling
    }

    def all_of(list_of: Callable[[_Plan], list[Row]]) -> Iterable[Row]:
        return chain.from_iterable(map(list_of, plans.values()))

    # A key that another story has taken over is free before that is stored.
    update_many(Article, ["key"], all_of(lambda plan: plan.replaced))
    insert_many(Article, _WRITTEN, all_of(lambda plan: plan.new), clash="ON CONFLICT DO NOTHING")
    update_many(Article, ["key"], all_of(lambda plan: plan.renamed))
    update_many(Article, ["digest"], all_of(lambda plan: plan.filled))
    update_many(Article, _REWRITTEN, all_of(lambda plan: plan.edited))
    update_many(Article, ["published_at", "published_raw"], all_of(lambda plan: plan.redated))
    if edited := [int(row[-1]) for plan in plans.values() for row in plan.edited]:
        attached.put_back(edited)
    languages = {one.feed.pk: one.feed.language for one in telling}
    attached.keep(((one.feed.pk, one.entries) for one in telling), languages, now=now)
    return {pk: Kept(len(plan.new), len(plan.edited), frozenset(plan.put_off)) for pk, plan in plans.items()}


def _stored(told: Iterable[FeedNews]) -> dict[int, list[_Stored]]:
    pairs = (
        (one.feed.pk, key)
        for one in told
        for key in one.gone.union(identity(entry.key) for entry in one.entries)
    )
    return _by_feed(find_many(Article, _COMPARED, by=("feed", "key"), pairs=pairs))


def _of_the_same_moment(
    told: Iterable[FeedNews], stored: Mapping[int, Iterable[_Stored]], now: datetime
) -> dict[int, list[_Stored]]:
    """Stored articles of the moments of entries whose keys are not stored: they may be the same by another guid.

    Also those that no document has held for a while. Asks only where there is such an entry with a date.
    """
    known = {(pk, article.key): article for pk, articles in stored.items() for article in articles}
    pairs = {
        (one.feed.pk, entry.published_at)
        for one in told
        for entry in one.entries
        if is_plausible(entry.published_at, now=now)
        and _is_new_to(known.get((one.feed.pk, identity(entry.key))), entry)
    }
    return _by_feed(find_many(Article, _COMPARED, by=("feed", "published_at"), pairs=pairs))


def _by_feed(rows: Iterable[Row]) -> dict[int, list[_Stored]]:
    found: dict[int, list[_Stored]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_Stored(*row))
    return found


def _plan(told: FeedNews, stored: Iterable[_Stored], like: Iterable[_Stored], now: datetime) -> _Plan:
    """Decide what each entry is: new, stored already and equal, edited, or an article that changed its guid."""
    by_key = {article.key: article for article in stored}
    present = told.present.union(identity(entry.key) for entry in told.entries)
    gone = (article for article in by_key.values() if article.key in told.gone)
    renamed = _Renamed((*(article for article in like if article.key not in present), *gone))
    plan = _Plan()
    for entry in told.entries:
        key, content = identity(entry.key), content_of(entry, told.feed)
        article = by_key.get(key)
        if article is not None and _is_new_to(article, entry):
            plan.replaced.append((identity(f"{key} {article.pk}"), article.pk))
            article = None
        article = article or renamed.take(entry)
        if article is None:
            published_at = plausible(entry.published_at, now=now)
            plan.new.append((told.feed.pk, key, *content, published_at, entry.published_raw, now))
            continue
        if article.key != key:
            plan.renamed.append((key, article.pk))
        if not article.digest:  # stored by a version that knew none: it may or may not have been edited
            plan.filled.append((content.digest, article.pk))
        elif article.digest != content.digest:
            plan.edit(article, entry, content, now)
    return plan


def _is_new_to(article: _Stored | None, entry: ParsedEntry) -> bool:
    """Whether an entry is another story than the article stored under its guid, if there is one.

    Address and date differ then, and hardly a word of the title is left: an edit leaves one of them. Where too little
    is given to tell, it is the same.
    """
    if article is None:
        return True
    pairs = ((article.url, entry.url), (article.published_raw, entry.published_raw))
    told = [one != other for one, other in pairs if one and other]
    mine, theirs = (set(title.casefold().split()) for title in (article.title, entry.title))
    shorter = min(len(mine), len(theirs))
    return bool(told) and all(told) and bool(shorter) and len(mine & theirs) < shorter * SAME_TITLE


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
    return claimed if claimed is not None and is_plausible(claimed, now=now) else now


def is_plausible(claimed: datetime | None, *, now: datetime) -> bool:
    """Whether a date can be that of an article which is in a feed now."""
    return claimed is not None and EARLIEST <= claimed <= now + CLOCKS_DIFFER
