"""A long table is looked through and logged piece by piece; stopped, killed or sent twice, each row is logged once."""

import pytest
from django.core.exceptions import ValidationError

from claims import record
from claims.models import Claim, Claimant, ImportRow, TableImport, User
from claims.tables import importing
from claims.tables.mapping import UnmappedTable
from claims.tables.reading import read_table

HEADING = "Who,Statement,Quote,Said on,Deadline,Publisher,Title,Published on\n"


FACTS = ("claimant", "statement", "quote", "said_on", "horizon", "publisher", "title", "published_on")


def line(number: int, who: str = "Mara Lindt", day: str = "2026-03-02") -> str:
    words = f"Line {number} opens.,Die Linie {number} geht auf."
    return f"{who},{words},{day},bis Ende 2027,Blatt,Gespräch {number},{day}\n"


def keep(*lines: str, by: User, heading: str = HEADING) -> TableImport:
    return importing.keep(read_table((heading + "".join(lines)).encode()), language="de", by=by)


def states(table: TableImport) -> list[str]:
    return list(table.rows.values_list("state", flat=True))


def work(table: TableImport) -> TableImport:
    assert not importing.go_on(is_over=lambda: False)
    table.refresh_from_db()
    return table


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LOOKED_AT_TOGETHER", 3)
    monkeypatch.setattr(importing, "LOGGED_TOGETHER", 2)


def test_a_table_is_looked_through_and_nothing_logged(claimant: Claimant, ada: User) -> None:
    table = work(keep(line(1), line(2), line(3, day="gestern"), line(4), line(1), by=ada))

    assert table.state == TableImport.State.LOOKED
    assert states(table) == ["new", "new", "broken", "new", "twice"]
    assert table.rows.get(state="twice").same_as == 2  # in another piece
    assert not Claim.objects.exists()


def test_all_of_it_is_logged_once_it_is_wanted(claimant: Claimant, ada: User) -> None:
    table = work(keep(*map(line, range(5)), line(9, who="Stadtwerke"), by=ada))
    importing.start(table)
    work(table)

    assert table.state == TableImport.State.DONE
    assert states(table) == ["logged"] * 6
    assert table.rows.filter(claim__isnull=False, cells=[]).count() == 6
    assert {claim.created_by for claim in Claim.objects.all()} == {ada}
    assert list(record.verify()) == []


def test_a_turn_that_is_over_leaves_the_rest_for_the_next(claimant: Claimant, ada: User) -> None:
    table = work(keep(*map(line, range(5)), by=ada))
    importing.start(table)
    turns = iter([False, True])

    assert importing.go_on(is_over=lambda: next(turns))
    assert Claim.objects.count() == 2

    work(table)
    assert Claim.objects.count() == 5


def test_stopped_it_says_which_rows_are_in_and_goes_on_with_the_rest(claimant: Claimant, ada: User) -> None:
    table = work(keep(*map(line, range(5)), by=ada))
    importing.start(table)
    turns = iter([False, True])
    importing.go_on(is_over=lambda: next(turns))

    assert importing.stop(table)
    work(table)
    assert (table.state, states(table)) == ("stopped", ["logged"] * 2 + ["new"] * 3)

    assert importing.start(table)
    work(table)
    assert (table.state, Claim.objects.count()) == ("done", 5)


def test_nothing_is_logged_by_a_worker_that_meets_the_stop_at_its_piece(
    claimant: Claimant, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = work(keep(line(1), by=ada))
    importing.start(table)
    checked = importing._planned

    def stopped_meanwhile(*arguments: object) -> object:
        importing.stop(table)
        return checked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "_planned", stopped_meanwhile)
    work(table)

    assert (table.state, Claim.objects.count()) == ("stopped", 0)


def test_sent_once_more_it_logs_only_the_rest(claimant: Claimant, ada: User) -> None:
    first = work(keep(line(1), line(2), by=ada))
    importing.start(first)
    work(first)

    again = work(keep(line(1), line(2), line(3), by=ada))
    assert states(again) == ["known", "known", "twin"]  # one line is nearly as the next

    importing.want(again, [2, 3, 4], [2, 3, 4])
    importing.start(again)
    work(again)
    assert states(again) == ["known", "known", "logged"]
    assert Claim.objects.count() == 3


def test_a_possible_twin_is_named_and_logged_only_where_somebody_wants_it(
    claimant: Claimant, ada: User
) -> None:
    known = work(keep(line(1), by=ada))
    importing.start(known)
    work(known)
    table = work(keep(line(2), by=ada))
    assert [number for number, _why in table.rows.get().twins] == [Claim.objects.get().pk]

    importing.start(table)
    assert work(table).state == TableImport.State.DONE
    assert Claim.objects.count() == 1


def test_a_row_that_is_refused_is_told_and_stops_no_other(
    claimant: Claimant, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = work(keep(line(1, who="Stadtwerke"), line(2), line(3, who="Stadtwerke"), by=ada))
    importing.start(table)
    refuse(monkeypatch, "Line 2")
    work(table)

    assert states(table) == ["logged", "refused", "logged"]
    assert table.rows.get(state="refused").faults == [["", "Not this one."]]
    assert table.state == TableImport.State.DONE
    assert Claimant.objects.filter(name="Stadtwerke").count() == 1


def refuse(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Have the record refuse claims with these words."""
    honest = Claim.full_clean

    def full_clean(claim: Claim, *arguments: object, **options: object) -> None:
        if words in claim.statement:
            raise ValidationError("Not this one.")
        honest(claim, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Claim, "full_clean", full_clean)


def test_an_account_that_was_closed_meanwhile_logs_nothing(claimant: Claimant, ben: User) -> None:
    table = work(keep(line(1), by=ben))
    importing.start(table)
    User.objects.filter(pk=ben.pk).update(is_active=False)

    work(table)

    assert table.state == TableImport.State.STOPPED
    assert "Your role does not allow this" in table.fault
    assert (states(table), Claim.objects.count()) == (["new"], 0)


def test_what_nobody_foresaw_stops_its_own_table_alone(
    claimant: Claimant, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = keep(line(1), by=ada), keep(line(2), by=ada)
    ImportRow.objects.filter(table=broken).update(cells={"not": "a row"})
    TableImport.objects.filter(pk=broken.pk).update(places={"claimant": "x"})

    work(sound)

    broken.refresh_from_db()
    assert (broken.state, sound.state) == ("stopped", "looked")
    assert broken.fault
    assert importing.start(broken)
    broken.refresh_from_db()
    assert broken.state == TableImport.State.LOOKING  # not logged before it is looked at


def test_a_table_under_other_headings_waits_for_somebody_to_name_them(claimant: Claimant, ada: User) -> None:
    table = keep(line(1), by=ada, heading="a,b,c,d,e,f,g,h\n")
    assert work(table).state == TableImport.State.MAPPING

    with pytest.raises(UnmappedTable, match="Horizon"):
        importing.name_columns(table, dict(enumerate(FACTS[:4])))
    importing.name_columns(table, dict(enumerate(FACTS)))

    assert (work(table).state, states(table)) == ("looked", ["new"])


def test_columns_are_named_no_more_once_rows_are_logged(claimant: Claimant, ada: User) -> None:
    table = work(keep(line(1), by=ada))
    importing.start(table)
    importing.name_columns(table, dict(enumerate(FACTS)))
    table.refresh_from_db()
    assert table.state == TableImport.State.TAKING


def test_nothing_is_at_work_without_a_table(db: None) -> None:
    assert not importing.go_on(is_over=lambda: False)


def test_a_claimant_of_a_refused_row_is_made_anew_for_the_next(
    claimant: Claimant, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = work(keep(line(1, who="Stadtwerke"), line(2, who="Stadtwerke"), by=ada))
    importing.start(table)
    refuse(monkeypatch, "Line 1")
    work(table)

    assert states(table) == ["refused", "logged"]
    assert Claim.objects.get().claimant.name == "Stadtwerke"
