"""How many sentences the desk considered, and why it took them up or not: kept when the sentences are gone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.people import Claimant


class SelectionTally(models.Model):
    """So many of one kind of claimant and one party, that ended the same way. Counted up, never anew."""

    class Disposition(models.TextChoices):
        """Why a sentence became a claim, or did not."""

        TAKEN = "taken", _("Taken up")
        NOT_CHECKABLE = "not_checkable", _("Nobody could check it")
        MINOR = "minor", _("Of little consequence")
        NOT_OURS = "not_ours", _("Outside what we cover")
        KNOWN = "known", _("On record already")
        NO_SPEAKER = "no_speaker", _("Nobody answers for it")
        NO_CLAIM = "no_claim", _("No claim: misread by the program")
        OTHER = "other", _("Another reason")

    reason = models.CharField(max_length=15, choices=Disposition)
    # Empty where whoever said it is not on record.
    kind = models.CharField(max_length=10, choices=Claimant.Kind, blank=True)
    # Of the day on which it was said; empty where none is known.
    party = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField(default=0)
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("reason", "kind", "party"), name="selection_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.kind} {self.party}: {self.number}"


# What the desk chooses from when it sets a sentence aside.
NOT_TAKEN: tuple[SelectionTally.Disposition, ...] = tuple(
    reason for reason in SelectionTally.Disposition if reason != SelectionTally.Disposition.TAKEN
)
