"""Notices what is no deadline: new evidence, feeds in trouble, and the week. Unsaved rows; writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Evidence, TreeHead
from claims.record import SETTLED_AFTER
from tracker import setaside
from tracker.alerts.audience import IS_TOLD, Place, beside, hears_of
from tracker.alerts.relevance import head_of_the_day, monday_of, trouble_key
from tracker.alerts.rows import row
from tracker.alerts.timing import last_digest, moment_of
from tracker.feeds import health
from tracker.models import Alert, Channel, Job

# The matcher stands still whenever the noticing does: what is older than this was suggested before anyone listened.
EVIDENCE_WITHIN: Final = timedelta(days=3)
# However much is written on a claim in a day, the desk is interrupted once.
ONE_INTERRUPTION: Final = timedelta(days=1)


@dataclass(slots=True)
class ToldOnce:
    """What one person is told in this pass, by whichever channel, and of which claims they were interrupted."""

    evidence: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    troubles: set[str] = field(default_factory=set)


def rows(
    channels: Sequence[Channel],
    changed: Collection[int],
    reached_by: Mapping[int, Place],
    *,
    now: datetime,
) -> Iterator[Alert]:
    """All of it, for the channels that want it. A channel that raises anything is set aside.

    `changed` are the ids of claims that were written about: of these all that is fresh is looked at, of the others
    what came since the last look. Of channels that reach one person the first one tells, the others leave it out.
    """
    troubles = health.troubled(now=now) if any(channel.wants_feeds for channel in channels) else []
    head = head_of_the_day() if any(channel.wants_checkpoints for channel in channels) else None
    told_by_place = defaultdict[Place, ToldOnce](ToldOnce)

    def of_channel(channel: Channel) -> list[Alert]:
        told, others = told_by_place[reached_by[channel.pk]], beside(channel, reached_by)
        found: list[Alert] = []
        if channel.wants_evidence:
            found += _evidence(channel, others, told, changed, now)
        if channel.wants_feeds:
            found += _feeds(channel, others, told, troubles, now)
        if channel.wants_weekly:
            found += _week(channel, now)
        if channel.wants_checkpoints and head is not None:
            found += _checkpoint(channel, head, now)
        return found

    return chain.from_iterable(setaside.results_of(Job.REPORTING, channels, of_channel, now=now))


def _evidence(
    channel: Channel, others: Sequence[int], told: ToldOnce, changed: Collection[int], now: datetime
) -> Iterator[Alert]:
    """What is strong interrupts, once a day and claim, by the strongest; the rest waits for the daily message."""
    since = max(now - EVIDENCE_WITHIN, channel.added_at)
    fresh = _not_looked_at(channel, changed, since=since, now=now)
    if not fresh:
        return
    before = Alert.objects.filter(
        Q(channel=channel) | Q(channel__in=others, state__in=IS_TOLD), kind=Alert.Kind.EVIDENCE
    )
    recent = before.filter(in_digest=False, noticed_at__gt=now - ONE_INTERRUPTION)
    told.claims |= set(recent.values_list("claim", flat=True))
    known = before.filter(noticed_at__gt=since).values("evidence")
    for evidence in _waiting(fresh).exclude(pk__in=known):
        if evidence.pk in told.evidence or not hears_of(channel, evidence.claim):
            continue
        interrupts = (
            channel.rhythm == Channel.Rhythm.INSTANT
            and 100 * evidence.score >= settings.ALERT_EVIDENCE_SCORE
            and evidence.claim_id not in told.claims
            and not _was_there_before(channel, evidence.suggested_at)
        )
        told.evidence.add(evidence.pk)
        if interrupts:
            told.claims.add(evidence.claim_id)
        yield row(
            Alert.Kind.EVIDENCE,
            str(evidence.pk),
            channel,
            now=now,
            claim=evidence.claim,
            evidence=evidence,
            in_digest=not interrupts,
        )


def _waiting(ids: Collection[int]) -> QuerySet[Evidence]:
    """The strongest first."""
    waiting = Evidence.objects.awaiting_review().filter(pk__in=ids).select_related("claim")
    return waiting.prefetch_related("claim__topics").order_by("-score", "pk")


def _was_there_before(channel: Channel, moment: datetime) -> bool:
    """Whether it belongs into the one message that sums up what was there before the channel was."""
    return not channel.is_caught_up and moment <= channel.hears_since


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


def _feeds(
    channel: Channel,
    others: Sequence[int],
    told: ToldOnce,
    troubles: Sequence[health.Trouble],
    now: datetime,
) -> Iterator[Alert]:
    """One word for as long as a trouble lasts. A feed belongs to nobody, so that owners and topics do not matter."""
    keys = [trouble_key(trouble) for trouble in troubles]
    if others:
        by_others = Alert.objects.filter(kind=Alert.Kind.FEED, channel__in=others, state__in=IS_TOLD)
        told.troubles |= set(by_others.filter(once_key__in=keys).values_list("once_key", flat=True))
    for trouble, key in zip(troubles, keys, strict=True):
        if key in told.troubles:
            continue
        told.troubles.add(key)
        waits = channel.rhythm == Channel.Rhythm.DAILY or _was_there_before(channel, trouble.since)
        yield row(Alert.Kind.FEED, key, channel, now=now, feed=trouble.feed, in_digest=waits)


def _week(channel: Channel, now: datetime) -> Iterator[Alert]:
    """Due on Monday at the hour of the channel's digest, and made up for later in the week.

    Not to a channel that has wanted it only since that hour: it comes next Monday.
    """
    monday, zone = monday_of(now), timezone.get_current_timezone()
    has_begun = last_digest(now, at=channel.digest_at, zone=zone).day >= monday
    if has_begun and channel.hears_since <= moment_of(monday, at=channel.digest_at, zone=zone):
        yield row(Alert.Kind.WEEKLY, monday.isoformat(), channel, now=now)


def _checkpoint(channel: Channel, head: TreeHead, now: datetime) -> Iterator[Alert]:
    """The day's checkpoint at the hour of the channel's digest, and not to who has wanted it only since."""
    assert head.day  # it is listed
    due = moment_of(head.day, at=channel.digest_at, zone=timezone.get_current_timezone())
    if channel.hears_since <= due <= now:
        yield row(Alert.Kind.CHECKPOINT, head.day.isoformat(), channel, now=now)
