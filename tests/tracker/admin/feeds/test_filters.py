"""The list of feeds, narrowed to what needs a look."""

from datetime import timedelta

from django.test import Client

from claims.models import User
from tests.conftest import NOW
from tracker.models import Feed

FEEDS = "/admin/tracker/feed/"


def listed(client: Client, wanted: str) -> set[str]:
    """The titles that the list shows with this filter of health."""
    return {feed.title for feed in client.get(FEEDS, {"health": wanted}).context["cl"].result_list}


def test_the_list_can_be_narrowed_to_what_needs_a_look(client: Client, ada: User, feed: Feed) -> None:
    client.force_login(ada)
    day = timedelta(days=1)
    Feed.objects.create(url="https://a.example/", title="A", failures=5, added_at=NOW - 9 * day)
    Feed.objects.create(url="https://b.example/", title="B", failures=1, last_polled_at=NOW)
    Feed.objects.create(
        url="https://c.example/",
        title="C",
        last_success_at=NOW,
        last_polled_at=NOW,
        last_new_at=NOW - 40 * day,
    )
    Feed.objects.create(url="https://d.example/", title="D", is_paused=True)
    Feed.objects.create(url="https://e.example/", title="E", duplicate_of=feed)

    assert listed(client, "look") == {"A", "C"}
    assert listed(client, "failing") == {"A", "B"}
    assert listed(client, "silent") == {"C"}
    assert listed(client, "paused") == {"D"}
    assert listed(client, "twice") == {"E", "Kurier"}
