"""A day as people write it, in either language; and the form field that takes it so."""

import re
from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims import rules

# By their first letters, which tell all months apart in both languages.
MONTHS: Final = {
    "jan": 1,
    "jän": 1,
    "feb": 2,
    "mar": 3,
    "mär": 3,
    "mae": 3,
    "mrz": 3,
    "apr": 4,
    "mai": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dez": 12,
    "dec": 12,
}
WEEKDAY: Final = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son)\w*,?\s+", re.IGNORECASE
)
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s+([^\W\d]{3,9})\.?,?\s+(\d{4})")
MONTH_FIRST: Final = re.compile(r"([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def read_day(text: str) -> date | None:
    """The day that a text names; None where it names none, or might name two, as 2/3/2027 does."""
    text = WEEKDAY.sub("", " ".join(text.split()))
    try:
        return _numbers(text) or _words(text)
    except ValueError:  # 31 February
        return None


def _numbers(text: str) -> date | None:
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    if found := DOTTED.fullmatch(text):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if found := SLASHED.fullmatch(text):
        one, other, year = map(int, found.groups())
        if one == other or one > 12:
            return date(year, other, one)
        return date(year, one, other) if other > 12 else None
    return None


def _words(text: str) -> date | None:
    if found := DAY_FIRST.fullmatch(text):
        day, name, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = MONTHS.get(name[:3].lower())
    return date(int(year), month, int(day)) if month else None


def check_years(day: date) -> None:
    """Raise ValidationError for a day outside the years of the record."""
    if not rules.is_within_the_years(day):
        raise ValidationError(rules.BeyondTheYears.explanation)


class DayField(forms.DateField):
    """Takes a day as people write it; a refusal names two forms that work."""

    default_validators = [check_years]

    default_error_messages = {
        "invalid": _(
            "“%(value)s” was not understood as one day. Write it like 20 November 2026 or 2026-11-20."
        )
    }

    def to_python(self, value: str | date | None) -> date | None:
        if isinstance(value, str) and value.strip():
            day = read_day(value)
            if day is None:
                raise ValidationError(self.error_messages["invalid"], "invalid", {"value": value[:40]})
            return day
        return super().to_python(value)
