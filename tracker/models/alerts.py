"""Whom the tracker tells, and the outbox of what it owes them."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Language, Topic


class Channel(models.Model):
    """Where alerts go: a desk's or a person's mailbox."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("owner"),
        help_text=_("With an owner: only claims assigned to them. Without: every claim."),
    )
    is_chief = models.BooleanField(
        _("for the chief"),
        default=False,
        help_text=_("Only hears of claims that have waited long for a verdict."),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="+", verbose_name=_("topics"), help_text=_("None chosen: all topics.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def __str__(self) -> str:
        return self.name


class Alert(models.Model):
    """A message that is owed: the outbox. One row per claim, deadline version, step and channel."""

    class State(models.TextChoices):
        OWED = "owed", _("Owed")
        SENT = "sent", _("Sent")
        SILENCED = "silenced", _("No longer owed")
        FAILED = "failed", _("Given up")

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", verbose_name=_("claim"))
    deadline_version = models.PositiveIntegerField()
    step = models.CharField(_("step"), max_length=20)
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, related_name="alerts", verbose_name=_("channel")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OWED)
    noticed_at = models.DateTimeField(_("noticed at"))
    # Due when this has passed: read each tick by `alerts.deliver_due()`.
    next_try_at = models.DateTimeField(_("next try"))
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    sent_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("sent at"), null=True
    )
    # The same on every try, so that a mail program can tell a second copy.
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    class Meta:
        ordering = ("-noticed_at", "-pk")
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "deadline_version", "step", "channel"),
                name="alert_once_per_claim_deadline_step_and_channel",
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
        return f"{self.step}: {self.claim}"
