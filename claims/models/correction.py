"""Changes of what was published, as readers are told of them."""

import json
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.ruling import Verdict
from claims.models.signatures import signed_by_and_at_together, signed_by_another
from claims.models.years import Dated, years_of
from claims.querysets import CorrectionQuerySet


class Correction(Dated):
    """A public notice that something which readers had seen was changed, and why. Appended, never edited."""

    class Kind(models.TextChoices):
        """What was changed."""

        CHANGED = "changed", _("What was claimed")
        """The claim's statement, quote, window, criteria or claimant."""
        DECIDED = "decided", _("Verdict replaced")
        """A later verdict took the place of one that was in effect."""
        WITHDRAWN = "withdrawn", _("Claim withdrawn")
        """The claim no longer counts; its page stays."""
        MERGED = "merged", _("Claims merged")
        """Two claims, or the claims of two claimants, were found to be one's."""

    record_fields: ClassVar = (
        "claim_id",
        "kind",
        "by_id",
        "at",
        "reason",
        "changes",
        "verdict_id",
        "needs_countersignature",
        "countersigned_by_id",
        "countersigned_at",
        "effective_at",
        "dropped_by_id",
        "dropped_at",
    )

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("claim")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)])
    # JSON as text, so that it stays what was hashed: {"field": [before, after]}, values as the log has them.
    changes = models.TextField(_("changes"), blank=True)
    verdict = models.OneToOneField(
        Verdict, on_delete=models.PROTECT, null=True, related_name="correction", verbose_name=_("verdict")
    )
    needs_countersignature = models.BooleanField(default=False)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("countersigned by"),
    )
    countersigned_at = models.DateTimeField(_("countersigned at"), null=True)
    # When it took effect; until then, and where it was dropped, readers know nothing of it.
    effective_at = models.DateTimeField(_("in effect since"), null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dropped by"),
    )
    dropped_at = models.DateTimeField(_("dropped at"), null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("-effective_at", "-pk")
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints: ClassVar = [
            years_of("correction_within_the_years", "at", "countersigned_at", "effective_at", "dropped_at"),
            models.CheckConstraint(
                condition=~Q(kind="changed") | (~Q(reason="") & ~Q(changes="")),
                name="correction_of_a_claim_has_a_reason",
            ),
            *signed_by_another("correction"),
            signed_by_and_at_together("correction"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(effective_at__isnull=True),
                name="correction_in_effect_or_dropped",
            ),
            # Two changes of one claim at once would each be shown against a text that the other exchanges.
            models.UniqueConstraint(
                fields=("claim",),
                condition=Q(effective_at__isnull=True, dropped_at__isnull=True),
                name="correction_one_waits_per_claim",
            ),
        ]
        indexes: ClassVar = [
            # Read by the public page of corrections.
            models.Index(
                fields=("-effective_at", "-id"),
                condition=Q(effective_at__isnull=False),
                name="correction_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"

    @property
    def values(self) -> dict[str, list[object]]:
        """The fields that were changed, each with its value before and after, as the log has them."""
        found: dict[str, list[object]] = json.loads(self.changes) if self.changes else {}
        return found

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.effective_at is None and self.dropped_at is None
