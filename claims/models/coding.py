"""What a second editor made of a claim without knowing what the first had: its window, firmness and outcome."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim, Outcome
from claims.models.years import Dated, years_of
from claims.querysets import CodingQuerySet


class Coding(Dated):
    """One editor's reading of one claim, made blind. Appended, never edited: a second look would not be blind."""

    record_fields: ClassVar = (
        "claim_id",
        "by_id",
        "at",
        "opens_on",
        "closes_on",
        "firmness",
        "outcome",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="codings", verbose_name=_("claim")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    # Both empty: the words give no date.
    opens_on = models.DateField(_("window opens on"), null=True, blank=True)
    closes_on = models.DateField(_("window closes on"), null=True, blank=True)
    firmness = models.CharField(_("firmness"), max_length=10, choices=Claim.Firmness)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)

    objects = CodingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("blind coding")
        verbose_name_plural = _("blind codings")
        constraints: ClassVar = [
            years_of("coding_within_the_years", "at", "opens_on", "closes_on"),
            models.UniqueConstraint(fields=("claim", "by"), name="coding_once_per_person"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, closes_on__isnull=True)
                | Q(opens_on__isnull=False, closes_on__isnull=False, opens_on__lte=F("closes_on")),
                name="coding_window_has_two_ends_in_order",
            ),
            models.CheckConstraint(condition=~Q(outcome="pending"), name="coding_has_an_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} ({self.at:%Y-%m-%d})"
