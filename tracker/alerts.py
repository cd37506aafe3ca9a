"""The outbox of alerts: notice what is owed and write it once, lease it, deliver it, try again. Decides no deadline."""

import secrets
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Evidence, Outcome
from tracker.deadlines import Deadline, Ladder, Step, owed_step
from tracker.models import Alert, Channel, unleased

# After the n-th failed try, wait so long; then the alert is given up and shown.
RETRIES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
# Longer than a mail server may take, so that a second worker never sends what the first is sending.
LEASE = timedelta(seconds=120)

Send = Callable[[EmailMessage], object]


def ladder() -> Ladder:
    """The steps from the settings."""
    return Ladder(settings.ALERT_DAYS_BEFORE, settings.ALERT_EVERY_DAYS, settings.ALERT_CHIEF_AFTER_DAYS)


# --- Noticing ---


@transaction.atomic
def notice(*, now: datetime) -> int:
    """Write a row for every alert owed at this moment that has none; returns how many rows were tried.

    Running it twice, or twice at once, adds nothing: the row is unique on claim, deadline version, step and channel.
    """
    today = timezone.localdate(now)
    channels = list(Channel.objects.filter(is_active=True).prefetch_related("topics"))
    rows = [
        _row(claim, step, channel, now)
        for claim, step in _owed(today)
        for channel in channels
        if _concerns(channel, claim, step)
    ]
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _owed(today: date) -> Iterator[tuple[Claim, Step]]:
    steps = ladder()
    soon = today + timedelta(days=max(steps.before, default=0))
    near = Claim.objects.pending().filter(
        Q(closes_on__lte=soon)
        | Q(opens_on__lte=today, opens_on__gt=F("said_on"))
        | Q(snoozed_until__lte=today)
    )
    for claim in near.prefetch_related("topics"):
        step = owed_step(deadline_of(claim), today=today, ladder=steps)
        if step is not None:
            yield claim, step


def deadline_of(claim: Claim) -> Deadline:
    """A published claim's deadline, as the ladder reads it."""
    if claim.opens_on is None or claim.closes_on is None or claim.published_at is None:
        raise ValueError(f"claim {claim.pk} is not published")
    known_on = timezone.localdate(claim.published_at)
    return Deadline(claim.said_on, claim.opens_on, claim.closes_on, known_on, claim.snoozed_until)


def _concerns(channel: Channel, claim: Claim, step: Step) -> bool:
    if channel.is_chief and not step.to_chief:
        return False
    if channel.owner_id is not None and channel.owner_id != claim.assigned_to_id:
        return False
    topics = set(channel.topics.all())
    return not topics or not topics.isdisjoint(claim.topics.all())


def _row(claim: Claim, step: Step, channel: Channel, now: datetime) -> Alert:
    return Alert(
        claim=claim,
        deadline_version=claim.deadline_version,
        step=step.name,
        channel=channel,
        noticed_at=now,
        next_try_at=now,
        message_id=f"<alert-{secrets.token_hex(12)}@{urlsplit(settings.SITE_URL).hostname}>",
    )


# --- Delivering ---


def deliver_due(*, now: datetime, send: Send = EmailMessage.send, limit: int = 100) -> int:
    """Send what is owed and due, oldest first; returns how many were sent.

    Each alert is leased by a conditional UPDATE before it is sent. Killed in mid-send, it is sent again once the lease
    has run out, under the same Message-ID.
    """
    due = Alert.objects.filter(unleased(now), state=Alert.State.OWED, next_try_at__lte=now).order_by(
        "noticed_at", "pk"
    )
    sent = 0
    for alert_id in list(due.values_list("pk", flat=True)[:limit]):
        if _lease(alert_id, now):
            sent += _deliver(alert_id, now, send)
    return sent


def _lease(alert_id: int, now: datetime) -> bool:
    free = Alert.objects.filter(unleased(now), pk=alert_id, state=Alert.State.OWED, next_try_at__lte=now)
    return free.update(leased_until=now + LEASE) == 1


def _deliver(alert_id: int, now: datetime, send: Send) -> bool:
    alert = Alert.objects.select_related("claim__claimant", "channel").get(pk=alert_id)
    if not is_still_owed(alert, today=timezone.localdate(now)):
        _close(alert, state=Alert.State.SILENCED)
        return False
    message = compose(alert, today=timezone.localdate(now))
    try:
        send(message)
    except (OSError, SMTPException) as fault:
        _try_later(alert, fault, now)
        return False
    _close(alert, state=Alert.State.SENT, sent_at=now, subject=message.subject[:300], tries=alert.tries + 1)
    return True


def is_still_owed(alert: Alert, *, today: date) -> bool:
    """Not once the claim is decided, withdrawn or moved, a later step has overtaken it, or its channel is off."""
    claim = alert.claim
    if (
        claim.state != Claim.State.PUBLISHED
        or claim.outcome != Outcome.PENDING
        or not alert.channel.is_active
    ):
        return False
    if claim.deadline_version != alert.deadline_version:
        return False
    step = owed_step(deadline_of(claim), today=today, ladder=ladder())
    return step is not None and step.name == alert.step


def _close(alert: Alert, **changes: object) -> None:
    owed = Alert.objects.filter(pk=alert.pk, state=Alert.State.OWED)
    owed.update(leased_until=None, last_error="", **changes)


def _try_later(alert: Alert, fault: Exception, now: datetime) -> None:
    tries = alert.tries + 1
    changes: dict[str, object] = {"tries": tries, "last_error": f"{type(fault).__name__}: {fault}"[:500]}
    if tries > len(RETRIES):
        changes["state"] = Alert.State.FAILED
    else:
        changes["next_try_at"] = now + RETRIES[tries - 1]
    Alert.objects.filter(pk=alert.pk, state=Alert.State.OWED).update(leased_until=None, **changes)


# --- Composing ---


def compose(alert: Alert, *, today: date) -> EmailMessage:
    """The mail, in the channel's language. The Message-ID is the alert's own, the same on every try."""
    with translation.override(alert.channel.language):
        claim = alert.claim
        headline = headline_of(alert, today=today)
        context = {
            "claim": claim,
            "headline": headline,
            "waiting": claim.evidence.filter(status=Evidence.Status.SUGGESTED).count(),
            "accepted": claim.evidence.accepted().count(),
            "decide_url": settings.SITE_URL + reverse("admin:claims_claim_change", args=[claim.pk]),
            "page_url": settings.SITE_URL + claim.get_absolute_url(),
            "site_name": settings.SITE_NAME,
        }
        subject = f"{headline}: {claim.claimant.name} – {Truncator(claim.statement).chars(80)}"
        return EmailMessage(
            subject=" ".join(subject.split()),
            body=render_to_string("tracker/mail/deadline.txt", context),
            to=[alert.channel.address],
            headers={"Message-ID": alert.message_id, "Auto-Submitted": "auto-generated"},
        )


def headline_of(alert: Alert, *, today: date) -> str:
    """What the alert says, in a few words of the active language, true on the day it is sent."""
    left = alert.claim.days_left(today) or 0
    if alert.step == "opens":
        return _("The window opens")
    if left < 0:
        return ngettext("Decide: closed %(days)d day ago", "Decide: closed %(days)d days ago", -left) % {
            "days": -left
        }
    if left == 0:
        return _("Closes today")
    return ngettext("Closes in %(days)d day", "Closes in %(days)d days", left) % {"days": left}
