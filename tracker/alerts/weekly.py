"""What a channel's week looks like: due soon, overdue, evidence waiting, feeds in trouble. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Evidence
from tracker.alerts.audience import heard_claims
from tracker.feeds import health
from tracker.models import Channel

SOON_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class Week:
    """The claims that the channel hears of, each list the most urgent first; feeds belong to everybody."""

    overdue: list[Claim]
    due: list[Claim]
    evidence_waiting: int
    feeds: list[health.Trouble]

    @property
    def queue_url(self) -> str:
        """Where the evidence is reviewed."""
        return settings.SITE_URL + reverse("admin:claims_evidence_queue")


def gather(channel: Channel, *, now: datetime) -> Week:
    """The week of the claims that this channel hears of. Some eight queries."""
    today, heard = timezone.localdate(now), heard_claims(channel).values("pk")
    overdue, due = (
        list(
            claims.filter(pk__in=heard)
            .exclude(snoozed_until__gt=today)
            .select_related("claimant")
            .prefetch_related("topics")
        )
        for claims in (
            Claim.objects.awaiting_verdict(today),
            Claim.objects.due_within(SOON_DAYS, today=today),
        )
    )
    return Week(
        overdue=overdue,
        due=due,
        evidence_waiting=Evidence.objects.awaiting_review().filter(claim__in=heard).count(),
        feeds=health.troubled(now=now),
    )
