from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import editorial
from claims.models import Claim, Claimant, User
from claims.tables.files import as_csv
from claims.tables.planning import PlannedRow, RowState, plan
from claims.tables.reading import UploadedTable, read_table
from tests.makers import Maker

HEADINGS = ("Wer", "Aussage", "Zitat", "Gesagt am", "Frist", "Medium", "Titel", "Veröffentlicht am")
ROW = (
    "Mara Lindt",
    "Rents fall.",
    "Die Mieten sinken.",
    "2.3.2026",
    "bis Ende 2027",
    "Blatt",
    "Ein Gespräch",
    "2.3.2026",
)
DEFAULTS = {"language": "de", "statement_language": "en", "firmness": "expected"}


def planned(*rows: tuple[str, ...]) -> list[PlannedRow]:
    return plan(
        UploadedTable(HEADINGS, tuple(enumerate(rows, 2))), defaults=DEFAULTS, may_add_topics=True
    ).rows


def with_cells(**cells: str) -> tuple[str, ...]:
    return tuple(
        cells.get(heading.replace(" ", "_"), cell) for heading, cell in zip(HEADINGS, ROW, strict=True)
    )


def test_a_row_of_a_known_claimant_is_new(claimant: Claimant) -> None:
    (row,) = planned(ROW)
    assert (row.state, row.claimant, row.twins) == (RowState.NEW, claimant, [])


def test_a_claimant_who_is_not_on_record_is_a_new_one(db: None) -> None:
    (row,) = planned(with_cells(Wer="Jonas Weiden"))
    assert (row.state, row.claimant) == (RowState.NEW, None)


def test_a_fault_names_row_column_and_what_is_wrong(claimant: Claimant) -> None:
    _sound, faulty = planned(ROW, with_cells(Gesagt_am="gestern", Frist=""))

    assert (faulty.number, faulty.state) == (3, RowState.BROKEN)
    (first, said), (second, horizon) = faulty.faults
    assert (first, second) == ("Gesagt am", "Frist")
    assert "“gestern” was not understood as one day" in said
    assert horizon == "This field is required."


def test_a_fault_in_a_column_that_is_missing_is_told_by_our_name_of_it(claimant: Claimant) -> None:
    (row,) = planned(with_cells(Titel=""))
    assert [heading for heading, _fault in row.faults] == ["Address"]


def test_a_name_that_several_have_is_a_fault_that_tells_them_apart(claimant: Claimant, ada: User) -> None:
    editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Cyclist"), by=ada)
    (row,) = planned(ROW)
    assert row.state == RowState.BROKEN
    assert "Mara Lindt (Cyclist)" in row.faults[0][1]


def test_nearly_the_same_words_may_be_on_record(make: Maker) -> None:
    claim = make.draft()
    (row,) = planned(with_cells(Aussage="By the end of 2026 the bridge over the Elbe is open to traffic."))
    assert row.state == RowState.TWIN
    assert row.twins[0].claim == claim


def test_the_same_claim_in_another_spelling_is_on_record(make: Maker) -> None:
    claim = make.draft()
    (row,) = planned(with_cells(Aussage=claim.statement.upper(), Zitat=claim.quote.replace("ü", "ue")))
    assert (row.state, row.is_possible) == (RowState.KNOWN, False)


def test_a_table_of_our_own_has_nothing_new(make: Maker) -> None:
    make.draft(), make.published(statement="Another one of hers.", quote="Noch eine.")
    table = read_table(b"".join(as_csv(Claim.objects.all(), language="de")))
    assert {row.state for row in plan(table, defaults=DEFAULTS, may_add_topics=False).rows} == {
        RowState.KNOWN
    }


def test_a_row_that_says_the_same_as_an_earlier_one_names_it(claimant: Claimant) -> None:
    _first, second = planned(ROW, with_cells(Zitat=ROW[2].upper()))
    assert (second.state, second.same_as) == (RowState.TWICE, 2)


def test_more_rows_take_no_more_queries(make: Maker) -> None:
    def queries(number: int) -> int:
        rows = [
            with_cells(Aussage=f"Rent number {each} falls.", Wer=f"Person {each}") for each in range(number)
        ]
        with CaptureQueriesContext(connection) as asked:
            planned(*rows)
        return len(asked)

    make.draft()
    assert queries(40) == queries(2) <= 8


def test_what_is_planned_is_said_as_it_was_read(claimant: Claimant) -> None:
    (row,) = planned(ROW)
    assert row.said["statement"] == "Rents fall."
    assert replace(row.typed, claimant=None).name == "Mara Lindt"


@pytest.mark.parametrize(("allowed", "state"), [(True, RowState.NEW), (False, RowState.BROKEN)])
def test_a_topic_that_there_is_not_is_a_fault_for_who_may_add_none(
    claimant: Claimant, *, allowed: bool, state: RowState
) -> None:
    table = UploadedTable((*HEADINGS, "Themen"), ((2, (*ROW, "Elbe")),))
    (row,) = plan(table, defaults=DEFAULTS, may_add_topics=allowed).rows
    assert row.state == state
    assert [heading for heading, _fault in row.faults] == [] if allowed else ["Themen"]
