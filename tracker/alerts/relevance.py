"""Which channels hear of a claim, and whether an alert is still true when it is about to be sent."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Claim, Evidence, Outcome
from tracker.alerts.deadlines import Deadline, Step, owed_step
from tracker.alerts.ladders import ladders
from tracker.feeds import health
from tracker.models import Alert, Channel


def deadline_of(claim: Claim) -> Deadline:
    """A published claim's deadline, as the ladder reads it."""
    if claim.opens_on is None or claim.closes_on is None or claim.published_at is None:
        raise ValueError(f"claim {claim.pk} is not published")
    known_on = timezone.localdate(claim.published_at)
    return Deadline(claim.said_on, claim.opens_on, claim.closes_on, known_on, claim.snoozed_until)


def hears_of_step(channel: Channel, claim: Claim, step: Step) -> bool:
    """Whether this channel is told of this step: the chief's only of late ones, the others by owner and topic."""
    if not channel.wants_deadlines or (channel.is_chief and not step.to_chief):
        return False
    return hears_of(channel, claim)


def hears_of(channel: Channel, claim: Claim) -> bool:
    """Whether the channel hears of the claim, by owner and topics. No query where both have their topics prefetched."""
    if channel.owner_id is not None and channel.owner_id != claim.assigned_to_id:
        return False
    about = set(claim.topics.all())
    if not about.isdisjoint(channel.muted_topics.all()):
        return False
    wanted = set(channel.topics.all())
    return not wanted or not wanted.isdisjoint(about)


def heard_claims(channel: Channel) -> QuerySet[Claim]:
    """The claims of which `hears_of` is true, as a question for the database."""
    claims = Claim.objects.order_by()
    if channel.owner_id is not None:
        claims = claims.filter(assigned_to=channel.owner_id)
    if wanted := [topic.pk for topic in channel.topics.all()]:
        claims = claims.filter(pk__in=Claim.objects.filter(topics__in=wanted).values("pk"))
    if muted := [topic.pk for topic in channel.muted_topics.all()]:
        claims = claims.exclude(pk__in=Claim.objects.filter(topics__in=muted).values("pk"))
    return claims


def is_still_owed(alert: Alert, *, now: datetime) -> bool:
    """Whether what the alert says is still so. An alert that is not is silenced instead of sent."""
    checks = {
        Alert.Kind.DEADLINE: _deadline_is_owed,
        Alert.Kind.EVIDENCE: _evidence_is_owed,
        Alert.Kind.FEED: _feed_is_owed,
        Alert.Kind.WEEKLY: _weekly_is_owed,
        Alert.Kind.CHANNEL_OFF: _switching_off_is_owed,
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


def _switching_off_is_owed(alert: Alert, now: datetime) -> bool:
    return alert.about_channel is not None and not alert.about_channel.is_active


def _deadline_is_owed(alert: Alert, now: datetime) -> bool:
    """Not once the claim is decided, withdrawn, held back, moved, snoozed or handed on, or a later step is owed."""
    claim = alert.claim
    if claim is None or claim.outcome != Outcome.PENDING or not _is_told(claim):
        return False
    if claim.deadline_version != alert.deadline_version:
        return False
    step = owed_step(deadline_of(claim), today=timezone.localdate(now), ladder=ladders().of(claim))
    return step is not None and step.name == alert.step and hears_of_step(alert.channel, claim, step)
