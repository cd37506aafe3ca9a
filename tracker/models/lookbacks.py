"""Which claims were looked for among the articles read before, and how far each search has come."""

from array import array
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim


class Lookback(models.Model):
    """A claim's way through the articles that were read before it was published or changed: once for each wording.

    First the index of articles is asked which may fit. These are compared from the newest down, by number, so that a
    killed worker's successor knows where to go on.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+", verbose_name=_("claim"))
    search_version = models.PositiveIntegerField()
    requested_at = models.DateTimeField(_("requested at"))
    # Articles stored before that are not looked at.
    since = models.DateTimeField(_("since"))
    # The numbers of the articles that may fit, eight bytes each; null until the index of articles was asked.
    candidates: "models.BinaryField[bytes | None, bytes | None]" = models.BinaryField(null=True)
    # Candidates with smaller numbers are still to be compared; before the index was asked, all that there were.
    next_below = models.BigIntegerField()
    total = models.PositiveIntegerField(_("articles"), default=0)
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
        return f"{self.claim_id}/{self.search_version}: {self.compared} of {self.total}"

    @property
    def left(self) -> list[int]:
        """The numbers of the candidates that are still to be compared."""
        numbers = array("q", self.candidates or b"")
        return [number for number in numbers if number < self.next_below]

    @property
    def compared(self) -> int:
        """How many of all articles are done with: the index says of most at once that they do not fit."""
        if self.finished_at is None and self.candidates is None:
            return 0
        return self.total - len(self.left if self.finished_at is None else ())
