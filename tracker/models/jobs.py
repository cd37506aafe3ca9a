"""The tables that say whether the machine works: its heartbeat, and the jobs that it could not finish."""

from datetime import datetime

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
