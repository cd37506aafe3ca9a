"""Which column of a table is what, where a person has to say so: what is asked, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from claims.tables.mapping import ALSO, NEEDED, headings_of, recognised

PREFIX: Final = "column-"
SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column with some of what stands in it, and the fact that it is taken for."""

    at: int
    heading: str
    samples: tuple[str, ...]
    chosen: str
    # (fact, what we call it, whether a table needs it)
    facts: tuple[tuple[str, str, bool], ...]

    @property
    def name(self) -> str:
        """The form field's."""
        return f"{PREFIX}{self.at}"


def by_hand_in(data: Mapping[str, object]) -> dict[int, str] | None:
    """The facts of columns by their places, as a form says; None where it says nothing of columns."""
    found = {
        int(name.removeprefix(PREFIX)): str(fact)
        for name, fact in data.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal() and len(name) < len(PREFIX) + 4
    }
    return {at: fact for at, fact in found.items() if fact in ALSO} if found else None


def choices_for(
    headings: Sequence[str], rows: Sequence[Sequence[str]], data: Mapping[str, object]
) -> list[ColumnChoice]:
    """What to ask of each column; chosen is what was said, else what the heading says."""
    said = by_hand_in(data)
    chosen = recognised(headings) if said is None else said
    facts = tuple((name, headings_of(name)[0], name in NEEDED) for name in ALSO)
    width = max([len(headings), *map(len, rows)], default=0)
    return [
        ColumnChoice(
            at, headings[at] if at < len(headings) else "", _samples(rows, at), chosen.get(at, ""), facts
        )
        for at in range(width)
    ]


def _samples(rows: Sequence[Sequence[str]], at: int) -> tuple[str, ...]:
    texts = (cells[at] for cells in rows if at < len(cells) and cells[at])
    return tuple(text for text, _place in zip(texts, range(SAMPLES), strict=False))
