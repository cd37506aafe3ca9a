"""Measures what each periodic job costs with nothing to do, in milliseconds of CPU, among more and more claims.

    python benchmarks/bench_clock.py [--claims 100 1000 10000 100000]

The peer is the job itself among the fewest claims: the last column is how many times dearer it is among the most. The
claims are published, decided by nobody, and their windows close over the next ten years; a fifth of them has evidence
that waits; the record's log has an entry for each. Ends with status 1 where a job is not flat.
DATABASE_URL names another database than a fresh SQLite file; it is filled and not cleaned.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - found through the line above

# So many times dearer is still flat: an index of a thousand times more rows is two levels deeper.
FLAT, REPEAT = 3.0, 5


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    wanted = sorted(options.parse_args().claims)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return measure(wanted)


def measure(wanted: list[int]) -> int:
    from benchmarks import newsroom
    from claims import kept_counts

    now = newsroom.NOW
    room = newsroom.Newsroom()
    taken: dict[str, list[float]] = {}
    for number in wanted:
        room.grow_to(number)
        kept_counts.rebuild()
        jobs = room.periodic_jobs()
        for job in jobs.values():  # the first look is at everything
            job(now)
        for name, job in jobs.items():
            taken.setdefault(name, []).append(milliseconds(job, now + timedelta(minutes=20)))
    return show(wanted, taken)


def milliseconds(job: Callable[[datetime], object], now: datetime) -> float:
    job(now)
    began = process_time()
    for _ in range(REPEAT):
        job(now)
    return 1_000 * (process_time() - began) / REPEAT


def show(wanted: list[int], taken: dict[str, list[float]]) -> int:
    print(f"{'ms of CPU a run':<28}" + "".join(f"{number:>10,}" for number in wanted) + f"{'times':>8}")
    steep = []
    for name, costs in taken.items():
        times = costs[-1] / max(costs[0], 0.5)
        print(f"{name:<28}" + "".join(f"{cost:>10.1f}" for cost in costs) + f"{times:>8.1f}")
        if times > FLAT:
            steep.append(name)
    if steep:
        print("not flat: " + ", ".join(steep))
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
