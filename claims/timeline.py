"""Where a claim's days stand on a line. Pure geometry; `parts/timeline.html` draws it."""

from dataclasses import dataclass
from datetime import date

MOST_TICKS = 5
STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000)
FIRST, LAST = 2.0, 98.0  # where the line begins and ends, so that no mark is cut in half


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters. `kind` is said, opens, closes, today or happened; `x` an SVG length like `12.50%`."""

    kind: str
    day: date
    x: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month's or year's beginning on the axis."""

    day: date
    x: str
    is_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Marks in the order of their days; the window as an SVG `x` and `width`; ticks along the axis."""

    marks: tuple[Mark, ...]
    window_x: str
    window_width: str
    ticks: tuple[Tick, ...]


def draw(
    *, said_on: date, opens_on: date, closes_on: date, today: date | None, happened_on: date | None
) -> Timeline:
    """The line from the earliest to the latest of the days. A window that opens when it was said has no own mark."""
    days = {"said": said_on, "opens": opens_on, "closes": closes_on, "today": today, "happened": happened_on}
    if opens_on == said_on:
        days["opens"] = None
    known = sorted(((day, kind) for kind, day in days.items() if day), key=lambda pair: pair[0])
    scale = scale_of(known[0][0], known[-1][0])
    # The window's last day belongs to it: the band ends with that day, not before it.
    left, right = scale.at(opens_on), scale.at(closes_on)
    return Timeline(
        marks=tuple(Mark(kind, day, svg_length(scale.at(day))) for day, kind in known),
        window_x=svg_length(left),
        window_width=svg_length(max(right - left, 0.8)),
        ticks=ticks_of(scale),
    )


@dataclass(frozen=True, slots=True)
class DayScale:
    """Where a day lies between the first and the last, in per cent."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The day's place."""
        span = max((self.last - self.first).days, 1)
        return FIRST + (LAST - FIRST) * (day - self.first).days / span


def scale_of(first: date, last: date) -> DayScale:
    """The scale of a line that runs from one day to the other."""
    return DayScale(first, last)


def ticks_of(scale: DayScale) -> tuple[Tick, ...]:
    """A few months or years along the line."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next((step for step in STEPS_IN_MONTHS if months / step <= MOST_TICKS), STEPS_IN_MONTHS[-1])
    start = scale.first.year * 12 + scale.first.month - 1
    numbers = range(start - start % step + step, start + months + 1, step)
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    places = [(day, scale.at(day)) for day in days]
    # A label at the very edge would be cut.
    return tuple(Tick(day, svg_length(x), step >= 12) for day, x in places if 6 <= x <= 94)


def svg_length(percent: float) -> str:
    """An SVG length; never with a decimal comma, whatever the page's language."""
    return f"{percent:.2f}%"
