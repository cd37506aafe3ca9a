"""What a visit to a feed leaves behind, in one transaction: articles, validators, the next poll, the visit itself."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from tracker import schedule
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import ParsedEntry

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reading:
    """A visit that went well. `asked` is the least wait that the publisher wants, in seconds."""

    result: Poll.Result
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    entries: tuple[ParsedEntry, ...] = ()
    title: str = ""
    site_url: str = ""
    asked: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A visit that did not: the kind of fault, and what exactly. `retry_after` is the server's wish, in seconds."""

    fault: Fault
    detail: str
    retry_after: int | None = None


@transaction.atomic
def succeeded(feed: Feed, reading: Reading, *, now: datetime, floor: int) -> int:
    """Store what is new and plan the next poll; returns the number of new articles.

    A crash before the commit leaves the old validators, so that the next poll sees the same entries again.
    """
    new_articles = _insert_new(feed, reading.entries, now)
    plan = schedule.after_success(
        now=now,
        interval=feed.interval_seconds,
        new_articles=new_articles,
        floor=floor,
        has_validators=bool(reading.etag or reading.last_modified),
        asked=reading.asked,
    )
    changes: dict[str, object] = {
        "etag": reading.etag,
        "last_modified": reading.last_modified,
        "body_hash": reading.body_hash or feed.body_hash,
        "title": feed.title or reading.title,
        "site_url": feed.site_url or reading.site_url,
        "failures": 0,
        "last_fault": "",
        "last_error": "",
        "last_success_at": now,
    }
    if new_articles:
        changes["last_new_at"] = now
    result = Poll.Result.NEW if new_articles else reading.result
    _write_visit(
        feed, changes, plan, now=now, result=result, new_articles=new_articles, detail=reading.detail
    )
    return new_articles


@transaction.atomic
def failed(feed: Feed, failure: Failure, *, now: datetime, floor: int) -> None:
    """Keep the reason and plan the next try. Validators stay: nothing was read."""
    failures = feed.failures + 1
    plan = schedule.after_failure(
        now=now,
        interval=feed.interval_seconds,
        failures=failures,
        floor=floor,
        retry_after=failure.retry_after,
    )
    changes: dict[str, object] = {
        "failures": failures,
        "last_fault": failure.fault,
        "last_error": failure.detail[:500],
    }
    _write_visit(
        feed, changes, plan, now=now, result=Poll.Result.FAILED, new_articles=0, detail=failure.detail
    )


def _write_visit(
    feed: Feed,
    changes: dict[str, object],
    plan: schedule.NextPoll,
    *,
    now: datetime,
    result: Poll.Result,
    new_articles: int,
    detail: str,
) -> None:
    # Only the holder of the lease plans: whoever took the feed over has newer news. Deleted in mid-poll: no row.
    held = Feed.objects.filter(pk=feed.pk, lease_token=feed.lease_token)
    written = held.update(
        **changes,
        last_polled_at=now,
        next_poll_at=plan.at,
        next_poll_reason=plan.reason,
        interval_seconds=plan.interval,
        leased_until=None,
        lease_token="",
    )
    if written:
        Poll.objects.create(feed=feed, at=now, result=result, new_articles=new_articles, detail=detail[:500])


def _insert_new(feed: Feed, entries: tuple[ParsedEntry, ...], now: datetime) -> int:
    """The unique constraint has the last word: a second worker with the same entries adds nothing."""
    if not Feed.objects.filter(pk=feed.pk).exists():  # deleted in mid-poll
        return 0
    by_key = {key_of(entry): entry for entry in entries}
    known = set(Article.objects.filter(feed=feed, key__in=by_key).values_list("key", flat=True))
    new = [_article(feed, key, entry, now) for key, entry in by_key.items() if key not in known]
    Article.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def key_of(entry: ParsedEntry) -> str:
    """The entry's identity within its feed, hashed to a fixed length: guids may be pages long."""
    return hashlib.sha256(entry.key.encode("utf-8", "surrogatepass")).hexdigest()


def _article(feed: Feed, key: str, entry: ParsedEntry, now: datetime) -> Article:
    language = entry.language[:2].lower()
    return Article(
        feed=feed,
        key=key,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        summary=entry.summary,
        content=entry.content_html,
        language=language if language in {"de", "en"} else feed.language,
        published_at=plausible(entry.published_at, now=now),
        published_raw=entry.published_raw[:100],
        stored_at=now,
    )


def plausible(claimed: datetime | None, *, now: datetime) -> datetime:
    """The date to order by: a missing, future or absurd one becomes `now`. What the feed said is kept beside it."""
    if claimed is None or not EARLIEST <= claimed <= now + CLOCKS_DIFFER:
        return now
    return claimed
