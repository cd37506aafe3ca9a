"""A month as a wall calendar shows it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day's square: `number` is what falls on the day, 0 outside the month."""

    day: date
    is_of_month: bool
    number: int


def first_of_next(month: date) -> date:
    """The first day of the month after the one that the day is in. ValueError where there is none (year 9999)."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def weeks_of(month: date, numbers: Mapping[date, int]) -> list[list[CalendarDay]]:
    """The weeks, each from Monday to Sunday (ISO 8601), that the month beginning on that day is in."""
    until = first_of_next(month)
    monday = month - timedelta(days=month.weekday())
    days = [monday + timedelta(days=each) for each in range(-(-(until - monday).days // WEEK) * WEEK)]
    squares = [
        CalendarDay(
            day=day,
            is_of_month=month <= day < until,
            number=numbers.get(day, 0) if month <= day < until else 0,
        )
        for day in days
    ]
    return [squares[start : start + WEEK] for start in range(0, len(squares), WEEK)]
