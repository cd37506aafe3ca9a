"""What moves between the stages of a poll."""

from tracker.models import Fault, Feed, Poll
from tracker.parse import ParsedEntry
from tracker.polling.visits import Failure, Summary, Visit, Visited, Wishes


def test_batches_add_up() -> None:
    one = Summary(reached=3, failed=1, new_articles=7)

    assert one + Summary(reached=1, failed=2, new_articles=3) == Summary(4, 3, 10)


def test_a_visit_weighs_its_row_and_those_of_its_entries() -> None:
    entries = tuple(ParsedEntry.__new__(ParsedEntry) for _ in range(4))

    assert Visit(Feed(), Visited(Poll.Result.NEW, entries=entries)).weight == 5
    assert Visit(Feed(), Failure(Fault.DNS, "No address.")).weight == 1


def test_wishes_are_kept_in_the_feeds_columns_and_read_from_them() -> None:
    wishes = Wishes(3_600, frozenset({2, 1}))

    feed = Feed(**wishes.columns())

    assert feed.skip_hours == [1, 2]
    assert Wishes.of(feed) == wishes
