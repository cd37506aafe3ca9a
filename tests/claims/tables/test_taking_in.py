import pytest

from claims import editorial, record
from claims.models import Claim, Claimant, Topic, User
from claims.rules import NotAllowed
from claims.tables.planning import PlannedRow, RowState, plan
from claims.tables.reading import read_table
from claims.tables.taking_in import RefusedRow, take_in

HEADING = "Who,Kind,Statement,Quote,Said on,Deadline,Publisher,Title,Published on,Topics\n"
FIRST = "Mara Lindt,,Rents fall.,Die Mieten sinken.,2026-03-02,bis Ende 2027,Blatt,Gespräch,2026-03-02,Rents; Rail\n"
SECOND = (
    "Stadtwerke,body,Power is cheap.,Strom wird billig.,2026-03-03,bald,Blatt,Gespräch,2026-03-04,rents\n"
)
DEFAULTS = {"language": "de", "statement_language": "en", "firmness": "expected"}


def rows(*lines: str) -> list[PlannedRow]:
    found = plan(read_table((HEADING + "".join(lines)).encode()), defaults=DEFAULTS, may_add_topics=True).rows
    assert [row.faults for row in found] == [[]] * len(lines)
    return found


def test_rows_become_drafts_with_their_source_claimant_and_topics(claimant: Claimant, ada: User) -> None:
    first, second = take_in(rows(FIRST, SECOND), by=ada)

    assert (first.claimant, first.state, first.created_by) == (claimant, Claim.State.DRAFT, ada)
    assert (second.claimant.name, second.claimant.kind) == ("Stadtwerke", "body")
    assert str(second.appearances.get()) == "Blatt: Gespräch"
    assert set(Topic.objects.values_list("name", flat=True)) == {"Rents", "Rail"}
    assert second.topics.get().name == "Rents"
    assert list(record.verify()) == []


def test_one_table_twice_makes_its_claims_once(claimant: Claimant, ada: User) -> None:
    take_in(rows(FIRST, SECOND), by=ada)
    assert [row.state for row in rows(FIRST, SECOND)] == [RowState.KNOWN, RowState.KNOWN]


def test_what_another_has_logged_meanwhile_is_left_out(claimant: Claimant, ada: User, dora: User) -> None:
    planned = rows(FIRST)
    take_in(rows(FIRST), by=dora)

    assert take_in(planned, by=ada) == []
    assert Claim.objects.count() == 1


def test_a_row_that_is_refused_leaves_nothing_of_the_table(claimant: Claimant, ada: User, dora: User) -> None:
    planned = rows(FIRST, SECOND)
    editorial.save_claimant(claimant=Claimant(name="Stadtwerke", kind="body"), by=dora)

    with pytest.raises(RefusedRow, match="This claimant exists") as refusal:
        take_in(planned, by=ada)

    assert refusal.value.number == 3
    assert not Claim.objects.exists()


def test_who_may_log_no_claim_takes_none_in(claimant: Claimant, cleo: User) -> None:
    with pytest.raises(RefusedRow) as refusal:
        take_in(rows(FIRST), by=cleo)
    assert isinstance(refusal.value.__cause__, NotAllowed)
    assert not Claim.objects.exists()
