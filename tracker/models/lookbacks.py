"""Which claims were looked for among the articles read before, and how far each search has come."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim


class Lookback(models.Model):
    """A claim's way through the articles that were read before it was published or changed: once for each wording.

    It begins with the newest article and goes down by number, so that a killed worker's successor knows where to go on.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", verbose_name=_("claim"))
    search_version = models.PositiveIntegerField()
    requested_at = models.DateTimeField(_("requested at"))
    # Articles stored before that are not looked at.
    since = models.DateTimeField(_("since"))
    # The articles with smaller numbers are still to be read.
    next_below = models.BigIntegerField()
    total = models.PositiveIntegerField(_("articles"), default=0)
    read = models.PositiveIntegerField(_("read"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0)
    finished_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("finished at"), null=True
    )
    leased_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-requested_at", "-pk")
        verbose_name = _("look-back")
        verbose_name_plural = _("look-backs")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("claim", "search_version"), name="lookback_once_per_claim_and_wording"
            ),
        ]
        indexes: ClassVar = [
            # Read each tick for what is left to do.
            models.Index(
                fields=("next_below",), condition=Q(finished_at__isnull=True), name="lookback_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.search_version}: {self.read} of {self.total}"
