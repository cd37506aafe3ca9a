"""What readers may open: what was public, from the moment on at which it was, and nothing else."""

import pytest

from claims.chronicle import SHOWN_FIELDS as FIELDS_OF_THE_PAGE
from claims.models import Claim
from claims.record.leaves import entry_values
from claims.record.openings import SHOWN_FIELDS, Openable, openings_of
from tests.conftest import NOW

CLAIM, EVIDENCE, VERDICT = "claim:1", "evidence:2", "verdict:3"
SHOWN = {CLAIM: {"statement", "state"}, EVIDENCE: {"title", "status"}, VERDICT: {"outcome", "public_at"}}


def said(row: str, *, is_author_named: bool = False, **changes: list[object]) -> Openable:
    values = entry_values(action="did", at=NOW, account=1, by="ada", row=row, changes=changes)
    salts = dict.fromkeys(values, "00" * 16)
    return Openable(row=row, changes=changes, values=values, salts=salts, is_author_named=is_author_named)


def opened(*entries: Openable, shown: dict[str, set[str]] | None = None) -> list[dict[str, object]]:
    """What each entry opens, without what was done, when and to which row."""
    found = openings_of(CLAIM, entries, SHOWN if shown is None else shown)
    told = [{opening.name: opening.value for opening in openings} for openings in found]
    return [
        {name: value for name, value in values.items() if name not in {"action", "at", "row"}}
        for values in told
    ]


DRAFTED = said(CLAIM, statement=[None, "A slip."], state=[None, "draft"], quote=[None, "Private."])
REVISED = said(CLAIM, statement=["A slip.", "It opens."])
PUBLISHED = said(CLAIM, state=["draft", "published"])


def test_nothing_of_a_draft_is_opened() -> None:
    assert opened(DRAFTED, REVISED) == [{}, {}]


def test_at_publication_the_values_in_force_are_opened_and_no_earlier_ones() -> None:
    assert opened(DRAFTED, REVISED, PUBLISHED) == [
        {},
        {"new/statement": "It opens."},
        {"new/state": "published"},
    ]


def test_a_change_of_what_is_public_is_opened_with_the_value_before() -> None:
    changed = said(CLAIM, statement=["It opens.", "It opens soon."], quote=["Private.", "More."])

    assert opened(DRAFTED, REVISED, PUBLISHED, changed)[3] == {
        "new/statement": "It opens soon.",
        "old/statement": "It opens.",
    }


def test_evidence_is_opened_once_it_is_accepted_and_stays_closed_where_it_is_not() -> None:
    suggested = said(EVIDENCE, title=[None, "A bridge."], status=[None, "suggested"])
    other = said("evidence:4", title=[None, "Rejected."], status=[None, "suggested"])
    accepted = said(EVIDENCE, status=["suggested", "accepted"])

    assert opened(DRAFTED, PUBLISHED, suggested, other)[2:] == [{}, {}]
    assert opened(DRAFTED, PUBLISHED, suggested, other, accepted)[2:] == [
        {"new/title": "A bridge."},
        {},
        {"new/status": "accepted"},
    ]


def test_what_was_accepted_and_taken_back_is_closed_again() -> None:
    accepted = said(EVIDENCE, title=[None, "A bridge."], status=[None, "accepted"])

    assert opened(DRAFTED, PUBLISHED, accepted, shown={CLAIM: {"statement"}})[2] == {}


def test_what_came_before_the_claim_was_public_is_opened_with_it() -> None:
    accepted = said(EVIDENCE, title=[None, "A bridge."], status=[None, "accepted"])

    assert opened(DRAFTED, accepted)[1] == {}
    assert opened(DRAFTED, accepted, PUBLISHED)[1] == {"new/title": "A bridge.", "new/status": "accepted"}


def test_a_verdict_is_opened_only_from_when_readers_see_it() -> None:
    ruled = said(VERDICT, outcome=[None, "missed"])
    signed = said(VERDICT, public_at=[None, "2026-06-17T08:00:00+00:00"])

    assert opened(DRAFTED, PUBLISHED, ruled)[2] == {}
    assert opened(DRAFTED, PUBLISHED, ruled, signed)[2:] == [
        {"new/outcome": "missed"},
        {"new/public_at": "2026-06-17T08:00:00+00:00"},
    ]


def test_of_a_public_row_every_entry_says_what_was_done_and_when() -> None:
    (openings, *_others) = openings_of(CLAIM, [DRAFTED, PUBLISHED], SHOWN)

    assert [opening.name for opening in openings] == ["action", "at", "new/statement", "row"]


@pytest.mark.parametrize(("is_named", "names"), [(True, {"by"}), (False, set())])
def test_a_name_is_opened_where_a_page_shows_it(is_named: bool, names: set[str]) -> None:
    entry = said(CLAIM, is_author_named=is_named, state=[None, "published"])

    assert {opening.name for opening in openings_of(CLAIM, [entry], SHOWN)[0]} & {"by", "account"} == names


def test_what_was_forgotten_is_not_opened() -> None:
    entry = said(CLAIM, state=[None, "published"], statement=[None, "It opens."])
    salts = {name: salt for name, salt in entry.salts.items() if name != "new/statement"}
    forgot = Openable(row=CLAIM, changes=entry.changes, values=entry.values, salts=salts)

    assert opened(forgot) == [{"new/state": "published"}]


def test_what_the_pages_log_shows_of_a_claim_can_be_opened() -> None:
    assert set(FIELDS_OF_THE_PAGE) & set(Claim.record_fields) <= set(SHOWN_FIELDS["claim"])
