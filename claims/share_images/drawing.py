"""From what stands on a picture to its bytes: lines and boxes, SVG by a template, PNG by resvg.

What was drawn is kept for a while in the cache that all processes share, in a fixed number of places. It is found under
its version alone, which says all that is on it: nothing has to tell the cache of a change.
"""

import re
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.core.cache import cache
from django.template.loader import render_to_string
from font_source_sans_pro import SourceSansProBold, SourceSansProSemibold
from resvg_py import svg_to_bytes

from claims.share_images import fitting
from claims.share_images.fitting import LINE_HEIGHT, TextBox
from claims.share_images.wording import RecordPart, ShareImage

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
INNER: Final = WIDTH - 2 * MARGIN
TITLE_TOP: Final = 128
# Of a title with a bar beneath it, and without.
BOXES: Final = {
    True: TextBox(INNER, 200, (76, 68, 60, 52, 46)),
    False: TextBox(INNER, 300, (68, 62, 56, 50, 45, 40, 36)),
}
BYLINE_SIZE, BADGE_SIZE, ASIDE_SIZE, LEGEND_SIZE = 32, 30, 27, 26
BADGE_PADDING: Final = 22
# The site's colours by day (site.css): a picture stands on other sites' ground.
COLOURS: Final = {
    "paper": "#fcfcfa",
    "ink": "#16191d",
    "soft": "#545b63",
    "line": "#d5d6d0",
    "link": "#14487a",
    "confirmed": "#0a6b52",
    "partly": "#855a00",
    "late": "#2a6288",
    "missed": "#ab2f24",
    "void": "#5b6169",
    "pending": "#3b4a5c",
    "overdue": "#5d3a8c",
}
# What no XML document may hold, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLACES: Final = 256
KEPT_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text, or a box, with its corner in pixels."""

    x: int
    y: int
    text: str = ""
    size: int = 0
    width: int = 0
    colour: str = ""


def png_of(image: ShareImage) -> bytes:
    """The picture, kept or drawn. Some 50 ms of CPU to draw."""
    place = f"picture:{crc32(image.version.encode()) % PLACES}"
    match cache.get(place):
        case (str(version), bytes(kept)) if version == image.version:
            return kept
    drawn = drawn_as_png(image)
    cache.set(place, (image.version, drawn), KEPT_SECONDS)
    return drawn


def drawn_as_png(image: ShareImage) -> bytes:
    """The SVG as PNG, by the fonts that are locked. The machine's own are looked at only for letters those lack."""
    svg = svg_of(image)
    return svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=fitting.bold().has_all_of("".join(svg.split())),
        font_files=[SourceSansProBold, SourceSansProSemibold],
        font_family="Source Sans Pro",
        sans_serif_family="Source Sans Pro",
    )


def svg_of(image: ShareImage) -> str:
    """The picture as SVG. Everything that came from the record is escaped by the template."""
    box = BOXES[bool(image.segments)]
    title = fitting.fit(_clean(image.title), box, widths=fitting.bold(), language=image.language)
    step = round(title.size * LINE_HEIGHT)
    lines = [Placed(MARGIN, TITLE_TOP + step * (place + 1), line) for place, line in enumerate(title.lines)]
    badge_width = round(fitting.semibold().width(image.badge, BADGE_SIZE)) + 2 * BADGE_PADDING
    aside_x = MARGIN + badge_width + 24 if image.badge else MARGIN
    context = {
        "colours": COLOURS | {"accent": image.accent or COLOURS["link"]},
        "site_name": "" if image.title == image.site_name else _line(image.site_name, INNER, BYLINE_SIZE),
        "lines": lines,
        "title_size": title.size,
        "byline": _line(image.byline, INNER, BYLINE_SIZE),
        "byline_y": 486 if image.badge else lines[-1].y + 62,
        "badge": _clean(image.badge),
        "badge_width": badge_width,
        "badge_colour": COLOURS.get(image.kind, COLOURS["pending"]),
        "aside": _line(image.aside, WIDTH - MARGIN - aside_x, ASIDE_SIZE),
        "aside_x": aside_x,
        "has_foot": bool(image.badge or image.aside),
        "bars": _bars(image.segments),
        "legend": _legend(image.segments),
    }
    return render_to_string("claims/share_image.svg", context)


def _bars(segments: tuple[RecordPart, ...]) -> list[Placed]:
    """The record's bar, from edge to edge; every part of it is seen."""
    total, found, before = sum(each.number for each in segments), list[Placed](), 0
    for each in segments:
        left, before = before, before + each.number
        x, end = (MARGIN + round(INNER * number / total) for number in (left, before))
        found.append(Placed(x, 0, width=max(end - x, 3), colour=COLOURS[each.kind]))
    return found


def _legend(segments: tuple[RecordPart, ...]) -> list[Placed]:
    """What each part of the bar is, side by side; the letters smaller where they would not fit."""
    texts = [f"{each.label} {each.number}" for each in segments]
    size = next((size for size in (LEGEND_SIZE, 22, 18) if _legend_width(texts, size) <= INNER), 15)
    found, x = list[Placed](), MARGIN
    for each, text in zip(segments, texts, strict=True):
        found.append(Placed(x, 0, text, size, colour=COLOURS[each.kind]))
        x += round(fitting.semibold().width(text, size)) + 66
    return found


def _legend_width(texts: list[str], size: int) -> float:
    return sum(fitting.semibold().width(text, size) + 66 for text in texts) - 36


def _line(text: str, width: int, size: int) -> str:
    return fitting.one_line(_clean(text), width=width, size=size)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
