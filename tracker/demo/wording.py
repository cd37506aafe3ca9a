"""Puts days that are counted from the day of loading into words of a language. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
QUARTERS = {
    "de": ("ersten Quartal", "zweiten Quartal", "dritten Quartal", "vierten Quartal"),
    "en": ("first quarter of", "second quarter of", "third quarter of", "fourth quarter of"),
}


class _Counted:
    """What stands between braces: the format spec is the distance, "+4" or "-2"; empty is none."""

    def __init__(self, words: Callable[[int], str]) -> None:
        self._words = words

    def __format__(self, distance: str) -> str:
        return self._words(int(distance or 0))


def fill(text: str, *, today: date, language: str) -> str:
    """Replace {day:-9}, {month:+2}, {quarter:-2} and {year:+1}, each counted from `today`.

    Raises KeyError or ValueError for anything else between braces.
    """
    return text.format(
        day=_Counted(lambda days: _day(today + timedelta(days=days), language)),
        month=_Counted(lambda months: _month(today, months, language)),
        quarter=_Counted(lambda quarters: _quarter(today, quarters, language)),
        year=_Counted(lambda years: str(today.year + years)),
    )


def _day(day: date, language: str) -> str:
    dot = "." if language == "de" else ""
    return f"{day.day}{dot} {MONTHS[language][day.month - 1]} {day.year}"


def _month(today: date, months: int, language: str) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return f"{MONTHS[language][month]} {year}"


def _quarter(today: date, quarters: int, language: str) -> str:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + quarters, 4)
    return f"{QUARTERS[language][quarter]} {year}"
