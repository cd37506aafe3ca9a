"""Notices what is no deadline: new evidence, feeds in trouble, and the week. Unsaved rows; writes nothing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from django.conf import settings
from django.utils import timezone

from claims.models import Evidence
from claims.record import SETTLED_AFTER
from tracker import setaside
from tracker.alerts.relevance import hears_of, monday_of, trouble_key
from tracker.alerts.rows import row
from tracker.alerts.timing import last_digest
from tracker.feeds import health
from tracker.models import Alert, Channel, Job

# The matcher stands still whenever the noticing does: what is older than this was suggested before anyone listened.
EVIDENCE_WITHIN: Final = timedelta(days=3)
# However much is written on a claim in a day, the desk is interrupted once.
ONE_INTERRUPTION: Final = timedelta(days=1)


def rows(channels: Sequence[Channel], changed: Collection[int], *, now: datetime) -> Iterator[Alert]:
    """All of it, for the channels that want it. A channel that raises anything is set aside.

    `changed` are the ids of claims that were written about: of these all that is fresh is looked at, of the others
    what came since the last look.
    """
    troubles = health.troubled(now=now) if any(channel.wants_feeds for channel in channels) else []

    def of_channel(channel: Channel) -> list[Alert]:
        found: list[Alert] = []
        if channel.wants_evidence:
            found += _evidence(channel, changed, now)
        if channel.wants_feeds:
            found += _feeds(channel, troubles, now)
        if channel.wants_weekly:
            found += _week(channel, now)
        return found

    return chain.from_iterable(setaside.results_of(Job.REPORTING, channels, of_channel, now=now))


def _evidence(channel: Channel, changed: Collection[int], now: datetime) -> Iterator[Alert]:
    """What is strong interrupts, once a day and claim, by the strongest; the rest waits for the daily message."""
    told = Alert.objects.filter(kind=Alert.Kind.EVIDENCE, channel=channel)
    since = max(now - EVIDENCE_WITHIN, channel.added_at)
    fresh = _not_looked_at(channel, changed, since=since, now=now)
    if not fresh:
        return
    waiting = (
        Evidence.objects.awaiting_review()
        .filter(pk__in=fresh)
        .exclude(pk__in=told.filter(noticed_at__gt=since).values("evidence"))
        .select_related("claim")
        .prefetch_related("claim__topics")
        .order_by("-score", "pk")
    )
    recent = told.filter(in_digest=False, noticed_at__gt=now - ONE_INTERRUPTION)
    interrupted = set(recent.values_list("claim", flat=True))
    for evidence in waiting:
        if not hears_of(channel, evidence.claim):
            continue
        interrupts = (
            channel.rhythm == Channel.Rhythm.INSTANT
            and 100 * evidence.score >= settings.ALERT_EVIDENCE_SCORE
            and evidence.claim_id not in interrupted
        )
        if interrupts:
            interrupted.add(evidence.claim_id)
        yield row(
            Alert.Kind.EVIDENCE,
            str(evidence.pk),
            channel,
            now=now,
            claim=evidence.claim,
            evidence=evidence,
            in_digest=not interrupts,
        )


def _not_looked_at(
    channel: Channel, changed: Collection[int], *, since: datetime, now: datetime
) -> list[int]:
    """The ids of fresh evidence that came since the last look, or is on a claim that was written about since.

    By the index of moments alone: a database that joins the claims first reads all of them.
    """
    fresh = Evidence.objects.filter(status=Evidence.Status.SUGGESTED, suggested_at__lte=now).order_by()
    looked_until = channel.looked_until
    # What is committed late may be older than what was looked at before.
    later = since if looked_until is None else max(since, looked_until - SETTLED_AFTER)
    ids = set(fresh.filter(suggested_at__gt=later).values_list("pk", flat=True))
    if changed and later > since:
        ids |= set(fresh.filter(claim__in=changed, suggested_at__gt=since).values_list("pk", flat=True))
    return sorted(ids)


def _feeds(channel: Channel, troubles: Iterable[health.Trouble], now: datetime) -> Iterator[Alert]:
    """One word for as long as a trouble lasts. A feed belongs to nobody, so that owners and topics do not matter."""
    in_digest = channel.rhythm == Channel.Rhythm.DAILY
    for trouble in troubles:
        key = trouble_key(trouble)
        yield row(Alert.Kind.FEED, key, channel, now=now, feed=trouble.feed, in_digest=in_digest)


def _week(channel: Channel, now: datetime) -> Iterator[Alert]:
    """Due on Monday at the hour of the channel's digest, and made up for later in the week."""
    monday = monday_of(now)
    hour = last_digest(now, at=channel.digest_at, zone=timezone.get_current_timezone())
    began = timezone.localdate(hour) >= monday
    was_there = timezone.localdate(channel.added_at) <= monday
    if began and was_there:
        yield row(Alert.Kind.WEEKLY, monday.isoformat(), channel, now=now)
