"""The table of hosts: what keeps the polls of one publisher apart, for all workers."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """A registrable domain ("example.co.uk"), or an IP address, that feeds are fetched from.

    One worker at a time holds it, so that it is asked one thing at a time.
    """

    domain = models.CharField(_("host"), max_length=253, unique=True)
    # No request before this: the last one ended a moment ago.
    free_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    leased_until: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    cool_until: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("asks to be left alone until"), null=True
    )
    # Cool-downs in a row of our own choosing, because the host named no time.
    cool_downs = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("domain",)
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        indexes: ClassVar = [
            # Read at the end of each batch to give back what it holds.
            models.Index(fields=("lease_token",), condition=~models.Q(lease_token=""), name="host_held"),
        ]

    def __str__(self) -> str:
        return self.domain
