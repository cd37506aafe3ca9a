"""The steps of a topic's claims, where they differ from the newsroom's."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Topic

LONGEST = 3650


def days_in(text: str) -> tuple[int, ...]:
    """The numbers of "30, 7, 1". ValidationError where it holds anything but days between 1 and ten years."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and 1 <= int(part) <= LONGEST for part in parts):
        raise ValidationError(_("Write days from 1 to 3650, separated by commas: 30, 7, 1."))
    return tuple(int(part) for part in parts)


def check_days(text: str) -> None:
    """A field's validator: ValidationError where `days_in` would raise it."""
    days_in(text)


DAYS = (MinValueValidator(1), MaxValueValidator(LONGEST))


class TopicLadder(models.Model):
    """When claims on a topic are brought up. A claim on several such topics gets the steps of all of them."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="+", verbose_name=_("topic"))
    before = models.CharField(
        _("days before the window closes"),
        max_length=100,
        default="30, 7, 1",
        validators=[check_days],
        help_text=_("Separated by commas."),
    )
    every = models.PositiveIntegerField(_("days between reminders after it"), default=7, validators=[*DAYS])
    chief_after = models.PositiveIntegerField(
        _("days until the chief hears too"), default=14, validators=[*DAYS]
    )

    class Meta:
        ordering = ("topic__name",)
        verbose_name = _("steps of a topic")
        verbose_name_plural = _("steps by topic")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every__gte=1, chief_after__gte=1), name="ladder_has_days"
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)
