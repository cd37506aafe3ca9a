"""Who can be told apart by their record, and how surely. Pure: counts in, estimates and groups out.

counts of each ──> prior of the board ──> each rate drawn towards the mean, with its interval ──> ranges of ranks
     └──────────── each against all others, exactly ──> Benjamini-Hochberg ──> three groups

A rate of few claims is mostly chance. The lower end of an interval puts last who has little, and a newsroom is sued
over the last place. Why so: docs/decisions/0032-a-board-that-tells-apart-only-who-can-be.md
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# Of those who are set apart from most, at most this share is set apart by chance.
FALSE_DISCOVERIES = 0.05
INTERVAL = 0.95
# A prior counts for at least and at most so many claims: from a board of extremes to one of equals. A board of few says
# little of how alike they are: the usual strength, give or take a factor of e, is taken along until it says more.
WEAKEST, USUAL, STRONGEST, STEPS = 1.0, 10.0, 2000.0, 60
# Nobody's first claim is certain: a board on which nothing, or everything, came true has a mean just inside.
EDGE = 0.5


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a rate, as shares between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RightOf:
    """So many of `n` claims counted as right. Where "partly" counts half, `right` may be no whole number."""

    right: float
    n: int


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of somebody on this board before their own claims: a mean, worth so many claims."""

    mean: float
    strength: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate drawn towards the board's mean, with the 95 % interval in which the true one plausibly lies."""

    rate: float
    interval: Interval


class Group(StrEnum):
    """Where somebody stands against the rate of all others."""

    MORE = "more"
    ALIKE = "alike"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and the worst rank that the intervals leave open."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """How a record compares with the others of its board."""

    estimate: Estimate
    group: Group
    ranks: RankRange


def compare(shares: Sequence[RightOf], prior: Prior) -> list[BoardPlace]:
    """Each record beside the others; every one needs a claim at least."""
    estimates = [estimate(share, prior) for share in shares]
    together = zip(estimates, groups_of(shares), rank_ranges(estimates), strict=True)
    return [BoardPlace(*each) for each in together]


@dataclass(frozen=True, slots=True)
class BoardComparison:
    """What a board says of each record that is met on it, whoever has it."""

    prior: Prior
    places: dict[RightOf, BoardPlace]


@lru_cache(maxsize=64)
def compare_alike(times: tuple[tuple[RightOf, int], ...]) -> BoardComparison:
    """The board on which each record, of a claim at least, is met so many times. Kept by what it is made of."""
    shares = [share for share, number in times for _each in range(number)]
    prior = prior_of(shares)
    return BoardComparison(prior, dict(zip(shares, compare(shares, prior), strict=True)))


def prior_of(shares: Sequence[RightOf]) -> Prior:
    """The beta-binomial prior under which this board is likeliest (empirical Bayes).

    Its mean is the rate of all claims of the board; its strength is sought on a grid, finer where it is small, and held
    near the usual one where the board is small.
    """
    counted = Counter(share for share in shares if share.n)
    mean = mean_of(shares)
    if not counted:
        return Prior(mean, USUAL)
    grid = [WEAKEST * (STRONGEST / WEAKEST) ** (step / (STEPS - 1)) for step in range(STEPS)]

    def likelihood(strength: float) -> float:
        a, b = mean * strength, (1 - mean) * strength
        return -(math.log(strength / USUAL) ** 2) / 2 + sum(
            times * (_log_beta(share.right + a, share.n - share.right + b) - _log_beta(a, b))
            for share, times in counted.items()
        )

    return Prior(mean, max(grid, key=likelihood))


def mean_of(shares: Sequence[RightOf]) -> float:
    """The rate of all claims of a board, just inside 0 and 1; a half where there are none."""
    right, n = sum(share.right for share in shares), sum(share.n for share in shares)
    return (right + EDGE) / (n + 2 * EDGE)


@lru_cache(maxsize=50_000)
def estimate(share: RightOf, prior: Prior) -> Estimate:
    """The rate that the board and somebody's own claims give together: the mean of the posterior beta distribution."""
    a = share.right + prior.mean * prior.strength
    b = share.n - share.right + (1 - prior.mean) * prior.strength
    tail = (1 - INTERVAL) / 2
    return Estimate(a / (a + b), Interval(beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)))


def groups_of(shares: Sequence[RightOf]) -> list[Group]:
    """Each one's group: exact binomial tests against the rate of all others, after Benjamini and Hochberg at 5 %.

    Y. Benjamini and Y. Hochberg, 1995, Journal of the Royal Statistical Society B 57, 289-300.
    """
    right, n = sum(share.right for share in shares), sum(share.n for share in shares)
    chances, sides = [], []
    for share in shares:
        others = RightOf(right - share.right, n - share.n)
        chances.append(_chance(share, others))
        sides.append(share.right * others.n > others.right * share.n)
    apart = _discoveries(chances)
    return [
        Group.ALIKE if number not in apart else Group.MORE if is_more else Group.LESS
        for number, is_more in enumerate(sides)
    ]


def rank_ranges(estimates: Sequence[Estimate]) -> list[RankRange]:
    """For each the ranks left open: behind those whose interval lies wholly above, before those wholly below."""
    lows = sorted(each.interval.low for each in estimates)
    highs = sorted(each.interval.high for each in estimates)
    return [
        RankRange(
            best=1 + len(lows) - bisect_right(lows, each.interval.high),
            worst=len(highs) - bisect_left(highs, each.interval.low),
        )
        for each in estimates
    ]


def _discoveries(chances: Sequence[float]) -> set[int]:
    ordered = sorted(range(len(chances)), key=chances.__getitem__)
    last = max(
        (
            place
            for place, number in enumerate(ordered, start=1)
            if chances[number] <= FALSE_DISCOVERIES * place / len(chances)
        ),
        default=0,
    )
    return set(ordered[:last])


def _chance(share: RightOf, others: RightOf) -> float:
    """How likely a record at least as far off would be, were the true rate that of all others; 1 where none is known.

    Half claims are tried rounded down and up, and the likelier counts.
    """
    if not share.n or not others.n:
        return 1.0
    rate = (others.right + EDGE) / (others.n + 2 * EDGE)
    return max(_exact(right, share.n, rate) for right in {math.floor(share.right), math.ceil(share.right)})


@lru_cache(maxsize=50_000)
def _exact(right: int, n: int, rate: float) -> float:
    """The two-sided exact binomial test: the sum over all outcomes that are no likelier than this one."""
    logs = list(_binomial_logs(n, rate))
    bound = logs[right] + 1e-9
    return min(1.0, sum(math.exp(log) for log in logs if log <= bound))


def _binomial_logs(n: int, rate: float) -> Iterator[float]:
    whole, yes, no = math.lgamma(n + 1), math.log(rate), math.log1p(-rate)
    for right in range(n + 1):
        ways = whole - math.lgamma(right + 1) - math.lgamma(n - right + 1)
        yield ways + right * yes + (n - right) * no


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def beta_quantile(share: float, a: float, b: float) -> float:
    """Where this share of the beta distribution lies below: by halving, to the seventh place."""
    low, high = 0.0, 1.0
    for _ in range(26):
        middle = (low + high) / 2
        if beta_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """The share of the beta distribution that lies below x: the regularised incomplete beta function.

    By its continued fraction, DLMF 8.17.22, which converges quickly below (a + 1) / (a + b + 2); above it the
    distribution is turned round.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction 1/(1 + d1/(1 + d2/(1 + ...))), evaluated from the front (Lentz's method)."""
    value, above, below = 1.0, 1.0, 0.0
    for number in range(1, 400):
        m = number // 2
        if number % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / _not_zero(1 + term * below)
        above = _not_zero(1 + term / above)
        value *= above * below
        if abs(above * below - 1) < 1e-10:
            break
    return 1 / value


def _not_zero(number: float) -> float:
    return number if abs(number) > 1e-300 else 1e-300
