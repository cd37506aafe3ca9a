"""What visits to feeds leave behind, in one transaction: articles, validators, the next polls, the visits."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import OperationalError, transaction

from tracker import setaside
from tracker.models import Fault, Feed, Job, LastDocument, Poll
from tracker.parse import ParsedEntry, Seen, identity
from tracker.polling import articles, leases, schedule
from tracker.polling.articles import FeedNews, Kept
from tracker.polling.rows import among, insert_many, update_many
from tracker.polling.visits import Failure, Summary, Visit, Visited, Wishes

log = logging.getLogger(__name__)

_POLL_FIELDS: Final = ("feed", "at", "result", "new_articles", "detail")


def write(visits: Sequence[Visit], *, now: datetime, floor: int) -> Summary:
    """Write all visits in one transaction, some eight statements however many there are.

    A crash before the commit leaves the old validators, so that the next poll sees the same entries again. Where what
    a feed told raises anything, each visit is written by itself, and that one without the entries that are to blame.
    `floor` is the least wait in seconds.
    """
    try:
        summary = _write(visits, now=now, floor=floor)
    except OperationalError:
        raise  # no feed's fault: the leases run out, and all is done again
    except Exception as fault:
        if len(visits) > 1:
            log.warning("%d visits are written one by one", len(visits), exc_info=True)
            return sum((write([visit], now=now, floor=floor) for visit in visits), Summary())
        return _write_what_can_be(visits[0], fault, now=now, floor=floor)
    _tell_of_faults(visits, now)
    return summary


def _write_what_can_be(visit: Visit, fault: Exception, *, now: datetime, floor: int) -> Summary:
    """A visit that raised: without its broken entries, else as a failure, else not at all for some hours."""
    failure = Visit(
        visit.feed, Failure(Fault.INTERNAL, "What the feed says could not be stored.", raised=fault)
    )
    setaside.note(Job.READING, visit.feed.pk, fault, now=now)
    for rest in (_without_broken_entries(visit, now), failure):
        try:
            if rest is not None:
                return _write([rest], now=now, floor=floor)
        except OperationalError:
            raise
        except Exception:
            log.exception("feed %s cannot be written either", visit.feed.pk)
    leases.put_off(visit.feed, until=now + schedule.UNWRITABLE)
    return Summary(failed=1)


def _without_broken_entries(visit: Visit, now: datetime) -> Visit | None:
    """The visit with the entries that can be stored by themselves; None where these are none, or all."""
    if not isinstance(visit.outcome, Visited):
        return None
    reading = visit.outcome
    broken = {identity(entry.key) for entry in reading.entries if not _can_be_stored(visit.feed, entry, now)}
    if len(broken) in {0, len(reading.entries)}:
        return None
    rest = replace(
        reading,
        entries=tuple(entry for entry in reading.entries if identity(entry.key) not in broken),
        seen=reading.seen.without(broken) if reading.seen else None,
        detail=f"{len(broken)} of its entries could not be stored.",
    )
    return Visit(visit.feed, rest)


def _can_be_stored(feed: Feed, entry: ParsedEntry, now: datetime) -> bool:
    """Tried, and undone."""
    try:
        with transaction.atomic():
            articles.keep([FeedNews(feed, (entry,))], now=now)
            transaction.set_rollback(True)
    except OperationalError:
        raise
    except Exception:  # noqa: BLE001  what the whole visit raised is logged already
        return False
    return True


def _tell_of_faults(visits: Sequence[Visit], now: datetime) -> None:
    """Set aside the feeds at which the program failed, and no longer those whose documents were read."""
    read = [visit.feed.pk for visit in visits if isinstance(visit.outcome, Visited) and visit.outcome.seen]
    setaside.done(Job.READING, read)
    for visit in visits:
        if isinstance(visit.outcome, Failure) and visit.outcome.raised:
            setaside.note(Job.READING, visit.feed.pk, visit.outcome.raised, now=now)


@transaction.atomic
def _write(visits: Sequence[Visit], *, now: datetime, floor: int) -> Summary:
    tokens = _held_rows(visits)
    present = [visit for visit in visits if visit.feed.pk in tokens]  # the others were deleted in mid-poll
    kept = articles.keep(_told(present), now=now)
    # Only the holder of the lease plans: whoever took the feed over has newer news.
    outcomes = [
        _after(visit, kept.get(visit.feed.pk, Kept()), now=now, floor=floor)
        for visit in present
        if tokens[visit.feed.pk] == visit.feed.lease_token
    ]
    _write_feeds(outcomes)
    insert_many(Poll, _POLL_FIELDS, (outcome.poll for outcome in outcomes))
    _write_documents(outcomes)
    failed = sum(isinstance(visit.outcome, Failure) for visit in visits)
    return Summary(len(visits) - failed, failed, sum(one.new for one in kept.values()))


def _held_rows(visits: Sequence[Visit]) -> dict[int, str]:
    """Take the feeds' rows, always in one order so that two workers never wait for each other; their lease tokens."""
    rows = Feed.objects.select_for_update(no_key=True).filter(pk__in=among(visit.feed.pk for visit in visits))
    return dict(rows.order_by("pk").values_list("pk", "lease_token"))


def _told(visits: Iterable[Visit]) -> Iterator[FeedNews]:
    for visit in visits:
        if isinstance(visit.outcome, Visited):
            present = visit.outcome.seen.identities if visit.outcome.seen else frozenset()
            yield FeedNews(visit.feed, visit.outcome.entries, visit.outcome.gone, present)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is written of one visit: the feed's changed fields, its row of history, and what its document held."""

    feed: Feed
    changes: Mapping[str, object]
    poll: tuple[object, ...]
    seen: Seen | None = None


def _after(visit: Visit, kept: Kept, *, now: datetime, floor: int) -> _Outcome:
    if isinstance(visit.outcome, Failure):
        return _after_failure(visit.feed, visit.outcome, now=now, floor=floor)
    return _after_visited(visit.feed, visit.outcome, kept, now=now, floor=floor)


def _after_visited(feed: Feed, visited: Visited, kept: Kept, *, now: datetime, floor: int) -> _Outcome:
    wishes = visited.wishes or Wishes.of(feed)
    plan = schedule.after_success(
        now=now,
        interval=feed.interval_seconds,
        new_articles=kept.new,
        floor=floor,
        has_validators=bool(visited.etag or visited.last_modified),
        asked=max(visited.asked, wishes.ttl_seconds),
        skip_hours=wishes.skip_hours,
    )
    changes: dict[str, object] = {
        "etag": visited.etag,
        "last_modified": visited.last_modified,
        "failures": 0,
        "last_fault": "",
        "last_error": "",
        "last_success_at": now,
    }
    if visited.body_hash:
        # With edits put off the same document is to be read again.
        changes |= {"body_hash": "" if kept.put_off else visited.body_hash, "whole_day": now.toordinal()}
    if visited.wishes:
        changes |= visited.wishes.columns()
    if kept.new:
        changes["last_new_at"] = now
    if visited.title and not feed.title:
        changes["title"] = visited.title
    if visited.site_url and not feed.site_url:
        changes["site_url"] = visited.site_url
    result = Poll.Result.NEW if kept.new else visited.result
    return _Outcome(
        feed,
        changes | _planned(plan, now),
        (feed.pk, now, result, kept.new, visited.detail[:500]),
        visited.seen.without(kept.put_off) if visited.seen else None,
    )


def _after_failure(feed: Feed, failure: Failure, *, now: datetime, floor: int) -> _Outcome:
    """Keep the reason and plan the next try. Validators stay: nothing was read."""
    failures = feed.failures + 1
    plan = _plan_after(failure, feed, failures, now=now, floor=floor)
    changes = {"failures": failures, "last_fault": failure.fault, "last_error": failure.detail[:500]}
    poll = (feed.pk, now, Poll.Result.FAILED, 0, failure.detail[:500])
    return _Outcome(feed, changes | _planned(plan, now), poll)


def _plan_after(
    failure: Failure, feed: Feed, failures: int, *, now: datetime, floor: int
) -> schedule.NextPoll:
    if failure.fault == Fault.GONE:
        return schedule.after_gone(now=now, interval=feed.interval_seconds, gone_since=feed.gone_since)
    return schedule.after_failure(
        now=now,
        interval=feed.interval_seconds,
        failures=failures,
        floor=floor,
        retry_after=failure.retry_after,
        status=failure.status,
        has_worked=feed.last_success_at is not None,
        gone_since=feed.gone_since,
    )


def _planned(plan: schedule.NextPoll, now: datetime) -> dict[str, object]:
    """The fields that every visit changes: when the next one is, and that nobody holds the feed now."""
    return {
        "last_polled_at": now,
        "next_poll_at": plan.at,
        "next_poll_reason": plan.reason,
        "interval_seconds": plan.interval,
        "gone_since": plan.gone_since,
        "stopped_for": plan.stopped_for or "",
        "stopped_at": now if plan.stopped_for else None,
        "attempts": 0,
        **leases.RELEASED,
    }


def _write_feeds(outcomes: Iterable[_Outcome]) -> None:
    """One statement for all feeds of which the same fields change."""
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for outcome in outcomes:
        alike.setdefault(tuple(outcome.changes), []).append((*outcome.changes.values(), outcome.feed.pk))
    for names, rows in alike.items():
        update_many(Feed, names, rows)


def _write_documents(outcomes: Iterable[_Outcome]) -> None:
    rows = [(outcome.feed.pk, outcome.seen.pack()) for outcome in outcomes if outcome.seen]
    insert_many(
        LastDocument, ("feed", "seen"), rows, clash="ON CONFLICT (feed_id) DO UPDATE SET seen = excluded.seen"
    )


def last_documents(feeds: Iterable[Feed]) -> dict[int, Seen]:
    """What the last documents of these feeds held, by the feed's id; none for a feed that was never read.

    Nor for one whose row cannot be read: its document is then read whole.
    """
    wanted = [feed.pk for feed in feeds]
    rows = LastDocument.objects.filter(feed__in=wanted).values_list("feed_id", "seen") if wanted else ()
    found = {}
    for pk, packed in rows:
        try:
            found[pk] = Seen.unpack(bytes(packed))
        except Exception:
            log.exception("what feed %s held last cannot be read", pk)
    return found
