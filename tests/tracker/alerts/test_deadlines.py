from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.alerts.deadlines import Deadline, Ladder, next_step_on, owed_step

LADDER = Ladder(before=(30, 7, 1), every=7, chief_after=14)
CLOSES = date(2026, 12, 31)
DEADLINE = Deadline(
    said_on=date(2026, 1, 5), opens_on=date(2026, 10, 1), closes_on=CLOSES, known_on=date(2026, 1, 6)
)


def step_on(day: date, deadline: Deadline = DEADLINE) -> str | None:
    step = owed_step(deadline, today=day, ladder=LADDER)
    return step.name if step else None


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), "opens"),
        (date(2026, 11, 30), "opens"),
        (date(2026, 12, 1), "before-30"),
        (date(2026, 12, 23), "before-30"),
        (date(2026, 12, 24), "before-7"),
        (date(2026, 12, 30), "before-1"),
        (date(2026, 12, 31), "before-1"),
        (date(2027, 1, 1), "decide"),
        (date(2027, 1, 7), "decide"),
        (date(2027, 1, 8), "overdue-1"),
        (date(2027, 1, 15), "overdue-2"),
    ],
)
def test_each_day_owes_the_latest_rung_reached(day: date, step: str | None) -> None:
    assert step_on(day) == step


def test_the_chief_hears_of_it_after_fourteen_days() -> None:
    heard = [
        owed_step(DEADLINE, today=CLOSES + timedelta(days=days), ladder=LADDER) for days in (1, 8, 14, 15, 22)
    ]
    assert [step.to_chief for step in heard if step] == [False, False, False, True, True]


def test_on_the_day_itself_the_chief_does_not_hear_of_it_yet() -> None:
    ladder = replace(LADDER, chief_after=15)

    step = owed_step(DEADLINE, today=CLOSES + timedelta(days=15), ladder=ladder)

    assert step is not None
    assert not step.to_chief


def test_after_an_outage_of_a_month_one_rung_is_owed_not_four() -> None:
    assert step_on(CLOSES + timedelta(days=30)) == "overdue-4"


def test_a_window_that_opened_when_the_claim_was_made_is_no_news() -> None:
    deadline = Deadline(date(2026, 1, 5), date(2026, 1, 5), CLOSES, date(2026, 1, 6))
    assert step_on(date(2026, 3, 1), deadline) is None


def test_an_opening_before_the_desk_knew_of_the_claim_is_no_news() -> None:
    deadline = Deadline(date(2026, 1, 5), date(2026, 3, 1), CLOSES, known_on=date(2026, 5, 1))
    assert step_on(date(2026, 5, 2), deadline) is None


def test_a_claim_published_five_days_before_its_end_is_still_announced() -> None:
    deadline = Deadline(date(2026, 12, 20), date(2026, 12, 20), CLOSES, known_on=date(2026, 12, 26))
    assert step_on(date(2026, 12, 26), deadline) == "before-7"


def test_of_two_rungs_on_one_day_the_more_urgent_counts() -> None:
    deadline = Deadline(date(2026, 1, 5), date(2026, 12, 1), CLOSES, date(2026, 1, 6))
    assert step_on(date(2026, 12, 1), deadline) == "before-30"


def test_a_snoozed_claim_owes_nothing_until_its_day_and_then_an_alert_of_its_own() -> None:
    snoozed = replace(DEADLINE, snoozed_until=date(2027, 1, 12))
    days = (date(2026, 12, 31), date(2027, 1, 11), date(2027, 1, 12), date(2027, 1, 14), date(2027, 1, 15))
    assert [step_on(day, snoozed) for day in days] == [
        None,
        None,
        "snoozed-2027-01-12",
        "snoozed-2027-01-12",
        "overdue-2",
    ]


@pytest.mark.parametrize("snoozed", [None, date(2026, 12, 10), date(2027, 2, 1)])
@pytest.mark.parametrize(
    "ladder", [LADDER, Ladder(before=(), every=1, chief_after=1), Ladder(before=(365, 3))]
)
def test_between_one_day_noted_and_the_next_nothing_else_is_owed(
    snoozed: date | None, ladder: Ladder
) -> None:
    deadline = replace(DEADLINE, snoozed_until=snoozed)
    day = date(2025, 12, 1)
    while day < date(2027, 6, 1):
        next_on = next_step_on(deadline, today=day, ladder=ladder)
        owed = owed_step(deadline, today=day, ladder=ladder)
        between = [day + timedelta(days=days) for days in range((next_on - day).days)]
        assert {owed_step(deadline, today=each, ladder=ladder) for each in between} == {owed}
        assert owed_step(deadline, today=next_on, ladder=ladder) is not None
        day = next_on
