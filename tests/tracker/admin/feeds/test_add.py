"""Adding a feed at the desk: looked at first, then tracked."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from claims.models import User
from tests.conftest import NOW
from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply, failure
from tracker.models import Feed

ADD = "/admin/tracker/feed/add/"
ITEMS = [
    Item(
        f"de-{number}", f"Die Ministerin eröffnet die {number}. Brücke über die Elbe", "Autos fahren darüber."
    )
    for number in range(5)
]


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        settings.FETCH_ALLOWED_HOSTS = frozenset({feeds.host})
        yield feeds


def look_at(client: Client, address: str) -> str:
    return client.post(ADD, {"test": "1", "address": address}).content.decode()


def track(client: Client, url: str, **values: str) -> str:
    """Send the form and give the page that comes back, or nothing where the feed is tracked."""
    answer = client.post(ADD, {"track": "1", "url": url, "title": "", "language": "de"} | values)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_an_editor_hears_what_a_feed_holds_before_it_is_tracked(as_ada: Client, server: FeedServer) -> None:
    address = server.serve("/rss", rss(*ITEMS, title="Küstenkurier"))

    page = look_at(as_ada, address)

    for words in (
        "This is a feed.",
        "Küstenkurier",
        "German",
        ITEMS[0].title,
        "16 June 2026",
        "once an hour",
    ):
        assert words in page
    assert not Feed.objects.exists()


def test_each_field_of_a_found_feed_has_its_label(as_ada: Client, server: FeedServer) -> None:
    address = server.serve("/rss", rss(*ITEMS))

    page = look_at(as_ada, address)

    for name in ("title", "language"):
        assert f'for="feed-1-{name}"' in page
        assert f'id="feed-1-{name}"' in page


def test_a_sites_address_gives_its_feeds(as_ada: Client, server: FeedServer) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Alles" href="/rss">'
    address = server.serve("/", Reply(f"<html><head>{link}</head></html>".encode(), content_type="text/html"))
    server.serve("/rss", rss(*ITEMS, title="Küstenkurier"))

    page = look_at(as_ada, address)

    assert "The site has 1 feed that can be read." in page
    assert "The site calls it “Alles”." in page
    assert f'value="{server.url("/rss")}"' in page


def test_a_tracked_feed_is_named_instead_of_offered(as_ada: Client, server: FeedServer) -> None:
    address = server.serve("/rss", rss(*ITEMS))
    feed = Feed.objects.create(url=address, title="Our Kurier")

    page = look_at(as_ada, address)

    assert "tracked already" in page
    assert f"/admin/tracker/feed/{feed.pk}/change/" in page
    assert "Track this feed" not in page


def test_a_feed_of_the_same_site_and_title_is_pointed_out(as_ada: Client, server: FeedServer) -> None:
    Feed.objects.create(
        url="https://news.example/atom", title="News Example", site_url="https://news.example/"
    )

    page = look_at(as_ada, server.serve("/rss", rss(*ITEMS)))

    assert "may bring every article twice" in page
    assert "Track this feed" in page


def test_a_fault_is_told_with_what_to_do(as_ada: Client, server: FeedServer) -> None:
    page = look_at(as_ada, server.serve("/rss", failure(503)))

    for words in ("The server answered with an error.", "HTTP status 503", "ask the publisher"):
        assert words in page


def test_a_feed_whose_server_is_down_may_be_tracked_all_the_same(as_ada: Client, server: FeedServer) -> None:
    assert "Track this address" in look_at(as_ada, server.serve("/rss", failure(503)))
    assert "Track this address" not in look_at(as_ada, server.serve("/gone", failure(410)))


def test_a_refused_address_is_told_at_its_field_and_not_asked(as_ada: Client) -> None:
    assert "not on the public internet" in look_at(as_ada, "http://127.0.0.1:1/feed")


def test_a_tracked_feed_is_due_at_once(as_ada: Client) -> None:
    assert track(as_ada, "https://kurier.example/rss", title="Kurier") == ""

    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.language) == ("https://kurier.example/rss", "Kurier", "de")
    assert (feed.next_poll_at, feed.added_at) == (NOW, NOW)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://10.0.0.1/rss", "not on the public internet"),
        ("https://kurier.example/feed.xml", "tracked already"),
    ],
)
def test_what_is_tracked_is_checked_again(as_ada: Client, feed: Feed, url: str, fault: str) -> None:
    assert fault in track(as_ada, url)
    assert Feed.objects.count() == 1


def test_a_reporter_neither_tests_nor_tracks(client: Client, ben: User) -> None:
    client.force_login(ben)

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"test": "1", "address": "https://kurier.example/"}).status_code == 403
    assert client.post(ADD, {"track": "1", "url": "https://kurier.example/rss"}).status_code == 403
    assert not Feed.objects.exists()


def test_what_a_feed_says_is_shown_as_text(as_ada: Client, server: FeedServer) -> None:
    page = look_at(
        as_ada, server.serve("/rss", rss(Item("a", "<script>alert(1)</script>"), title="<b>x</b>"))
    )

    assert "<script>alert" not in page
    assert "<b>x" not in page
