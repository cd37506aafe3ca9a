"""Poll now, pause, resume: for one feed, from its page."""

import pytest
from django.test import Client

from claims.models import User
from tests.conftest import NOW
from tracker.models import Feed


def press(client: Client, feed: Feed, step: str, **values: str) -> str:
    return client.post(f"/admin/tracker/feed/{feed.pk}/{step}/", values, follow=True).content.decode()


def test_poll_now_makes_a_feed_due(as_ada: Client, feed: Feed) -> None:
    assert "1 feed is polled next." in press(as_ada, feed, "poll-now")

    feed.refresh_from_db()
    assert (feed.next_poll_at, feed.next_poll_reason) == (NOW, "by_hand")


def test_a_pause_asks_for_its_reason(as_ada: Client, feed: Feed, ada: User) -> None:
    assert "Kurier" in as_ada.get(f"/admin/tracker/feed/{feed.pk}/pause/").content.decode()
    assert "This field is required." in press(as_ada, feed, "pause", because="")
    assert "1 feed is paused." in press(as_ada, feed, "pause", because="They asked us to.")

    feed.refresh_from_db()
    assert (feed.is_paused, feed.paused_because, feed.paused_by) == (True, "They asked us to.", ada)


def test_a_paused_feed_is_resumed_and_not_polled_before(as_ada: Client, feed: Feed) -> None:
    press(as_ada, feed, "pause", because="They asked us to.")

    assert "resume first what is paused" in press(as_ada, feed, "poll-now")
    assert "1 feed is polled again." in press(as_ada, feed, "resume")
    assert "None of these was paused" in press(as_ada, feed, "resume")


@pytest.mark.parametrize("step", ["poll-now", "resume"])
def test_a_link_alone_does_nothing(as_ada: Client, feed: Feed, step: str) -> None:
    as_ada.get(f"/admin/tracker/feed/{feed.pk}/{step}/")

    feed.refresh_from_db()
    assert feed.next_poll_at > NOW


@pytest.mark.parametrize("step", ["poll-now", "pause", "resume"])
def test_a_reporter_presses_nothing(client: Client, ben: User, feed: Feed, step: str) -> None:
    client.force_login(ben)

    assert client.post(f"/admin/tracker/feed/{feed.pk}/{step}/", {"because": "x"}).status_code == 403


def test_many_feeds_are_paused_for_one_reason(as_ada: Client, feed: Feed) -> None:
    other = Feed.objects.create(url="https://b.example/", title="Blatt")
    chosen = {"action": "pause", "_selected_action": [feed.pk, other.pk]}

    page = as_ada.post("/admin/tracker/feed/", chosen).content.decode()
    as_ada.post("/admin/tracker/feed/", chosen | {"because": "Holidays."})

    assert "Pause 2 feeds" in page
    assert page.count('name="_selected_action"') == 2
    assert set(Feed.objects.values_list("paused_because", flat=True)) == {"Holidays."}
