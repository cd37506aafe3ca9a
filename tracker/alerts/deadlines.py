"""Which alert a claim's deadline owes today: the ladder. Pure; days are days in the newsroom's time zone.

Why so: docs/decisions/0009-only-the-latest-rung-is-owed.md
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Ladder:
    """The newsroom's steps, in days: before the window closes, then every so often, to the chief after so many."""

    before: tuple[int, ...] = (30, 7, 1)
    every: int = 7
    chief_after: int = 14


def joined(ladders: Sequence[Ladder]) -> Ladder:
    """All steps of all of them; after the window the most eager counts."""
    before = sorted({days for ladder in ladders for days in ladder.before}, reverse=True)
    every = min(ladder.every for ladder in ladders)
    return Ladder(tuple(before), every, min(ladder.chief_after for ladder in ladders))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A pending claim's window, and the day from which the desk has known of it."""

    said_on: date
    opens_on: date
    closes_on: date
    known_on: date
    snoozed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: its day and its name, unique within a deadline: `before-30`, `opens`, `decide`, `overdue-2`,
    `snoozed-2026-12-24`."""

    day: date
    name: str
    to_chief: bool = False

    @property
    def is_late(self) -> bool:
        """Whether the window has closed by then: what is asked for is a verdict."""
        return self.name == "decide" or self.name.startswith("overdue-")


def owed_step(deadline: Deadline, *, today: date, ladder: Ladder) -> Step | None:
    """The latest rung whose day has come, or None before the first and while the desk has snoozed the claim.

    Only the latest: after an outage one alert catches up, and an older one still in the outbox is no longer owed. The
    end of a snooze is a rung of its own, so that the desk hears of the claim on the very day it asked for.
    """
    if deadline.snoozed_until is not None and today < deadline.snoozed_until:
        return None
    reached = [step for step in _rungs(deadline, ladder, today) if step.day <= today]
    if deadline.snoozed_until is not None:
        reached.append(_end_of_snooze(deadline.snoozed_until))
    return max(reached, key=lambda step: step.day, default=None)


def steps_between(deadline: Deadline, *, start: date, end: date, ladder: Ladder) -> list[Step]:
    """The rungs from `start` to `end`, both included, in the order of their days; of the reminders after the window
    only the first to come. While the claim is snoozed none but the end of the snooze.
    """
    closes_on, wakes_on = deadline.closes_on, deadline.snoozed_until or start
    passed = max(0, (max(start, wakes_on) - closes_on).days - 1)
    ahead = [
        *_before(deadline, ladder),
        _after(closes_on, 0, ladder),
        _after(closes_on, -(-passed // ladder.every) or 1, ladder),
    ]
    if deadline.snoozed_until is not None:
        ahead.append(_end_of_snooze(deadline.snoozed_until))
    return sorted(
        (step for step in ahead if max(start, wakes_on) <= step.day <= end), key=lambda step: step.day
    )


def next_step_on(deadline: Deadline, *, today: date, ladder: Ladder) -> date:
    """The first day after today on which another rung is reached, or the snooze ends: there is always one."""
    far = max(today, deadline.closes_on, deadline.snoozed_until or today) + timedelta(days=ladder.every + 1)
    return steps_between(deadline, start=today + timedelta(days=1), end=far, ladder=ladder)[0].day


def _rungs(deadline: Deadline, ladder: Ladder, today: date) -> Iterator[Step]:
    """Rungs that may count today; of two on one day the first is the more urgent."""
    closes_on = deadline.closes_on
    # After the window everything else has been overtaken.
    overdue = (today - closes_on).days - 1
    if overdue >= 0:
        yield _after(closes_on, overdue // ladder.every, ladder)
        return
    yield from _before(deadline, ladder)


def _before(deadline: Deadline, ladder: Ladder) -> Iterator[Step]:
    # By default a window opens when the claim is made: that is no news, nor is an opening before the desk knew.
    closes_on = deadline.closes_on
    yield from (Step(closes_on - timedelta(days=days), f"before-{days}") for days in sorted(ladder.before))
    if deadline.opens_on > deadline.said_on and deadline.opens_on >= deadline.known_on:
        yield Step(deadline.opens_on, "opens")


def _after(closes_on: date, number: int, ladder: Ladder) -> Step:
    day = closes_on + timedelta(days=1 + number * ladder.every)
    name = f"overdue-{number}" if number else "decide"
    return Step(day, name, to_chief=(day - closes_on).days > ladder.chief_after)


def _end_of_snooze(day: date) -> Step:
    return Step(day, f"snoozed-{day.isoformat()}")
