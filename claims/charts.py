"""Charts of months: what came of the claims that fell due in each, and how many fall due. Pure geometry and numbers.

`parts/month_chart.html` and `parts/heat_map.html` draw them, each with a table behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from claims.models import COUNTERS
from claims.scoreboard import TrackRecord
from claims.timeline import svg_length

Months = Mapping[date, TrackRecord]
BEFORE, COLUMNS = 12, 24
TOP, TALLEST = 18, 120
YEARS_BEFORE, YEARS = 1, 4
CELL: Final = 26
# Of the whole width of a heat map, where the months begin: years stand before.
_FIRST_X: Final = 14.0
SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class StackedPart:
    """Those of a month's claims that count as one kind: a box in pixels from the top."""

    kind: str
    number: int
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month's claims, stacked. `x` and `width` are SVG lengths; `middle` is where its label stands."""

    month: date
    total: int
    parts: tuple[StackedPart, ...]
    x: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthChart:
    """A year before and a year ahead, month by month. `kinds` are those that are met at all."""

    columns: tuple[MonthColumn, ...]
    kinds: tuple[str, ...]
    most: int
    today_x: str
    axis_y: int = TOP + TALLEST
    height: int = TOP + TALLEST + 24

    @property
    def filled(self) -> list[tuple[date, list[int]]]:
        """The months that have claims, each with its numbers in the order of the kinds."""
        rows = []
        for column in self.columns:
            numbers = {part.kind: part.number for part in column.parts}
            if column.total:
                rows.append((column.month, [numbers.get(kind, 0) for kind in self.kinds]))
        return rows


@dataclass(frozen=True, slots=True)
class HeatCell:
    """How many windows close in a month; `shade` from 0, none, to `SHADES`."""

    month: date
    number: int
    shade: int
    x: str
    middle: str
    y: int

    @property
    def text_y(self) -> int:
        """Where its number stands."""
        return self.y + CELL - 9


@dataclass(frozen=True, slots=True)
class HeatYear:
    """A year's twelve months."""

    year: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Some years, one below the other."""

    years: tuple[HeatYear, ...]
    cell_width: str
    height: int


def months_asked(today: date) -> tuple[date, date]:
    """The first and the last month that the charts of that day show."""
    first = today.year - YEARS_BEFORE
    return date(max(first, 1), 1, 1), date(min(first + YEARS - 1, date.max.year), 12, 1)


def month_chart(months: Months, today: date) -> MonthChart | None:
    """The claims of the two years around today by what they count as; None where there are fewer than two months."""
    shown = [_later(today.replace(day=1), step - BEFORE) for step in range(COLUMNS)]
    tracks = [months.get(month, TrackRecord()) for month in shown]
    if sum(bool(track.total) for track in tracks) < 2:
        return None
    most = max(track.total for track in tracks)
    step = 100 / COLUMNS
    columns = [
        MonthColumn(
            month,
            track.total,
            _stacked(track, most),
            svg_length(place * step + step * 0.12),
            svg_length(step * 0.76),
            svg_length((place + 0.5) * step),
        )
        for place, (month, track) in enumerate(zip(shown, tracks, strict=True))
    ]
    kinds = tuple(kind for kind in COUNTERS if any(getattr(track, kind) for track in tracks))
    return MonthChart(
        columns=tuple(columns), kinds=kinds, most=most, today_x=svg_length((BEFORE + today.day / 31) * step)
    )


def heat_map(months: Months, today: date) -> HeatMap | None:
    """How many windows close in each month of the years around today; None where there are fewer than two months."""
    first, last = months_asked(today)
    numbers = {month: track.total for month, track in months.items() if first <= month <= last}
    if sum(map(bool, numbers.values())) < 2:
        return None
    most, width = max(numbers.values()), (100 - _FIRST_X) / 12
    years = []
    for row, year in enumerate(range(first.year, last.year + 1)):
        cells = []
        for column in range(12):
            month = date(year, column + 1, 1)
            number, x = numbers.get(month, 0), _FIRST_X + column * width
            shade = -(-number * SHADES // most)
            cells.append(
                HeatCell(month, number, shade, svg_length(x), svg_length(x + width / 2), 20 + row * CELL)
            )
        years.append(HeatYear(str(year), tuple(cells)))
    return HeatMap(tuple(years), svg_length(width - 0.4), 20 + CELL * len(years))


def _stacked(track: TrackRecord, most: int) -> tuple[StackedPart, ...]:
    """The parts from the axis upwards, the tallest column as high as there is room."""
    parts, below = list[StackedPart](), 0
    for kind in COUNTERS:
        number = getattr(track, kind)
        if number:
            below += number
            top, height = TOP + TALLEST * (1 - below / most), TALLEST * number / most
            parts.append(StackedPart(kind, number, f"{top:.2f}", f"{height:.2f}"))
    return tuple(parts)


def _later(month: date, months: int) -> date:
    """The month so many later; the calendar's first or last one where it ends before."""
    number = min(max(month.year * 12 + month.month - 1 + months, 12), date.max.year * 12 + 11)
    return date(number // 12, number % 12 + 1, 1)
