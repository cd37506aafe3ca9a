"""Puts an alert into words, in its channel's language: as text, as HTML, in brief for chats, as facts for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.json_values import JsonObject
from claims.models import Claim, Evidence, TreeHead
from tracker.alerts import digests, installation, links, publishing, weekly
from tracker.alerts.channels import Message
from tracker.feeds import health
from tracker.models import Alert, Feed

EVIDENCE_SHOWN: Final = 3
# Of many gathered alerts so many are told in full, the most urgent first; of the others there is the number.
ENTRIES_SHOWN: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """What is to be said of a claim: of its window, its evidence, and where to act; `headline` and `act` in words.

    `urgency` is news, soon or late. Of the evidence the strongest waiting and the latest accepted are shown.
    `snooze_url` is "" where there is nothing to put off.
    """

    claim: Claim
    headline: str
    urgency: str
    act: str
    days_left: int
    waiting: int
    waiting_shown: Sequence[Evidence]
    accepted: int
    accepted_shown: Sequence[Evidence]
    decide_url: str
    snooze_url: str
    page_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What is to be said of a feed in trouble."""

    feed: Feed
    trouble: health.Trouble
    headline: str
    feed_url: str


def compose(alert: Alert, gathered: Sequence[Alert] = (), *, now: datetime) -> Message:
    """The message for an alert, true at the moment it is sent. A digest says what its `gathered` alerts would."""
    kinds = {
        Alert.Kind.DEADLINE: _about_a_claim,
        Alert.Kind.EVIDENCE: _about_a_claim,
        Alert.Kind.FEED: _about_a_feed,
        Alert.Kind.WEEKLY: _week,
        Alert.Kind.CHECKPOINT: _checkpoint,
        Alert.Kind.INSTALLATION: _installation,
        Alert.Kind.CHANNEL_OFF: _channel_off,
        Alert.Kind.NEW_CLAIM: _published,
        Alert.Kind.VERDICT: _published,
        Alert.Kind.CORRECTION: _published,
    }
    with translation.override(alert.channel.language):
        if alert.kind == Alert.Kind.DIGEST:
            return _digest(alert, gathered, now)
        return kinds[Alert.Kind(alert.kind)](alert, now)


# --- A claim: its deadline, or evidence on it ---


def _about_a_claim(alert: Alert, now: datetime) -> Message:
    entry = entry_of(alert, timezone.localdate(now))
    claim = entry.claim
    subject = f"{entry.headline}: {claim.claimant.name} – {Truncator(claim.statement).chars(80)}"
    return _message(alert, "deadline", subject, _values(entry), _facts(alert, entry))


def _values(entry: ClaimEntry | FeedEntry) -> dict[str, object]:
    """The entry's fields by name, as a template reads them."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def entry_of(alert: Alert, today: date) -> ClaimEntry:
    """What is to be said of the claim of an alert. Four queries. ValueError for an alert about no claim."""
    claim = alert.claim
    if claim is None:
        raise ValueError(f"alert {alert.pk} is about no claim")
    waiting = claim.evidence.awaiting_review().order_by("-score", "pk")
    accepted = claim.evidence.public().order_by("-reviewed_at")
    left = claim.days_left(today) or 0
    is_evidence = alert.kind == Alert.Kind.EVIDENCE
    purpose = links.Purpose.REVIEW if is_evidence else links.Purpose.DECIDE
    return ClaimEntry(
        claim=claim,
        headline=_("New evidence") if is_evidence else headline_of(alert, today=today),
        urgency="news" if is_evidence or alert.step == "opens" else "late" if left < 0 else "soon",
        act=_("Review the evidence") if is_evidence else _("Review and decide"),
        days_left=left,
        waiting=waiting.count(),
        waiting_shown=list(waiting[:EVIDENCE_SHOWN]),
        accepted=accepted.count(),
        accepted_shown=list(accepted[:EVIDENCE_SHOWN]),
        decide_url=links.address(claim.pk, purpose),
        snooze_url="" if is_evidence else links.address(claim.pk, links.Purpose.SNOOZE),
        page_url=settings.SITE_URL + claim.get_absolute_url(),
    )


def _facts(alert: Alert, entry: ClaimEntry) -> dict[str, object]:
    """What a program reads of a claim: ids, days as ISO text, counts, addresses. The names are kept stable."""
    claim = entry.claim
    return {
        "claim_id": claim.pk,
        "statement": claim.statement,
        "claimant": claim.claimant.name,
        "opens_on": claim.opens_on.isoformat() if claim.opens_on else None,
        "closes_on": claim.closes_on.isoformat() if claim.closes_on else None,
        "days_left": entry.days_left,
        "step": alert.step,
        "evidence_waiting": entry.waiting,
        "evidence_accepted": entry.accepted,
        "decide_url": entry.decide_url,
        "page_url": entry.page_url,
    }


def headline_of(alert: Alert, *, today: date) -> str:
    """What the alert says, in a few words of the active language, true on the day it is sent."""
    left = _days_left(alert, today)
    if alert.step == "opens":
        return _("The window opens")
    if left < 0:
        return ngettext("Decide: closed %(days)d day ago", "Decide: closed %(days)d days ago", -left) % {
            "days": -left
        }
    if left == 0:
        return _("Closes today")
    return ngettext("Closes in %(days)d day", "Closes in %(days)d days", left) % {"days": left}


# --- A feed ---


def _about_a_feed(alert: Alert, now: datetime) -> Message:
    entry = feed_entry_of(alert, now)
    subject = f"{entry.headline}: {entry.feed}"
    facts = {"feed": str(entry.feed), "trouble": str(entry.trouble.kind), "feed_url": entry.feed_url}
    return _message(alert, "feed", subject, _values(entry), facts)


def feed_entry_of(alert: Alert, now: datetime) -> FeedEntry:
    """What is to be said of the feed of an alert. ValueError where it is in no trouble any more."""
    feed = alert.feed
    trouble = health.judge(feed, now=now) if feed else None
    if feed is None or trouble is None:
        raise ValueError(f"alert {alert.pk} is about no feed in trouble")
    words = {
        health.TroubleKind.GONE: _("A feed is gone"),
        health.TroubleKind.BROKEN: _("A feed is broken"),
        health.TroubleKind.SILENT: _("A feed has fallen silent"),
    }
    return FeedEntry(
        feed=feed,
        trouble=trouble,
        headline=words[trouble.kind],
        feed_url=settings.SITE_URL + reverse("admin:tracker_feed_change", args=[feed.pk]),
    )


# --- Many at once ---


def _digest(alert: Alert, gathered: Sequence[Alert], now: datetime) -> Message:
    """One message of all gathered alerts, the most urgent first; a claim stands in it once."""
    today = timezone.localdate(now)
    of_claims = _one_for_each_claim(gathered, today)
    of_feeds = [each for each in gathered if each.kind == Alert.Kind.FEED]
    evidence = sum(each.kind == Alert.Kind.EVIDENCE for each in gathered)
    deadlines = [each for each in of_claims if each.kind == Alert.Kind.DEADLINE]
    late = sum(_days_left(each, today) < 0 for each in deadlines)
    parts = [
        (ngettext("%(number)d deadline", "%(number)d deadlines", len(deadlines)), len(deadlines)),
        (ngettext("%(number)d to decide", "%(number)d to decide", late), late),
        (ngettext("%(number)d new suggestion", "%(number)d new suggestions", evidence), evidence),
        (ngettext("%(number)d feed in trouble", "%(number)d feeds in trouble", len(of_feeds)), len(of_feeds)),
    ]
    subject = ", ".join(text % {"number": number} for text, number in parts if number)
    pairs = [(each, entry_of(each, today)) for each in of_claims[:ENTRIES_SHOWN]]
    feeds = [feed_entry_of(each, now) for each in of_feeds[:ENTRIES_SHOWN]]
    context = {
        "entries": [entry for _alert, entry in pairs],
        "feeds": feeds,
        "headline": subject,
        "reason": _reason(alert),
        "more": len(of_claims) + len(of_feeds) - len(pairs) - len(feeds),
        "desk_url": settings.SITE_URL + reverse("admin:index"),
    }
    facts = {
        "entries": [_facts(each, entry) for each, entry in pairs],
        "feeds": [str(entry.feed) for entry in feeds],
        "claim_ids": [each.claim_id for each in of_claims],
        "feed_ids": [each.feed_id for each in of_feeds],
    }
    return _message(alert, "digest", subject, context, facts)


def _reason(digest: Alert) -> str:
    """Why a digest comes beside the daily ones."""
    if digest.once_key.startswith(digests.SINCE):
        return _("The channel is new, or hears of more than before. This is what was owed already.")
    if digest.once_key.startswith(digests.REST):
        return _("More was owed at once than this channel takes in an hour. This is the rest.")
    return ""


def _one_for_each_claim(gathered: Sequence[Alert], today: date) -> list[Alert]:
    """Each claim's alert: its deadline's, where there is one, since that tells of the evidence too."""
    by_claim: dict[int, Alert] = {}
    for each in sorted(gathered, key=lambda alert: alert.kind != Alert.Kind.DEADLINE):
        if each.claim_id is not None:
            by_claim.setdefault(each.claim_id, each)
    return sorted(
        by_claim.values(), key=lambda each: (each.kind != Alert.Kind.DEADLINE, _days_left(each, today))
    )


def _days_left(alert: Alert, today: date) -> int:
    return (alert.claim.days_left(today) if alert.claim else 0) or 0


def _week(alert: Alert, now: datetime) -> Message:
    week = weekly.gather(alert.channel, now=now)
    subject = _("The week: %(overdue)d to decide, %(due)d due soon") % {
        "overdue": len(week.overdue),
        "due": len(week.due),
    }
    context = {"headline": subject, "week": week, "desk_url": settings.SITE_URL + reverse("admin:index")}
    facts = {
        "overdue": [claim.pk for claim in week.overdue],
        "due": [claim.pk for claim in week.due],
        "evidence_waiting": week.evidence_waiting,
        "feeds": [str(trouble.feed) for trouble in week.feeds],
    }
    return _message(alert, "weekly", subject, context, facts)


# --- The record ---


def _checkpoint(alert: Alert, now: datetime) -> Message:
    """The checkpoint itself, so that who keeps the message keeps it."""
    head = TreeHead.objects.get(day=alert.once_key)
    subject = _("The record's checkpoint: %(size)d entries") % {"size": head.size}
    record_url = settings.SITE_URL + reverse("claims:record")
    context = {
        "headline": subject,
        "head": head,
        "record_url": record_url,
        "script_url": settings.SITE_URL + reverse("published:script"),
    }
    facts = {
        "number": head.number,
        "day": alert.once_key,
        "size": head.size,
        "root": head.root,
        "checkpoint": head.note,
        "record_url": record_url,
    }
    return _message(alert, "checkpoint", subject, context, facts)


# --- The installation ---


def _installation(alert: Alert, now: datetime) -> Message:
    trouble = installation.trouble_of(alert, now=now)
    if trouble is None:
        raise ValueError(f"alert {alert.pk} is about nothing that is wrong now")
    if trouble.still_since:
        since = formats.date_format(timezone.localtime(trouble.still_since), "DATETIME_FORMAT")
        subject = _("Foresaid stands still since %(since)s") % {"since": since}
    else:
        assert trouble.night  # it is the one or the other
        subject = _("The backup of %(night)s is missing") % {"night": formats.date_format(trouble.night)}
    context = {
        "headline": subject,
        "trouble": trouble,
        "desk_url": settings.SITE_URL + reverse("admin:index"),
    }
    facts = {
        "still_since": trouble.still_since.isoformat() if trouble.still_since else None,
        "night": trouble.night.isoformat() if trouble.night else None,
        "fault": trouble.fault,
    }
    return _message(alert, "installation", subject, context, facts)


# --- A channel ---


def _channel_off(alert: Alert, now: datetime) -> Message:
    channel = alert.about_channel
    if channel is None:
        raise ValueError(f"alert {alert.pk} is about no channel")
    subject = _("The channel “%(channel)s” was switched off") % {"channel": channel.name}
    address = settings.SITE_URL + reverse("admin:tracker_channel_change", args=[channel.pk])
    given_up = channel.alerts.filter(state=Alert.State.FAILED).count()
    context = {"headline": subject, "about": channel, "given_up": given_up, "channel_url": address}
    facts = {"channel": channel.name, "reason": channel.off_reason, "channel_url": address}
    return _message(alert, "channel_off", subject, context, facts)


# --- What was published, for programs alone ---


def _published(alert: Alert, _now: datetime) -> Message:
    """Without a word beside the facts: none of the record's is kept in the outbox."""
    return Message(
        message_id=alert.message_id,
        short_id=alert.short_id,
        kind=publishing.EVENTS[Alert.Kind(alert.kind)],
        at=alert.noticed_at,
        subject="",
        text="",
        facts=publishing.facts(alert),
    )


def _message(
    alert: Alert, name: str, subject: str, shown: Mapping[str, object], facts: JsonObject
) -> Message:
    subject = " ".join(subject.split())
    stop_url, is_own = links.stop_address(alert.channel), links.is_personal_mail(alert.channel)
    context = {
        "subject": subject,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "channel": alert.channel,
        "stop_url": stop_url if is_own else "",
        **shown,
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
        thread_id=_thread_id(alert),
        stop_url=stop_url,
        stops_at_once=is_own,
    )


def _thread_id(alert: Alert) -> str:
    """By which a mail program puts all that is about one claim together; the same whatever channel it comes by."""
    if alert.claim_id is None:
        return ""
    return f"<claim-{alert.claim_id}@{urlsplit(settings.SITE_URL).hostname}>"
