"""Every day of the record lies in years that its arithmetic and its readers can bear, by whatever door it comes in."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from claims import rules
from claims.arguments import SaveOptions

# The database compares moments in UTC, and a person's day may end on the one before or after.
SLACK = timedelta(days=2)


class Dated(models.Model):
    """A row of the record: none of its days and moments is stored, or passes a form, outside the years of `rules`.

    `years_of` has the database hold it too.
    """

    class Meta:
        abstract = True

    def save(self, **options: Unpack[SaveOptions]) -> None:
        beyond = self._beyond()
        if beyond:
            raise ValidationError(beyond)
        super().save(**options)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What Django checks, and the years. ValidationError names each field at fault."""
        beyond = {name: texts for name, texts in self._beyond().items() if name not in (exclude or ())}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as refusal:
            raise ValidationError(refusal.message_dict | beyond) from refusal
        if beyond:
            raise ValidationError(beyond)

    def _beyond(self) -> dict[str, list[str]]:
        days = {
            field.name: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if isinstance(field, models.DateField)
        }
        beyond = {
            name for name, day in days.items() if isinstance(day, date) and not rules.is_within_the_years(day)
        }
        return {name: [str(rules.BeyondTheYears.explanation)] for name in beyond}


def years_of(name: str, *fields: str) -> models.CheckConstraint:
    """The constraint that holds these days, and moments by a name that ends in `_at`, to the years of the record."""
    return models.CheckConstraint(
        condition=Q(*(_within(field) for field in fields)),
        name=name,
        violation_error_message=rules.BeyondTheYears.explanation,
    )


def _within(field: str) -> Q:
    first, last = rules.FIRST_DAY, rules.LAST_DAY
    if field.endswith("_at") or field == "at":
        first, last = _midnight(first - SLACK), _midnight(last + SLACK)
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (first, last)})


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
