"""The chart of a feed's polls."""

from datetime import date, timedelta

from tracker.feeds import chart
from tracker.feeds.chart import BARS, DAYS, LEAST, STRIP, PollDay

TODAY = date(2026, 6, 17)


def day(ago: int, polls: int = 10, failed: int = 0, new: int = 0) -> PollDay:
    return PollDay(TODAY - timedelta(days=ago), polls, failed, new)


def test_there_is_a_column_for_each_of_thirty_days_today_last() -> None:
    drawn = chart.drawn([day(3)], today=TODAY)

    assert len(drawn.columns) == DAYS
    assert drawn.columns[-1].day.day == TODAY
    assert drawn.columns[-4].day.polls == 10
    assert drawn.columns[0].x < drawn.columns[-1].x < drawn.width


def test_the_day_with_most_articles_is_as_high_as_the_chart() -> None:
    drawn = chart.drawn([day(0, new=100), day(1, new=50), day(2, new=1), day(3)], today=TODAY)

    assert [column.height for column in drawn.columns[:-5:-1]] == [BARS, BARS // 2, LEAST, 0]
    assert all(column.y + column.height == BARS for column in drawn.columns)


def test_failures_fill_their_part_of_the_days_strip() -> None:
    drawn = chart.drawn(
        [day(0, failed=10), day(1, failed=5), day(2, polls=999, failed=1), day(3)], today=TODAY
    )

    assert [column.broken for column in drawn.columns[:-5:-1]] == [STRIP, STRIP // 2, LEAST, 0]
    assert all(column.broken_y + column.broken == drawn.height for column in drawn.columns)


def test_what_is_older_counts_for_nothing() -> None:
    drawn = chart.drawn([day(DAYS, new=5), day(0, polls=3, failed=1, new=2)], today=TODAY)

    assert (drawn.polls, drawn.failed, drawn.new_articles) == (3, 1, 2)


def test_a_feed_never_polled_has_an_empty_chart() -> None:
    assert chart.drawn([], today=TODAY).polls == 0
