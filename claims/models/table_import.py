"""A table of many claims on its way into the record: its rows wait here until a worker has logged them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.languages import Language


class TableImport(models.Model):
    """A table that somebody sent. Its rows are looked at first; they are logged once its sender has said so."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("Its columns have to be named")
        LOOKING = "looking", _("Being looked through")
        LOOKED = "looked", _("Looked through")
        TAKING = "taking", _("Being logged")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    # A worker has something to do with these.
    AT_WORK: ClassVar = (State.LOOKING, State.TAKING)

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="table_imports", editable=False
    )
    at = models.DateTimeField(_("sent at"))
    # Of the rows that name none.
    language = models.CharField(max_length=5, choices=Language)
    headings = models.JSONField()
    # By the name of the fact, the place of its column.
    places = models.JSONField()
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.LOOKING)
    # Why it stopped, where that was no person's wish.
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("table import")
        verbose_name_plural = _("table imports")
        indexes: ClassVar = [
            # Read each tick: only those on which somebody works are in it.
            models.Index(
                fields=("id",), condition=Q(state__in=("looking", "taking")), name="table_import_at_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_state_display()}"


class ImportRow(models.Model):
    """A row by its number in the table. What it says goes once it is logged: the claim has it then."""

    class State(models.TextChoices):
        UNSEEN = "unseen", _("Not looked at yet")
        NEW = "new", _("New")
        TWIN = "twin", _("Perhaps on record already")
        KNOWN = "known", _("On record already")
        TWICE = "twice", _("Twice in the table")
        BROKEN = "broken", _("Faulty")
        LOGGED = "logged", _("Logged")
        REFUSED = "refused", _("Refused")

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    # What it says, [text, ...].
    cells = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.UNSEEN)
    # Of a possible twin: whether it is logged all the same.
    is_wanted = models.BooleanField(default=False)
    # Pairs of heading and fault.
    faults = models.JSONField(default=list)
    # Pairs of a claim's number and why it may be the same.
    twins = models.JSONField(default=list)
    same_as = models.PositiveIntegerField(null=True)
    # Of claimant, day and words: by this a later row of the table is known for the same.
    words_digest = models.CharField(max_length=64, blank=True)
    claim = models.ForeignKey("claims.Claim", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        verbose_name = _("row of a table")
        verbose_name_plural = _("rows of a table")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("table", "number"), name="import_row_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("table", "state", "number"), name="import_row_by_state"),
            models.Index(fields=("table", "words_digest"), name="import_row_same_words"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}/{self.number}"
