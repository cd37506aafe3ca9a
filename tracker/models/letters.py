"""What readers are owed by mail. A row is deleted once it is sent: nothing of it is kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from claims.models import Verdict, Wish


class Letter(models.Model):
    """A mail that a reader is owed. It goes with the wish; its words are found at the moment it is sent."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", "Confirm"
        DECISION = "decision", "Decision"
        WITHDRAWN = "withdrawn", "Withdrawn"

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, null=True, related_name="+")
    # The wish's: one mail a decision, however many wishes of one address it fulfils.
    address_digest = models.CharField(max_length=64)
    # The same on every try, so that a mail program can tell a second copy.
    message_id = models.CharField(max_length=120, unique=True)
    noticed_at = models.DateTimeField()
    # Due when this has passed: read each tick by `letters.delivering`.
    next_try_at = models.DateTimeField(db_index=True)
    # How often it was refused by itself; a fault of the mail server is nobody's.
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("wish", "kind"), condition=Q(verdict__isnull=True), name="letter_once_per_kind"
            ),
            models.UniqueConstraint(
                fields=("address_digest", "verdict"),
                condition=Q(verdict__isnull=False),
                name="letter_once_per_address_and_verdict",
            ),
            models.CheckConstraint(
                condition=Q(kind="decision", verdict__isnull=False)
                | (~Q(kind="decision") & Q(verdict__isnull=True)),
                name="letter_of_a_decision_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"

    @property
    def short_id(self) -> str:
        """The part of the Message-ID before the @."""
        return self.message_id.strip("<>").partition("@")[0]


class ToldVerdict(models.Model):
    """A verdict in effect of which everybody who waited has a letter: by this row nobody writes them twice."""

    verdict = models.OneToOneField(Verdict, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)
