"""What was withheld by law: since when, by which office; never what."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.encrypted import EncryptedTextField
from claims.models.hold import new_key
from claims.models.people import Claimant
from claims.models.signatures import signed_by_another
from claims.models.years import Dated, years_of
from claims.querysets import ForgettingQuerySet


class Forgetting(Dated):
    """A decision that something be forgotten, and that it was done. Once it was, the row no longer says what."""

    class Kind(models.TextChoices):
        """What is forgotten."""

        NAME = "name", _("A person's name, wherever it stands")
        FIELD = "field", _("A field")
        ARTICLE = "article", _("An article's text")

    record_fields: ClassVar = (
        "kind",
        "subject",
        "fields",
        "office",
        "reason",
        "by_id",
        "at",
        "needs_countersignature",
        "countersigned_by_id",
        "countersigned_at",
        "done_at",
        "dropped_by_id",
        "dropped_at",
        "claims",
        "claimants",
    )

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    kind = models.CharField(_("what is forgotten"), max_length=10, choices=Kind)
    # The row, as the log names it: whose field it is, or which account's name. Empty for a name alone.
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    # Names of fields, with spaces between.
    fields = models.CharField(_("fields"), max_length=300, blank=True)
    # What is to be forgotten, a line each, until it is; the digest of an article's address.
    words = EncryptedTextField(blank=True, editable=False)
    address_digest = models.CharField(max_length=64, blank=True, editable=False)
    office = models.CharField(_("by which office"), max_length=200)
    reason = models.TextField(_("reason"), max_length=2000, validators=[MaxLengthValidator(2000)])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    needs_countersignature = models.BooleanField(default=False)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("countersigned by"),
    )
    countersigned_at = models.DateTimeField(_("countersigned at"), null=True)
    done_at = models.DateTimeField(_("forgotten at"), null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dropped by"),
    )
    dropped_at = models.DateTimeField(_("dropped at"), null=True)
    # On whose pages readers are told of it.
    claims = models.ManyToManyField(Claim, related_name="forgettings", verbose_name=_("claims"))
    claimants = models.ManyToManyField(Claimant, related_name="forgettings", verbose_name=_("claimants"))

    objects = ForgettingQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("forgetting")
        verbose_name_plural = _("forgettings")
        constraints: ClassVar = [
            years_of("forgetting_within_the_years", "at", "countersigned_at", "done_at", "dropped_at"),
            models.CheckConstraint(
                condition=~Q(office="") & ~Q(reason=""), name="forgetting_has_office_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, dropped_at__isnull=True) | Q(words=""),
                name="forgetting_done_says_no_more_what",
            ),
            *signed_by_another("forgetting", effect="done_at", then="done"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
                name="forgetting_done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person, or to be carried out."""
        return self.done_at is None and self.dropped_at is None

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields of the row that are forgotten."""
        return tuple(self.fields.split())
