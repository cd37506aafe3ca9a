from datetime import UTC, datetime, timedelta

import pytest

from tracker.models import Feed
from tracker.polling import moves
from tracker.polling.moves import Landing, Trail

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OLD, NEW, OTHER = (f"https://{name}.example/rss" for name in ("old", "new", "other"))


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url=OLD)


def seen(feed: Feed, *landings: Landing, every: timedelta = 2 * DAY) -> Feed:
    """Note visits that led there, the first one now."""
    for number, landing in enumerate(landings):
        visited(feed, landing, NOW + number * every)
    feed.refresh_from_db()
    return feed


def visited(feed: Feed, landing: Landing, now: datetime) -> None:
    Feed.objects.filter(pk=feed.pk).update(last_success_at=now)
    moves.note({feed.pk: landing}, now=now)


MOVED = Landing(NEW, moved_to=NEW)


def test_each_sighting_of_the_same_place_counts() -> None:
    trail = moves.follow(Trail(NEW, 2, NOW), url=OLD, moved_to=NEW, now=NOW + DAY)
    assert trail == Trail(NEW, 3, NOW)


@pytest.mark.parametrize("moved_to", [None, OLD, "https://new.example/" + "x" * 1000])
def test_a_visit_that_led_nowhere_new_ends_the_trail(moved_to: str | None) -> None:
    assert moves.follow(Trail(NEW, 4, NOW), url=OLD, moved_to=moved_to, now=NOW) == Trail()


def test_another_place_starts_a_trail_of_its_own() -> None:
    assert moves.follow(Trail(NEW, 4, NOW - 9 * DAY), url=OLD, moved_to=OTHER, now=NOW) == Trail(
        OTHER, 1, NOW
    )


@pytest.mark.parametrize(
    ("sightings", "days", "is_believed"), [(5, 7, True), (4, 30, False), (500, 6, False), (0, 0, False)]
)
def test_a_move_is_believed_after_five_sightings_over_seven_days(
    sightings: int, days: int, is_believed: bool
) -> None:
    trail = Trail(NEW, sightings, NOW - days * DAY if sightings else None)
    assert trail.is_believed(NOW) is is_believed


def test_a_move_that_lasts_is_adopted_and_the_old_address_kept(feed: Feed) -> None:
    assert seen(feed, *[MOVED] * 4).url == OLD
    visited(feed, MOVED, NOW + 8 * DAY)
    feed.refresh_from_db()
    assert (feed.url, feed.moved_to, feed.moved_sightings, feed.moved_since) == (NEW, "", 0, None)
    assert [former.url for former in feed.former_addresses.all()] == [OLD]


def test_many_sightings_in_a_short_time_are_not_enough(feed: Feed) -> None:
    assert seen(feed, *[MOVED] * 20, every=timedelta(hours=1)).url == OLD


def test_a_redirect_for_the_time_being_is_never_adopted(feed: Feed) -> None:
    assert seen(feed, *[Landing(NEW)] * 10).url == OLD
    assert feed.moved_sightings == 0


def test_a_redirect_that_ended_in_no_readable_feed_is_no_sighting(feed: Feed) -> None:
    moves.note({feed.pk: MOVED}, now=NOW)
    feed.refresh_from_db()
    assert feed.moved_sightings == 0


def test_one_visit_without_a_redirect_starts_the_count_anew(feed: Feed) -> None:
    assert seen(feed, *[MOVED] * 4, Landing(OLD), *[MOVED] * 4).url == OLD
    assert feed.moved_sightings == 4


@pytest.mark.parametrize("spelt", [NEW, "http://new.example/rss", "https://NEW.example/rss/"])
@pytest.mark.parametrize("moved_to", [NEW, None])
def test_a_redirect_onto_a_tracked_feed_makes_a_duplicate_and_no_move(
    feed: Feed, spelt: str, moved_to: str | None
) -> None:
    other = Feed.objects.create(url=NEW)
    seen(feed, *[Landing(spelt, moved_to=moved_to and spelt)] * 9)
    assert (feed.url, feed.duplicate_of) == (OLD, other)


def test_a_duplicate_that_goes_its_own_way_again_is_none(feed: Feed) -> None:
    Feed.objects.create(url=NEW)
    assert seen(feed, MOVED, Landing(OLD)).duplicate_of is None


def test_a_move_to_https_is_no_duplicate_of_itself(db: None) -> None:
    feed = Feed.objects.create(url=OLD.replace("https", "http"))
    assert seen(feed, *[Landing(OLD, moved_to=OLD)] * 5).url == OLD


def test_what_was_seen_at_an_old_address_is_not_about_the_new_one(feed: Feed) -> None:
    stale = Feed.objects.get(pk=feed.pk)
    Feed.objects.filter(pk=feed.pk).update(url=OTHER)
    moves._remember(stale, Trail(NEW, 1, NOW), duplicate_of=None)
    moves._adopt(stale, NEW, now=NOW)
    feed.refresh_from_db()
    assert (feed.url, feed.moved_sightings) == (OTHER, 0)


def test_a_feed_that_stays_where_it_is_costs_one_query(feed: Feed, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        moves.note({feed.pk: Landing(OLD)}, now=NOW)
