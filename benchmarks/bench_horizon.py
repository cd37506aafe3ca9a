"""Prints how many held-out deadline phrases the horizon resolver gets right, and what a phrase costs."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from claims import horizon

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "deadlines_dev.jsonl"
ROUNDS = 20


def right(case: dict[str, Any]) -> bool:
    """Whether the window closes within the days that the data accept."""
    answer = answer_to(case)
    first, last = case["end_accept"]
    return isinstance(answer, horizon.Window) and first <= answer.closes_on.isoformat() <= last


def answer_to(case: dict[str, Any]) -> horizon.Resolution:
    """What the resolver makes of the phrase."""
    said_on = date.fromisoformat(case["reference_date"])
    return horizon.resolve(case["expr"], said_on=said_on, language=case["lang"])


def microseconds(cases: list[dict[str, Any]]) -> float:
    """The best round's mean cost of one phrase."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for case in cases:
            answer_to(case)
        rounds.append((time.perf_counter() - began) / len(cases))
    return min(rounds) * 1e6


def main() -> None:
    """Read the file named on the command line, or the development data beside the checkout."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    misses = [case for case in cases if not right(case)]
    for case in misses:
        print(f"{case['reference_date']} {case['lang']}  {case['expr']}: {answer_to(case)}")
    hits = len(cases) - len(misses)
    print(f"{hits} of {len(cases)} right ({hits / len(cases):.1%}), {microseconds(cases):.0f} µs a phrase")


if __name__ == "__main__":
    main()
