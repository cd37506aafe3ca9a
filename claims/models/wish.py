"""Readers who want to be told by mail when something is decided: their address, encrypted, for as long as they wish."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.encrypted import EncryptedTextField
from claims.models.languages import Language
from claims.models.people import Claimant, Topic

ABOUT: tuple[str, ...] = ("claim", "claimant", "topic")


def _nonce() -> str:
    return secrets.token_hex(16)


def _about_one_thing() -> Q:
    """Exactly one of the three is given."""
    one = Q()
    for name in ABOUT:
        one |= Q(**{f"{other}__isnull": other != name for other in ABOUT})
    return one


class Wish(models.Model):
    """ "Tell me when this is decided": of one claim, or of all of a claimant or topic. Deleted, it leaves nothing."""

    class Stage(models.TextChoices):
        """How far it has come; the tracker writes the mails."""

        NEW = "new", _("New")
        """Asked for on a page. The mail that asks for a confirmation is not written yet."""
        ASKED = "asked", _("Asked to confirm")
        """That mail is written. Without an answer the wish goes after two days."""
        CONFIRMED = "confirmed", _("Confirmed")
        """Just confirmed: what it waits for may have been decided meanwhile."""
        WAITING = "waiting", _("Waiting")
        """For a decision."""

    # Only whoever holds a key can read it; by the digest, keyed as well, the same address is known again.
    address = EncryptedTextField()
    address_digest = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=5, choices=Language)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    claimant = models.ForeignKey(Claimant, on_delete=models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")
    # Stands in the links of its mails: with the row they cease to work.
    nonce = models.CharField(max_length=32, default=_nonce)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.NEW)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints: ClassVar = [
            models.CheckConstraint(condition=_about_one_thing(), name="wish_about_one_thing"),
            models.CheckConstraint(
                condition=Q(stage__in=("new", "asked"), confirmed_at__isnull=True)
                | Q(stage__in=("confirmed", "waiting"), confirmed_at__isnull=False),
                name="wish_confirmed_at_exactly_when_confirmed",
            ),
            *(
                models.UniqueConstraint(fields=("address_digest", name), name=f"wish_once_per_{name}")
                for name in ABOUT
            ),
        ]
        indexes: ClassVar = [
            # Read each tick by what writes the mails: only those that something is to be done for are in it.
            models.Index(fields=("stage",), condition=Q(stage__in=("new", "confirmed")), name="wish_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.pk}"

    @property
    def about(self) -> Claim | Claimant | Topic:
        """What the reader wants to hear of."""
        found = self.claim or self.claimant or self.topic
        assert found  # the constraint
        return found

    @property
    def kind(self) -> str:
        """Which of the three: claim, claimant or topic."""
        return str(self.about._meta.model_name)  # noqa: SLF001  Django documents it
