"""What the desk does with feeds."""

import pytest

from tests.conftest import NOW
from tracker import feeds
from tracker.models import Feed

pytestmark = pytest.mark.django_db


def test_a_feed_is_tracked_once_when_two_editors_press_at_the_same_time() -> None:
    first = feeds.track(url="https://kurier.example/rss", title="", language="de", now=NOW)
    second = feeds.track(url="https://kurier.example/rss", title="", language="de", now=NOW)

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

    assert feeds.known_as(url) == feed
    assert feeds.known_as(url, besides=feed) is None


@pytest.mark.parametrize("url", ["https://kurier.example/rss?section=2", "https://www.kurier.example/rss"])
def test_another_address_is_another_feed(url: str) -> None:
    Feed.objects.create(url="https://kurier.example/rss")

    assert feeds.known_as(url) is None


def test_a_look_alike_has_site_and_title_in_common() -> None:
    atom = Feed.objects.create(
        url="https://kurier.example/atom", title="Kurier", site_url="https://kurier.example/"
    )
    rss = "https://kurier.example/rss"

    assert feeds.look_alike(title="Kurier", site_url="https://kurier.example/", url=rss) == atom
    assert feeds.look_alike(title="Kurier", site_url="", url=rss) is None
    assert feeds.look_alike(title="Sport", site_url="https://kurier.example/", url=rss) is None


def test_a_paused_feed_is_not_polled_now() -> None:
    Feed.objects.create(url="https://a.example/", is_paused=True)
    feed = Feed.objects.create(url="https://b.example/")

    assert feeds.poll_now(Feed.objects.all(), now=NOW) == 1
    feed.refresh_from_db()
    assert (feed.next_poll_at, feed.next_poll_reason) == (NOW, "by_hand")
