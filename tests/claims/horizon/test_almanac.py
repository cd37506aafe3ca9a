"""The calendar's arithmetic, without any words."""

from datetime import date

import pytest

from claims.horizon import almanac
from claims.horizon.almanac import BeyondCalendar, Unit, UnitPart, step

UNITS = [unit for unit in Unit if unit is not Unit.SPLIT_YEAR]  # 2026/27 lies around no day


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2026, 1, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28)),
        (date(2026, 2, 12), 1.5, Unit.YEAR, date(2027, 8, 12)),
        (date(2026, 2, 12), 2.5, Unit.MONTH, date(2026, 4, 27)),
        (date(2026, 2, 12), 36, Unit.HOUR, date(2026, 2, 14)),
        (date(2026, 2, 13), 1, Unit.WORKDAY, date(2026, 2, 16)),
        (date(2026, 2, 12), 3, Unit.QUARTER, date(2026, 11, 12)),
    ],
)
def test_a_step_leads_to_its_day(day: date, count: float, unit: Unit, expected: date) -> None:
    assert almanac.add(day, step(count, unit)) == expected


def test_workdays_are_counted_backwards_too() -> None:
    assert almanac.add(date(2026, 2, 16), -step(1, Unit.WORKDAY)) == date(2026, 2, 13)


@pytest.mark.parametrize(("count", "unit"), [(8000, Unit.YEAR), (10**9, Unit.DAY), (-2027, Unit.YEAR)])
def test_a_step_off_the_calendar_is_refused(count: int, unit: Unit) -> None:
    with pytest.raises(BeyondCalendar):
        almanac.add(date(2026, 2, 12), step(count, unit))


@pytest.mark.parametrize(
    ("unit", "opens", "closes"),
    [
        (Unit.WEEK, date(2026, 2, 9), date(2026, 2, 15)),
        (Unit.WEEKEND, date(2026, 2, 14), date(2026, 2, 15)),
        (Unit.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Unit.DECADE, date(2020, 1, 1), date(2029, 12, 31)),
        (Unit.CENTURY, date(2000, 1, 1), date(2099, 12, 31)),
    ],
)
def test_a_unit_is_the_one_around_the_day(unit: Unit, opens: date, closes: date) -> None:
    assert almanac.unit_around(unit, date(2026, 2, 12)) == (opens, closes)


def test_the_calendars_last_and_first_units_are_whole() -> None:
    assert almanac.unit_around(Unit.DECADE, date.max)[1] == date.max
    assert almanac.unit_around(Unit.CENTURY, date.min)[0] == date.min


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_computed(year: int, expected: date) -> None:
    assert almanac.easter(year) == expected


@pytest.mark.parametrize(
    ("holiday", "expected"),
    [
        (almanac.weekday_in(11, 3, 4), date(2026, 11, 26)),
        (almanac.weekday_in(5, 0, -1), date(2026, 5, 25)),
        (almanac.before_christmas(4), date(2026, 11, 29)),
        (almanac.from_easter(49), date(2026, 5, 24)),
    ],
)
def test_movable_holidays_fall_on_their_days(holiday: almanac.Holiday, expected: date) -> None:
    assert holiday(2026) == expected


def test_a_month_that_begins_on_friday_has_its_first_week_after_that() -> None:
    may = almanac.unit_around(Unit.MONTH, date(2026, 5, 1))

    assert almanac.nth_week(Unit.WEEK, may, 1) == (date(2026, 5, 4), date(2026, 5, 10))


def test_weeks_of_a_month_are_those_mostly_in_it() -> None:
    october = almanac.unit_around(Unit.MONTH, date(2018, 10, 1))

    assert almanac.nth_week(Unit.WEEK, october, 1) == (date(2018, 10, 1), date(2018, 10, 7))
    assert almanac.nth_week(Unit.WEEK, october, -1) == (date(2018, 10, 22), date(2018, 10, 28))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("part", list(UnitPart))
def test_a_part_lies_within_its_unit(unit: Unit, part: UnitPart) -> None:
    opens, closes = almanac.unit_around(unit, date(2026, 2, 12))

    first, last = almanac.part_of(part, unit, almanac.Days(opens, closes))

    assert opens <= first <= last <= closes


@pytest.mark.parametrize("unit", UNITS)
def test_two_halves_make_the_whole(unit: Unit) -> None:
    whole = almanac.unit_around(unit, date(2026, 2, 12))

    first, second = (almanac.half_of(which, unit, whole) for which in (1, 2))

    assert (first[0], second[1]) == whole
