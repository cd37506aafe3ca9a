from dataclasses import replace
from datetime import date

import pytest

from claims import rules
from claims.models import Outcome
from claims.rules import BrokenRule, Ruling, check_ruling

SAID_ON, CLOSES_ON = date(2026, 3, 2), date(2026, 12, 31)
INSIDE, AFTER = date(2026, 6, 17), date(2027, 1, 10)
CONFIRMED = Ruling(
    outcome=Outcome.CONFIRMED, reasoning="Cars cross it.", happened_on=date(2026, 6, 1), evidence_count=1
)
MISSED = Ruling(outcome=Outcome.MISSED, reasoning="No car crosses it.")


def check(
    ruling: Ruling, *, today: date = AFTER, current: Outcome = Outcome.PENDING, has_verdict: bool = False
) -> None:
    check_ruling(
        ruling, said_on=SAID_ON, closes_on=CLOSES_ON, current=current, has_verdict=has_verdict, today=today
    )


@pytest.mark.parametrize(
    "ruling",
    [
        CONFIRMED,
        replace(CONFIRMED, happened_on=SAID_ON),
        replace(CONFIRMED, happened_on=CLOSES_ON),
        MISSED,
        replace(MISSED, happened_on=date(2027, 1, 5)),
        replace(CONFIRMED, outcome=Outcome.PARTLY, happened_on=None),
        Ruling(outcome=Outcome.VOID, reasoning="The criteria contradict each other."),
    ],
)
def test_a_sound_ruling_passes_after_the_window(ruling: Ruling) -> None:
    check(ruling)


@pytest.mark.parametrize(
    ("ruling", "rule"),
    [
        (replace(CONFIRMED, reasoning=" \n"), rules.NoReasoning),
        (replace(CONFIRMED, happened_on=None), rules.NoDayOfFulfilment),
        (replace(CONFIRMED, happened_on=date(2027, 1, 11)), rules.HappenedInTheFuture),
        (replace(CONFIRMED, happened_on=date(2026, 3, 1)), rules.HappenedBeforeItWasSaid),
        (replace(CONFIRMED, happened_on=date(2027, 1, 1)), rules.CameTooLate),
        (replace(MISSED, happened_on=CLOSES_ON), rules.NotLate),
        (replace(CONFIRMED, evidence_count=0), rules.NoAcceptedEvidence),
        (replace(CONFIRMED, outcome=Outcome.PARTLY, evidence_count=0), rules.NoAcceptedEvidence),
        (Ruling(outcome=Outcome.PENDING, reasoning="Reopened."), rules.NothingToReopen),
    ],
)
def test_a_ruling_that_breaks_a_rule_names_it(ruling: Ruling, rule: type[BrokenRule]) -> None:
    with pytest.raises(rule):
        check(ruling)


def test_confirmed_is_allowed_before_the_window_closes() -> None:
    check(CONFIRMED, today=INSIDE)


@pytest.mark.parametrize("outcome", [Outcome.MISSED, Outcome.PARTLY, Outcome.VOID])
@pytest.mark.parametrize("today", [INSIDE, CLOSES_ON])
def test_nothing_else_is_ruled_while_the_window_is_open(outcome: Outcome, today: date) -> None:
    with pytest.raises(rules.WindowStillOpen):
        check(Ruling(outcome=outcome, reasoning="Too early.", evidence_count=1), today=today)


def test_missed_is_allowed_early_if_it_can_no_longer_happen() -> None:
    check(replace(MISSED, can_no_longer_happen=True), today=INSIDE)


def test_a_decided_claim_can_be_reopened() -> None:
    check(
        Ruling(outcome=Outcome.PENDING, reasoning="The source withdrew."),
        current=Outcome.MISSED,
        has_verdict=True,
    )


def test_a_verdict_that_waits_for_its_second_person_is_nothing_to_reopen() -> None:
    with pytest.raises(rules.NothingToReopen):
        check(
            Ruling(outcome=Outcome.PENDING, reasoning="Reopened."), current=Outcome.PENDING, has_verdict=True
        )


def test_a_broken_rule_carries_its_field_and_explanation() -> None:
    assert rules.NoCriteria().message_dict == {
        "criteria": ["Write down what would count as confirmed, and what would not, before you publish."]
    }


@pytest.mark.parametrize("rule", BrokenRule.__subclasses__())
def test_every_rule_says_what_is_wrong_and_states_itself(rule: type[BrokenRule]) -> None:
    assert str(rule.explanation)
    assert rule.__doc__
