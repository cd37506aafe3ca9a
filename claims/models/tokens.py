"""Tokens by which a person's own programs write to the record, as far as the person may."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A token of an account. What it may do is never more than what its owner may."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens", verbose_name=_("owner")
    )
    name = models.CharField(_("what it is for"), max_length=80)
    # Only its hash: whoever reads the database cannot write with it.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    may_draft = models.BooleanField(_("draft claims"), default=False)
    may_add_appearances = models.BooleanField(_("add appearances"), default=False)
    may_suggest = models.BooleanField(_("suggest evidence"), default=False)
    made_at = models.DateTimeField(_("made at"))
    # To the minute: a program that asks often writes this seldom.
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(may_draft=True) | Q(may_add_appearances=True) | Q(may_suggest=True),
                name="api_token_may_do_something",
                violation_error_message=_("Choose at least one thing that it may do."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
