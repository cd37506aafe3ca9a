"""Invitations to the desk. The account itself is `people.User`; sessions and second factors are django-allauth's."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.languages import Language


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what became of them."""

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor taken back; the link may have run out."""
        return self.filter(accepted_at__isnull=True, taken_back_at__isnull=True)

    def working(self, now: datetime) -> "InvitationQuerySet":
        """Those whose link still makes an account."""
        return self.unanswered().filter(runs_out_at__gt=now)


class Invitation(models.Model):
    """A link, sent to an address, by which one person makes one account. It runs out, and works once.

    The first one is the operator's: nobody invited, and no address is known until somebody follows the link.
    """

    email = models.EmailField(_("e-mail address"))
    groups = models.ManyToManyField(Group, related_name="+", verbose_name=_("roles"))
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    # Only its hash: whoever reads the database cannot accept an invitation.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited at"))
    runs_out_at = models.DateTimeField(_("runs out at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("account"),
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-invited_at", "-pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, taken_back_at__isnull=True),
                name="invitation_one_open_for_an_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, account__isnull=True)
                | Q(accepted_at__isnull=False, account__isnull=False, taken_back_at__isnull=True),
                name="invitation_accepted_makes_an_account",
            ),
            models.CheckConstraint(
                condition=Q(email="", invited_by__isnull=True) | (~Q(email="") & Q(invited_by__isnull=False)),
                name="invitation_by_somebody_or_the_first",
            ),
        ]

    def __str__(self) -> str:
        return self.email or gettext("the first account")
