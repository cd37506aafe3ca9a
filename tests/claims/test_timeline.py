"""Where a claim's days stand on a line."""

from datetime import date, timedelta

import pytest

from claims import timeline

SAID = date(2026, 2, 12)


def draw(**changes: date | None) -> timeline.Timeline:
    days = {"opens_on": date(2027, 2, 12), "closes_on": date(2027, 8, 12), "today": date(2026, 6, 17)}
    return timeline.draw(**({"said_on": SAID, "happened_on": None} | days | changes))  # type: ignore[arg-type]


def test_marks_stand_in_the_order_of_their_days() -> None:
    drawn = draw(happened_on=date(2027, 9, 1))

    assert [mark.kind for mark in drawn.marks] == ["said", "today", "opens", "closes", "happened"]
    places = [float(mark.x.rstrip("%")) for mark in drawn.marks]
    assert places == sorted(places)


def test_the_line_reaches_from_the_first_to_the_last_day() -> None:
    drawn = draw()

    assert (drawn.marks[0].x, drawn.marks[-1].x) == ("2.00%", "98.00%")


def test_the_window_is_the_band_between_its_days() -> None:
    drawn = draw()
    opens, closes = (mark for mark in drawn.marks if mark.kind in {"opens", "closes"})

    left, width = float(drawn.window_x.rstrip("%")), float(drawn.window_width.rstrip("%"))
    assert drawn.window_x == opens.x
    assert left + width == pytest.approx(float(closes.x.rstrip("%")), abs=0.02)


def test_a_window_that_opens_when_it_was_said_has_no_mark_of_its_own() -> None:
    drawn = draw(opens_on=SAID)

    assert "opens" not in [mark.kind for mark in drawn.marks]


def test_a_window_of_one_day_is_still_seen() -> None:
    drawn = draw(opens_on=date(2027, 8, 12))

    assert float(drawn.window_width.rstrip("%")) > 0


def test_all_on_one_day_divides_by_nothing() -> None:
    drawn = draw(opens_on=SAID, closes_on=SAID, today=SAID)

    assert {mark.x for mark in drawn.marks} == {"2.00%"}


@pytest.mark.parametrize("days", [1, 20, 45, 200, 400, 900, 4_000, 20_000, 200_000, 2_000_000])
def test_the_axis_never_has_more_ticks_than_a_phone_has_room_for(days: int) -> None:
    drawn = draw(opens_on=SAID, closes_on=SAID + timedelta(days=days), today=None)

    assert len(drawn.ticks) <= 6
    assert all(tick.day.day == 1 for tick in drawn.ticks)


def test_a_long_axis_counts_in_years() -> None:
    drawn = draw(closes_on=date(2036, 1, 1))

    assert drawn.ticks
    assert all(tick.is_year and tick.day.month == 1 for tick in drawn.ticks)
