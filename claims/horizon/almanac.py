"""Arithmetic on calendar days that every language shares: units, their parts, holidays. No words here."""

import math
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, auto
from typing import NamedTuple

MONTHS_A_YEAR = 12
ROUNDED_MONTH = 30  # days that a fraction of a month is counted in
SATURDAY, SUNDAY = 5, 6
HALF_A_DAY = 0.5  # "in an hour" is the same day in most of them


class BeyondCalendar(ValueError):
    """The day lies before year 1 or after year 9999."""


class NoSuchDay(ValueError):
    """The month has no such day."""


class Unit(IntEnum):
    """A length of time that words can count or name."""

    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    WORKDAY = auto()
    WEEK = auto()
    WORKWEEK = auto()
    WEEKEND = auto()
    FORTNIGHT = auto()
    MONTH = auto()
    QUARTER = auto()
    SEASON = auto()
    THIRD = auto()
    HALF = auto()
    YEAR = auto()
    FISCAL_YEAR = auto()
    SPLIT_YEAR = auto()  # 2026/27: a year that lies in two
    DECADE = auto()
    CENTURY = auto()


class UnitPart(IntEnum):
    """A part of a unit that has a name of its own."""

    START = auto()
    EARLY = auto()
    MID = auto()
    LATE = auto()
    END = auto()
    REST = auto()


MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.THIRD: 4,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.FISCAL_YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
DAYS_IN = {
    Unit.MINUTE: 1 / 1440,
    Unit.HOUR: 1 / 24,
    Unit.DAY: 1,
    Unit.WEEK: 7,
    Unit.WORKWEEK: 7,
    Unit.WEEKEND: 7,
    Unit.FORTNIGHT: 14,
}
# First and last day of these, counted from the Monday of the week.
DAYS_OF_WEEK = {
    Unit.WEEK: (0, 6),
    Unit.WORKWEEK: (0, 4),
    Unit.WEEKEND: (5, 6),
    Unit.FORTNIGHT: (0, 13),
}


class Days(NamedTuple):
    """The first and the last day of a time, both included."""

    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in time; the parts are added from the largest to the smallest."""

    months: int = 0
    days: int = 0
    workdays: int = 0

    def __add__(self, other: "Distance") -> "Distance":
        """Both distances, one after the other."""
        return Distance(self.months + other.months, self.days + other.days, self.workdays + other.workdays)

    def __neg__(self) -> "Distance":
        """The same distance backwards."""
        return Distance(-self.months, -self.days, -self.workdays)


def step(count: float, unit: Unit) -> Distance:
    """The distance of `count` units: half a day or more is a day, less is none; a fraction of a month is of 30 days."""
    if unit is Unit.WORKDAY:
        return Distance(workdays=math.ceil(count))
    if unit in MONTHS_IN:
        months = count * MONTHS_IN[unit]
        return Distance(int(months), math.ceil((months - int(months)) * ROUNDED_MONTH))
    days = count * DAYS_IN[unit]
    return Distance(days=math.ceil(days) if abs(days) >= HALF_A_DAY else 0)


def month_at(index: int) -> date:
    """The first day of a month counted from January of year 0; raises `BeyondCalendar`."""
    year, month = divmod(index, MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise BeyondCalendar
    return date(year, month + 1, 1)


def new_year(year: int) -> date:
    """1 January; raises `BeyondCalendar`."""
    return month_at(year * MONTHS_A_YEAR)


def month_index(day: date) -> int:
    """The month's number, counted from January of year 0: what `month_at` takes."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def end_of_month(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def plus_days(day: date, days: int) -> date:
    """The day so many days later, or earlier if negative; raises `BeyondCalendar`."""
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise BeyondCalendar from error


def plus_workdays(day: date, count: int) -> date:
    """The day so many days from Monday to Friday later, or earlier if negative; holidays count as workdays."""
    direction = 1 if count >= 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day = plus_days(day, direction * weeks * 7)
    while rest:
        day = plus_days(day, direction)
        rest -= day.weekday() < SATURDAY
    return day


def add(day: date, distance: Distance) -> date:
    """The day so far away; months are clipped to the month's last day. Raises `BeyondCalendar`."""
    first = month_at(month_index(day) + distance.months)
    day = first.replace(day=min(day.day, end_of_month(first).day))
    return plus_workdays(plus_days(day, distance.days), distance.workdays)


def months_span(first: int, last: int) -> Days:
    """From the first day of one month to the last day of another, both given as `month_index`."""
    return Days(month_at(first), end_of_month(month_at(last)))


def unit_around(unit: Unit, day: date) -> Days:
    """The unit of the calendar that contains the day. Weeks begin on Monday, decades with a 0."""
    if unit in DAYS_OF_WEEK:
        first, last = DAYS_OF_WEEK[unit]
        monday = plus_days(day, -day.weekday())
        return Days(plus_days(monday, first), plus_days(monday, last))
    if unit not in MONTHS_IN:
        return Days(day, day)
    size = MONTHS_IN[unit]
    first = month_index(day) // size * size
    return months_span(max(first, MONTHS_A_YEAR), first + size - 1)


def unit_shifted(unit: Unit, day: date, count: int) -> Days:
    """The calendar unit `count` units after the one that contains the day: 0 is this week, 1 the next."""
    if unit is Unit.WORKDAY:
        day = plus_workdays(day, count)
        return Days(day, day)
    opens, _ = unit_around(unit, day)
    return unit_around(unit, add(opens, step(count, unit)))


def first_after(unit: Unit, opens: date) -> date:
    """The Monday of the first week that lies mostly in the time beginning then (ISO 8601's rule)."""
    monday = plus_days(opens, -opens.weekday())
    return monday if opens.weekday() <= 3 else plus_days(monday, 7)


def nth_week(unit: Unit, within: Days, nth: int) -> Days:
    """The nth week, working week or weekend of a time; negative numbers count from its end."""
    if unit is Unit.WEEKEND:
        saturday = nth_weekday(SATURDAY, within, nth)
        return Days(saturday, plus_days(saturday, 1))
    if nth > 0:
        return unit_around(unit, plus_days(first_after(unit, within.opens), 7 * (nth - 1)))
    after_last = first_after(unit, plus_days(within.closes, 1))
    return unit_around(unit, plus_days(after_last, 7 * nth))


def nth_weekday(weekday: int, within: Days, nth: int) -> date:
    """The nth Monday (0) to Sunday (6) of a time; negative numbers count from its end."""
    if nth > 0:
        first = plus_days(within.opens, (weekday - within.opens.weekday()) % 7)
        return plus_days(first, 7 * (nth - 1))
    last = plus_days(within.closes, -((within.closes.weekday() - weekday) % 7))
    return plus_days(last, 7 * (nth + 1))


class PartBounds(NamedTuple):
    """First and last month, or day, of a unit's early, middle and late part, counted from 0; what "by mid-" grants."""

    early: tuple[int, int]
    mid: tuple[int, int]
    late: tuple[int, int]
    by_the_middle: int

    def of(self, part: UnitPart) -> tuple[int, int] | None:
        """First and last of the part; None for the rest of a unit, which has no fixed place in it."""
        if part is UnitPart.MID:
            return self.mid
        if part is UnitPart.REST:
            return None
        return self.early if part in {UnitPart.START, UnitPart.EARLY} else self.late


IN_MONTHS = {
    Unit.QUARTER: PartBounds((0, 0), (1, 1), (2, 2), 1),
    Unit.SEASON: PartBounds((0, 0), (1, 1), (2, 2), 1),
    Unit.THIRD: PartBounds((0, 1), (1, 2), (2, 3), 1),
    Unit.HALF: PartBounds((0, 1), (2, 3), (4, 5), 2),
    Unit.YEAR: PartBounds((0, 2), (4, 7), (9, 11), 5),
    Unit.FISCAL_YEAR: PartBounds((0, 2), (4, 7), (9, 11), 5),
    Unit.SPLIT_YEAR: PartBounds((0, 11), (9, 17), (12, 23), 17),
    Unit.DECADE: PartBounds((0, 47), (48, 83), (84, 119), 71),
    Unit.CENTURY: PartBounds((0, 399), (540, 671), (800, 1199), 611),
}
# First and last month that a quarter and a half of a year lying in two can have, whenever in the first it begins.
SPLIT_QUARTERS = ((0, 11), (6, 14), (9, 17), (12, 23))
SPLIT_HALVES = ((0, 17), (9, 23))
IN_DAYS = {
    Unit.MONTH: PartBounds((0, 9), (10, 19), (20, 30), 14),
    Unit.WEEK: PartBounds((0, 2), (1, 3), (4, 6), 2),
    Unit.WORKWEEK: PartBounds((0, 1), (1, 3), (3, 4), 2),
    Unit.FORTNIGHT: PartBounds((0, 4), (5, 8), (9, 13), 6),
}


def part_of(part: UnitPart, unit: Unit, whole: Days) -> Days:
    """The early, middle or late part of a unit; a time too short to have parts is its own part."""
    if unit in IN_MONTHS and (months := IN_MONTHS[unit].of(part)):
        index = month_index(whole.opens)
        return months_span(index + months[0], index + months[1])
    if unit in IN_DAYS and (days := IN_DAYS[unit].of(part)):
        return Days(plus_days(whole.opens, days[0]), min(plus_days(whole.opens, days[1]), whole.closes))
    return whole


def by_the_middle(unit: Unit, whole: Days) -> date:
    """The last day that "by the middle of" the unit grants: 30 June, the 15th, the 6th year of ten."""
    if unit in IN_MONTHS:
        first = month_index(whole.opens)
        return months_span(first, first + IN_MONTHS[unit].by_the_middle).closes
    if unit in IN_DAYS:
        return plus_days(whole.opens, IN_DAYS[unit].by_the_middle)
    return whole.closes


def half_of(which: int, unit: Unit, whole: Days) -> Days:
    """The first (1) or second (2) half of a unit, in whole months where it has an even number of them."""
    opens, closes = whole
    if unit is Unit.SPLIT_YEAR:
        return split_part(SPLIT_HALVES, which, whole)
    size = MONTHS_IN.get(unit, 1)
    if size % 2 == 0:
        first = month_index(opens) + (which - 1) * size // 2
        return months_span(first, first + size // 2 - 1)
    middle = plus_days(opens, (closes - opens).days // 2)
    return Days(opens, middle) if which == 1 else Days(min(plus_days(middle, 1), closes), closes)


def split_part(parts: tuple[tuple[int, int], ...], which: int, whole: Days) -> Days:
    """A quarter or half of a year that lies in two, counted from 1: all days that it can mean."""
    first, last = parts[which - 1]
    index = month_index(whole.opens)
    return months_span(index + first, index + last)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule printed by Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return new_year(year).replace(month=month, day=day + 1)


Holiday = Callable[[int], date]


def fixed(month: int, day: int) -> Holiday:
    """A holiday on the same date each year."""
    return lambda year: month_at(year * MONTHS_A_YEAR + month - 1).replace(day=day)


def from_easter(days: int) -> Holiday:
    """A holiday so many days after Easter Sunday."""
    return lambda year: plus_days(easter(year), days)


def weekday_in(month: int, weekday: int, nth: int, plus: int = 0) -> Holiday:
    """A holiday such as the fourth Thursday in November, moved by some days."""
    return lambda year: plus_days(
        nth_weekday(weekday, unit_around(Unit.MONTH, new_year(year).replace(month=month)), nth), plus
    )


def before_christmas(sundays: int, plus: int = 0) -> Holiday:
    """The Sunday so many Sundays before 25 December, moved by some days: 1 is the fourth of Advent."""

    def day_in(year: int) -> date:
        eve = new_year(year).replace(month=12, day=24)
        fourth_advent = plus_days(eve, -((eve.weekday() - SUNDAY) % 7))
        return plus_days(fourth_advent, 7 * (1 - sundays) + plus)

    return day_in
