"""A month's squares."""

from datetime import date

import pytest

from claims.months import first_of_next, weeks_of


def test_a_week_runs_from_monday_to_sunday_and_no_day_of_the_month_is_missing() -> None:
    weeks = weeks_of(date(2027, 2, 1), {})  # four weeks to the day

    assert [len(week) for week in weeks] == [7, 7, 7, 7]
    assert [square.day.day for square in weeks[0]] == [1, 2, 3, 4, 5, 6, 7]
    assert all(square.is_of_month for week in weeks for square in week)


def test_the_days_before_and_after_it_belong_to_other_months_and_count_nothing() -> None:
    weeks = weeks_of(date(2026, 11, 1), {date(2026, 10, 31): 5, date(2026, 11, 30): 2, date(2026, 12, 1): 7})
    squares = [square for week in weeks for square in week]

    assert (squares[0].day, squares[-1].day) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [square.day.day for square in squares if square.is_of_month] == list(range(1, 31))
    assert {square.day: square.number for square in squares if square.number} == {date(2026, 11, 30): 2}


@pytest.mark.parametrize(
    ("month", "following"),
    [
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2028, 2, 1), date(2028, 3, 1)),
        (date(1, 1, 1), date(1, 2, 1)),
    ],
)
def test_the_month_after(month: date, following: date) -> None:
    assert first_of_next(month) == following


def test_after_the_last_month_there_is_none() -> None:
    with pytest.raises(ValueError, match="year"):
        first_of_next(date(9999, 12, 1))
