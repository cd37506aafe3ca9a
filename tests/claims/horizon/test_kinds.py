"""Kinds of wording that once gave a wrong day, or none, from `tests/data/horizon_kinds.txt`."""

from datetime import date
from pathlib import Path

import pytest

from claims import horizon

FILE = Path(__file__).resolve().parents[2] / "data" / "horizon_kinds.txt"
Case = tuple[str, str, str, str]


def kinds() -> dict[str, list[Case]]:
    """The cases by kind: language, the day it was said, the phrase and the last days that are right."""
    found: dict[str, list[Case]] = {}
    kind = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif " | " in line and not line.startswith("#"):
            language, said_on, phrase, days = line.split(" | ")
            found.setdefault(kind, []).append((language, said_on, phrase, days))
    return found


def answer(resolution: horizon.Resolution) -> str:
    """The window's last day, "past" or "none"."""
    if isinstance(resolution, horizon.Window):
        return resolution.closes_on.isoformat()
    return "past" if isinstance(resolution, horizon.Past) else "none"


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_of_wording_has_its_last_day(kind: str) -> None:
    wrong = []
    for language, said_on, phrase, days in kinds()[kind]:
        got = answer(horizon.resolve(phrase, said_on=date.fromisoformat(said_on), language=language))
        if got not in days.split(", "):
            wrong.append(f"{language} {phrase}: {got}, not {days}")

    assert wrong == []
