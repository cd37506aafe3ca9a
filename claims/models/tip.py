"""Pages that readers name as evidence, until the tracker has read them, and what became of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models.claim import Claim
from claims.models.languages import Language
from claims.models.ruling import Evidence


class Tip(models.Model):
    """A reader's hint: this page bears on that claim. Nothing is known of the reader."""

    class State(models.TextChoices):
        NEW = "new", "New"
        """Nobody has opened the page yet."""
        OFFERED = "offered", "Offered"
        """It waits in the review queue, or was reviewed: as its evidence says."""
        UNREADABLE = "unreadable", "Unreadable"
        """The page gave nothing to read; `fault` says why, in the reader's language."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    address = models.URLField(max_length=2000)
    language = models.CharField(max_length=5, choices=Language)
    # SHA-256 of what stands in the address of its page: whoever has the database cannot open that.
    key_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="tips")
    fault = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="offered", evidence__isnull=False)
                | (~Q(state="offered") & Q(evidence__isnull=True)),
                name="tip_with_evidence_exactly_when_offered",
            ),
        ]
        indexes: ClassVar = [
            # Read each tick by what opens the pages.
            models.Index(fields=("sent_at",), condition=Q(state="new"), name="tip_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"
