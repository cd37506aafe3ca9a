"""When a feed is polled next, and which feeds are due now. Fetches nothing; `leases` says who polls them."""

import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tracker import setaside
from tracker.models import Feed, Job, unleased

SLOWEST = 86_400
WITHOUT_VALIDATORS = 3_600
REFUSED = 4 * 3_600
# So long a feed rests of whose poll not even the failure could be written.
UNWRITABLE = timedelta(hours=4)
JITTER = 0.1

GONE_FOR_SURE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NextPoll:
    """When to poll again and the reason, for the editor who wonders. `interval` is in seconds.

    `gone_since` is when the publisher first said "gone"; `stopped_for` says why the feed is not polled again at all.
    """

    at: datetime
    interval: int
    reason: Feed.Reason
    gone_since: datetime | None = None
    stopped_for: Feed.Stop | None = None


def after_success(
    *,
    now: datetime,
    interval: int,
    new_articles: int,
    floor: int,
    has_validators: bool,
    asked: int,
    skip_hours: Collection[int] = (),
) -> NextPoll:
    """Half the interval when something was new, half as long again when nothing was, within floor and a day.

    `asked` is what the publisher wants at least, in seconds (ttl, max-age), `skip_hours` the UTC hours in which it
    rests; both only ever lengthen the wait. Without ETag or Last-Modified each poll costs the publisher a whole feed,
    so the floor is an hour then.
    """
    least = floor if has_validators else max(floor, min(WITHOUT_VALIDATORS, 4 * floor))
    wanted = interval // 2 if new_articles else interval + interval // 2
    chosen = max(least, min(wanted, SLOWEST))
    wait = max(chosen, min(asked, SLOWEST))
    reason = Feed.Reason.NEW if new_articles else Feed.Reason.QUIET
    if wait > chosen:
        reason = Feed.Reason.PUBLISHER
    at = now + _jittered(wait)
    rested = after_rest(at, skip_hours)
    return NextPoll(rested, chosen, reason if rested == at else Feed.Reason.HOURS)


def after_failure(
    *,
    now: datetime,
    interval: int,
    failures: int,
    floor: int,
    retry_after: int | None,
    status: int | None = None,
    has_worked: bool = False,
    gone_since: datetime | None = None,
) -> NextPoll:
    """Doubles with each failure in a row (`failures` counts this one), up to a day; never before the server asked.

    `status` is the answer's, if there was one. 403 from a feed that has worked is a limit that will pass: four hours.
    """
    wait = min(SLOWEST, max(interval, floor) * 2 ** min(failures - 1, 16))
    reason = Feed.Reason.SERVER if status in {429, 503} else Feed.Reason.FAILING
    if status == 403 and has_worked:
        wait, reason = max(wait, REFUSED), Feed.Reason.REFUSED
    if retry_after is not None and retry_after > wait:
        wait, reason = retry_after, Feed.Reason.SERVER
    return NextPoll(now + _jittered(wait), interval, reason, gone_since)


def after_gone(*, now: datetime, interval: int, gone_since: datetime | None) -> NextPoll:
    """410 may be a mistake: it is asked once more a day after the first one, and believed then."""
    since = gone_since or now
    is_sure = now - since >= GONE_FOR_SURE
    at = max(since + GONE_FOR_SURE, now) + _jittered(60)
    return NextPoll(at, interval, Feed.Reason.GONE, since, Feed.Stop.GONE if is_sure else None)


def after_rest(at: datetime, skip_hours: Collection[int]) -> datetime:
    """The moment itself, or a few minutes after the publisher's hours of rest (UTC).

    A feed that skips all 24 hours is polled as usual.
    """
    if not skip_hours:
        return at
    awake = [at + timedelta(hours=later) for later in range(24)]
    first = next((hour for hour in awake if hour.astimezone(UTC).hour not in skip_hours), at)
    return at if first == at else first.replace(minute=0, second=0) + _jittered(300)


def _jittered(seconds: int) -> timedelta:
    """The wait, lengthened by up to a tenth, so that feeds polled together drift apart."""
    return timedelta(seconds=seconds * (1 + random.uniform(0, JITTER)))  # noqa: S311  no secret


def due(*, now: datetime, limit: int) -> list[int]:
    """Ids of feeds whose time has come and that nobody holds, the longest due first. Two indexed queries."""
    if again := setaside.take(Job.READING, now=now):
        ask_anew(again, now=now)
    return list(
        Feed.objects.filter(unleased(now), is_paused=False, stopped_for="", next_poll_at__lte=now)
        .order_by("next_poll_at")
        .values_list("pk", flat=True)[:limit]
    )


def ask_anew(feed_ids: Iterable[int | str], *, now: datetime) -> None:
    """Poll these next, and read their documents whole, also if nothing in them has changed."""
    Feed.objects.filter(pk__in=feed_ids).update(
        next_poll_at=now,
        next_poll_reason=Feed.Reason.BY_HAND,
        etag="",
        last_modified="",
        body_hash="",
    )


def batches(feed_ids: list[int], size: int) -> Iterator[list[int]]:
    """Split the ids into lists of `size`: one task carries many feeds, since a task costs more than a feed."""
    for start in range(0, len(feed_ids), size):
        yield feed_ids[start : start + size]
