"""Whether an alert is still true when it is about to be sent."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from claims.models import Claim, Evidence, Outcome, TreeHead
from tracker.alerts.audience import hearers, hears_of, hears_of_step, listening
from tracker.alerts.deadlines import Deadline, owed_step
from tracker.alerts.installation import trouble_of
from tracker.alerts.ladders import Ladders, ladders
from tracker.alerts.publishing import is_still_told
from tracker.feeds import health
from tracker.models import Alert


def deadline_of(claim: Claim) -> Deadline:
    """A published claim's deadline, as the ladder reads it."""
    if claim.opens_on is None or claim.closes_on is None or claim.published_at is None:
        raise ValueError(f"claim {claim.pk} is not published")
    known_on = timezone.localdate(claim.published_at)
    return Deadline(claim.said_on, claim.opens_on, claim.closes_on, known_on, claim.snoozed_until)


def is_still_owed(alert: Alert, *, now: datetime, steps: Ladders | None = None) -> bool:
    """Whether what the alert says is still so, and its reader still at the desk; else it is silenced instead of sent.

    `steps` spares a query where many are asked about.
    """
    owner = alert.channel.owner
    if owner is not None and not (owner.is_active and owner.is_staff):
        return False
    if alert.kind == Alert.Kind.DEADLINE:
        return _deadline_is_owed(alert, now, steps or ladders())
    checks = {
        Alert.Kind.EVIDENCE: _evidence_is_owed,
        Alert.Kind.FEED: _feed_is_owed,
        Alert.Kind.WEEKLY: _weekly_is_owed,
        Alert.Kind.CHECKPOINT: _checkpoint_is_owed,
        Alert.Kind.INSTALLATION: _installation_is_owed,
        Alert.Kind.CHANNEL_OFF: _switching_off_is_owed,
        Alert.Kind.NEW_CLAIM: _published_is_owed,
        Alert.Kind.VERDICT: _published_is_owed,
        Alert.Kind.CORRECTION: _published_is_owed,
    }
    return checks[Alert.Kind(alert.kind)](alert, now)


def monday_of(now: datetime) -> date:
    """The first day of the newsroom's week."""
    today = timezone.localdate(now)
    return today - timedelta(days=today.weekday())


def trouble_key(trouble: health.Trouble) -> str:
    """Key by which one trouble of a feed gives one alert, for as long as the trouble lasts."""
    return f"{trouble.feed.pk}/{trouble.kind}/{trouble.since.isoformat()}"


def _is_told(claim: Claim) -> bool:
    """Whether anything is said of it outside: not of what was withdrawn, or is held back."""
    return Claim.objects.public().filter(pk=claim.pk).exists()


def _evidence_is_owed(alert: Alert, now: datetime) -> bool:
    """Not once someone has looked at it, or the claim is another's, withdrawn or held back."""
    claim, evidence = alert.claim, alert.evidence
    if claim is None or evidence is None or not _is_told(claim):
        return False
    waits = evidence.status == Evidence.Status.SUGGESTED and evidence.level == Evidence.Level.OFFERED
    return waits and alert.channel.wants_evidence and hears_of(alert.channel, claim)


def _feed_is_owed(alert: Alert, now: datetime) -> bool:
    """Only while the feed is in the very trouble that was noticed."""
    trouble = health.judge(alert.feed, now=now) if alert.feed else None
    return alert.channel.wants_feeds and trouble is not None and trouble_key(trouble) == alert.once_key


def _weekly_is_owed(alert: Alert, now: datetime) -> bool:
    """Only in the week that it is about: the next week has a message of its own."""
    return alert.channel.wants_weekly and alert.once_key == monday_of(now).isoformat()


def head_of_the_day() -> TreeHead | None:
    """The newest of the log's checkpoints that are listed, one a day."""
    return TreeHead.objects.filter(day__isnull=False).order_by("-number").first()


def _checkpoint_is_owed(alert: Alert, now: datetime) -> bool:
    """Only the newest: it covers all that the earlier ones did."""
    head = head_of_the_day()
    is_newest = head is not None and head.day is not None and head.day.isoformat() == alert.once_key
    return alert.channel.wants_checkpoints and is_newest


def _installation_is_owed(alert: Alert, now: datetime) -> bool:
    return trouble_of(alert, now=now) is not None


def _switching_off_is_owed(alert: Alert, now: datetime) -> bool:
    return alert.about_channel is not None and not alert.about_channel.is_active


def _published_is_owed(alert: Alert, _now: datetime) -> bool:
    return is_still_told(alert)


def _deadline_is_owed(alert: Alert, now: datetime, steps: Ladders) -> bool:
    """Not once the claim is decided, withdrawn, held back, moved, snoozed or handed on, or a later step is owed."""
    claim, channel = alert.claim, alert.channel
    if claim is None or claim.outcome != Outcome.PENDING or not _is_told(claim):
        return False
    if claim.deadline_version != alert.deadline_version:
        return False
    step = owed_step(deadline_of(claim), today=timezone.localdate(now), ladder=steps.of(claim))
    if step is None or step.name != alert.step:
        return False
    return hears_of_step(channel, claim, step) or channel in hearers(listening(), claim, step)
