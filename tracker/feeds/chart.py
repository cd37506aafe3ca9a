"""The small chart of a feed's polls: a column for each of the last days. Pure: counts in, places out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS: Final = 30
# In the units of the drawing. Bars stand on the strip that says how the day's polls went.
STEP: Final = 20
WIDTH: Final = 16
BARS: Final = 64
STRIP: Final = 10
GAP: Final = 4
LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class PollDay:
    """A day's polls in numbers."""

    day: date
    polls: int = 0
    failed: int = 0
    new_articles: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A day as drawn. `height` is that of the bar of new articles, `broken` that of the failed part of its strip."""

    day: PollDay
    x: int
    y: int
    height: int
    broken: int

    @property
    def broken_y(self) -> int:
        return BARS + GAP + STRIP - self.broken


@dataclass(frozen=True, slots=True)
class Chart:
    """The columns from left to right, and what they add up to."""

    columns: tuple[Column, ...]
    polls: int
    failed: int
    new_articles: int
    width: int = DAYS * STEP
    height: int = BARS + GAP + STRIP
    bar: int = WIDTH
    strip: int = STRIP
    strip_y: int = BARS + GAP


def drawn(days: Iterable[PollDay], *, today: date) -> Chart:
    """The last thirty days up to `today`; days without a poll are there too. What lies outside is left out."""
    by_day = {day.day: day for day in days}
    shown = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    filled = [by_day.get(day, PollDay(day)) for day in shown]
    most = max(day.new_articles for day in filled)
    columns = tuple(_column(day, place, most) for place, day in enumerate(filled))
    return Chart(
        columns,
        polls=sum(day.polls for day in filled),
        failed=sum(day.failed for day in filled),
        new_articles=sum(day.new_articles for day in filled),
    )


def _column(day: PollDay, place: int, most: int) -> Column:
    height = _share(day.new_articles, most, BARS)
    broken = _share(day.failed, day.polls, STRIP)
    return Column(day, x=place * STEP + (STEP - WIDTH) // 2, y=BARS - height, height=height, broken=broken)


def _share(part: int, whole: int, length: int) -> int:
    """So much of the length; what is more than nothing can be seen."""
    return max(LEAST, round(part / whole * length)) if part else 0
