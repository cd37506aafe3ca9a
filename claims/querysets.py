"""The questions that pages, the desk and the tracker ask of the record. Reads only."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from claims.addresses import digest_of

if TYPE_CHECKING:
    from claims.models import Claim, Correction, Evidence, Verdict  # noqa: F401  named in quotes below: models import this


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Days are days in the newsroom's time zone; callers pass `today`."""

    def public(self) -> Self:
        """Published, not withdrawn: what lists, counts and rates are made of."""
        return self.filter(state="published")

    def readable(self) -> Self:
        """What has a public page: also withdrawn claims, which show the reason."""
        return self.exclude(state="draft")

    def pending(self) -> Self:
        """Published and without a ruling."""
        return self.public().filter(outcome="pending")

    def upcoming(self, today: date) -> Self:
        """Whose window has yet to open."""
        return self.filter(opens_on__gt=today)

    def window_open(self, today: date) -> Self:
        """Whose window is open today."""
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def closed(self, today: date) -> Self:
        """Whose window has closed."""
        return self.filter(closes_on__lt=today)

    def awaiting_verdict(self, today: date) -> Self:
        """Pending though the window has closed: the desk must decide. Longest overdue first."""
        return self.pending().closed(today).order_by("closes_on", "pk")

    def running(self, today: date) -> Self:
        """Pending, and the window closes today or later. Soonest first."""
        return self.pending().filter(closes_on__gte=today).order_by("closes_on", "pk")

    def latest_decided(self) -> Self:
        """Published and ruled on, by the day of the latest verdict in effect: newest first."""
        in_effect = Q(verdicts__effective_at__isnull=False)
        return (
            self.public()
            .exclude(outcome="pending")
            .annotate(decided_at=models.Max("verdicts__at", filter=in_effect))
            .order_by("-decided_at", "-pk")
        )

    def due_within(self, days: int, *, today: date) -> Self:
        """Pending, and closing between today and `days` from now. Soonest first."""
        return (
            self.pending()
            .filter(closes_on__gte=today, closes_on__lte=today + timedelta(days=days))
            .order_by("closes_on", "pk")
        )

    def watched(self, *, correctable_since: date) -> Self:
        """What new articles are matched against: pending, or decided but closed only since that day."""
        return self.public().filter(Q(outcome="pending") | Q(closes_on__gte=correctable_since))

    def search(self, words: str) -> Self:
        """Claims whose statement, quote or claimant has every one of the words."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(_mentions(word))
        return found

    def for_lists(self) -> Self:
        """With what a row of a list shows, in three queries however many rows."""
        return self.select_related("claimant").prefetch_related("topics", "verdicts")


def _mentions(word: str) -> Q:
    return reduce(or_, (any_case(place, word) for place in ("statement", "quote", "claimant__name")))


def any_case(place: str, word: str) -> Q:
    """Where a field has the word, in upper or lower case. SQLite folds the case of ASCII letters only: Ö is not ö."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return reduce(or_, (Q(**{f"{place}__icontains": text}) for text in sorted(spellings)))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def awaiting_review(self) -> Self:
        """Offered for published claims, and neither accepted nor rejected: the most urgent claim first."""
        return self.unread("offered")

    def unread(self, level: str) -> Self:
        """The same of any level: what perhaps is evidence, or says a claim again."""
        return self.filter(status="suggested", level=level, claim__state="published").order_by(
            "claim__closes_on", "claim_id", "-score", "pk"
        )

    def at_address(self, address: str) -> Self:
        """From this page, or of a story of which a copy stands there."""
        digest = digest_of(address)
        return self.filter(Q(address_digest=digest) | Q(copies__address_digest=digest)).distinct()

    def accepted(self) -> Self:
        """What readers may see."""
        return self.filter(status="accepted")

    def rejected(self) -> Self:
        """What an editor turned down; it stays, so that the same story is not offered twice."""
        return self.filter(status="rejected")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def public(self) -> Self:
        """What readers may see: in effect, newest first."""
        return (
            self.filter(effective_at__isnull=False)
            .exclude(claim__state="draft")
            .order_by("-effective_at", "-pk")
        )

    def waiting(self) -> Self:
        """Changes that wait for a second person."""
        return self.filter(effective_at__isnull=True, dropped_at__isnull=True)


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def in_effect(self) -> Self:
        """What counts: signed where the newsroom asks for it, its announcement over, and not taken back."""
        return self.filter(effective_at__isnull=False)

    def public(self, now: datetime) -> Self:
        """What readers may see: in effect, announced, or taken back after it was announced."""
        return self.filter(
            Q(effective_at__isnull=False)
            | Q(public_at__lte=now, taken_back_at__isnull=True)
            | Q(public_at__lte=F("taken_back_at"))
        )

    def waiting(self) -> Self:
        """Not in effect yet, whatever they wait for: a second person, or their time."""
        return self.filter(effective_at__isnull=True, taken_back_at__isnull=True)

    def due(self, now: datetime) -> Self:
        """Whose time has come. Read by the index of those that wait."""
        return self.waiting().filter(due_at__lte=now, claim__state="published").order_by("due_at", "pk")

    def awaiting_countersignature(self) -> Self:
        """Rulings that wait for a second person."""
        return self.waiting().filter(needs_countersignature=True, countersigned_at__isnull=True)
