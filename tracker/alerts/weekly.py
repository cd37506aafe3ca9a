"""What a channel's week looks like: due soon, overdue, evidence waiting, feeds in trouble. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Evidence
from tracker.alerts.owing import hears_of
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
    """The week of the claims that this channel hears of. Some six queries."""
    today = timezone.localdate(now)
    waiting = Evidence.objects.awaiting_review().select_related("claim").prefetch_related("claim__topics")
    overdue = Claim.objects.awaiting_verdict(today)
    due = Claim.objects.due_within(SOON_DAYS, today=today)
    lists = [
        [
            claim
            for claim in claims.select_related("claimant").prefetch_related("topics")
            if hears_of(channel, claim) and not claim.is_snoozed(today)
        ]
        for claims in (overdue, due)
    ]
    return Week(
        overdue=lists[0],
        due=lists[1],
        evidence_waiting=sum(hears_of(channel, evidence.claim) for evidence in waiting),
        feeds=health.troubled(now=now),
    )
