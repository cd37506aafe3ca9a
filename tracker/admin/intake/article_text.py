"""An article's text with its sentences marked, in paragraphs. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
_SPAN: Final = re.compile(r"(\d{1,7})-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `row` is the number of the sentence that it belongs to, None for the rest."""

    text: str
    row: int | None = None


def read_spans(written: str) -> list[Span]:
    """The spans of a sentence as a form carries them, "2189-2390" or several of these with commas; in order."""
    return sorted((int(start), int(end)) for start, end in _SPAN.findall(written))


def spans_in_words(spans: Iterable[Span]) -> str:
    """What `read_spans` reads."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def paragraphs(text: str, rows: list[str]) -> list[list[Piece]]:
    """The text's lines, each in pieces; `rows` are the spans of the sentences to mark. What overlaps is left out."""
    marks = sorted(
        (start, end, row) for row, written in enumerate(rows) for start, end in read_spans(written)
    )
    pieces: list[Piece] = []
    at = 0
    for start, end, row in marks:
        if at <= start < end <= len(text):
            pieces += [Piece(text[at:start]), Piece(text[start:end], row)]
            at = end
    return _by_line([*pieces, Piece(text[at:])])


def _by_line(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Piece(part, piece.row))
    return [line for line in lines if line]
