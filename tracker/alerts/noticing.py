"""Notices what is owed and writes it into the outbox, once. Sends nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.models import Claim
from tracker import setaside
from tracker.alerts import reports
from tracker.alerts.deadlines import Step, owed_step
from tracker.alerts.ladders import ladders
from tracker.alerts.owing import deadline_of, hears_of_step
from tracker.alerts.rows import row, write
from tracker.models import Alert, Channel, Job


def notice(*, now: datetime) -> int:
    """Write a row for whatever is owed at this moment and has none; returns how many rows it tried to write.

    Running it twice, or twice at once, adds nothing: a row is unique on its kind, what makes it once only, and the
    channel. A deadline's is unique on claim, deadline version, step and channel. All is found before anything is
    written. A claim or a channel that raises anything is set aside.
    """
    channels = list(Channel.objects.filter(is_active=True).prefetch_related("topics", "muted_topics"))
    rows = [*_of_deadlines(channels, now), *reports.rows(channels, now=now)]
    write(rows, now=now)
    return len(rows)


def _of_deadlines(channels: Sequence[Channel], now: datetime) -> Iterator[Alert]:
    # The constraint says what is new; this only spares it a thousand refusals a minute.
    told = set(
        Alert.objects.filter(
            kind=Alert.Kind.DEADLINE, claim__in=Claim.objects.pending().values("pk")
        ).values_list("once_key", "channel")
    )
    steps, today = ladders(), timezone.localdate(now)

    def owed(claim: Claim) -> list[Alert]:
        step = owed_step(deadline_of(claim), today=today, ladder=steps.of(claim))
        return [
            _row(claim, step, channel, now)
            for channel in channels
            if step is not None
            and hears_of_step(channel, claim, step)
            and (once_key_of(claim, step), channel.pk) not in told
        ]

    near = _near(today, days=steps.longest_before)
    return chain.from_iterable(setaside.results_of(Job.NOTICING, near, owed, now=now))


def _near(today: date, *, days: int) -> QuerySet[Claim]:
    """The pending claims of which a step may have come."""
    near = Claim.objects.pending().filter(
        Q(closes_on__lte=today + timedelta(days=days))
        | Q(opens_on__lte=today, opens_on__gt=F("said_on"))
        | Q(snoozed_until__lte=today)
    )
    return near.prefetch_related("topics")


def once_key_of(claim: Claim, step: Step) -> str:
    """What makes a deadline's alert once only: the claim, the version of its window, and the step."""
    return f"{claim.pk}/{claim.deadline_version}/{step.name}"


def _row(claim: Claim, step: Step, channel: Channel, now: datetime) -> Alert:
    return row(
        Alert.Kind.DEADLINE,
        once_key_of(claim, step),
        channel,
        now=now,
        claim=claim,
        deadline_version=claim.deadline_version,
        step=step.name,
        in_digest=channel.rhythm == Channel.Rhythm.DAILY,
    )
