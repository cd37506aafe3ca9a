"""Marks the matched words in a text from outside, safely."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def mark(text: str, words: Iterable[str]) -> SafeString:
    """The text as HTML with every whole word of `words` in a <mark>, whatever its case. All else is escaped."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)
    # With one group, `split` gives text and found word in turn.
    pieces = (
        f"<mark>{escape(piece)}</mark>" if is_word else escape(piece)
        for piece, is_word in _in_turn(pattern.split(text))
    )
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def _in_turn(pieces: list[str]) -> Iterable[tuple[str, bool]]:
    return ((piece, index % 2 == 1) for index, piece in enumerate(pieces))
