"""Feeds at the desk: who may do what, and what an address must be."""

from datetime import timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import User
from tests.conftest import NOW
from tracker.models import Feed, FormerAddress, Poll

FEEDS = "/admin/tracker/feed/"


def sign_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def change(client: Client, feed: Feed, **changes: str) -> int:
    form = {"url": feed.url, "title": feed.title, "language": feed.language}
    return client.post(f"{FEEDS}{feed.pk}/change/", form | changes).status_code


def act(client: Client, action: str, *feeds: Feed, **values: str) -> int:
    form = {"action": action, "_selected_action": [feed.pk for feed in feeds]} | values
    return client.post(FEEDS, form).status_code


def page_of(client: Client, feed: Feed) -> str:
    return client.get(f"{FEEDS}{feed.pk}/change/").content.decode()


def test_a_new_address_starts_without_the_old_ones_validators(client: Client, ada: User, feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(failures=3, last_error="No answer.")

    assert change(sign_in(client, ada), feed, url="https://kurier.example/new.xml") == 302

    feed.refresh_from_db()
    assert (feed.etag, feed.failures, feed.last_error) == ("", 0, "")
    assert feed.next_poll_at == NOW


def test_a_new_title_leaves_what_a_worker_wrote(client: Client, ada: User, feed: Feed) -> None:
    change(sign_in(client, ada), feed, title="Der Kurier")

    feed.refresh_from_db()
    assert (feed.title, feed.etag) == ("Der Kurier", '"old"')
    assert feed.next_poll_at == NOW + timedelta(hours=2)


def test_saving_can_ask_for_a_poll(client: Client, ada: User, feed: Feed) -> None:
    change(sign_in(client, ada), feed, tracker_feed_save_and_poll="1")

    feed.refresh_from_db()
    assert feed.next_poll_at == NOW


def test_editors_pause_resume_and_poll_now(client: Client, ada: User, feed: Feed) -> None:
    sign_in(client, ada)

    act(client, "pause", feed)
    assert not Feed.objects.get().is_paused
    act(client, "pause", feed, because="They asked us to.")
    assert Feed.objects.get().paused_because == "They asked us to."
    act(client, "poll_now", feed)
    assert Feed.objects.get().next_poll_at > NOW
    act(client, "resume", feed)

    assert not Feed.objects.get().is_paused
    assert Feed.objects.get().next_poll_at == NOW


def test_editors_set_the_language_of_many_feeds(client: Client, ada: User, feed: Feed) -> None:
    act(sign_in(client, ada), "in_english", feed)

    assert Feed.objects.get().language == "en"


def test_reporters_look_at_feeds_and_change_nothing(client: Client, ben: User, feed: Feed) -> None:
    sign_in(client, ben)

    assert client.get(FEEDS).status_code == 200
    assert client.get(f"{FEEDS}add/").status_code == 403
    assert change(client, feed, title="Mine") == 403
    act(client, "pause", feed)
    assert not Feed.objects.get().is_paused


def test_the_list_says_how_each_feed_fares(client: Client, ada: User, feed: Feed) -> None:
    Feed.objects.create(url="https://broken.example/rss", failures=2, last_fault="status", next_poll_at=NOW)
    Feed.objects.create(url="https://quiet.example/rss", is_paused=True)

    sign_in(client, ada)
    page = client.get(FEEDS).content.decode()

    for words in (
        "10\xa0minutes ago",
        "Due in 2\xa0hours: nothing was new.",
        "The server answered with an error. (2 times)",
        "Not polled: paused.",
        "never",
    ):
        assert words in page


def test_a_feeds_page_shows_its_last_polls(client: Client, ada: User, feed: Feed) -> None:
    for hours in range(25):
        detail = f"poll {hours} hours ago."
        Poll.objects.create(feed=feed, at=NOW - timedelta(hours=hours), result="failed", detail=detail)

    page = page_of(sign_in(client, ada), feed)

    assert "poll 0 hours ago." in page
    assert "poll 20 hours ago." not in page


def test_a_feed_is_found_by_an_address_that_it_had(client: Client, ada: User, feed: Feed) -> None:
    FormerAddress.objects.create(feed=feed, url="https://old.example/rss", left_at=NOW)

    found = sign_in(client, ada).get(FEEDS, {"q": "old.example"}).context["cl"].result_list

    assert list(found) == [feed]


def test_the_list_costs_the_same_however_many_feeds(
    client: Client, ada: User, feed: Feed, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Feed.objects.bulk_create(Feed(url=f"https://{number}.example/rss") for number in range(40))
    sign_in(client, ada)

    with django_assert_max_num_queries(15):
        client.get(FEEDS)


def test_an_editor_deletes_no_feed(client: Client, ada: User, feed: Feed) -> None:
    answer = sign_in(client, ada).post(f"{FEEDS}{feed.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert Feed.objects.exists()
