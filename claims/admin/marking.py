"""Marks the matched words in a text from outside, safely."""

import re
from collections.abc import Mapping
from itertools import cycle

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def mark(text: str, weights: Mapping[str, float]) -> SafeString:
    """The text as HTML with every whole word of `weights` in a <mark>, whatever its case. All else is escaped.

    What gave at least half as much as the heaviest word is marked as strong.
    """
    wanted = sorted((word for word in weights if word.strip()), key=len, reverse=True)
    if not wanted:
        return escape(text)
    strong = {word.casefold() for word in wanted if 2 * weights[word] >= max(weights.values())}
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)
    # With one group, `split` gives text and found word in turn.
    turns = zip(pattern.split(text), cycle((False, True)), strict=False)
    pieces = (_marked(piece, strong) if is_word else escape(piece) for piece, is_word in turns)
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def _marked(word: str, strong: set[str]) -> str:
    kind = ' class="is-strong"' if word.casefold() in strong else ""
    return f"<mark{kind}>{escape(word)}</mark>"
