"""A claim's log in words: who, what, and what of it is public."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from claims import chronicle, editorial, record
from claims.models import Claim, RecordEntry, User
from tests.makers import Maker


def lines(claim: Claim, public: Iterable[record.Recorded] = ()) -> list[chronicle.Line]:
    entries = RecordEntry.objects.filter(chain=record.chain_of(claim)).order_by("sequence")
    return chronicle.lines(claim, entries, public)


def test_each_entry_is_a_line_in_words(claim: Claim) -> None:
    assert [line.action for line in lines(claim)] == ["Claim logged", "Appearance added", "Claim published"]


def test_a_person_stands_with_the_full_name_and_never_with_the_login_name(claim: Claim, ada: User) -> None:
    assert {line.who for line in lines(claim)} == {"the desk"}

    ada.first_name, ada.last_name = "Ada", "Brandt"
    ada.save()

    assert {line.who for line in lines(claim)} == {"Ada Brandt"}


def test_the_machine_is_named_as_such(make: Maker, claim: Claim) -> None:
    make.suggested(claim)

    assert lines(claim)[-1].who == "the tracker"


def test_only_public_things_are_named(make: Maker, claim: Claim) -> None:
    accepted = make.accepted(claim, title="Seen")
    make.suggested(claim, title="Unseen")

    named = [line.about for line in lines(claim, [accepted])[3:]]

    assert named == ["News Example: Seen", "News Example: Seen", ""]


def test_a_verdict_is_named_by_its_outcome(make: Maker, claim: Claim) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    by_action = {line.action: line for line in lines(claim, [verdict])}

    assert by_action["Verdict given"].about == "Confirmed"
    assert by_action["Outcome changed"].changes == (
        chronicle.Change(label="outcome", before="Pending", after="Confirmed"),
    )


def test_a_revision_after_publication_shows_before_and_after(make: Maker, claim: Claim, ada: User) -> None:
    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, criteria="Lorries too."), by=ada
    )

    (change,) = lines(claim)[-1].changes

    assert (change.label, change.before, change.after) == ("criteria", make.facts.criteria, "Lorries too.")


def test_whom_the_desk_assigns_is_its_own_business(make: Maker, claim: Claim, ada: User) -> None:
    editorial.revise_claim(reason="A slip.", claim=claim, facts=replace(make.facts, assigned_to=ada), by=ada)

    assert lines(claim)[-1].changes == ()


def test_what_changed_before_publication_is_not_told(make: Maker, ada: User) -> None:
    draft = make.draft()
    editorial.revise_claim(
        reason="A slip.", claim=draft, facts=replace(make.facts, statement="Reworded."), by=ada
    )
    claim = editorial.publish_claim(claim=draft, by=ada)

    assert all(line.changes == () for line in lines(claim))
