"""What the admin's first page shows: from the record and from the tracker, which only `config` may join."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.admin.labels import dated
from claims.models import Claim, Evidence, Verdict
from claims.together import RowsWanted, asked_together, counted_together
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
    """Unfold's callback: the page's context, with the desk's day added. Five queries, all on indexes.

    An account without a role sees nothing of it; every role may see all of it.
    """
    if not (request.user.has_perm("claims.view_claim") and request.user.has_perm("tracker.view_feed")):
        return {**context, "title": _("Today"), "has_no_role": True}
    now, today = timezone.now(), timezone.localdate()
    number_of, troubles = counts(today), health.troubled(now=now)
    lists, steps = lists_of(request.user.pk, today, troubles), first_steps(number_of)
    return {
        **context,
        "title": _("Today"),
        "numbers": numbers(number_of, len(troubles)),
        "overdue": _rows(lists.overdue, today),
        "soon": _rows(lists.soon, today),
        "mine": _rows(lists.mine, today),
        "to_look_at": to_look_at(troubles, lists.lately, now),
        "last_poll": last_poll(lists, now),
        "standstill": standstill(now),
        "set_aside": setaside.lines(now),
        "first_steps": [] if all(step.is_done for step in steps) else steps,
    }


@dataclass(frozen=True, slots=True)
class Lists:
    """The first rows of what the page lists; and the feed that was asked last, and that which answered last."""

    overdue: list[Claim]
    soon: list[Claim]
    mine: list[Claim]
    lately: list[Feed]
    asked_last: list[Feed]
    answered_last: list[Feed]


def lists_of(person: int | None, today: date, troubles: Sequence[Trouble]) -> Lists:
    """One query."""
    failing = Feed.objects.filter(failures__gt=0, is_paused=False, stopped_for="")
    lately = failing.exclude(pk__in=[trouble.feed.pk for trouble in troubles]).order_by("-failures", "pk")
    return Lists(
        *asked_together(
            _first_claims(Claim.objects.awaiting_verdict(today)),
            _first_claims(Claim.objects.due_within(SOON_DAYS, today=today)),
            _first_claims(Claim.objects.pending().filter(assigned_to=person).order_by("closes_on", "pk")),
            RowsWanted(
                rows=Feed.objects.filter(pk__in=lately.values("pk")[:ROWS]),
                key=lambda feed: (-feed.failures, feed.pk),
            ),
            _latest_feed("last_polled_at"),
            _latest_feed("last_success_at"),
        )
    )


def _first_claims(claims: QuerySet[Claim]) -> RowsWanted:
    return RowsWanted(
        rows=Claim.objects.filter(pk__in=claims.values("pk")[:ROWS]),
        joins={"claimant": ("id", "name")},
        key=lambda claim: (claim.closes_on, claim.pk),
    )


def _latest_feed(moment: str) -> RowsWanted:
    feeds = Feed.objects.filter(**{f"{moment}__isnull": False}).order_by(f"-{moment}", "pk")
    return RowsWanted(rows=Feed.objects.filter(pk__in=feeds.values("pk")[:1]), fields=("id", moment))


def _rows(claims: Sequence[Claim], today: date) -> list[dict[str, object]]:
    return [
        dated(claim, today) | {"address": reverse("admin:claims_claim_change", args=[claim.pk])}
        for claim in claims
    ]


def counts(today: date) -> dict[str, int]:
    """How many there are of what the page counts; of what there is none, nothing. One query."""
    is_failing = Q(is_active=True, failures__gt=0) | (Q(is_active=False) & ~Q(off_reason=""))
    return counted_together(
        {
            "overdue": Claim.objects.awaiting_verdict(today),
            "unsigned": Verdict.objects.awaiting_countersignature(),
            "lapsed": Claim.objects.publication_lapsed(),
            "soon": Claim.objects.due_within(SOON_DAYS, today=today),
            "waiting": Evidence.objects.awaiting_review(),
            "proposed": ProposedClaim.objects.to_consider(),
            "drafts": Claim.objects.filter(state=Claim.State.DRAFT),
            "set aside": Redelivery.objects.filter(set_aside_at__isnull=False),
            "failing": Channel.objects.filter(is_failing),
            "editors": Group.objects.filter(Q(name="editor") | Q(name="chief"), user__is_active=True),
            "feeds": Feed.objects.filter(pk__in=Feed.objects.order_by("pk").values("pk")[:1]),
            "channels": Channel.objects.all(),
            "claims": Claim.objects.filter(pk__in=Claim.objects.order_by("pk").values("pk")[:1]),
        }
    )


def numbers(number_of: Mapping[str, int], in_trouble: int) -> list[Number]:
    """How much waits for the desk, each with where to do it; `in_trouble` is the number of feeds to look at."""
    return [*_of_claims(number_of), *_of_the_tracker(number_of, in_trouble)]


def _of_claims(number_of: Mapping[str, int]) -> Iterator[Number]:
    claims = reverse("admin:claims_claim_changelist")
    overdue = number_of.get("overdue", 0)
    yield Number(_("To decide"), overdue, f"{claims}?window=overdue", is_urgent=overdue > 0)
    if unsigned := number_of.get("unsigned"):
        verdicts = reverse("admin:claims_verdict_changelist")
        yield Number(_("To countersign"), unsigned, f"{verdicts}?signed=waiting", is_urgent=True)
    if lapsed := number_of.get("lapsed"):
        first = Claim.objects.publication_lapsed().values_list("pk", flat=True)[:1]
        address_of_first = reverse("admin:claims_claim_change", args=list(first))
        yield Number(_("Publications given up"), lapsed, address_of_first, is_urgent=True)
    yield Number(_("Close within 30 days"), number_of.get("soon", 0), f"{claims}?window=soon")
    yield Number(_("Evidence waiting"), number_of.get("waiting", 0), reverse("admin:claims_evidence_queue"))
    yield Number(_("Claims to consider"), number_of.get("proposed", 0), reverse("admin:tracker_consider"))
    yield Number(_("Drafts"), number_of.get("drafts", 0), f"{claims}?state__exact=draft")


def _of_the_tracker(number_of: Mapping[str, int], in_trouble: int) -> Iterator[Number]:
    """Its feeds always; what went wrong beside them only where something did."""
    feeds = address("admin:tracker_feed_changelist")
    yield Number(_("Feeds to look at"), in_trouble, f"{feeds}?health=look", is_urgent=in_trouble > 0)
    if set_aside := number_of.get("set aside"):
        jobs = reverse("admin:tracker_redelivery_changelist")
        yield Number(_("Set-aside jobs"), set_aside, jobs, is_urgent=True)
    # The way of last resort: where the only channel is dead, no alert can tell of it.
    if failing := number_of.get("failing"):
        channels = reverse("admin:tracker_channel_changelist")
        yield Number(_("Channels that fail"), failing, channels, is_urgent=True)


def to_look_at(troubles: Sequence[Trouble], lately: Sequence[Feed], now: datetime) -> list[FeedRow]:
    """The feeds that are gone, broken or silent, the longest first; then those that only failed of late."""
    feeds = [*(trouble.feed for trouble in troubles[:ROWS]), *lately][:ROWS]
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


def last_poll(lists: Lists, now: datetime) -> dict[str, str]:
    """How long ago a feed was last asked, and one last answered, in words; empty if never."""
    return {
        "tried": "".join(ago(feed.last_polled_at, now) for feed in lists.asked_last),
        "answered": "".join(ago(feed.last_success_at, now) for feed in lists.answered_last),
    }


def standstill(now: datetime) -> str:
    """Since when no work was handed out, in words, if that is too long; empty while the machine runs."""
    last = jobs.last_dispatch()
    return ago(last, now) if jobs.is_silent(last, now=now) else ""


def first_steps(number_of: Mapping[str, int]) -> list[FirstStep]:
    """What a new newsroom does once, and whether it has."""
    return [
        FirstStep(
            _("Invite an editor"),
            _("Everyone at the desk has an account and a role: reporter, editor or chief."),
            reverse("admin:claims_invitation_add"),
            "editors" in number_of,
        ),
        FirstStep(
            _("Add a feed"),
            _("The tracker reads it and suggests articles as evidence."),
            address("admin:tracker_feed_add"),
            "feeds" in number_of,
        ),
        FirstStep(
            _("Add an alert channel"),
            _("Where reminders of deadlines go."),
            address("admin:tracker_channel_add"),
            "channels" in number_of,
        ),
        FirstStep(
            _("Log a claim"),
            _("What someone said would happen, and by when."),
            reverse("admin:claims_claim_add"),
            "claims" in number_of,
        ),
    ]
