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
    if not path.exists():
        print(f"{path} is missing: nothing to measure")
        return
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    misses = [case for case in cases if not right(case)]
    for case in misses:
        print(f"{case['reference_date']} {case['lang']}  {case['expr']}: {answer_to(case)}")
    for language in sorted({case["lang"] for case in cases}):
        print(f"{language}: {share(cases, misses, language)}")
    print(f"all: {share(cases, misses)}, {microseconds(cases):.0f} µs a phrase")


def share(cases: list[dict[str, Any]], misses: list[dict[str, Any]], language: str = "") -> str:
    """How many of the cases are right, of one language or of all."""
    count = sum(case["lang"] == language or not language for case in cases)
    hits = count - sum(case["lang"] == language or not language for case in misses)
    return f"{hits} of {count} right ({hits / count:.1%})"


if __name__ == "__main__":
    main()
