"""The tables that say whether the machine works: its heartbeat, the jobs and the items that it could not finish."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a part of the machine last did its work."""

    class Part(models.TextChoices):
        DISPATCH = "dispatch", _("handing out work")

    part = models.CharField(max_length=20, choices=Part, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d %H:%M:%S}"


class Redelivery(models.Model):
    """A job that the broker had to deliver more than once, because its worker died. Gone when it succeeds."""

    task_id = models.CharField(max_length=50, unique=True)
    task = models.CharField(_("job"), max_length=100)
    arguments = models.CharField(_("arguments"), max_length=500)
    deliveries = models.PositiveSmallIntegerField(_("deliveries"), default=1)
    last_at = models.DateTimeField(_("last delivered at"))
    # Not run again once this is set.
    set_aside_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("set aside at"), null=True
    )

    class Meta:
        ordering = ("-last_at",)
        verbose_name = _("set-aside job")
        verbose_name_plural = _("set-aside jobs")

    def __str__(self) -> str:
        return self.task


class Turn(models.Model):
    """Which worker is at a job that one worker does at a time. A row for each such job."""

    job = models.CharField(max_length=30, unique=True)
    leased_until: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    # What it is at, where that is noted before each item: after a worker that did not come back.
    item = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.job


class LogMark(models.Model):
    """How far a job has looked through the record's log (see `tracker.changes`)."""

    reader = models.CharField(max_length=30, unique=True)
    # The last entry that no earlier one can be committed after, and its hash: after a backup was put back it differs.
    entry = models.BigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, blank=True)
    # What else the looks rested on.
    terms = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.reader} {self.entry}"


class NightlyBackup(models.Model):
    """The backup of one night: taken by one worker at a time, tried again until it is made.

    Nobody takes it before `next_try_at`, which is also how long a worker is given.
    """

    night = models.DateField(_("night"), unique=True)
    next_try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveIntegerField(_("tries"), default=0)
    done_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("made at"), null=True
    )
    file = models.CharField(_("file"), max_length=500, blank=True)
    # What kept the last try from making it; empty once it is made.
    fault = models.CharField(_("fault"), max_length=500, blank=True)

    class Meta:
        ordering = ("-night",)
        verbose_name = _("nightly backup")
        verbose_name_plural = _("nightly backups")

    def __str__(self) -> str:
        return f"{self.night} {self.fault or self.file}"


class Job(models.TextChoices):
    """What was being done, and to what: `item` is its number, or the name of the task."""

    COMPARING = "comparing", _("comparing an article with the claims")
    SPOTTING = "spotting", _("searching an article for claims")
    WATCHING = "watching", _("taking a claim into the search")
    READING = "reading", _("storing what a feed says")
    MOVING = "moving", _("following a feed that moved")
    RHYTHM = "rhythm", _("taking a feed's rhythm")
    NOTICING = "noticing", _("looking whether a claim's deadline owes an alert")
    REPORTING = "reporting", _("looking what a channel is to be told")
    GATHERING = "gathering", _("gathering a channel's digest")
    DELIVERING = "delivering", _("writing and sending an alert")
    CALENDAR = "calendar", _("putting a claim into a calendar")
    TASK = "task", _("running a task")


class SetAside(models.Model):
    """An item that a job met an unexpected exception at, and went on past. Gone once the job has done it.

    Tried again at `due_at`; null where it was tried often enough, or where each run of the job looks at it anyway.
    """

    job = models.CharField(_("job"), max_length=12, choices=Job)
    item = models.CharField(_("item"), max_length=100)
    # The exception's class, its text, and the program that met it last (see `setaside.program`).
    fault = models.CharField(_("fault"), max_length=100)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    program = models.CharField(max_length=64)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("since"))
    last_at = models.DateTimeField(_("last at"))
    due_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        _("next try"), null=True
    )

    class Meta:
        ordering = ("-last_at", "-pk")
        verbose_name = _("set-aside item")
        verbose_name_plural = _("set-aside items")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("job", "item"), name="setaside_once_per_job_and_item"),
        ]
        indexes: ClassVar = [
            # Read by each job at each run: which of its items are to be tried again?
            models.Index(fields=("job", "due_at"), name="setaside_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_job_display()}: {self.item}"
