"""Reads the settings of the newsroom's looks: a contact, a picture, a colour that can be read.

Each raises ValueError with what is wrong; `Environment.read` names the variable.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

PICTURES = (".svg", ".png", ".webp")
MOST_BYTES = 200_000
# WCAG 2.2, 1.4.3: text against what lies behind it.
LEAST_CONTRAST = 4.5


def contact(raw: str) -> str:
    """A mail address, or the address of a page."""
    parts = urlsplit(raw)
    if parts.scheme in {"http", "https"} and parts.hostname:
        return raw
    try:
        validate_email(raw)
    except ValidationError:
        raise ValueError(
            f"{raw!r} is neither a mail address nor a page like https://paper.example/contact"
        ) from None
    return raw


def picture(raw: str) -> str:
    """The path of a picture that browsers show and that loads at once."""
    path = Path(raw)
    if path.suffix.lower() not in PICTURES:
        raise ValueError(f"{raw} ends in none of {', '.join(PICTURES)}")
    try:
        size = len(path.read_bytes())
    except OSError as fault:
        raise ValueError(f"cannot read {raw} ({fault.strerror})") from None
    if not 0 < size <= MOST_BYTES:
        raise ValueError(f"{raw} has {size} bytes; it may have up to {MOST_BYTES}, since every page shows it")
    return raw


def colour(raw: str, *, paper: str) -> str:
    """A colour like #14487a in which links can be read on the page, whose colour is `paper`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", raw):
        raise ValueError(f"{raw!r} is no colour like #14487a")
    if (found := contrast(raw, paper)) < LEAST_CONTRAST:
        raise ValueError(
            f"{raw} has a contrast of {found:.1f} to the page ({paper}); links need {LEAST_CONTRAST} to be read"
        )
    return raw


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
