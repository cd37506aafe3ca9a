"""Lines as they stand on paper become paragraphs: pure, by their places, their size and their last letters."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_HYPHENS: Final = ("-", "\u2010", "\xad", "\ufffe")
# A word parted by pdfium's sign for a hyphen at the end of a line.
_PARTED: Final = re.compile(r"(\w)\ufffe(\w*)")
# "Nord- und Südsee": a hyphen before these stands for a word that follows.
_AND: Final = frozenset({"und", "oder", "bis", "sowie", "bzw", "and", "or", "to"})
_ENDED: Final = re.compile(r"[.!?:…][\"'“”«»)\]]*$")
_NUMBER: Final = re.compile(r"\d+")
# Such a line stands alone on each page.
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:seite|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|von|of)\s*\d{1,4})?\W*", re.IGNORECASE
)

# Letters differ in size from one paragraph to another by more than this share.
_OTHER_SIZE: Final = 0.12
# Lines of one paragraph are not further apart than so many usual distances.
_APART: Final = 1.35
# A sentence that ends before this share of the longest line ends its paragraph.
_SHORT: Final = 0.75


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line, its place on the page in points from below, and the height of its letters; 0 where it is not known."""

    text: str
    bottom: float = 0.0
    height: float = 0.0


def without_running_heads(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[PrintedLine]:
    """The lines of all pages without their numbers, and without what stands first or last on most of them."""
    ends = Counter(_same(line) for lines in pages for line in {*lines[:2], *lines[-2:]})
    least = max(3, len(pages) // 2)
    for lines in pages:
        for place, line in enumerate(lines):
            is_at_an_end = place < 2 or place >= len(lines) - 2
            is_running = is_at_an_end and len(lines) > 2 and ends[_same(line)] >= least
            if not is_running and not (is_at_an_end and _PAGE_NUMBER.fullmatch(line.text)):
                yield line


def _same(line: PrintedLine) -> str:
    return _NUMBER.sub("0", line.text)


def paragraphs(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """The lines' words, a paragraph each; a word that was parted at the end of a line is whole again."""
    usual, longest = _usual_distance(lines), max((len(line.text) for line in lines), default=0)
    gathered = ""
    before: PrintedLine | None = None
    for line in lines:
        if before is not None and _begins_anew(before, line, usual, longest):
            yield _mended(gathered)
            gathered = ""
        gathered = _joined(gathered, line.text)
        before = line
    if gathered:
        yield _mended(gathered)


def _usual_distance(lines: Sequence[PrintedLine]) -> float:
    apart = sorted(gap for one, other in pairwise(lines) if (gap := one.bottom - other.bottom) > 0)
    return apart[len(apart) // 2] if apart else 0.0


def _begins_anew(before: PrintedLine, line: PrintedLine, usual: float, longest: int) -> bool:
    """Whether a line begins a paragraph. A word that is parted goes on, and so does a sentence in the next column."""
    if before.text.endswith(_HYPHENS):
        return False
    if abs(before.height - line.height) > _OTHER_SIZE * max(before.height, line.height):
        return True
    has_ended = _ENDED.search(before.text) is not None
    gap = before.bottom - line.bottom
    if gap < 0:  # another column or page
        return has_ended
    return gap > _APART * usual or (has_ended and len(before.text) < _SHORT * longest)


def _joined(gathered: str, text: str) -> str:
    if not gathered:
        return text
    if gathered.endswith(_HYPHENS) and len(gathered) > 1 and gathered[-2].isalnum():
        return f"{gathered[:-1]}\ufffe{text}"
    return f"{gathered} {text}"


def _mended(text: str) -> str:
    return _PARTED.sub(_as_written, text)


def _as_written(parted: re.Match[str]) -> str:
    """A parted word: whole, or with the hyphen that it has anyway, as "CDU-Politiker" and "Nord- und Südsee"."""
    before, after = parted.groups()
    if after.casefold() in _AND:
        return f"{before}- {after}"
    keeps = after[:1].isupper() or after[:1].isdigit() or before.isdigit()
    return f"{before}-{after}" if keeps else f"{before}{after}"
