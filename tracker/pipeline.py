"""A batch of feeds from the network to the database: fetch, parse, store. Reads as the table of contents."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from django.conf import settings

from tracker import fetch, parse, store
from tracker.fetch import Fetched, FetchFailed, NotModified, Policy, Request
from tracker.models import Fault, Feed, Poll


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a batch."""

    reached: int
    failed: int
    new_articles: int


def policy() -> Policy:
    """How this newsroom fetches, from the settings."""
    return Policy(
        user_agent=f"Foresaid/{settings.VERSION} (+{settings.CONTACT_ADDRESS})",
        allowed_hosts=settings.FETCH_ALLOWED_HOSTS,
    )


def refresh(feeds: Iterable[Feed], *, now: datetime, policy: Policy, floor: int) -> Summary:
    """Poll every feed once and store what is new, each feed as soon as its answer is in.

    A broken feed leaves its reason in its row and never stops the batch. `floor` is the least wait in seconds.
    """
    by_url = {feed.url: feed for feed in feeds}
    requests = [
        Request(feed.url, etag=feed.etag, last_modified=feed.last_modified) for feed in by_url.values()
    ]
    reached = failed = new_articles = 0
    for answer in fetch.fetch_all(requests, policy=policy, now=now):
        feed = by_url[answer.url]
        reading = read(answer, feed)
        if isinstance(reading, store.Failure):
            store.failed(feed, reading, now=now, floor=floor)
            failed += 1
        else:
            new_articles += store.succeeded(feed, reading, now=now, floor=floor)
            reached += 1
    return Summary(reached, failed, new_articles)


def read(answer: fetch.Result, feed: Feed) -> store.Reading | store.Failure:
    """What an answer means for its feed. Parses only a body that differs from the last one."""
    match answer:
        case NotModified():
            return store.Reading(
                Poll.Result.NOT_MODIFIED,
                etag=answer.etag or feed.etag,
                last_modified=answer.last_modified or feed.last_modified,
                asked=answer.max_age or 0,
            )
        case Fetched():
            return _read_body(answer, feed)
        case FetchFailed():
            return store.Failure(Fault(answer.kind), answer.detail, answer.retry_after)
        case _:
            assert_never(answer)


def _read_body(answer: Fetched, feed: Feed) -> store.Reading | store.Failure:
    body_hash = hashlib.sha256(answer.body).hexdigest()
    unread = store.Reading(
        Poll.Result.NOTHING_NEW,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=body_hash,
        asked=answer.max_age or 0,
    )
    if body_hash == feed.body_hash:
        return unread
    parsed = parse.parse_guarded(answer.body, url=answer.final_url, content_type=answer.content_type)
    if isinstance(parsed, parse.NotAFeed):
        return store.Failure(Fault(parsed.kind), parsed.detail)
    return replace(
        unread,
        entries=parsed.entries,
        title=parsed.title[:300],
        site_url=parsed.site_url[:1000],
        asked=max(unread.asked, parsed.ttl_seconds or 0),
        detail=parsed.warning,
    )
