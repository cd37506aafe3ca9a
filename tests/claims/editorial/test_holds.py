"""What is held back is gone at every door until it is lifted, and the record says that it was."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings

from claims import editorial, record, rules
from claims import scoreboard as board
from claims.models import Claim, Correction, Evidence, Hold, Reply, User
from tests.conftest import NOW
from tests.makers import Maker, actions

WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt", "concerns": "Mara Lindt"}


def replied(claim: Claim, ada: User) -> Reply:
    day = NOW.date()
    reply = editorial.ask_for_reply(claim=claim, asked_of="Her office", asked_on=day, due_on=day, by=ada)
    return editorial.enter_reply(reply=reply, text="It will open.", received_on=day, language="en", by=ada)


def test_a_held_claim_is_public_nowhere_and_counts_nowhere(claim: Claim, dora: User, today: date) -> None:
    editorial.hold(thing=claim, by=dora, **WHY)

    for asked in (Claim.objects.public(), Claim.objects.readable(), Claim.objects.pending()):
        assert list(asked) == []
    assert board.records() == []
    assert list(Claim.objects.watched(correctable_since=today)) == [claim]


def test_a_held_claimant_takes_all_their_claims_along(claim: Claim, make: Maker, dora: User) -> None:
    editorial.hold(thing=claim.claimant, by=dora, **WHY)

    assert list(Claim.objects.readable()) == []
    assert list(type(claim.claimant).objects.public()) == []


@pytest.mark.parametrize(
    "piece",
    [
        lambda claim, make, ada: make.accepted(claim),
        lambda claim, make, ada: claim.appearances.get(),
        lambda claim, make, ada: replied(claim, ada),
    ],
    ids=["evidence", "appearance", "reply"],
)
def test_a_piece_of_a_claim_is_held_without_the_claim(
    claim: Claim, make: Maker, ada: User, dora: User, piece: Callable[[Claim, Maker, User], Evidence]
) -> None:
    thing = piece(claim, make, ada)

    held = editorial.hold(thing=thing, by=dora, **WHY)

    assert (held.claim, held.thing) == (claim, thing)
    assert list(type(thing).objects.public()) == []
    assert list(Claim.objects.public()) == [claim]


def test_a_lifted_hold_shows_everything_as_it_was(claim: Claim, dora: User) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)

    editorial.lift_hold(held=held, reason="The injunction fell.", by=dora)

    assert list(Claim.objects.public()) == [claim]
    assert actions(f"claim:{claim.pk}")[-2:] == ["held", "lifted"]
    assert list(record.verify()) == []


def test_a_claimants_hold_is_in_the_claimants_chain(claim: Claim, dora: User) -> None:
    held = editorial.hold(thing=claim.claimant, by=dora, **WHY)
    editorial.lift_hold(held=held, by=dora)

    assert actions(f"claimant:{claim.claimant_id}")[-2:] == ["held", "lifted"]
    assert list(record.verify()) == []


def test_a_hold_made_behind_the_programs_back_is_found(claim: Claim, dora: User) -> None:
    Hold.objects.create(kind="claim", claim=claim, office="x", reason="y", by=dora, at=NOW)
    Hold.objects.create(kind="claimant", claimant=claim.claimant, office="x", reason="y", by=dora, at=NOW)

    found = [discrepancy.explanation for discrepancy in record.verify()]

    assert found == ["is in no entry of the log"] * 2


def test_a_hold_sent_twice_is_one(claim: Claim, dora: User) -> None:
    first = editorial.hold(thing=claim, by=dora, **WHY)

    assert editorial.hold(thing=claim, by=dora, **WHY) == first
    assert actions(f"claim:{claim.pk}").count("held") == 1


@pytest.mark.parametrize(
    ("given", "refusal"), [({"reason": " "}, rules.NoReason), ({"office": " "}, rules.NoOffice)]
)
def test_a_hold_says_why_and_by_which_office(
    claim: Claim, dora: User, given: dict[str, str], refusal: type[rules.BrokenRule]
) -> None:
    with pytest.raises(refusal):
        editorial.hold(thing=claim, by=dora, **(WHY | given))

    assert not Hold.objects.exists()


def test_only_the_chief_holds_and_lifts(claim: Claim, ada: User, dora: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.hold(thing=claim, by=ada, **WHY)
    held = editorial.hold(thing=claim, by=dora, **WHY)
    with pytest.raises(rules.NotAllowed):
        editorial.lift_hold(held=held, by=ada)


def test_where_four_eyes_are_asked_for_another_lifts_it(
    claim: Claim, dora: User, ben: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    held = editorial.hold(thing=claim, by=dora, **WHY)

    with pytest.raises(rules.SamePerson):
        editorial.lift_hold(held=held, by=dora)

    ben.groups.set(dora.groups.all())
    editorial.lift_hold(held=held, by=User.objects.get(pk=ben.pk))
    with pytest.raises(rules.LiftedAlready):
        editorial.lift_hold(held=held, by=dora)


def test_no_correction_of_a_held_claim_is_told(claim: Claim, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Wrong.", by=dora)
    editorial.hold(thing=claim, by=dora, **WHY)

    assert list(Correction.objects.public()) == []
    assert [hold.claim for hold in Hold.objects.public()] == [claim]


def test_of_a_draft_and_of_unaccepted_evidence_readers_are_told_nothing(
    claim: Claim, make: Maker, dora: User
) -> None:
    editorial.hold(thing=make.draft(), by=dora, **WHY)
    editorial.hold(thing=make.suggested(claim), by=dora, **WHY)

    assert list(Hold.objects.public()) == []
