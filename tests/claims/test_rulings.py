"""One rule for all outcomes: every combination of outcome, day and ground is allowed or refused by name."""

from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest

from claims import rules
from claims.models import Evidence, Outcome
from claims.rules import BrokenRule
from claims.rulings import DayPlace, RuledOn, Ruling, check_ruling

# "In 12 to 18 months": there is a time before the window opens.
CLAIM = RuledOn(said_on=date(2026, 3, 2), opens_on=date(2027, 3, 2), closes_on=date(2027, 9, 2))
CONDITIONAL = replace(CLAIM, has_condition=True)
DECIDED = replace(CLAIM, outcome=Outcome.MISSED, has_verdict=True)
DAYS = {
    DayPlace.UNKNOWN: None,
    DayPlace.EARLY: date(2026, 12, 1),
    DayPlace.INSIDE: date(2027, 5, 1),
    DayPlace.LATE: date(2027, 9, 7),
}
OPEN, CLOSED = date(2027, 6, 1), date(2027, 10, 1)
CONFIRMED, PARTLY, MISSED, VOID, PENDING = (
    Outcome.CONFIRMED, Outcome.PARTLY, Outcome.MISSED, Outcome.VOID, Outcome.PENDING,
)  # fmt: skip
FINE = None

REFUSALS: dict[str, type[BrokenRule] | None] = {
    ".": FINE,
    "D": rules.NoDayOfFulfilment,
    "L": rules.CameTooLate,
    "E": rules.CameEarly,
    "I": rules.CameInTime,
    "N": rules.NothingCameTrue,
    "B": rules.NothingBecameKnown,
    "K": rules.KnownBeforeItHappened,
}
# Once the window has closed, by the day on which it came true (down: none, early, inside, late) and the day on which
# that became known (across: none, early, inside, late).
BY_DAYS: dict[Outcome, tuple[str, str, str, str]] = {
    CONFIRMED: ("D..D", "....", ".K..", "LKKL"),
    PARTLY: ("...D", "....", ".K..", "LKKL"),
    MISSED: ("....", "EEEE", "IKII", ".KK."),
    VOID: ("....", "NNNN", "NKNN", "NKKN"),
    PENDING: (".BBB", "NBBB", "NBBB", "NBBB"),
}
# By the stances of the evidence that it rests on: all, some, or none of the three.
STANCES = [which for number in range(4) for which in combinations(Evidence.Stance.values, number)]
# While the window is open: without a ground, as it can no longer happen, as the condition was not met.
BEFORE_THE_END: dict[Outcome, tuple[type[BrokenRule] | None, ...]] = {
    CONFIRMED: (FINE, rules.CanStillHappen, rules.NotVoid),
    PARTLY: (rules.WindowStillOpen, rules.CanStillHappen, rules.NotVoid),
    MISSED: (rules.WindowStillOpen, FINE, rules.NotVoid),
    VOID: (rules.WindowStillOpen, rules.CanStillHappen, FINE),
    PENDING: (FINE, rules.CanStillHappen, rules.NotVoid),
}


def check(ruling: Ruling, *, claim: RuledOn = CLAIM, today: date = CLOSED) -> None:
    check_ruling(ruling, claim=claim, today=today)


def ruled(outcome: Outcome, **changes: object) -> Ruling:
    ruling = Ruling(outcome=outcome, reasoning="The desk looked.", stances=("supports",))
    return replace(ruling, **changes)  # type: ignore[arg-type]


def holds(ruling: Ruling, expected: type[BrokenRule] | None, *, claim: RuledOn, today: date) -> None:
    if expected is None:
        check(ruling, claim=claim, today=today)
    else:
        with pytest.raises(expected):
            check(ruling, claim=claim, today=today)


@pytest.mark.parametrize(("outcome", "came", "known"), list(product(Outcome, DayPlace, DayPlace)))
def test_each_outcome_takes_the_days_that_the_table_gives_it(
    outcome: Outcome, came: DayPlace, known: DayPlace
) -> None:
    places = list(DayPlace)
    expected = REFUSALS[BY_DAYS[outcome][places.index(came)][places.index(known)]]

    holds(ruled(outcome, happened_on=DAYS[came], known_on=DAYS[known]), expected, claim=DECIDED, today=CLOSED)


@pytest.mark.parametrize(("outcome", "stances"), list(product(Outcome, STANCES)))
def test_what_came_true_in_whole_or_part_rests_on_evidence_that_says_so(
    outcome: Outcome, stances: tuple[str, ...]
) -> None:
    expected: type[BrokenRule] | None = FINE
    if outcome in {CONFIRMED, PARTLY} and "supports" not in stances:
        expected = rules.NoSupportingEvidence if stances else rules.NoAcceptedEvidence
    happened_on = DAYS[DayPlace.INSIDE] if outcome in {CONFIRMED, PARTLY} else None

    holds(ruled(outcome, happened_on=happened_on, stances=stances), expected, claim=DECIDED, today=CLOSED)


@pytest.mark.parametrize(("outcome", "ground"), list(product(Outcome, range(3))))
@pytest.mark.parametrize("today", [OPEN, CLAIM.closes_on])
def test_before_the_window_has_closed_only_what_is_settled_is_ruled(
    outcome: Outcome, ground: int, today: date
) -> None:
    happened_on = DAYS[DayPlace.INSIDE] if outcome == CONFIRMED and not ground else None
    grounds = {"can_no_longer_happen": ground == 1, "condition_failed": ground == 2}
    claim = replace(DECIDED, has_condition=True)

    ruling = ruled(outcome, happened_on=happened_on, **grounds)

    holds(ruling, BEFORE_THE_END[outcome][ground], claim=claim, today=today)


@pytest.mark.parametrize(
    ("ruling", "rule"),
    [
        (ruled(CONFIRMED, happened_on=CLOSED, reasoning=" \n"), rules.NoReasoning),
        (ruled(CONFIRMED, happened_on=date(2027, 10, 2)), rules.HappenedInTheFuture),
        (ruled(CONFIRMED, happened_on=date(2026, 3, 1)), rules.HappenedBeforeItWasSaid),
        (ruled(PARTLY, happened_on=date(2026, 3, 1)), rules.HappenedBeforeItWasSaid),
        (ruled(MISSED, known_on=date(2027, 10, 2)), rules.KnownInTheFuture),
        (ruled(MISSED, known_on=date(2026, 3, 1)), rules.KnownBeforeItWasSaid),
        (ruled(MISSED, happened_on=date(2027, 9, 7), can_no_longer_happen=True), rules.CameTrueAfterAll),
        (ruled(CONFIRMED, known_on=date(2027, 9, 3)), rules.NoDayOfFulfilment),
        (ruled(PENDING), rules.NothingToReopen),
        (ruled(VOID, condition_failed=True), rules.NoCondition),
    ],
)
def test_a_ruling_that_breaks_a_rule_names_it(ruling: Ruling, rule: type[BrokenRule]) -> None:
    with pytest.raises(rule):
        check(ruling)


@pytest.mark.parametrize("day", [CLAIM.said_on, CLAIM.opens_on, CLAIM.closes_on])
def test_first_and_last_days_count(day: date) -> None:
    check(ruled(CONFIRMED, happened_on=day))


def test_a_claim_known_to_have_come_true_inside_its_window_is_confirmed_without_its_day() -> None:
    check(ruled(CONFIRMED, known_on=CLAIM.closes_on))


def test_a_verdict_that_waits_for_its_second_person_is_nothing_to_reopen() -> None:
    with pytest.raises(rules.NothingToReopen):
        check(ruled(PENDING), claim=replace(CLAIM, has_verdict=True))


def test_an_unmet_condition_is_ruled_before_the_window_opens() -> None:
    check(ruled(VOID, condition_failed=True), claim=CONDITIONAL, today=date(2026, 9, 1))
