"""Two people, or one who clicks twice, write at the very same time: one write stands, and the other is told of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from pytest_django import Settings

from claims import editorial, record, rules, rulings
from claims.models import Claim, Claimant, Correction, Outcome, Tenure, User
from tests.makers import SOURCE, Maker, actions
from tests.races import at_once, needs_postgresql, overlap

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

REASON = "Logged twice."
CANCELLED = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True)
Write = Callable[[], object]


@pytest.fixture
def proposed(claim: Claim, make: Maker, dora: User, settings: Settings) -> Correction:
    """A change that Ada proposed, and that waits for a second person."""
    settings.FOUR_EYES = True
    facts = replace(make.facts, criteria="Trains cross it.")
    editorial.revise_claim(claim=claim, facts=facts, reason="A slip.", by=make.editor)
    return Correction.objects.get()


def eve() -> User:
    return User.objects.create_superuser("eve", is_staff=True)


def revised(claim: Claim, make: Maker, by: User, seen: int | None = None) -> Write:
    facts = replace(make.facts, any_terms="bridge")
    return partial(editorial.revise_claim, claim=claim, facts=facts, reason="A slip.", by=by, seen=seen)


def snoozed(claim: Claim, _make: Maker, by: User, seen: int | None = None) -> Write:
    until = date(2026, 7, 1)
    return partial(editorial.snooze_claim, claim=claim, until=until, reason="Later.", by=by, seen=seen)


def handed_on(claim: Claim, _make: Maker, by: User, seen: int | None = None) -> Write:
    return partial(editorial.hand_on_claim, claim=claim, to=by, by=by, seen=seen)


def withdrawn(claim: Claim, _make: Maker, by: User, seen: int | None = None) -> Write:
    return partial(editorial.withdraw_claim, claim=claim, reason=REASON, by=by, seen=seen)


def ruled(claim: Claim, _make: Maker, by: User, seen: int | None = None) -> Write:
    return partial(editorial.rule, claim=claim, ruling=CANCELLED, by=by, seen=seen)


WRITES = (revised, snoozed, handed_on, withdrawn, ruled)


@pytest.mark.parametrize("write", WRITES)
def test_a_double_click_writes_once(
    write: Callable[..., Write], claim: Claim, make: Maker, dora: User
) -> None:
    seen = record.length_of(f"claim:{claim.pk}")

    at_once(*(write(claim, make, dora, seen) for _ in range(2)))

    done = actions(f"claim:{claim.pk}")
    assert len(done) == len(set(done))
    assert list(record.verify()) == []


@pytest.mark.parametrize("write", [revised, snoozed, handed_on])
def test_of_two_people_who_write_at_once_the_second_is_told(
    write: Callable[..., Write], claim: Claim, make: Maker, dora: User
) -> None:
    seen, other = record.length_of(f"claim:{claim.pk}"), eve()

    refusal = overlap(write(claim, make, dora, seen), write(claim, make, other, seen))

    assert isinstance(refusal, rules.ChangedMeanwhile)
    assert list(record.verify()) == []


def test_new_claimants_topics_and_offices_clicked_twice_are_there_once(claimant: Claimant, ada: User) -> None:
    def claimant_of() -> object:
        return editorial.save_claimant(claimant=Claimant(name="Jo Berg"), by=ada)

    def office() -> object:
        return editorial.save_tenure(tenure=Tenure(claimant=claimant, office="Mayor"), by=ada)

    at_once(claimant_of, claimant_of)
    at_once(office, office)

    assert Claimant.objects.filter(name="Jo Berg").count() == 1
    assert Tenure.objects.count() == 1
    assert list(record.verify()) == []


def test_two_who_sign_one_change_sign_it_once(proposed: Correction, dora: User) -> None:
    other = eve()
    refusal = overlap(
        partial(editorial.countersign_change, correction=proposed, by=dora),
        partial(editorial.countersign_change, correction=proposed, by=other),
    )

    assert isinstance(refusal, rules.NoChangeWaits)
    assert Correction.objects.get().countersigned_by == dora


def test_a_change_is_signed_or_dropped(proposed: Correction, dora: User) -> None:
    refusal = overlap(
        partial(editorial.drop_change, correction=proposed, by=dora),
        partial(editorial.countersign_change, correction=proposed, by=eve()),
    )

    assert isinstance(refusal, rules.NoChangeWaits)
    assert Claim.objects.get().criteria != "Trains cross it."


def test_a_change_of_a_claim_that_is_just_withdrawn_is_not_signed(
    proposed: Correction, make: Maker, dora: User
) -> None:
    refusal = overlap(
        withdrawn(proposed.claim, make, dora),
        partial(editorial.countersign_change, correction=proposed, by=eve()),
    )

    assert isinstance(refusal, rules.NoChangeWaits)
    assert list(record.verify()) == []


def test_two_who_propose_at_once_propose_one_change(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    other = eve()
    first, second = (
        partial(
            editorial.revise_claim,
            claim=claim,
            facts=replace(make.facts, criteria=f"{person} says."),
            reason="A slip.",
            by=person,
        )
        for person in (dora, other)
    )

    assert isinstance(overlap(first, second), rules.AnotherChangeWaits)


def test_two_claims_merged_into_each_other_are_merged_once(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="Another.")
    merge = partial(editorial.merge_claims, reason=REASON)

    refusal = overlap(
        partial(merge, claim=claim, into=other, by=dora), partial(merge, claim=other, into=claim, by=eve())
    )

    assert isinstance(refusal, rules.NotPublished)
    assert Claim.objects.public().count() == 1


def test_a_claim_that_is_just_merged_is_not_ruled_on(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="Another.")

    refusal = overlap(
        partial(editorial.merge_claims, claim=other, into=claim, reason=REASON, by=dora),
        ruled(other, make, eve()),
    )

    assert isinstance(refusal, rules.NotPublished)


@pytest.mark.parametrize("write", ["log", "revise", "propose"])
def test_no_claim_comes_to_a_claimant_who_is_just_merged(
    write: str, claim: Claim, make: Maker, ada: User, dora: User, settings: Settings
) -> None:
    gone = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    facts = replace(make.facts, claimant=gone)
    second: Write
    if write == "log":
        second = partial(editorial.log_claim, facts=facts, source=SOURCE, by=ada)
    else:
        second = partial(editorial.revise_claim, claim=claim, facts=facts, reason="A slip.", by=ada)
    if write == "propose":
        settings.FOUR_EYES = True
        second()
        second = partial(editorial.countersign_change, correction=Correction.objects.get(), by=eve())

    refusal = overlap(
        partial(editorial.merge_claimants, claimant=gone, into=make.facts.claimant, reason=REASON, by=dora),
        second,
    )

    assert isinstance(refusal, rules.ClaimantMergedAway)
    assert not Claim.objects.filter(claimant=gone).exists()
    assert list(record.verify()) == []


def test_a_claim_that_just_came_to_a_claimant_goes_along_when_they_are_merged(
    claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    gone = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    facts = replace(make.facts, claimant=gone)

    refusal = overlap(
        partial(editorial.revise_claim, claim=claim, facts=facts, reason="A slip.", by=ada),
        partial(editorial.merge_claimants, claimant=gone, into=make.facts.claimant, reason=REASON, by=dora),
    )

    assert refusal is None
    assert not Claim.objects.filter(claimant=gone).exists()
    assert list(record.verify()) == []
