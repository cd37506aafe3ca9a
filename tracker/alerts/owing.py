"""Whom a claim's deadline concerns, and whether an alert is still owed when its moment has come."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from claims.models import Claim, Outcome
from tracker.deadlines import Deadline, Ladder, Step, owed_step
from tracker.models import Alert, Channel


def ladder() -> Ladder:
    """The steps from the settings."""
    return Ladder(settings.ALERT_DAYS_BEFORE, settings.ALERT_EVERY_DAYS, settings.ALERT_CHIEF_AFTER_DAYS)


def deadline_of(claim: Claim) -> Deadline:
    """A published claim's deadline, as the ladder reads it."""
    if claim.opens_on is None or claim.closes_on is None or claim.published_at is None:
        raise ValueError(f"claim {claim.pk} is not published")
    known_on = timezone.localdate(claim.published_at)
    return Deadline(claim.said_on, claim.opens_on, claim.closes_on, known_on, claim.snoozed_until)


def hears_of_step(channel: Channel, claim: Claim, step: Step) -> bool:
    """Whether this channel is told of this step: the chief's only of late ones, the others by owner and topic."""
    return (step.to_chief or not channel.is_chief) and hears_of(channel, claim)


def hears_of(channel: Channel, claim: Claim) -> bool:
    """Whether the claim is a matter of this channel. No query where its topics and the claim's were prefetched."""
    if channel.owner_id is not None and channel.owner_id != claim.assigned_to_id:
        return False
    about = set(claim.topics.all())
    if not about.isdisjoint(channel.muted_topics.all()):
        return False
    wanted = set(channel.topics.all())
    return not wanted or not wanted.isdisjoint(about)


def is_still_owed(alert: Alert, *, today: date) -> bool:
    """Whether what the alert says is still so. An alert that is not is silenced instead of sent."""
    if not alert.channel.is_active:
        return False
    if alert.kind == Alert.Kind.CHANNEL_OFF:
        return alert.about_channel is not None and not alert.about_channel.is_active
    return _deadline_is_owed(alert, today)


def _deadline_is_owed(alert: Alert, today: date) -> bool:
    """Not once the claim is decided, withdrawn, moved, snoozed or handed on, or a later step has overtaken it."""
    claim = alert.claim
    if claim is None or claim.state != Claim.State.PUBLISHED or claim.outcome != Outcome.PENDING:
        return False
    if claim.deadline_version != alert.deadline_version:
        return False
    step = owed_step(deadline_of(claim), today=today, ladder=ladder())
    return step is not None and step.name == alert.step and hears_of_step(alert.channel, claim, step)
