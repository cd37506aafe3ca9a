"""What the spotter found in the articles of feeds, for an editor to consider. Not part of the record."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Language, SelectionTally
from tracker.models.feeds import Article


class ProposedClaimQuerySet(models.QuerySet["ProposedClaim"]):
    """What the queue asks for."""

    def waiting(self) -> "ProposedClaimQuerySet":
        """What nobody has considered yet."""
        return self.filter(state=ProposedClaim.State.WAITING)

    def to_consider(self) -> "ProposedClaimQuerySet":
        """The queue: what waits, each with its copies as one."""
        return self.waiting().exclude(copy_of__state=ProposedClaim.State.WAITING)

    def waiting_with_copies(self, numbers: Iterable[int]) -> "ProposedClaimQuerySet":
        """These and their copies in other outlets, as far as they still wait."""
        wanted = list(numbers)
        return self.waiting().filter(Q(pk__in=wanted) | Q(copy_of__in=wanted))


class ProposedClaim(models.Model):
    """A dated sentence of an article that looks ahead: a draft, if an editor wants it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DRAFTED = "drafted", _("Drafted")
        DISMISSED = "dismissed", _("Dismissed")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("article")
    )
    quote = models.TextField(_("quote"))
    # SHA-256 of the quote: an index entry has a size that a sentence may exceed.
    quote_digest = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=Language)
    claimant = models.CharField(_("claimant"), max_length=160, blank=True)
    said_on = models.DateField(_("said on"))
    horizon = models.CharField(_("horizon"), max_length=200)
    opens_on = models.DateField(_("window opens on"))
    closes_on = models.DateField(_("window closes on"))
    firmness = models.CharField(_("firmness"), max_length=10, choices=Claim.Firmness)
    reason = models.CharField(_("why it was picked"), max_length=120)
    # Of what was said in a recording: from its beginning.
    second = models.PositiveIntegerField(_("said at, in seconds"), null=True)
    found_at = models.DateTimeField(_("found at"))
    # The earlier proposal that says the same, in another outlet; never one that is itself a copy.
    copy_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="copies", verbose_name=_("copy of")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # Empty of what was dismissed before reasons were asked for.
    why_dismissed = models.CharField(
        _("why it was dismissed"), max_length=15, choices=SelectionTally.Disposition, blank=True
    )
    considered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("considered by"),
    )
    considered_at = models.DateTimeField(_("considered at"), null=True)

    objects = ProposedClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-found_at", "pk")
        verbose_name = _("claim to consider")
        verbose_name_plural = _("claims to consider")
        constraints: ClassVar = [
            # A sentence may name several deadlines: each is a claim of its own.
            models.UniqueConstraint(
                fields=("article", "quote_digest", "closes_on"), name="proposal_once_per_deadline"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", considered_by__isnull=True, considered_at__isnull=True)
                | (~Q(state="waiting") & Q(considered_by__isnull=False, considered_at__isnull=False)),
                name="proposal_considered_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="dismissed") | Q(why_dismissed=""), name="proposal_dismissed_for_a_reason"
            ),
        ]
        indexes: ClassVar = [
            # Read by the queue, which shows only what still waits.
            models.Index(fields=("-found_at",), condition=Q(state="waiting"), name="proposal_waiting"),
            # Read by what clears away.
            models.Index(fields=("found_at",), name="proposal_age"),
        ]

    def __str__(self) -> str:
        return self.quote


class ProposalCount(models.Model):
    """How many proposals of a day, for one reason and with one end, were cleared away."""

    day = models.DateField()
    reason = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=ProposedClaim.State)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("day", "reason", "state"), name="proposalcount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason} {self.state}: {self.number}"
