"""The log of all writes, its daily checkpoints, and what the tracker read each day."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordEntry(models.Model):
    """One write to the record, bound by its hash to the one before it in the same chain."""

    chain = models.CharField(_("chain"), max_length=40)
    sequence = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    # The name at the time: an account may be renamed, the log may not. "tracker" where no person acted.
    by_name = models.CharField(_("by"), max_length=150)
    action = models.CharField(_("action"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40)
    # {"field": [before, after], ...}
    changes = models.JSONField(_("changes"))
    previous_hash = models.CharField(_("hash before it"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        ordering = ("chain", "sequence")
        verbose_name = _("record entry")
        verbose_name_plural = _("record entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("chain", "sequence"), name="record_chain_never_forks"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.action}"


class Checkpoint(models.Model):
    """A day's hash over the heads of all chains, published so that readers can hold the record to it."""

    record_fields: ClassVar = ("number", "day", "hash")

    # Counted from 1 without gaps, so that one taken out is missed.
    number = models.PositiveIntegerField(_("number"), unique=True)
    day = models.DateField(_("day"), unique=True)
    made_at = models.DateTimeField(_("made at"))
    last_entry_id = models.BigIntegerField(_("last entry"))
    chains = models.PositiveIntegerField(_("chains"))
    previous_hash = models.CharField(_("hash before it"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        ordering = ("-day",)
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")

    def __str__(self) -> str:
        return f"{self.day}: {self.hash[:12]}"


class DailyTally(models.Model):
    """What the tracker read on a day, kept here so that pages can say what was searched without asking it."""

    day = models.DateField(_("day"), unique=True)
    articles_read = models.PositiveIntegerField(default=0)
    feeds_reached = models.PositiveIntegerField(default=0)
    feeds_silent = models.PositiveIntegerField(default=0)
    last_success_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True
    )

    class Meta:
        ordering = ("-day",)
        verbose_name = _("daily tally")
        verbose_name_plural = _("daily tallies")

    def __str__(self) -> str:
        return f"{self.day}: {self.articles_read}"
