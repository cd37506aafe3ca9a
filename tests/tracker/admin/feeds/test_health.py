"""What a feed's page says of its health, and why it is or isn't polled."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from claims.models import User
from tests.conftest import NOW
from tracker.admin.feeds import health
from tracker.models import Feed, FormerAddress, Host, Poll

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def as_ben(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client


def page_of(client: Client, feed: Feed, **facts: object) -> str:
    Feed.objects.filter(pk=feed.pk).update(**facts)
    return client.get(f"/admin/tracker/feed/{feed.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Due in 2\xa0hours: nothing was new."),
        ({"next_poll_reason": ""}, "Due in 2\xa0hours."),
        ({"next_poll_reason": "publisher"}, "Due in 2\xa0hours: the publisher asks for more time."),
        ({"next_poll_reason": "cooling"}, "Due in 2\xa0hours: its host asks all feeds to wait."),
        ({"next_poll_reason": "failing", "failures": 1}, "Due in 2\xa0hours: the last polls failed."),
        ({"leased_until": NOW + HOUR}, "A worker is polling it at this moment."),
        ({"next_poll_at": NOW}, "Due: the next free worker polls it."),
        ({"next_poll_at": NOW - HOUR}, "Due for 1\xa0hour: worker or clock may stand still."),
        ({"is_paused": True}, "Not polled: paused."),
        (
            {"stopped_for": "gone", "stopped_at": NOW},
            "Not polled any more: the publisher says that it is gone for good.",
        ),
    ],
)
def test_a_feeds_page_says_why_it_is_or_is_not_polled(
    as_ben: Client, feed: Feed, facts: dict[str, object], sentence: str
) -> None:
    assert sentence in page_of(as_ben, feed, **facts)


def test_a_host_that_wants_rest_is_named_as_the_reason(as_ben: Client, feed: Feed) -> None:
    Host.objects.create(domain="kurier.example", cool_until=NOW + 5 * HOUR)

    page = page_of(as_ben, feed, url="https://feeds.kurier.example/rss")

    assert "Due in 5\xa0hours: its host asks to be left alone until then." in page


def test_hosts_are_found_by_the_domain_that_they_share(feed: Feed) -> None:
    kept = Host.objects.create(domain="example.co.uk")
    Host.objects.create(domain="uk.example")
    rows = [Feed(url=f"https://{name}/rss") for name in ("a.example.co.uk", "other.co.uk", "[bad")]

    assert health.hosts_of(rows) == {"example.co.uk": kept}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"failures": 5, "last_success_at": NOW - 3 * DAY}, "It could not be read since 14 June 2026."),
        ({"last_new_at": NOW - 40 * DAY}, "nothing in it was new since 8 May 2026."),
        ({"stopped_for": "gone", "stopped_at": NOW}, "it was given up on 17 June 2026."),
    ],
)
def test_trouble_is_told_in_a_sentence(
    as_ben: Client, feed: Feed, facts: dict[str, object], sentence: str
) -> None:
    assert sentence in page_of(as_ben, feed, **facts)


def test_the_last_fault_comes_with_what_to_do(as_ben: Client, feed: Feed) -> None:
    page = page_of(as_ben, feed, failures=2, last_fault="tls", last_error="kurier.example: expired <today>.")

    for words in ("could not be secured", "(2 times in a row)", "certificate", "expired &lt;today&gt;"):
        assert words in page


def test_a_pause_tells_who_when_and_why(as_ben: Client, feed: Feed, ada: User) -> None:
    page = page_of(as_ben, feed, is_paused=True, paused_at=NOW, paused_by=ada, paused_because="Too loud.")

    assert "Paused by ada on 17 June 2026, 10:00: Too loud." in page


def test_duplicates_and_former_addresses_are_named(as_ben: Client, feed: Feed) -> None:
    FormerAddress.objects.create(feed=feed, url="https://old.example/rss", left_at=NOW - 9 * DAY)
    twin = Feed.objects.create(url="https://twin.example/rss", title="Twin", duplicate_of=feed)

    page = page_of(as_ben, feed)

    assert "https://old.example/rss (until 8 June 2026)" in page
    assert f"/admin/tracker/feed/{twin.pk}/change/" in page
    assert "It leads to a feed that is tracked already:" in page_of(as_ben, twin)


def test_a_move_that_is_not_believed_yet_is_shown(as_ben: Client, feed: Feed) -> None:
    page = page_of(
        as_ben, feed, moved_to="https://new.example/rss", moved_sightings=3, moved_since=NOW - 2 * DAY
    )

    assert "moved for good to https://new.example/rss (seen 3 times, since 15 June 2026)" in page


def test_the_chart_says_in_words_what_it_shows(as_ben: Client, feed: Feed) -> None:
    Poll.objects.create(feed=feed, at=NOW, result="new", new_articles=4)
    Poll.objects.create(feed=feed, at=NOW - DAY, result="failed")

    page = page_of(as_ben, feed)

    assert "Polls: 2, of which failed: 1. New articles: 4." in page
    assert page.count('<rect class="tracker-chart-failed"') == 1
    assert (
        " style=" not in page[page.index("<svg viewBox") : page.index("</svg>", page.index("<svg viewBox"))]
    )


def test_a_feed_never_polled_has_no_chart(as_ben: Client, feed: Feed) -> None:
    assert "<svg viewBox" not in page_of(as_ben, feed)


def test_the_page_speaks_german(as_ben: Client, feed: Feed, ben: User) -> None:
    with translation.override("de"):
        sentence = health.card(feed, NOW)["why"]

    assert sentence == "Abruf in 2\xa0Stunden: es gab nichts Neues."


def test_a_reporter_sees_no_buttons(as_ben: Client, feed: Feed) -> None:
    page = page_of(as_ben, feed)

    assert "/poll-now/" not in page
    assert "/pause/" not in page
