"""The right of reply: who was asked, until when, and what they answered, word for word."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.languages import Language
from claims.models.years import Dated, years_of
from claims.querysets import ReplyQuerySet


class Reply(Dated):
    """Somebody whom the desk asked for a reply to a claim or a verdict. The answer is kept as it came."""

    record_fields: ClassVar = (
        "claim_id",
        "asked_of",
        "asked_on",
        "asked_by_id",
        "due_on",
        "received_on",
        "text",
        "language",
        "received_by_id",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="replies", verbose_name=_("claim")
    )
    asked_of = models.CharField(_("asked of"), max_length=160)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    due_on = models.DateField(_("due on"))
    received_on = models.DateField(_("received on"), null=True)
    text = models.TextField(
        _("reply"), max_length=10_000, blank=True, validators=[MaxLengthValidator(10_000)]
    )
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ("asked_on", "pk")
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints: ClassVar = [
            years_of("reply_within_the_years", "asked_on", "due_on", "received_on"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")), name="reply_is_due_after_it_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, text="", received_by__isnull=True)
                | (Q(received_on__isnull=False, received_by__isnull=False) & ~Q(text="")),
                name="reply_received_with_its_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_of} ({self.asked_on})"

    def is_shown(self, today: date) -> bool:
        """Whether readers still see its text: for as long as the law asks (REPLY_DAYS; 0 for always)."""
        if self.received_on is None:
            return False
        return not settings.REPLY_DAYS or (today - self.received_on).days <= settings.REPLY_DAYS

    def is_missing(self, today: date) -> bool:
        """Whether the time to answer is over without one."""
        return self.received_on is None and today > self.due_on
