"""What would become of each row of a table: logged, on record already, perhaps so, or faulty. Reads only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.utils.translation import gettext

from claims import editorial
from claims.directory import Ambiguous, Directory
from claims.folding import stems_of
from claims.models import Claim, Claimant, Topic
from claims.names import key_of, twin_key_of
from claims.tables.mapping import Mapped, headings_of, mapped
from claims.tables.reading import UploadedTable
from claims.tables.row_form import RowForm, fact_of
from claims.twins import Twin, Typed, twins_of_many


class RowState(StrEnum):
    """What would become of a row."""

    NEW = "new"
    """It is logged."""
    TWIN = "twin"
    """It may be on record: an editor says whether it is logged all the same."""
    KNOWN = "known"
    """It is on record, with the same claimant, day and words: nothing is done."""
    TWICE = "twice"
    """An earlier row of this table says the same: nothing is done."""
    BROKEN = "broken"
    """Something is wrong with it."""


# Those that may be logged.
POSSIBLE: Final = frozenset({RowState.NEW, RowState.TWIN})


@dataclass(slots=True)
class PlannedRow:
    """A row by its number in the table. `faults` are (heading, fault); `claimant` is None for a new name."""

    number: int
    form: RowForm
    faults: list[tuple[str, str]]
    claimant: Claimant | None = None
    state: RowState = RowState.NEW
    twins: list[Twin] = field(default_factory=list)
    same_as: int | None = None
    # Of claimant, day and words: two rows that have it alike say the same. Only of a row without faults.
    words_digest: str = ""

    @property
    def said(self) -> Mapping[str, str]:
        """What the row says, as it was read, by field."""
        return {name: str(text) for name, text in self.form.data.items()}

    @property
    def window(self) -> editorial.ChosenWindow:
        """The days that the claim will have. Only of a row without faults."""
        return self.form.window()

    @property
    def is_possible(self) -> bool:
        """Whether it may be logged."""
        return self.state in POSSIBLE

    @property
    def typed(self) -> Typed:
        """To be compared with what is on record. Only of a row without faults."""
        data = self.form.cleaned_data
        return Typed(
            claimant=self.claimant.pk if self.claimant else None,
            name=data["claimant"],
            statement=data["statement"],
            quote=data["quote"],
            address=data["source_address"],
        )


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The rows in their order, and the headings of which nothing is taken."""

    rows: list[PlannedRow]
    ignored: tuple[str, ...]


def plan(
    table: UploadedTable,
    *,
    defaults: Mapping[str, str],
    may_add_topics: bool,
    by_hand: Mapping[int, str] | None = None,
) -> TablePlan:
    """Some queries, however many rows. `defaults` are what a row is taken to say where it is silent, by fact; `by_hand`
    the facts of columns whose headings say nothing.
    """
    columns = mapped(table.headings, by_hand)
    rows = checked(table, columns, defaults=defaults, may_add_topics=may_add_topics)
    compare(rows, seen={})
    return TablePlan(rows, columns.ignored)


def checked(
    table: UploadedTable, columns: Mapped, *, defaults: Mapping[str, str], may_add_topics: bool
) -> list[PlannedRow]:
    """Each row with what is wrong with it and who its claimant is. Two queries."""
    directory = Directory()
    topics = None if may_add_topics else set(Topic.objects.values_list("name_key", flat=True))
    rows = [_checked(number, cells, columns, table, defaults) for number, cells in table.rows]
    for row in _sound(rows):
        _name_claimant(row, columns, table, directory)
        if topics is not None:
            _check_topics(row, columns, table, topics)
    for row in _sound(rows):
        row.words_digest = _digest(_words_of(row))
    return rows


def compare(rows: Iterable[PlannedRow], *, seen: Mapping[str, int]) -> None:
    """Tell new rows from those on record and from those of before. `seen` are earlier rows' numbers by their words."""
    sound = [row for row in rows if not row.faults]
    for row, twins in zip(sound, twins_of_many([row.typed for row in sound]), strict=True):
        row.twins = twins
    _tell_apart(sound, dict(seen))


def _sound(rows: Sequence[PlannedRow]) -> Iterator[PlannedRow]:
    return (row for row in rows if not row.faults)


def _checked(
    number: int, cells: Sequence[str], columns: Mapped, table: UploadedTable, defaults: Mapping[str, str]
) -> PlannedRow:
    form = RowForm(columns.facts_of(cells), defaults=defaults)
    faults = [
        (_heading(fact_of(name), columns, table), str(text))
        for name, texts in form.errors.items()
        for text in texts
    ]
    return PlannedRow(number, form, faults, state=RowState.BROKEN if faults else RowState.NEW)


def _heading(name: str, columns: Mapped, table: UploadedTable) -> str:
    """As the table calls the column; as we would where it has none."""
    return table.headings[columns.places[name]] if name in columns.places else headings_of(name)[0]


def _name_claimant(row: PlannedRow, columns: Mapped, table: UploadedTable, directory: Directory) -> None:
    try:
        row.claimant = directory.find(row.form.cleaned_data["claimant"])
    except Ambiguous as doubt:
        row.faults.append((_heading("claimant", columns, table), doubt.in_words()))
        row.state = RowState.BROKEN


def _check_topics(row: PlannedRow, columns: Mapped, table: UploadedTable, known: set[str]) -> None:
    new = [name for name in row.form.cleaned_data["topics"] if key_of(name) not in known]
    if new:
        text = gettext("No topic yet: %(names)s. Ask an editor to add it.")
        row.faults.append((_heading("topics", columns, table), text % {"names": ", ".join(new)}))
        row.state = RowState.BROKEN


def _tell_apart(rows: Sequence[PlannedRow], first: dict[str, int]) -> None:
    for row in rows:
        same = row.words_digest
        if any(_digest(_words_of_claim(twin.claim)) == same for twin in row.twins):
            row.state = RowState.KNOWN
        elif same in first:
            row.state, row.same_as = RowState.TWICE, first[same]
        elif row.twins:
            row.state = RowState.TWIN
        first.setdefault(same, row.number)


def _digest(words: tuple[object, ...]) -> str:
    return sha256(repr(words).encode()).hexdigest()


def _words_of(row: PlannedRow) -> tuple[object, ...]:
    data = row.form.cleaned_data
    name = row.claimant.name if row.claimant else data["claimant"]
    return (
        twin_key_of(name),
        data["said_on"],
        tuple(stems_of(data["statement"])),
        tuple(stems_of(data["quote"])),
    )


def _words_of_claim(claim: Claim) -> tuple[object, ...]:
    return (
        twin_key_of(claim.claimant.name),
        claim.said_on,
        tuple(stems_of(claim.statement)),
        tuple(stems_of(claim.quote)),
    )
