"""The log of all writes, its tree and checkpoints, and what the tracker read each day."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordEntry(models.Model):
    """One write to the record: a leaf of the log, bound by its hash to the one before it in the same chain.

    What it says in words lies in its `content`, which can forget. Of people it has the numbers of accounts alone.
    """

    chain = models.CharField(_("chain"), max_length=40)
    sequence = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    action = models.CharField(_("action"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40)
    # Canonical JSON, the very bytes that the tree is built of (`claims.record.leaves`).
    leaf = models.TextField(_("leaf"))
    previous_hash = models.CharField(_("hash before it"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)
    # Under a key that is not in the database (`claims.record.keys`): a row put in here by hand has none.
    mac = models.CharField(max_length=80, blank=True)
    # Its leaf's place in the tree, from 0; given once, by the job that numbers.
    tree_index = models.BigIntegerField(_("place in the tree"), null=True, unique=True)

    content: "RecordContent"

    class Meta:
        ordering = ("chain", "sequence")
        verbose_name = _("record entry")
        verbose_name_plural = _("record entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("chain", "sequence"), name="record_chain_never_forks"),
            models.CheckConstraint(
                condition=models.Q(tree_index__isnull=True) | models.Q(tree_index__gte=0),
                name="record_places_from_0",
            ),
        ]
        indexes: ClassVar = [
            # Read each minute by the job that numbers: only those that wait are in it.
            models.Index(
                fields=("id",), condition=models.Q(tree_index__isnull=True), name="record_waits_for_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.action}"

    @property
    def by_name(self) -> str:
        """The name at the time; empty where it was forgotten. Reads the content."""
        return self.content.by_name

    @property
    def changes(self) -> dict[str, list[object]]:
        """What the write did to each field, {"field": [before, after]}; not what was forgotten. Reads the content."""
        changes: dict[str, list[object]] = self.content.changes
        return changes


class RecordContent(models.Model):
    """What an entry says and the salts that open its leaf. Not guarded: here, and only here, the log can forget."""

    entry = models.OneToOneField(
        RecordEntry, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    # The name at the time: an account may be renamed, the log may not. "tracker" where no person acted.
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    # {"field": [before, after], ...}
    changes = models.JSONField(_("changes"))
    # JSON, {"name of the value": "salt in hex", ...}
    salts = models.TextField()
    # JSON, the names of the values whose salts were deleted.
    forgotten = models.TextField(blank=True)
    # The hash of an entry that was written before there were leaves.
    old_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("content of an entry")
        verbose_name_plural = _("contents of entries")

    def __str__(self) -> str:
        return f"{self.entry_id}"


class TreeTile(models.Model):
    """Hashes of the tree, side by side: 256, or fewer at its right edge (https://c2sp.org/tlog-tiles)."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        ordering = ("level", "number")
        verbose_name = _("tile")
        verbose_name_plural = _("tiles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("level", "number"), name="tile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class TreeHead(models.Model):
    """A signed checkpoint: how many leaves the tree had, and the root over them. Kept for ever."""

    # Counted from 1 without gaps, so that one taken out is missed.
    number = models.PositiveIntegerField(_("number"), unique=True)
    # The day whose listed checkpoint it is: the first that was signed on it.
    day = models.DateField(_("day"), null=True, unique=True)
    made_at = models.DateTimeField(_("made at"))
    size = models.BigIntegerField(_("entries"))
    # In hex.
    root = models.CharField(_("root"), max_length=64)
    # As it is published: https://c2sp.org/tlog-checkpoint
    note = models.TextField(_("signed note"))

    class Meta:
        ordering = ("-number",)
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")

    def __str__(self) -> str:
        return f"{self.number}: {self.root[:12]}"


class Checkpoint(models.Model):
    """A day's hash over the heads of all chains, as it was published before there was a tree. None is made any more."""

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
        verbose_name = _("earlier checkpoint")
        verbose_name_plural = _("earlier checkpoints")

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
