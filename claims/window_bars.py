"""Many windows over one line of years. Pure geometry; `parts/window_bars.html` draws it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.timeline import Tick, scale_of, svg_length, ticks_of

MOST, ROW, TOP = 40, 12, 6


@dataclass(frozen=True, slots=True)
class DatedWindow:
    """A claim's days, and its outcome as colours have it: a group of `claims.querysets.group_on`."""

    opens_on: date
    closes_on: date
    group: str


@dataclass(frozen=True, slots=True)
class WindowBar:
    """One window as an SVG bar."""

    x: str
    y: int
    width: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowBars:
    """The bars, the earliest deadline first; today's place; the whole height; how many windows are not drawn."""

    bars: tuple[WindowBar, ...]
    today_x: str
    ticks: tuple[Tick, ...]
    axis_y: int
    height: int
    left_out: int


def draw_windows(windows: Iterable[DatedWindow], *, today: date, number: int) -> WindowBars | None:
    """Those of the windows with the latest deadlines, of `number` in all; None for fewer than two: no picture."""
    latest = sorted(windows, key=lambda each: (each.closes_on, each.opens_on))[-MOST:]
    if len(latest) < 2:
        return None
    days = [*(each.opens_on for each in latest), *(each.closes_on for each in latest), today]
    scale = scale_of(min(days), max(days))
    bars = []
    for place, each in enumerate(latest):
        left, right = scale.at(each.opens_on), scale.at(each.closes_on)
        width = svg_length(max(right - left, 0.8))
        bars.append(WindowBar(svg_length(left), TOP + place * ROW, width, each.group))
    axis_y = TOP + len(latest) * ROW + 2
    return WindowBars(
        bars=tuple(bars),
        today_x=svg_length(scale.at(today)),
        ticks=ticks_of(scale),
        axis_y=axis_y,
        height=axis_y + 22,
        left_out=max(0, number - len(latest)),
    )
