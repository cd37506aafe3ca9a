"""Which words stand in which line, and how large. Measured by the font's own widths; draws nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyphen
from font_source_sans_pro import SourceSansProBold, SourceSansProSemibold
from fontTools.ttLib import TTFont

LINE_HEIGHT: Final = 1.16
ELLIPSIS, HYPHEN, SOFT_HYPHEN = "…", "-", "\u00ad"
# A letter that the font lacks comes from another, and is taken to be as wide as it is high: few are wider.
WIDTH_OF_OTHERS: Final = 1.0
LEAST_PIECE: Final = 3


@dataclass(frozen=True, slots=True)
class TextBox:
    """Room for a text, in pixels; `sizes` are the heights of letters to try, the largest first."""

    width: int
    height: int
    sizes: Sequence[int]

    def lines_at(self, size: int) -> int:
        """How many lines of letters so high have room."""
        return max(1, int(self.height / (size * LINE_HEIGHT)))


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text's lines and the height of its letters, in pixels."""

    lines: tuple[str, ...]
    size: int


class FontWidths:
    """How wide the letters of a font file are, in parts of their height."""

    def __init__(self, path: str) -> None:
        with TTFont(path, lazy=True) as font:
            unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
            self._widths: dict[int, float] = {
                code: widths[name][0] / unit for code, name in font.getBestCmap().items()
            }

    def has_all_of(self, text: str) -> bool:
        """Whether every letter of the text is in the font."""
        return all(ord(letter) in self._widths for letter in text)

    def width(self, text: str, size: int) -> float:
        """The text's width in pixels. Pairs that stand closer together are not told: it is never wider."""
        return size * sum(self._widths.get(ord(letter), WIDTH_OF_OTHERS) for letter in text)


@cache
def bold() -> FontWidths:
    """The widths of headlines."""
    return FontWidths(SourceSansProBold)


@cache
def semibold() -> FontWidths:
    """The widths of everything else."""
    return FontWidths(SourceSansProSemibold)


def fit(text: str, box: TextBox, *, widths: FontWidths, language: str) -> FittedText:
    """The text as large as it fits: by whole words while letters are large, else with words divided as the language
    divides them; what still does not fit ends with an ellipsis.
    """
    for size in box.sizes:
        lines = _wrapped(text, _ruler(widths, size, box.width), no_division)
        if lines is not None and len(lines) <= box.lines_at(size):
            return FittedText(tuple(lines), size)
    dividing = _dividing(language)
    for size in box.sizes:
        lines = _wrapped(text, _ruler(widths, size, box.width), dividing)
        if lines is not None and len(lines) <= box.lines_at(size):
            return FittedText(tuple(lines), size)
    size = box.sizes[-1]
    fits = _ruler(widths, size, box.width)
    lines = _wrapped(text, fits, anywhere) or [ELLIPSIS]
    most = box.lines_at(size)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(lines[most - 1] + ELLIPSIS, fits)]
    return FittedText(tuple(lines), size)


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much of it as fits with an ellipsis behind."""
    if fits(text):
        return text
    kept = text.rstrip(ELLIPSIS)
    while kept and not fits(kept + ELLIPSIS):
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS


def one_line(text: str, *, width: int, size: int) -> str:
    """The text in one line of semibold letters, shortened where it must be."""
    return shortened(" ".join(text.split()), _ruler(semibold(), size, width))


def no_division(_word: str) -> list[int]:
    """Where a word may be divided: nowhere."""
    return []


def anywhere(word: str) -> list[int]:
    """The last resort: between any letters."""
    return list(range(1, len(word)))


def _dividing(language: str) -> Callable[[str], list[int]]:
    """Where a word of the language may be divided, the hyphens that it has included."""
    dictionary = _dictionary(language)

    def places(word: str) -> list[int]:
        of_hyphens = [place + 1 for place, letter in enumerate(word[:-1]) if letter in "-–/"]
        return sorted({*of_hyphens, *(dictionary.positions(word) if dictionary else ())})

    return places


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language or "x")
    return pyphen.Pyphen(lang=known, left=LEAST_PIECE, right=LEAST_PIECE) if known else None


def _ruler(widths: FontWidths, size: int, width: int) -> Callable[[str], bool]:
    return lambda text: widths.width(text, size) <= width


def _wrapped(
    text: str, fits: Callable[[str], bool], places_of: Callable[[str], list[int]]
) -> list[str] | None:
    """The text's lines; None where a word is too wide and may not be divided so that it fits."""
    lines, line = list[str](), ""
    for word in text.replace(SOFT_HYPHEN, "").split():
        longer = f"{line} {word}" if line else word
        if fits(longer):
            line = longer
            continue
        if fits(word):
            lines.append(line)
            line = word
            continue
        pieces = _divided(line, word, fits, places_of(word))
        if pieces is None:
            return None
        lines += [piece for piece in pieces[:-1] if piece]
        line = pieces[-1]
    return [*lines, line] if line else lines


def _divided(line: str, word: str, fits: Callable[[str], bool], places: Sequence[int]) -> list[str] | None:
    """The lines that the begun line and a word too wide for one become; None where its parts are too wide."""
    lines, start = list[str](), 0
    begun = f"{line} " if line else ""
    while not fits(begun + word[start:]):
        ends = [place for place in places if place > start and fits(begun + _hyphened(word[start:place]))]
        if ends:
            lines.append(begun + _hyphened(word[start : ends[-1]]))
            start = ends[-1]
        elif begun:
            lines.append(line)
        else:
            return None
        begun = ""
    return [*lines, begun + word[start:]]


def _hyphened(piece: str) -> str:
    return piece if piece.endswith(("-", "–", "/")) else piece + HYPHEN
