"""What was claimed changes in the open after publication: with a reason, a notice, and two people where asked for."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from claims import editorial, record, rules
from claims.chronicle import SHOWN_FIELDS
from claims.corrections import Notice, notices
from claims.editorial.corrections import WHAT_WAS_CLAIMED, WINDOW
from claims.models import Claim, Claimant, Correction, Outcome, User
from tests.makers import Maker, actions

REASON = "The minister's office sent us the tape."
MOVED: dict[str, Any] = {"horizon": "bis Ende 2027"}


def revise(claim: Claim, make: Maker, by: User, *, reason: str = REASON, **changes: Any) -> Claim:
    return editorial.revise_claim(claim=claim, facts=replace(make.facts, **changes), by=by, reason=reason)


@pytest.fixture
def four_eyes(settings: Settings) -> None:
    settings.FOUR_EYES = True


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "Trains cross the Elbe."},
        {"statement_language": "de"},
        {"language": "en", "horizon": "by the end of 2026"},
        {"quote": "Die Bahn wird fahren."},
        {"horizon": "bis Ende 2027"},
        {"by_hand": (date(2026, 3, 2), date(2028, 12, 31))},
        {"criteria": "A ceremony counts."},
        {"claimant": None},
        {"said_on": date(2026, 3, 1)},
        {"firmness": "will"},
        {"condition": "if elected"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_what_was_claimed_needs_a_reason_and_makes_a_notice(
    change: dict[str, Any], claim: Claim, make: Maker, ada: User
) -> None:
    if "claimant" in change:
        change = {"claimant": editorial.save_claimant(claimant=Claimant(name="Jo Berg"), by=ada)}
    with pytest.raises(rules.NoReasonForAChange):
        revise(claim, make, ada, reason=" ", **change)

    revise(claim, make, ada, **change)

    correction = Correction.objects.public().get()
    assert (correction.kind, correction.reason, correction.by) == ("changed", REASON, ada)
    (notice,) = notices([correction])
    assert notice.fields
    assert all((before or name == "condition") and after for name, before, after in words_of(notice))
    assert list(record.verify()) == []


def words_of(notice: Notice) -> list[tuple[str, object, object]]:
    return [(change.label, change.before, change.after) for change in notice.changes]


def test_every_field_that_makes_a_notice_is_shown_in_it() -> None:
    assert set(SHOWN_FIELDS) >= WINDOW | WHAT_WAS_CLAIMED


def test_the_notice_has_the_words_before_and_after(claim: Claim, make: Maker, ada: User) -> None:
    revise(claim, make, ada, **MOVED)

    values = Correction.objects.get().values
    assert values["closes_on"] == ["2026-12-31", "2027-12-31"]
    assert values["horizon"] == ["bis Ende 2026", "bis Ende 2027"]


def test_before_publication_nothing_of_this_holds(make: Maker, ada: User) -> None:
    revise(make.draft(), make, ada, reason="", **MOVED)

    assert not Correction.objects.exists()


def test_what_readers_were_not_told_of_needs_no_reason(claim: Claim, make: Maker, ada: User) -> None:
    revise(claim, make, ada, reason="", must_terms="Elbe")

    assert not Correction.objects.exists()


def test_with_four_eyes_a_change_waits_for_another_person(
    claim: Claim, make: Maker, ada: User, dora: User, four_eyes: None
) -> None:
    revise(claim, make, ada, must_terms="Elbe", **MOVED)

    correction = Correction.objects.get()
    claim.refresh_from_db()
    assert (claim.closes_on, claim.deadline_version, claim.must_terms) == (date(2026, 12, 31), 1, "Elbe")
    assert not Correction.objects.public().exists()
    with pytest.raises(rules.SamePerson):
        editorial.countersign_change(correction=correction, by=ada)

    editorial.countersign_change(correction=correction, by=dora)

    claim.refresh_from_db()
    assert (claim.closes_on, claim.horizon, claim.deadline_version) == (
        date(2027, 12, 31),
        "bis Ende 2027",
        2,
    )
    assert claim.precision == Claim.Precision.YEAR
    assert Correction.objects.public().get().countersigned_by == dora
    assert list(record.verify()) == []


def test_a_change_signed_twice_is_made_once(
    claim: Claim, make: Maker, ada: User, dora: User, four_eyes: None
) -> None:
    revise(claim, make, ada, **MOVED)
    for _ in range(2):
        editorial.countersign_change(correction=Correction.objects.get(), by=dora)

    assert actions(f"claim:{claim.pk}").count("change_countersigned") == 1
    with pytest.raises(rules.NoChangeWaits):
        editorial.countersign_change(
            correction=Correction.objects.get(), by=User.objects.create_superuser("eve")
        )


def test_one_change_waits_at_a_time_and_may_be_dropped(
    claim: Claim, make: Maker, ada: User, dora: User, ben: User, four_eyes: None
) -> None:
    revise(claim, make, ada, **MOVED)
    with pytest.raises(rules.AnotherChangeWaits):
        revise(claim, make, dora, statement="Trains cross it.")
    with pytest.raises(rules.NotAllowed):
        editorial.drop_change(correction=Correction.objects.get(), by=ben)

    for _ in range(2):
        editorial.drop_change(correction=Correction.objects.get(), by=ada)

    assert actions(f"claim:{claim.pk}")[-1] == "dropped"
    with pytest.raises(rules.NoChangeWaits):
        editorial.countersign_change(correction=Correction.objects.get(), by=dora)
    revise(claim, make, dora, statement="Trains cross it.")
    assert list(record.verify()) == []


def test_a_change_is_signed_against_the_text_that_its_author_saw(
    claim: Claim, make: Maker, ada: User, dora: User, four_eyes: None, settings: Settings
) -> None:
    revise(claim, make, ada, **MOVED)
    Claim.objects.filter(pk=claim.pk).update(horizon="bis 31. Dezember 2026")

    with pytest.raises(rules.ChangeOvertaken):
        editorial.countersign_change(correction=Correction.objects.get(), by=dora)


def test_a_change_is_not_signed_under_a_verdict_given_meanwhile(
    claim: Claim, make: Maker, ada: User, dora: User, four_eyes: None
) -> None:
    revise(claim, make, ada, **MOVED)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    with pytest.raises(rules.DeadlineOfADecidedClaim):
        editorial.countersign_change(correction=Correction.objects.get(), by=dora)


def test_a_verdict_that_replaces_another_is_a_correction(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    assert not Correction.objects.exists()

    later = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1), reasoning="It opened after all.")

    correction = Correction.objects.public().get()
    assert (correction.kind, correction.verdict) == ("decided", later)
    assert json.loads(correction.changes) == {"outcome": ["missed", "confirmed"]}


def test_a_verdict_that_waits_is_no_correction_yet(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    settings.FOUR_EYES = True
    waiting = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    assert not Correction.objects.exists()

    editorial.countersign(verdict=waiting, by=dora)

    assert Correction.objects.public().get().verdict == waiting


def test_a_withdrawal_is_a_correction(claim: Claim, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    correction = Correction.objects.public().get()
    assert (correction.kind, correction.reason) == ("withdrawn", "Logged twice.")


def test_a_reopened_claim_may_be_changed_again(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    claim.refresh_from_db()
    make.ruled(claim, Outcome.PENDING)

    revise(claim, make, ada, **MOVED)

    assert [each.kind for each in Correction.objects.public()] == ["changed", "decided"]
