from claims.models.selection import NOT_TAKEN, SelectionTally
from tests.conftest import NOW
from tests.refusals import refused_by


def test_each_reason_is_counted_once_for_a_kind_and_a_party(db: None) -> None:
    told = {"reason": "minor", "kind": "person", "since": NOW.date()}
    for party in ("", "Blue"):
        SelectionTally.objects.create(party=party, **told)
    with refused_by("selection_once"):
        SelectionTally.objects.create(party="Blue", **told)


def test_what_is_set_aside_has_every_reason_but_that_it_was_taken() -> None:
    assert set(SelectionTally.Disposition) - set(NOT_TAKEN) == {SelectionTally.Disposition.TAKEN}
