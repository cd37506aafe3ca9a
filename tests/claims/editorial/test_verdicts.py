"""Verdicts are appended, and take effect when signed."""

from datetime import date

import pytest
from pytest_django import Settings

from claims import editorial, record, rules, rulings
from claims.models import Claim, Outcome, RecordEntry, User, Verdict
from tests.makers import Maker, actions


def test_a_verdict_decides_the_claim_and_is_logged(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED
    assert actions(f"claim:{claim.pk}")[-2:] == ["ruled", "decided"]
    logged = RecordEntry.objects.get(subject=f"verdict:{verdict.pk}")
    assert logged.changes["evidence"] == [None, [verdict.evidence.get().pk]]


def test_a_correction_is_a_new_verdict_and_the_old_one_stays(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(claim, "pending")

    claim.refresh_from_db()
    assert claim.outcome == Outcome.PENDING
    assert [verdict.outcome for verdict in claim.verdicts.order_by("pk")] == ["missed", "pending"]


def test_a_draft_or_withdrawn_claim_is_not_ruled_on(claim: Claim, make: Maker, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Wrong.", by=dora)

    for refused in (make.draft(), claim):
        with pytest.raises(rules.NotPublished):
            make.ruled(refused, "missed", can_no_longer_happen=True)


def test_a_verdict_rests_on_accepted_evidence_of_its_own_claim(claim: Claim, make: Maker, ada: User) -> None:
    ruling = rulings.Ruling(
        outcome=Outcome.CONFIRMED, reasoning="Cars cross it.", happened_on=date(2026, 6, 1)
    )

    for foreign in (make.accepted(make.published()), make.suggested(claim)):
        with pytest.raises(rules.EvidenceOfAnotherClaim):
            editorial.rule(claim=claim, ruling=ruling, evidence=[foreign], by=ada)
    assert not Verdict.objects.exists()


def test_the_number_of_accepted_evidence_is_counted_not_claimed(claim: Claim, ada: User) -> None:
    ruling = rulings.Ruling(
        outcome=Outcome.CONFIRMED,
        reasoning="Cars cross it.",
        happened_on=date(2026, 6, 1),
        stances=("supports",),
    )

    with pytest.raises(rules.NoAcceptedEvidence):
        editorial.rule(claim=claim, ruling=ruling, by=ada)


def test_one_piece_of_evidence_named_twice_counts_once(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.accepted(claim)
    ruling = rulings.Ruling(
        outcome=Outcome.CONFIRMED, reasoning="Cars cross it.", happened_on=date(2026, 6, 1)
    )

    verdict = editorial.rule(claim=claim, ruling=ruling, evidence=[evidence, evidence], by=ada)

    assert list(verdict.evidence.all()) == [evidence]


@pytest.fixture
def waiting(settings: Settings, claim: Claim, make: Maker) -> Verdict:
    """Ada's verdict in a newsroom that asks for four eyes."""
    settings.FOUR_EYES = True
    return make.ruled(claim, "missed", can_no_longer_happen=True)


def test_with_four_eyes_a_verdict_waits_for_the_second_person(claim: Claim, waiting: Verdict) -> None:
    claim.refresh_from_db()

    assert claim.outcome == Outcome.PENDING
    assert claim.public_verdicts == []


def test_the_second_person_puts_it_into_effect(claim: Claim, waiting: Verdict, dora: User) -> None:
    editorial.countersign(verdict=waiting, by=dora)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.MISSED
    assert list(record.verify()) == []


def test_nobody_countersigns_themselves(waiting: Verdict, ada: User) -> None:
    with pytest.raises(rules.SamePerson):
        editorial.countersign(verdict=waiting, by=ada)


def test_a_reporter_countersigns_nothing(waiting: Verdict, ben: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.countersign(verdict=waiting, by=ben)


def test_a_verdict_is_countersigned_once(waiting: Verdict, dora: User) -> None:
    editorial.countersign(verdict=waiting, by=dora)
    third = User.objects.create_superuser("eve")

    with pytest.raises(rules.AlreadyCountersigned):
        editorial.countersign(verdict=waiting, by=third)


def test_signing_an_older_verdict_does_not_undo_a_newer_one(
    claim: Claim, waiting: Verdict, make: Maker, dora: User
) -> None:
    newer = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    editorial.countersign(verdict=newer, by=dora)
    editorial.countersign(verdict=waiting, by=dora)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED


def test_confirmed_does_not_rest_on_evidence_that_only_contradicts(
    claim: Claim, make: Maker, ada: User
) -> None:
    ruling = rulings.Ruling(outcome=Outcome.CONFIRMED, reasoning="Yes.", happened_on=date(2026, 6, 1))

    with pytest.raises(rules.NoSupportingEvidence):
        editorial.rule(claim=claim, ruling=ruling, evidence=[make.accepted(claim, "contradicts")], by=ada)


def test_both_days_of_a_ruling_are_kept(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1), known_on=date(2026, 6, 9))

    assert (verdict.came_true_on, verdict.became_known_on) == (date(2026, 6, 1), date(2026, 6, 9))


def test_an_unmet_condition_ends_a_claim_before_its_window_does(make: Maker, ada: User) -> None:
    claim = make.published(condition="sofern der Bundestag zustimmt")
    make.ruled(claim, "void", condition_failed=True, known_on=date(2026, 6, 3))

    claim.refresh_from_db()
    assert claim.outcome == Outcome.VOID
