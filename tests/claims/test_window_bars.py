"""Many windows over one line: in order of their deadlines, on one scale, and what is left out is counted."""

from datetime import date, timedelta

from claims.window_bars import MOST, DatedWindow, draw_windows

TODAY = date(2026, 6, 17)


def window(opens: int, closes: int, group: str = "open") -> DatedWindow:
    return DatedWindow(TODAY + timedelta(days=opens), TODAY + timedelta(days=closes), group)


def test_the_earliest_deadline_stands_on_top_and_all_share_a_scale() -> None:
    drawn = draw_windows([window(0, 100), window(-100, 0, "missed")], today=TODAY, number=2)

    assert drawn is not None
    assert [bar.group for bar in drawn.bars] == ["missed", "open"]
    assert [(bar.x, bar.width) for bar in drawn.bars] == [("2.00%", "48.00%"), ("50.00%", "48.00%")]
    assert (drawn.today_x, drawn.left_out) == ("50.00%", 0)
    assert drawn.bars[0].y < drawn.bars[1].y < drawn.axis_y < drawn.height


def test_one_window_is_no_picture() -> None:
    assert draw_windows([window(0, 1)], today=TODAY, number=1) is None


def test_of_very_many_the_latest_are_drawn_and_the_others_counted() -> None:
    drawn = draw_windows([window(0, day) for day in range(1, MOST + 11)], today=TODAY, number=500)

    assert drawn is not None
    assert (len(drawn.bars), drawn.left_out) == (MOST, 500 - MOST)


def test_a_window_of_a_day_can_be_seen() -> None:
    drawn = draw_windows([window(0, 0), window(0, 9_000)], today=TODAY, number=2)

    assert drawn is not None
    assert drawn.bars[0].width == "0.80%"
