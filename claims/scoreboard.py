"""Who was right: standings and track records, computed from the record. The public rule page states the same rule.

A rate is taken only over claims whose window has closed, so that early successes flatter nobody. "Void" is never in
the denominator. "Partly" and "late" (came true after its window closed) are in it as segments of their own; whether
they count as right is said by the counting rule, which a reader can change. A record by itself stands with its 95 %
Wilson interval (E. B. Wilson, 1927, Journal of the American Statistical Association 22, 209-212); how records compare,
and which cannot be told apart, is said by `comparing`.

Why so: docs/decisions/0007-partly-is-its-own-segment.md,
docs/decisions/0032-a-board-that-tells-apart-only-who-can-be.md
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from math import sqrt

from django.db.models import Count

from claims import kept_counts
from claims.comparing import BoardPlace, Group, Interval, Prior, RightOf, compare, prior_of
from claims.counting import CountingRule
from claims.models import COUNTERS, Claimant, ClaimantCounts
from claims.querysets import ClaimQuerySet, counting_on

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """Counts of published claims. The first four are of closed windows and make the rate; the others stand beside.
    `missed` is what never came true, as far as is known; `late` what did after its window closed.
    """

    confirmed: int = 0
    partly: int = 0
    late: int = 0
    missed: int = 0
    void: int = 0
    early: int = 0
    awaiting: int = 0
    running: int = 0
    rule: CountingRule = CountingRule.STRICT

    @property
    def n(self) -> int:
        """The rate's denominator: decided claims whose window has closed, without the void ones."""
        return self.confirmed + self.partly + self.late + self.missed

    @property
    def beside(self) -> int:
        """What is not in the rate."""
        return self.void + self.early + self.awaiting + self.running

    @property
    def total(self) -> int:
        """All published claims, decided or not."""
        return self.n + self.beside

    @property
    def right(self) -> float:
        """How many of n count as right by the rule; where "partly" counts half, perhaps no whole number."""
        return self.rule.right(confirmed=self.confirmed, partly=self.partly, late=self.late)

    @property
    def rate(self) -> float | None:
        """The share of right claims between 0 and 1; None while n is 0."""
        return self.right / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """The rate's 95 % Wilson interval; None while n is 0."""
        return wilson(self.right, self.n) if self.n else None

    @property
    def share(self) -> RightOf:
        """What is compared with others."""
        return RightOf(self.right, self.n)

    def __add__(self, other: "TrackRecord") -> "TrackRecord":
        """The counts of both, which have no claim in common."""
        counts = (each.name for each in fields(self) if each.name != "rule")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in counts})

    def counted_by(self, rule: CountingRule) -> "TrackRecord":
        """The same claims by another rule."""
        return replace(self, rule=rule)

    def is_compared(self, minimum: int) -> bool:
        """Whether n is large enough to be compared with others."""
        return self.n >= minimum


@dataclass(frozen=True, slots=True)
class Standing:
    """A claimant's row on the scoreboard. `place` is None below the minimum n."""

    claimant: Claimant
    track: TrackRecord
    place: BoardPlace | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The standings of one page. `prior` is what its claimants have in common: their mean, and how alike they are."""

    prior: Prior
    compared: tuple[Standing, ...]
    too_few: tuple[Standing, ...]

    def of_group(self, group: Group) -> list[Standing]:
        """Its standings, the highest estimate first."""
        return [each for each in self.compared if each.place and each.place.group is group]

    @property
    def groups(self) -> list[tuple[Group, list[Standing]]]:
        """The groups that have somebody, from more often right to less often."""
        return [(group, rows) for group in Group if (rows := self.of_group(group))]


def wilson(successes: float, n: int) -> Interval:
    """The 95 % score interval for a share of `successes` out of `n` > 0. Half successes are taken as they are."""
    share = successes / n
    square = Z_95**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z_95 / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n**2))
    # Exactly 0 and 1 at the ends: rounding there would part claimants who are equal.
    return Interval(middle - half if successes else 0.0, middle + half if successes < n else 1.0)


def board_of(tracks: Iterable[tuple[Claimant, TrackRecord]], *, minimum: int) -> Board:
    """The highest estimate first, then by name; then those of too few claims, by their number and name."""
    rows = list(tracks)
    enough = [row for row in rows if row[1].is_compared(minimum)]
    shares = [track.share for _claimant, track in enough]
    prior = prior_of(shares)
    compared = [Standing(*row, place) for row, place in zip(enough, compare(shares, prior), strict=True)]
    few = [Standing(*row) for row in rows if not row[1].is_compared(minimum)]
    return Board(
        prior,
        tuple(sorted(compared, key=_by_estimate)),
        tuple(
            sorted(few, key=lambda each: (-each.track.n, -each.track.total, each.claimant.name.casefold()))
        ),
    )


def _by_estimate(standing: Standing) -> tuple[float, str]:
    estimate = standing.place.estimate.rate if standing.place else 0.0
    return -estimate, standing.claimant.name.casefold()


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who stands in another group by one rule than by another."""

    claimant: Claimant
    before: Group
    after: Group


def standings(*, minimum: int, topic_slug: str = "", rule: CountingRule = CountingRule.STRICT) -> Board:
    """Every claimant with published claims, for who asks for all of them. Three queries."""
    return board_of(records(topic_slug=topic_slug, rule=rule), minimum=minimum)


def records(
    *, topic_slug: str = "", rule: CountingRule = CountingRule.STRICT
) -> list[tuple[Claimant, TrackRecord]]:
    """Every claimant with published claims and their record, in no order: from the kept counts."""
    kept_counts.pass_days()
    of_topic = {"topic__slug": topic_slug} if topic_slug else {"topic": None}
    rows = ClaimantCounts.objects.filter(**of_topic, firmness="", total__gt=0)
    rows = rows.select_related("claimant").prefetch_related("claimant__tenures")
    return [
        (row.claimant, TrackRecord(**{name: getattr(row, name) for name in COUNTERS}, rule=rule))
        for row in rows
    ]


def track_record(
    claims: ClaimQuerySet, *, today: date, rule: CountingRule = CountingRule.STRICT
) -> TrackRecord:
    """The counts of some claims, published ones only. One query."""
    counted = claims.public().order_by().aggregate(**_counters(today))
    return TrackRecord(**counted, rule=rule)


def _counters(today: date) -> dict[str, Count]:
    conditions = counting_on(today)
    return {name: Count("pk", filter=condition, distinct=True) for name, condition in conditions.items()}
