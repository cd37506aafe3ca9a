"""Where the parts of the charts of months stand."""

from datetime import date

from claims import charts
from claims.scoreboard import TrackRecord

TODAY = date(2026, 6, 17)
MONTHS = {
    date(2025, 12, 1): TrackRecord(confirmed=3, missed=1),
    date(2026, 6, 1): TrackRecord(running=2),
    date(2028, 1, 1): TrackRecord(running=8),
}


def test_a_month_is_a_column_of_its_parts_from_the_axis_upwards() -> None:
    chart = charts.month_chart(MONTHS, TODAY)

    assert chart is not None
    assert (chart.columns[0].month, chart.columns[-1].month) == (date(2025, 6, 1), date(2027, 5, 1))
    december = chart.columns[6]
    assert [(part.kind, part.number) for part in december.parts] == [("confirmed", 3), ("missed", 1)]
    tops = [float(part.y) for part in december.parts]
    ends = [float(part.y) + float(part.height) for part in december.parts]
    assert (ends[0], tops[0], tops[1]) == (chart.axis_y, ends[1], charts.TOP)
    assert chart.kinds == ("confirmed", "missed", "running")
    assert chart.filled == [(date(2025, 12, 1), [3, 1, 0]), (date(2026, 6, 1), [0, 0, 2])]


def test_the_heat_map_has_every_month_and_shades_by_the_most() -> None:
    heat = charts.heat_map(MONTHS, TODAY)

    assert heat is not None
    assert [year.year for year in heat.years] == ["2025", "2026", "2027", "2028"]
    shades = {cell.month: cell.shade for year in heat.years for cell in year.cells}
    assert len(shades) == 48
    assert (shades[date(2028, 1, 1)], shades[date(2025, 12, 1)], shades[date(2026, 6, 1)]) == (4, 2, 1)
    assert shades[date(2027, 1, 1)] == 0


def test_one_month_makes_no_picture() -> None:
    one = {date(2026, 6, 1): TrackRecord(running=2)}
    assert charts.month_chart(one, TODAY) is None
    assert charts.heat_map(one, TODAY) is None


def test_the_calendars_ends_are_no_fault() -> None:
    for day in (date(1, 1, 2), date.max):
        charts.month_chart(MONTHS, day)
        charts.heat_map(MONTHS, day)
