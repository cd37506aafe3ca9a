"""What the method page counts before the reader's eyes: an invented board, and one claim. Pure.

Every figure comes from the code that makes the real board, with the newsroom's own rule and minimum: where those are
changed, the example changes with them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from claims.counting import CountingRule
from claims.horizon import Window, resolve
from claims.models import Claimant
from claims.scoreboard import Board, Standing, TrackRecord, board_of

SAID_ON = date(2026, 3, 10)
WORDS = {"en": "within the next 12 to 18 months", "de": "in den nächsten 12 bis 18 Monaten"}
DAYS_LATE = 12
FOLLOWED = "B"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleClaim:
    """Words said on a day, the window that they mean, and the days on which what came true is in time or late."""

    said_on: date
    words: str
    window: Window
    joins_on: date
    late_on: date
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleBoard:
    """A small board, and one of its standings to be followed step by step, with its rate by every rule."""

    board: Board
    followed: Standing
    by_rule: tuple[tuple[CountingRule, float | None], ...]

    @property
    def standings(self) -> list[Standing]:
        """All of them, the compared ones first."""
        return [*self.board.compared, *self.board.too_few]


def claim_of(language: str) -> ExampleClaim:
    """The claim, in words of this language."""
    words = WORDS.get(language, WORDS["en"])
    window = resolve(words, said_on=SAID_ON, language=language)
    assert isinstance(window, Window), words
    return ExampleClaim(
        said_on=SAID_ON,
        words=words,
        window=window,
        joins_on=window.closes_on + timedelta(days=1),
        late_on=window.closes_on + timedelta(days=DAYS_LATE),
        days_late=DAYS_LATE,
    )


def board(rule: CountingRule, *, minimum: int) -> ExampleBoard:
    """Three who are compared, of whom B has the fewest claims that suffice (five at least), and one with too few."""
    made = board_of(_tracks(rule, minimum), minimum=minimum)
    followed = next(each for each in made.compared if each.claimant.name == FOLLOWED)
    rates = tuple((each, followed.track.counted_by(each).rate) for each in CountingRule)
    return ExampleBoard(board=made, followed=followed, by_rule=rates)


def _tracks(rule: CountingRule, minimum: int) -> list[tuple[Claimant, TrackRecord]]:
    few = max(minimum, 5)
    counts = {
        "A": {"confirmed": 5 * few - 2, "partly": 1, "late": 1, "missed": few, "running": 3},
        FOLLOWED: {"confirmed": 2, "partly": 1, "late": 1, "missed": few - 4, "void": 1, "early": 1},
        "C": {"confirmed": few, "partly": 2, "late": 2, "missed": 4 * few - 4, "awaiting": 1},
        "D": {"confirmed": minimum - 1, "void": 2},
    }
    return [(Claimant(name=name), TrackRecord(**each, rule=rule)) for name, each in counts.items()]
