"""What an article said when a claim was taken from it, kept as it was."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.years import Dated, years_of


def sha256_of(text: str) -> str:
    """The text's fingerprint: SHA-256 over its UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class SourceText(Dated):
    """An article's text as it stood on the day a claim was logged from it. Never changed; for the desk only.

    Readers get the link and the fingerprint: the text is its publisher's. Two claims from one text share the row.
    """

    record_fields: ClassVar = ("sha256", "sha256_as_it_stands", "kept_by_id", "kept_at")

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    text = models.TextField(_("text"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("kept by")
    )
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        ordering = ("-kept_at", "-pk")
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        constraints: ClassVar = [
            years_of("sourcetext_within_the_years", "kept_at"),
            models.CheckConstraint(condition=~models.Q(text=""), name="sourcetext_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def sha256_as_it_stands(self) -> str:
        """Computed from the text: in the log beside the stored one, so that `record.verify` finds a changed text."""
        return sha256_of(self.text)
