"""Puts an alert into words, in its channel's language: as text, as HTML, in brief for chats, as facts for programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Evidence
from tracker.alerts import links
from tracker.channels import Message
from tracker.models import Alert

EVIDENCE_SHOWN: Final = 3


def compose(alert: Alert, gathered: Sequence[Alert] = (), *, today: date) -> Message:
    """The message for an alert, true on the day it is sent. A digest says what its `gathered` alerts would."""
    with translation.override(alert.channel.language):
        if alert.kind == Alert.Kind.DIGEST:
            return _digest(alert, gathered, today)
        if alert.kind == Alert.Kind.CHANNEL_OFF:
            return _channel_off(alert)
        return _deadline(alert, today)


def _deadline(alert: Alert, today: date) -> Message:
    entry = entry_of(alert, today)
    claim: Claim = entry["claim"]
    subject = f"{entry['headline']}: {claim.claimant.name} – {Truncator(claim.statement).chars(80)}"
    return _message(alert, "deadline", subject, entry, _facts(alert, entry))


def entry_of(alert: Alert, today: date) -> dict[str, Any]:
    """What is to be said of the claim of an alert: of it, its window, its evidence, and where to act. Four queries."""
    claim = alert.claim
    if claim is None:
        raise ValueError(f"alert {alert.pk} is about no claim")
    waiting = claim.evidence.filter(status=Evidence.Status.SUGGESTED).order_by("-score", "pk")
    accepted = claim.evidence.accepted().order_by("-reviewed_at")
    left = claim.days_left(today) or 0
    return {
        "claim": claim,
        "headline": headline_of(alert, today=today),
        "urgency": "late" if left < 0 else "soon" if alert.step != "opens" else "opens",
        "days_left": left,
        "waiting": waiting.count(),
        "waiting_shown": waiting[:EVIDENCE_SHOWN],
        "accepted": accepted.count(),
        "accepted_shown": accepted[:EVIDENCE_SHOWN],
        "decide_url": links.address(claim.pk, links.Purpose.DECIDE),
        "snooze_url": links.address(claim.pk, links.Purpose.SNOOZE),
        "page_url": settings.SITE_URL + claim.get_absolute_url(),
    }


def _facts(alert: Alert, entry: dict[str, Any]) -> dict[str, Any]:
    """What a program reads of a deadline: ids, days as ISO text, counts, addresses. The names are kept stable."""
    claim: Claim = entry["claim"]
    return {
        "claim_id": claim.pk,
        "statement": claim.statement,
        "claimant": claim.claimant.name,
        "opens_on": claim.opens_on.isoformat() if claim.opens_on else None,
        "closes_on": claim.closes_on.isoformat() if claim.closes_on else None,
        "days_left": entry["days_left"],
        "step": alert.step,
        "evidence_waiting": entry["waiting"],
        "evidence_accepted": entry["accepted"],
        "decide_url": entry["decide_url"],
        "page_url": entry["page_url"],
    }


def headline_of(alert: Alert, *, today: date) -> str:
    """What the alert says, in a few words of the active language, true on the day it is sent."""
    left = (alert.claim.days_left(today) if alert.claim else 0) or 0
    if alert.step == "opens":
        return _("The window opens")
    if left < 0:
        return ngettext("Decide: closed %(days)d day ago", "Decide: closed %(days)d days ago", -left) % {
            "days": -left
        }
    if left == 0:
        return _("Closes today")
    return ngettext("Closes in %(days)d day", "Closes in %(days)d days", left) % {"days": left}


def _digest(alert: Alert, gathered: Sequence[Alert], today: date) -> Message:
    """The most urgent first: what is overdue for long stands above what closes next week."""
    pairs = [(each, entry_of(each, today)) for each in gathered]
    pairs.sort(key=lambda pair: pair[1]["days_left"])
    entries = [entry for _alert, entry in pairs]
    late = sum(entry["days_left"] < 0 for entry in entries)
    subject = ngettext("%(number)d deadline", "%(number)d deadlines", len(entries)) % {"number": len(entries)}
    if late:
        subject += ", " + ngettext("%(number)d to decide", "%(number)d to decide", late) % {"number": late}
    facts = {"entries": [_facts(each, entry) for each, entry in pairs]}
    return _message(alert, "digest", subject, {"entries": entries, "headline": subject}, facts)


def _channel_off(alert: Alert) -> Message:
    channel = alert.about_channel
    if channel is None:
        raise ValueError(f"alert {alert.pk} is about no channel")
    subject = _("The channel “%(channel)s” was switched off") % {"channel": channel.name}
    context = {
        "headline": subject,
        "about": channel,
        "given_up": channel.alerts.filter(state=Alert.State.FAILED).count(),
        "channel_url": settings.SITE_URL + reverse("admin:tracker_channel_change", args=[channel.pk]),
    }
    facts = {"channel": channel.name, "reason": channel.off_reason, "channel_url": context["channel_url"]}
    return _message(alert, "channel_off", subject, context, facts)


def _message(
    alert: Alert, name: str, subject: str, context: dict[str, Any], facts: dict[str, Any]
) -> Message:
    subject = " ".join(subject.split())
    context = {
        "subject": subject,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "channel": alert.channel,
        **context,
    }
    return Message(
        message_id=alert.message_id,
        short_id=alert.short_id,
        kind=alert.kind,
        at=alert.noticed_at,
        subject=subject,
        text=render_to_string(f"tracker/mail/{name}.txt", context),
        html=render_to_string(f"tracker/mail/{name}.html", context),
        brief=render_to_string(f"tracker/mail/{name}_brief.txt", context).strip(),
        facts=facts,
    )
