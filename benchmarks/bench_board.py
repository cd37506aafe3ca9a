"""Measures what the board says of claimants whose true rates are known, because they were drawn: no news is needed.

    python benchmarks/bench_board.py [--boards N]

Equal claimants told apart (wanted: on at most 5 % of boards); whoever stands last among the truly worst quarter (at
least .85); ranges of ranks that hold the true one (at least .90). Beside it what the board said before: the lower end
of the Wilson interval.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

import django  # noqa: E402

django.setup()

from claims.comparing import Group, RightOf, estimate, groups_of, prior_of, rank_ranges  # noqa: E402 - after Django is set up
from claims.scoreboard import wilson  # noqa: E402

CLAIMANTS = 40
FEWEST, MOST = 5, 30
# Half of what is announced comes true, give or take a fifth: the spread of published track records of politicians.
SPREAD = (3.5, 3.5)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--boards", type=int, default=2000)
    boards = options.parse_args().boards
    chance = random.Random(20261128)
    told_apart = sum(
        any(group is not Group.ALIKE for group in groups_of(board([0.5] * CLAIMANTS, chance)))
        for _ in range(boards)
    )
    print(f"equal claimants told apart on {told_apart / boards:.3f} of {boards} boards")
    drawn, wilsons, held = 0, 0, 0.0
    for _ in range(boards):
        rates = [chance.betavariate(*SPREAD) for _ in range(CLAIMANTS)]
        shares = board(rates, chance)
        prior = prior_of(shares)
        estimates = [estimate(share, prior) for share in shares]
        worst_quarter = sorted(range(CLAIMANTS), key=rates.__getitem__)[: CLAIMANTS // 4]
        drawn += min(range(CLAIMANTS), key=lambda number: estimates[number].rate) in worst_quarter
        wilsons += (
            min(range(CLAIMANTS), key=lambda number: wilson(int(shares[number].right), shares[number].n).low)
            in worst_quarter
        )
        held += holding(rates, [(each.best, each.worst) for each in rank_ranges(estimates)])
    print(
        f"the last one is truly of the worst quarter on {drawn / boards:.3f}; "
        f"by the Wilson bound on {wilsons / boards:.3f}"
    )
    print(f"ranges of ranks hold the true rank for {held / boards:.3f} of claimants")


def board(rates: Sequence[float], chance: random.Random) -> list[RightOf]:
    """A record for each: a number of claims, and how many of them came true."""
    sizes = [chance.randint(FEWEST, MOST) for _ in rates]
    return [
        RightOf(sum(chance.random() < rate for _ in range(n)), n)
        for rate, n in zip(rates, sizes, strict=True)
    ]


def holding(rates: Sequence[float], ranges: Sequence[tuple[int, int]]) -> float:
    """The share of claimants whose true rank is in their range."""
    ordered = sorted(rates, reverse=True)
    true = [ordered.index(rate) + 1 for rate in rates]
    return sum(best <= rank <= worst for rank, (best, worst) in zip(true, ranges, strict=True)) / len(rates)


if __name__ == "__main__":
    main()
