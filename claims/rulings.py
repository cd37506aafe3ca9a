"""When and how an outcome may be given: one rule, complete over outcomes, days and grounds. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from claims import rules
from claims.models import Evidence, Outcome


class DayPlace(Enum):
    """Where the day on which it came true lies."""

    UNKNOWN = auto()
    """No day is given."""
    EARLY = auto()
    """After it was said and before the window opened."""
    INSIDE = auto()
    """In the window, its first and last day included."""
    LATE = auto()
    """After the window closed."""


# Which day may stand with which outcome. What is not named is allowed; a test asks for every cell.
_DAY_REFUSALS: dict[tuple[Outcome, DayPlace], type[rules.BrokenRule]] = {
    (Outcome.CONFIRMED, DayPlace.LATE): rules.CameTooLate,
    (Outcome.PARTLY, DayPlace.LATE): rules.CameTooLate,
    (Outcome.MISSED, DayPlace.EARLY): rules.CameEarly,
    (Outcome.MISSED, DayPlace.INSIDE): rules.CameInTime,
    **{
        (outcome, place): rules.NothingCameTrue
        for outcome in (Outcome.VOID, Outcome.PENDING)
        for place in (DayPlace.EARLY, DayPlace.INSIDE, DayPlace.LATE)
    },
}
# The same where no day is given on which it came true: by the day on which it became known.
_KNOWN_REFUSALS: dict[tuple[Outcome, DayPlace], type[rules.BrokenRule]] = {
    (Outcome.CONFIRMED, DayPlace.UNKNOWN): rules.NoDayOfFulfilment,
    (Outcome.CONFIRMED, DayPlace.LATE): rules.NoDayOfFulfilment,
    (Outcome.PARTLY, DayPlace.LATE): rules.NoDayOfFulfilment,
}
# What is said to have come true, in whole or in part, has evidence that says so.
RESTS_ON_EVIDENCE = frozenset({Outcome.CONFIRMED, Outcome.PARTLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict as proposed, before it is checked. `stances` are those of the accepted evidence that it rests on.

    `happened_on` is the day on which it came true, `known_on` the day on which that, or the opposite, became known.
    """

    outcome: Outcome
    reasoning: str
    happened_on: date | None = None
    known_on: date | None = None
    can_no_longer_happen: bool = False
    condition_failed: bool = False
    stances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOn:
    """The claim as a ruling meets it."""

    said_on: date
    opens_on: date
    closes_on: date
    outcome: Outcome = Outcome.PENDING
    has_verdict: bool = False
    has_condition: bool = False

    def place_of(self, day: date | None) -> DayPlace:
        """Where a day after it was said lies, seen from the window."""
        if day is None:
            return DayPlace.UNKNOWN
        if day < self.opens_on:
            return DayPlace.EARLY
        return DayPlace.INSIDE if day <= self.closes_on else DayPlace.LATE


def check_ruling(ruling: Ruling, *, claim: RuledOn, today: date) -> None:
    """Raise the broken rule that this ruling would break, if any. `today` is the newsroom's day."""
    if not ruling.reasoning.strip():
        raise rules.NoReasoning
    if ruling.outcome == Outcome.PENDING and (claim.outcome == Outcome.PENDING or not claim.has_verdict):
        raise rules.NothingToReopen
    _check_grounds(ruling, claim)
    if today <= claim.closes_on and not _may_be_given_early(ruling):
        raise rules.WindowStillOpen
    _check_days_in_order(ruling, claim, today)
    if ruling.happened_on is not None:
        refusal = _DAY_REFUSALS.get((ruling.outcome, claim.place_of(ruling.happened_on)))
    else:
        refusal = _KNOWN_REFUSALS.get((ruling.outcome, claim.place_of(ruling.known_on)))
    if refusal is not None:
        raise refusal
    if ruling.outcome in RESTS_ON_EVIDENCE:
        _check_evidence(ruling)


def _check_grounds(ruling: Ruling, claim: RuledOn) -> None:
    """The two statements beside an outcome: each goes with one outcome only."""
    if ruling.can_no_longer_happen and ruling.outcome != Outcome.MISSED:
        raise rules.CanStillHappen
    if ruling.can_no_longer_happen and ruling.happened_on is not None:
        raise rules.CameTrueAfterAll
    if ruling.condition_failed and not claim.has_condition:
        raise rules.NoCondition
    if ruling.condition_failed and ruling.outcome != Outcome.VOID:
        raise rules.NotVoid


def _may_be_given_early(ruling: Ruling) -> bool:
    """Whether the ruling cannot be overtaken by what the rest of the window brings."""
    settled = ruling.can_no_longer_happen or ruling.condition_failed
    return settled or ruling.outcome in {Outcome.CONFIRMED, Outcome.PENDING}


def _check_days_in_order(ruling: Ruling, claim: RuledOn, today: date) -> None:
    happened_on, known_on = ruling.happened_on, ruling.known_on
    if happened_on is not None:
        if happened_on > today:
            raise rules.HappenedInTheFuture
        if happened_on < claim.said_on:
            raise rules.HappenedBeforeItWasSaid
    if known_on is None:
        return
    if ruling.outcome == Outcome.PENDING:
        raise rules.NothingBecameKnown
    if known_on > today:
        raise rules.KnownInTheFuture
    if known_on < claim.said_on:
        raise rules.KnownBeforeItWasSaid
    if happened_on is not None and known_on < happened_on:
        raise rules.KnownBeforeItHappened


def _check_evidence(ruling: Ruling) -> None:
    if not ruling.stances:
        raise rules.NoAcceptedEvidence
    if Evidence.Stance.SUPPORTS not in ruling.stances:
        raise rules.NoSupportingEvidence
