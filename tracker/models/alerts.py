"""The outbox: what the tracker owes to whom, and what came of each try."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models import Claim, Correction, Evidence, Verdict
from tracker.models.channels import Channel
from tracker.models.feeds import Feed


class Alert(models.Model):
    """A message that is owed to a channel: one row, unique on its kind, what makes it once only, and the channel."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", _("Deadline")
        EVIDENCE = "evidence", _("New evidence")
        FEED = "feed", _("Feed in trouble")
        WEEKLY = "weekly", _("The week")
        CHECKPOINT = "checkpoint", _("The record's checkpoint")
        DIGEST = "digest", _("Daily digest")
        INSTALLATION = "installation", _("The installation")
        CHANNEL_OFF = "channel_off", _("Channel switched off")
        NEW_CLAIM = "new_claim", _("Claim published")
        VERDICT = "verdict", _("Verdict published")
        CORRECTION = "correction", _("Correction published")

    class State(models.TextChoices):
        OWED = "owed", _("Owed")
        SENT = "sent", _("Sent")
        SILENCED = "silenced", _("No longer owed")
        FAILED = "failed", _("Given up")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DEADLINE)
    # Of a deadline: claim, version of its window, step. Of evidence: its number. Of a feed: the feed, its trouble and
    # since when. Of a digest its day, or why and when it was made beside the daily ones; of the weekly its Monday, of a
    # checkpoint its day, of the installation what is wrong and since when, of a channel: the channel and when it was
    # switched off. Of what was published: the number of the claim, verdict or correction.
    once_key = models.CharField(max_length=80)
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, related_name="alerts", verbose_name=_("channel")
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("claim")
    )
    deadline_version = models.PositiveIntegerField(null=True)
    step = models.CharField(_("step"), max_length=20, blank=True)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("evidence")
    )
    verdict = models.ForeignKey(
        Verdict, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("verdict")
    )
    correction = models.ForeignKey(
        Correction, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("correction")
    )
    feed = models.ForeignKey(
        Feed, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("feed")
    )
    about_channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("about the channel")
    )
    # Waits for the channel's daily message, and then for the row of that message.
    in_digest = models.BooleanField(_("in the digest"), default=False)
    gathered_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="gathered", verbose_name=_("digest")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OWED)
    noticed_at = models.DateTimeField(_("noticed at"))
    # Due when this has passed: read each tick by `alerts.delivering`.
    next_try_at = models.DateTimeField(_("next try"))
    # How often it was sent or refused by itself; a fault of the whole channel is counted there.
    tries = models.PositiveIntegerField(_("tries"), default=0)
    sent_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("sent at"), null=True
    )
    # The same on every try, so that the receiver can tell a second copy. A mail's Message-ID; a webhook's is its
    # part before the @.
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    subject = models.CharField(pgettext_lazy("of a message", "subject"), max_length=300, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    class Meta:
        ordering = ("-noticed_at", "-pk")
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("kind", "once_key", "channel"), name="alert_once_per_kind_key_and_channel"
            ),
            models.CheckConstraint(
                condition=~Q(kind="deadline")
                | (Q(claim__isnull=False, deadline_version__isnull=False) & ~Q(step="")),
                name="alert_of_a_deadline_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind="evidence") | Q(claim__isnull=False, evidence__isnull=False),
                name="alert_of_evidence_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("new_claim", "verdict", "correction"))
                | (
                    Q(claim__isnull=False)
                    & (~Q(kind="verdict") | Q(verdict__isnull=False))
                    & (~Q(kind="correction") | Q(correction__isnull=False))
                ),
                name="alert_of_what_was_published_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind="feed") | Q(feed__isnull=False), name="alert_of_a_feed_names_it"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="alert_sent_at_exactly_when_sent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("next_try_at",), condition=Q(state="owed"), name="alert_due"),
        ]

    def __str__(self) -> str:
        return (
            self.subject
            or f"{self.get_kind_display()}: {self.claim or self.feed or self.about_channel or self.once_key}"
        )

    @property
    def short_id(self) -> str:
        """The part of the Message-ID that webhooks carry: it has no full stop, as their signature needs."""
        return self.message_id.strip("<>").partition("@")[0]


class NextStep(models.Model):
    """The day on which a pending claim may owe its next alert: read each minute by `alerts.noticing`."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="+")
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.claim_id} {self.day}"


class Delivery(models.Model):
    """One try to send an alert, and what the other side answered."""

    alert = models.ForeignKey(
        Alert, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("alert")
    )
    at = models.DateTimeField(_("at"))
    succeeded = models.BooleanField(_("succeeded"))
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        # Read before each delivery: how much went to the channel within the hour.
        indexes: ClassVar = [models.Index(fields=("at",), name="delivery_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.answer}"
