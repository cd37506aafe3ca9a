from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import ProtectedError

from claims.models import Claim, Evidence, Outcome, User, Verdict
from tests.makers import Maker
from tests.refusals import refused_by

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
CLOSES = date(2026, 12, 31)


def verdict(claim: Claim, by: User, **changes: Any) -> Verdict:
    values = {"outcome": Outcome.VOID, "reasoning": "The plan was replaced.", "at": NOW}
    return Verdict.objects.create(claim=claim, by=by, **(values | changes))


# --- Evidence ---


def test_a_story_is_evidence_of_a_claim_once(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    evidence.pk = None

    with refused_by("evidence_once_per_claim_and_address"):
        evidence.save(force_insert=True)


def test_a_story_may_be_evidence_of_two_claims(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    evidence.pk = None
    evidence.claim = make.published()

    evidence.save(force_insert=True)

    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("status", "changes"),
    [
        ("suggested", {"stance": "supports"}),
        ("rejected", {"stance": "supports"}),
        ("accepted", {"stance": ""}),
    ],
)
def test_evidence_takes_a_stance_exactly_when_it_is_accepted(
    claim: Claim, make: Maker, status: str, changes: dict[str, str]
) -> None:
    evidence = make.suggested(claim) if status == "suggested" else make.accepted(claim)

    with refused_by("evidence_stance_exactly_when_accepted"):
        Evidence.objects.filter(pk=evidence.pk).update(status=status, **changes)


@pytest.mark.parametrize("missing", [{"reviewed_by": None}, {"reviewed_at": None}])
def test_reviewed_evidence_says_by_whom_and_when(claim: Claim, make: Maker, missing: dict[str, None]) -> None:
    evidence = make.accepted(claim)

    with refused_by("evidence_reviewed_by_and_at_together"):
        Evidence.objects.filter(pk=evidence.pk).update(**missing)


def test_evidence_that_waits_names_no_reviewer(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.suggested(claim)

    for changes in ({"reviewed_at": NOW}, {"reviewed_by": ada}, {"reviewed_by": ada, "reviewed_at": NOW}):
        with refused_by("evidence_reviewed_by_and_at_together"):
            Evidence.objects.filter(pk=evidence.pk).update(**changes)


def test_the_best_match_stands_first_then_the_latest(claim: Claim, make: Maker) -> None:
    older = make.suggested(claim, score=2.0, published_at=datetime(2026, 6, 1, tzinfo=UTC))
    newer = make.suggested(claim, score=2.0, published_at=datetime(2026, 6, 2, tzinfo=UTC))
    best = make.suggested(claim, score=3.0, published_at=datetime(2026, 5, 1, tzinfo=UTC))

    assert list(claim.evidence.all()) == [best, newer, older]
    assert str(best) == f"{best.publisher}: {best.title}"


# --- Verdicts ---


def test_a_verdict_gives_its_reasons(claim: Claim, ada: User) -> None:
    with refused_by("verdict_has_reasoning"):
        verdict(claim, ada, reasoning="")


def test_a_countersignature_has_a_person_and_a_time(claim: Claim, ada: User, dora: User) -> None:
    for half in ({"countersigned_by": dora}, {"countersigned_at": NOW}):
        with refused_by("verdict_countersigned_by_and_at_together"):
            verdict(claim, ada, **half)


def test_nobody_countersigns_their_own_verdict(claim: Claim, ada: User, dora: User) -> None:
    verdict(claim, ada, countersigned_by=dora, countersigned_at=NOW)

    with refused_by("verdict_countersigned_by_another_person"):
        verdict(claim, ada, countersigned_by=ada, countersigned_at=NOW)


@pytest.mark.parametrize(
    ("values", "in_effect", "waits", "unsigned"),
    [
        ({"effective_at": NOW}, True, False, False),
        ({"needs_countersignature": True}, False, True, True),
        ({"needs_countersignature": True, "countersigned_at": NOW, "due_at": NOW}, False, True, False),
        ({"needs_countersignature": True, "countersigned_at": NOW, "effective_at": NOW}, True, False, False),
        ({"taken_back_at": NOW, "needs_countersignature": True}, False, False, False),
    ],
)
def test_a_verdict_waits_is_in_effect_or_was_taken_back(
    values: dict[str, Any], in_effect: bool, waits: bool, unsigned: bool
) -> None:
    verdict = Verdict(**values)

    assert (verdict.in_effect, verdict.waits, verdict.waits_for_a_signature) == (in_effect, waits, unsigned)


@pytest.mark.parametrize(
    ("happened_on", "days"),
    [
        (None, 0),
        (date(2026, 3, 2), 0),
        (CLOSES, 0),
        (date(2027, 1, 1), 1),
        (date(2027, 2, 28), 59),
    ],
)
def test_days_late_count_from_the_windows_last_day(happened_on: date | None, days: int) -> None:
    assert Verdict(claim=Claim(closes_on=CLOSES), happened_on=happened_on).days_late == days


def test_without_a_window_nothing_is_late() -> None:
    assert Verdict(claim=Claim(), happened_on=CLOSES).days_late == 0


def test_the_latest_verdict_stands_first(claim: Claim, ada: User) -> None:
    verdict(claim, ada)
    verdict(claim, ada, outcome=Outcome.MISSED, at=datetime(2026, 6, 18, tzinfo=UTC))

    assert [str(each) for each in claim.verdicts.all()] == [
        "Missed (2026-06-18)",
        "Cannot be judged (2026-06-17)",
    ]


def test_a_claim_with_a_verdict_is_not_deleted(claim: Claim, ada: User) -> None:
    verdict(claim, ada)

    with pytest.raises(ProtectedError):
        claim.delete()


@pytest.mark.parametrize(
    ("outcome", "values", "late", "early"),
    [
        ("missed", {"happened_on": date(2027, 1, 5)}, 5, 0),
        ("missed", {"known_on": date(2027, 1, 5)}, 0, 0),
        ("missed", {"happened_on": date(2027, 1, 5), "can_no_longer_happen": True}, 0, 0),
        ("void", {"happened_on": date(2027, 1, 5)}, 0, 0),
        ("confirmed", {"happened_on": date(2026, 6, 1)}, 0, 0),
        ("confirmed", {"happened_on": date(2026, 2, 20)}, 0, 10),
    ],
)
def test_only_the_day_on_which_it_came_true_makes_it_late_or_early(
    outcome: str, values: dict[str, object], late: int, early: int
) -> None:
    claim = Claim(opens_on=date(2026, 3, 2), closes_on=date(2026, 12, 31))
    verdict = Verdict(claim=claim, outcome=outcome, **values)

    assert (verdict.days_late, verdict.days_early) == (late, early)
