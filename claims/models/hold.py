"""What the newsroom holds back from readers for now, since when, and by which office."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Appearance, Claim
from claims.models.people import Claimant
from claims.models.reply import Reply
from claims.models.ruling import Evidence
from claims.models.years import Dated, years_of
from claims.querysets import HoldQuerySet


def new_key() -> str:
    """A name for the row that holds in every copy of the database, also in one that is put back from a backup."""
    return get_random_string(22)


class Hold(Dated):
    """A text that readers do not see until the hold is lifted; in its place they read that something was held back.

    A hold of a claimant holds all their claims.
    """

    class Kind(models.TextChoices):
        """What is held back."""

        CLAIM = "claim", _("Claim")
        CLAIMANT = "claimant", _("Claimant")
        EVIDENCE = "evidence", _("Evidence")
        APPEARANCE = "appearance", _("Appearance")
        REPLY = "reply", _("Reply")

    record_fields: ClassVar = (
        "kind",
        "claim_id",
        "claimant_id",
        "evidence_id",
        "appearance_id",
        "reply_id",
        "office",
        "concerns",
        "reason",
        "by_id",
        "at",
        "lifted_by_id",
        "lifted_at",
        "lifted_reason",
    )

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    kind = models.CharField(_("what is held back"), max_length=10, choices=Kind)
    # Also that of the evidence, the appearance or the reply.
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, related_name="holds", verbose_name=_("claim")
    )
    claimant = models.ForeignKey(
        Claimant, on_delete=models.PROTECT, null=True, related_name="holds", verbose_name=_("claimant")
    )
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, related_name="holds", verbose_name=_("evidence")
    )
    appearance = models.ForeignKey(
        Appearance, on_delete=models.PROTECT, null=True, related_name="holds", verbose_name=_("appearance")
    )
    reply = models.ForeignKey(
        Reply, on_delete=models.PROTECT, null=True, related_name="holds", verbose_name=_("reply")
    )
    office = models.CharField(
        _("by which office"),
        max_length=200,
        help_text=_(
            "Public: a court, an authority, or the newsroom's own chief. Name nobody whom it concerns."
        ),
    )
    concerns = models.CharField(
        _("whom it concerns"), max_length=200, blank=True, help_text=_("For the desk only, not for readers.")
    )
    reason = models.TextField(
        _("reason"),
        max_length=2000,
        validators=[MaxLengthValidator(2000)],
        help_text=_("For the desk only, not for readers."),
    )
    # None where a list kept outside the database told of it, and the account is not in the database.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("held back at"))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True)
    lifted_reason = models.TextField(_("why it was lifted"), blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints: ClassVar = [
            years_of("hold_within_the_years", "at", "lifted_at"),
            models.CheckConstraint(
                condition=Q(kind="claimant", claimant__isnull=False, claim__isnull=True)
                | (~Q(kind="claimant") & Q(claimant__isnull=True, claim__isnull=False)),
                name="hold_is_of_a_claim_or_a_claimant",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("claim", "claimant"))
                | Q(kind="evidence", evidence__isnull=False)
                | Q(kind="appearance", appearance__isnull=False)
                | Q(kind="reply", reply__isnull=False),
                name="hold_names_what_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(office="") & ~Q(reason=""), name="hold_has_office_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=False) | Q(lifted_by__isnull=True, lifted_reason=""),
                name="hold_lifted_with_a_moment",
            ),
            *(
                models.UniqueConstraint(
                    fields=(kind,),
                    condition=Q(kind=kind, lifted_at__isnull=True),
                    name=f"hold_one_in_force_for_a_{kind}",
                )
                for kind in ("claim", "claimant", "evidence", "appearance", "reply")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"

    @property
    def thing(self) -> Claim | Claimant | Evidence | Appearance | Reply:
        """What is held back. A query where it was not loaded."""
        found: Claim | Claimant | Evidence | Appearance | Reply = getattr(self, self.kind)
        return found

    @property
    def subject(self) -> str:
        """Which row is held back, as the log names it: `evidence:12`."""
        return f"{self.kind}:{getattr(self, f'{self.kind}_id')}"

    @property
    def in_force(self) -> bool:
        """Whether it still holds."""
        return self.lifted_at is None
