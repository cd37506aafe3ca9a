"""What the admin's first page shows: from the record and from the tracker, which only `config` may join."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.admin.labels import dated
from claims.models import Claim, Evidence, Verdict
from config.sidebar import address
from tracker import jobs
from tracker.admin import setaside
from tracker.admin.feeds.health import STATE_LABELS, trouble_in_words
from tracker.admin.labels import ago
from tracker.feeds import health
from tracker.feeds.health import Trouble
from tracker.models import Channel, Feed, ProposedClaim, Redelivery

ROWS: Final = 8
SOON_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A count that links to what it counts."""

    title: Promise
    value: int
    address: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed that somebody should look at: its page, its state in a word, and what is wrong."""

    feed: Feed
    address: str
    state: str
    label: str
    explanation: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing a new newsroom does once."""

    title: Promise
    explanation: Promise
    address: str
    is_done: bool


def context(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    """Unfold's callback: the page's context, with the desk's day added. Some fifteen queries, all on indexes.

    An account without a role sees nothing of it; every role may see all of it.
    """
    if not (request.user.has_perm("claims.view_claim") and request.user.has_perm("tracker.view_feed")):
        return {**context, "title": _("Today"), "has_no_role": True}
    now, today = timezone.now(), timezone.localdate()
    steps, troubles = first_steps(), health.troubled(now=now)
    return {
        **context,
        "title": _("Today"),
        "numbers": numbers(today, troubles),
        "overdue": _rows(Claim.objects.awaiting_verdict(today), today),
        "soon": _rows(Claim.objects.due_within(SOON_DAYS, today=today), today),
        "mine": _rows(Claim.objects.pending().filter(assigned_to=request.user.pk), today),
        "to_look_at": to_look_at(troubles, now),
        "last_poll": last_poll(now),
        "standstill": standstill(now),
        "set_aside": setaside.lines(now),
        "first_steps": [] if all(step.is_done for step in steps) else steps,
    }


def _rows(claims: QuerySet[Claim], today: date) -> list[dict[str, object]]:
    return [
        dated(claim, today) | {"address": reverse("admin:claims_claim_change", args=[claim.pk])}
        for claim in claims.select_related("claimant")[:ROWS]
    ]


def numbers(today: date, troubles: Sequence[Trouble]) -> list[Number]:
    """How much waits for the desk, each with where to do it."""
    return [*_of_claims(today), *_of_the_tracker(len(troubles))]


def _of_claims(today: date) -> Iterator[Number]:
    claims = reverse("admin:claims_claim_changelist")
    overdue = Claim.objects.awaiting_verdict(today).count()
    yield Number(_("To decide"), overdue, f"{claims}?window=overdue", is_urgent=overdue > 0)
    if unsigned := Verdict.objects.awaiting_countersignature().count():
        verdicts = reverse("admin:claims_verdict_changelist")
        yield Number(_("To countersign"), unsigned, f"{verdicts}?signed=waiting", is_urgent=True)
    if lapsed := list(Claim.objects.publication_lapsed().values_list("pk", flat=True)):
        first = reverse("admin:claims_claim_change", args=[lapsed[0]])
        yield Number(_("Publications given up"), len(lapsed), first, is_urgent=True)
    soon = Claim.objects.due_within(SOON_DAYS, today=today).count()
    yield Number(_("Close within 30 days"), soon, f"{claims}?window=soon")
    waiting = Evidence.objects.awaiting_review().count()
    yield Number(_("Evidence waiting"), waiting, reverse("admin:claims_evidence_queue"))
    proposed = ProposedClaim.objects.to_consider().count()
    yield Number(_("Claims to consider"), proposed, reverse("admin:tracker_consider"))
    drafts = Claim.objects.filter(state=Claim.State.DRAFT).count()
    yield Number(_("Drafts"), drafts, f"{claims}?state__exact=draft")


def _of_the_tracker(in_trouble: int) -> Iterator[Number]:
    """Its feeds always; what went wrong beside them only where something did."""
    feeds = address("admin:tracker_feed_changelist")
    yield Number(_("Feeds to look at"), in_trouble, f"{feeds}?health=look", is_urgent=in_trouble > 0)
    if set_aside := Redelivery.objects.filter(set_aside_at__isnull=False).count():
        jobs = reverse("admin:tracker_redelivery_changelist")
        yield Number(_("Set-aside jobs"), set_aside, jobs, is_urgent=True)
    # The way of last resort: where the only channel is dead, no alert can tell of it.
    is_failing = Q(is_active=True, failures__gt=0) | (Q(is_active=False) & ~Q(off_reason=""))
    if failing := Channel.objects.filter(is_failing).count():
        channels = reverse("admin:tracker_channel_changelist")
        yield Number(_("Channels that fail"), failing, channels, is_urgent=True)


def to_look_at(troubles: Sequence[Trouble], now: datetime) -> list[FeedRow]:
    """The feeds that are gone, broken or silent, the longest first; then those that only failed of late."""
    failing = Feed.objects.filter(failures__gt=0, is_paused=False, stopped_for="")
    lately = failing.exclude(pk__in=[trouble.feed.pk for trouble in troubles]).order_by("-failures", "pk")
    feeds = [*(trouble.feed for trouble in troubles[:ROWS]), *lately[:ROWS]][:ROWS]
    return [_feed_row(feed, now) for feed in feeds]


def _feed_row(feed: Feed, now: datetime) -> FeedRow:
    state = health.state_of(feed, now=now)
    return FeedRow(
        feed,
        reverse("admin:tracker_feed_change", args=[feed.pk]),
        str(state.label),
        STATE_LABELS[state],
        trouble_in_words(feed, now) or feed.get_last_fault_display(),
    )


def last_poll(now: datetime) -> dict[str, str]:
    """How long ago a feed was last asked, and one last answered, in words; empty if never."""
    moments = Feed.objects.aggregate(tried=Max("last_polled_at"), answered=Max("last_success_at"))
    return {name: ago(moment, now) if moment else "" for name, moment in moments.items()}


def standstill(now: datetime) -> str:
    """Since when no work was handed out, in words, if that is too long; empty while the machine runs."""
    last = jobs.last_dispatch()
    return ago(last, now) if jobs.is_silent(last, now=now) else ""


def first_steps() -> list[FirstStep]:
    """What a new newsroom does once, and whether it has."""
    editors = Group.objects.filter(Q(name="editor") | Q(name="chief"), user__is_active=True)
    return [
        FirstStep(
            _("Invite an editor"),
            _("Everyone at the desk has an account and a role: reporter, editor or chief."),
            reverse("admin:claims_invitation_add"),
            editors.exists(),
        ),
        FirstStep(
            _("Add a feed"),
            _("The tracker reads it and suggests articles as evidence."),
            address("admin:tracker_feed_add"),
            Feed.objects.exists(),
        ),
        FirstStep(
            _("Add an alert channel"),
            _("Where reminders of deadlines go."),
            address("admin:tracker_channel_add"),
            Channel.objects.exists(),
        ),
        FirstStep(
            _("Log a claim"),
            _("What someone said would happen, and by when."),
            reverse("admin:claims_claim_add"),
            Claim.objects.exists(),
        ),
    ]
