"""What the desk does with feeds."""

from datetime import timedelta

import pytest

from claims.models import User
from tests.conftest import NOW
from tracker.feeds import tracking
from tracker.models import Feed

pytestmark = pytest.mark.django_db


def test_a_feed_is_tracked_once_when_two_editors_press_at_the_same_time() -> None:
    first = tracking.track(url="https://kurier.example/rss", title="", language="de", now=NOW)
    second = tracking.track(url="https://kurier.example/rss", title="", language="de", now=NOW)

    assert first is not None
    assert second is None
    assert Feed.objects.count() == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://kurier.example/rss",
        "http://kurier.example/rss/",
        "https://KURIER.example:443/rss?utm_source=x",
    ],
)
def test_a_feed_is_known_whatever_the_spelling(url: str) -> None:
    feed = Feed.objects.create(url="https://kurier.example/rss")

    assert tracking.known_as(url) == feed
    assert tracking.known_as(url, besides=feed) is None


def test_a_feed_is_known_by_the_addresses_that_it_had() -> None:
    feed = Feed.objects.create(url="https://kurier.example/new")
    feed.former_addresses.create(url="http://kurier.example/old.rdf", left_at=NOW)
    other = Feed.objects.create(url="https://blatt.example/rss")

    assert tracking.known_as("https://kurier.example/old.rdf") == feed
    assert tracking.known_as("https://kurier.example/old.rdf", besides=feed) is None
    assert tracking.known_as("https://kurier.example/old.rdf", besides=other) == feed


def test_an_address_that_passed_to_another_feed_is_that_ones() -> None:
    moved = Feed.objects.create(url="https://kurier.example/new")
    moved.former_addresses.create(url="https://kurier.example/old", left_at=NOW)
    heir = Feed.objects.create(url="https://kurier.example/old")

    assert tracking.known_as("https://kurier.example/old") == heir


@pytest.mark.parametrize("url", ["https://kurier.example/rss?section=2", "https://www.kurier.example/rss"])
def test_another_address_is_another_feed(url: str) -> None:
    Feed.objects.create(url="https://kurier.example/rss")

    assert tracking.known_as(url) is None


def test_a_look_alike_has_site_and_title_in_common() -> None:
    atom = Feed.objects.create(
        url="https://kurier.example/atom", title="Kurier", site_url="https://kurier.example/"
    )
    rss = "https://kurier.example/rss"

    assert tracking.look_alike(title="Kurier", site_url="https://kurier.example/", url=rss) == atom
    assert tracking.look_alike(title="Kurier", site_url="", url=rss) is None
    assert tracking.look_alike(title="Sport", site_url="https://kurier.example/", url=rss) is None


def test_a_paused_or_stopped_feed_is_not_polled_now() -> None:
    Feed.objects.create(url="https://a.example/", is_paused=True)
    feed = Feed.objects.create(url="https://b.example/")

    Feed.objects.create(url="https://c.example/", stopped_for="gone", stopped_at=NOW)

    assert tracking.poll_now(Feed.objects.all(), now=NOW) == 1
    feed.refresh_from_db()
    assert (feed.next_poll_at, feed.next_poll_reason) == (NOW, "by_hand")


def test_a_pause_has_a_reason_a_person_and_a_time(ada: User) -> None:
    feed = Feed.objects.create(url="https://a.example/")

    assert tracking.pause(Feed.objects.all(), because="They asked us to.", by=ada, now=NOW) == 1
    feed.refresh_from_db()
    assert (feed.paused_because, feed.paused_by, feed.paused_at) == ("They asked us to.", ada, NOW)
    assert tracking.pause(Feed.objects.all(), because="Again.", by=ada, now=NOW) == 0


def test_a_resumed_feed_is_due_and_keeps_no_reason(ada: User) -> None:
    feed = Feed.objects.create(url="https://a.example/", next_poll_at=NOW + timedelta(days=1))
    tracking.pause(Feed.objects.all(), because="They asked us to.", by=ada, now=NOW)

    assert tracking.resume(Feed.objects.all(), now=NOW) == 1
    feed.refresh_from_db()
    assert (feed.is_paused, feed.paused_because, feed.paused_by, feed.next_poll_at) == (False, "", None, NOW)


def test_a_feed_that_was_given_up_is_tried_again_when_resumed() -> None:
    feed = Feed.objects.create(
        url="https://a.example/", stopped_for="gone", stopped_at=NOW, gone_since=NOW, attempts=3
    )

    assert tracking.resume(Feed.objects.all(), now=NOW) == 1
    feed.refresh_from_db()
    assert (feed.stopped_for, feed.stopped_at, feed.gone_since, feed.attempts) == ("", None, None, 0)


def test_what_runs_already_is_not_resumed() -> None:
    Feed.objects.create(url="https://a.example/", next_poll_at=NOW + timedelta(days=1))

    assert tracking.resume(Feed.objects.all(), now=NOW) == 0


def test_a_new_address_starts_afresh_and_the_old_one_is_remembered() -> None:
    feed = Feed.objects.create(
        url="https://a.example/",
        etag='"old"',
        failures=3,
        stopped_for="gone",
        stopped_at=NOW,
        moved_to="https://c.example/",
        moved_sightings=2,
        moved_since=NOW,
    )

    tracking.change(feed, now=NOW, url="https://b.example/", title="B")

    feed.refresh_from_db()
    assert (feed.url, feed.title, feed.etag, feed.failures) == ("https://b.example/", "B", "", 0)
    assert (feed.stopped_for, feed.moved_to, feed.next_poll_at) == ("", "", NOW)
    assert list(feed.former_addresses.values_list("url", "left_at")) == [("https://a.example/", NOW)]


def test_an_address_that_is_taken_back_is_no_former_one() -> None:
    feed = Feed.objects.create(url="https://a.example/")

    tracking.change(feed, now=NOW, url="https://b.example/")
    tracking.change(feed, now=NOW, url="https://a.example/")

    assert list(feed.former_addresses.values_list("url", flat=True)) == ["https://b.example/"]


def test_a_new_title_leaves_the_rest() -> None:
    feed = Feed.objects.create(url="https://a.example/", etag='"old"', failures=3)

    tracking.change(feed, now=NOW, title="B")

    feed.refresh_from_db()
    assert (feed.title, feed.etag, feed.failures) == ("B", '"old"', 3)
    assert not feed.former_addresses.exists()
