"""Who was right: standings and track records, computed from the record. The public rule page states the same rule.

A rate is taken only over claims whose window has closed, so that early successes flatter nobody. "Void" is never in
the denominator. "Partly" is in it as a segment of its own. Ranked by the lower bound of the 95 % Wilson interval
(E. B. Wilson, 1927, Journal of the American Statistical Association 22, 209-212).

Why so: docs/decisions/0007-partly-is-its-own-segment.md
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.db.models import Count, Q

from claims.models import Claim, Claimant
from claims.querysets import ClaimQuerySet

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a rate, as shares between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """Counts of published claims. The first three are of closed windows and make the rate; the others stand beside."""

    confirmed: int = 0
    partly: int = 0
    missed: int = 0
    void: int = 0
    early: int = 0
    awaiting: int = 0
    running: int = 0

    @property
    def n(self) -> int:
        """The rate's denominator: decided claims whose window has closed, without the void ones."""
        return self.confirmed + self.partly + self.missed

    @property
    def total(self) -> int:
        """All published claims, decided or not."""
        return self.n + self.void + self.early + self.awaiting + self.running

    @property
    def rate(self) -> float | None:
        """The share of confirmed claims between 0 and 1; None while n is 0."""
        return self.confirmed / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """The rate's 95 % Wilson interval; None while n is 0."""
        return wilson(self.confirmed, self.n) if self.n else None

    def is_ranked(self, minimum: int) -> bool:
        """Whether n is large enough for a rank."""
        return self.n >= minimum


@dataclass(frozen=True, slots=True)
class Standing:
    """A claimant's row on the scoreboard. `rank` is None below the minimum n; equals share a rank."""

    claimant: Claimant
    track: TrackRecord
    rank: int | None


def wilson(successes: int, n: int) -> Interval:
    """The 95 % score interval for a share of `successes` out of `n` > 0."""
    share = successes / n
    square = Z_95**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z_95 / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n**2))
    # Exactly 0 and 1 at the ends: rounding there would part claimants who are equal.
    return Interval(middle - half if successes else 0.0, middle + half if successes < n else 1.0)


def rank(tracks: Iterable[tuple[Claimant, TrackRecord]], *, minimum: int) -> list[Standing]:
    """Best lower bound first, larger n first among equals; then the unranked by number of claims and name."""
    rows = list(tracks)
    ranked = sorted(
        (row for row in rows if row[1].is_ranked(minimum)),
        key=lambda row: (*_ranking_key(row[1]), row[0].name.casefold()),
    )
    keys = [_ranking_key(track) for _claimant, track in ranked]
    unranked = sorted(
        (row for row in rows if not row[1].is_ranked(minimum)),
        key=lambda row: (-row[1].n, -row[1].total, row[0].name.casefold()),
    )
    return [
        *(Standing(claimant, track, keys.index(_ranking_key(track)) + 1) for claimant, track in ranked),
        *(Standing(claimant, track, None) for claimant, track in unranked),
    ]


def _ranking_key(track: TrackRecord) -> tuple[float, int]:
    interval = track.interval
    return (-interval.low if interval else 0.0, -track.n)


def standings(*, today: date, minimum: int, topic_slug: str = "") -> list[Standing]:
    """Every claimant with published claims, ranked. One query, and two more for the claimants and their offices."""
    claims = Claim.objects.public()
    if topic_slug:
        claims = claims.filter(topics__slug=topic_slug)
    counts = {row.pop("claimant_id"): row for row in _counted(claims, today, "claimant_id")}
    claimants = Claimant.objects.named().prefetch_related("tenures").in_bulk(counts)
    tracks = [(claimants[pk], TrackRecord(**row)) for pk, row in counts.items() if pk in claimants]
    return rank(tracks, minimum=minimum)


def track_record(claims: ClaimQuerySet, *, today: date) -> TrackRecord:
    """The counts of some claims, published ones only. One query."""
    counted = claims.public().order_by().aggregate(**_counters(today))
    return TrackRecord(**counted)


def _counted(claims: ClaimQuerySet, today: date, by: str) -> Iterable[dict[str, int]]:
    rows: Iterable[dict[str, int]] = claims.order_by().values(by).annotate(**_counters(today))
    return rows


def _counters(today: date) -> dict[str, Count]:
    closed, still_open = Q(closes_on__lt=today), Q(closes_on__gte=today)
    conditions = {
        "confirmed": closed & Q(outcome="confirmed"),
        "partly": closed & Q(outcome="partly"),
        "missed": closed & Q(outcome="missed"),
        "void": Q(outcome="void"),
        "early": still_open & Q(outcome__in=("confirmed", "partly", "missed")),
        "awaiting": closed & Q(outcome="pending"),
        "running": still_open & Q(outcome="pending"),
    }
    return {name: Count("pk", filter=condition, distinct=True) for name, condition in conditions.items()}
