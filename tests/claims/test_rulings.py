"""One rule for all outcomes: every combination of outcome, day and ground is allowed or refused by name."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from claims import rules
from claims.models import Outcome
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

# Once the window has closed: the day on which it came true, by outcome.
BY_DAY: dict[Outcome, tuple[type[BrokenRule] | None, ...]] = {
    # no day, before the window, inside it, after it
    CONFIRMED: (rules.NoDayOfFulfilment, FINE, FINE, rules.CameTooLate),
    PARTLY: (FINE, FINE, FINE, rules.CameTooLate),
    MISSED: (FINE, rules.CameEarly, rules.CameInTime, FINE),
    VOID: (FINE, rules.NothingCameTrue, rules.NothingCameTrue, rules.NothingCameTrue),
    PENDING: (FINE, rules.NothingCameTrue, rules.NothingCameTrue, rules.NothingCameTrue),
}
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


@pytest.mark.parametrize(("outcome", "place"), list(product(Outcome, DayPlace)))
def test_each_outcome_takes_the_days_that_the_table_gives_it(outcome: Outcome, place: DayPlace) -> None:
    expected = BY_DAY[outcome][list(DayPlace).index(place)]

    holds(ruled(outcome, happened_on=DAYS[place]), expected, claim=DECIDED, today=CLOSED)


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


@pytest.mark.parametrize("outcome", Outcome)
def test_a_day_on_which_it_became_known_stands_with_every_outcome_but_pending(outcome: Outcome) -> None:
    expected = rules.NothingBecameKnown if outcome == PENDING else None

    holds(ruled(outcome, known_on=DAYS[DayPlace.INSIDE]), expected, claim=DECIDED, today=CLOSED)


@pytest.mark.parametrize(
    ("ruling", "rule"),
    [
        (ruled(CONFIRMED, happened_on=CLOSED, reasoning=" \n"), rules.NoReasoning),
        (ruled(CONFIRMED, happened_on=date(2027, 10, 2)), rules.HappenedInTheFuture),
        (ruled(CONFIRMED, happened_on=date(2026, 3, 1)), rules.HappenedBeforeItWasSaid),
        (ruled(PARTLY, happened_on=date(2026, 3, 1)), rules.HappenedBeforeItWasSaid),
        (ruled(MISSED, known_on=date(2027, 10, 2)), rules.KnownInTheFuture),
        (ruled(MISSED, known_on=date(2026, 3, 1)), rules.KnownBeforeItWasSaid),
        (
            ruled(CONFIRMED, happened_on=date(2027, 5, 2), known_on=date(2027, 5, 1)),
            rules.KnownBeforeItHappened,
        ),
        (ruled(MISSED, happened_on=date(2027, 9, 7), can_no_longer_happen=True), rules.CameTrueAfterAll),
        (ruled(CONFIRMED, known_on=date(2027, 9, 3)), rules.NoDayOfFulfilment),
        (ruled(CONFIRMED, happened_on=date(2027, 5, 1), stances=()), rules.NoAcceptedEvidence),
        (
            ruled(CONFIRMED, happened_on=date(2027, 5, 1), stances=("contradicts", "context")),
            rules.NoSupportingEvidence,
        ),
        (ruled(PARTLY, stances=()), rules.NoAcceptedEvidence),
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


@pytest.mark.parametrize("outcome", [MISSED, VOID])
def test_what_did_not_come_true_rests_on_no_evidence(outcome: Outcome) -> None:
    check(ruled(outcome, stances=()))


def test_a_verdict_that_waits_for_its_second_person_is_nothing_to_reopen() -> None:
    with pytest.raises(rules.NothingToReopen):
        check(ruled(PENDING), claim=replace(CLAIM, has_verdict=True))


def test_an_unmet_condition_is_ruled_before_the_window_opens() -> None:
    check(ruled(VOID, condition_failed=True), claim=CONDITIONAL, today=date(2026, 9, 1))
