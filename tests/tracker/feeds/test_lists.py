"""A list of feeds that somebody wants to track."""

import pytest

from tests.conftest import NOW
from tracker.feeds import lists
from tracker.feeds.lists import ListedFeed, ListedState
from tracker.feeds.opml import Listed
from tracker.models import Feed
from tracker.polling import moves


def planned(*entries: Listed, tracked: tuple[Feed, ...] = ()) -> list[ListedFeed]:
    return lists.planned(entries, tracked={moves.spelling(feed.url): feed for feed in tracked})


def test_new_known_and_broken_entries_are_told_apart() -> None:
    known = Feed(url="https://kurier.example/rss", title="Kurier")

    rows = planned(
        Listed("https://new.example/rss"),
        Listed("http://KURIER.example/rss/"),
        Listed("http://10.0.0.1/rss"),
        Listed("new.example/rss?utm_source=list"),
        tracked=(known,),
    )

    assert [row.state for row in rows] == [
        ListedState.NEW,
        ListedState.KNOWN,
        ListedState.BROKEN,
        ListedState.TWICE,
    ]
    assert rows[1].known is known
    assert "not on the public internet" in rows[2].fault
    assert [row.number for row in rows] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Listed("https://k.example/more.opml", is_list=True), "another list"),
        (Listed("", site_url="https://k.example/"), "Test it by itself"),
        (Listed("javascript:alert(1)"), "no web address"),
        (Listed("https://ada:secret@k.example/"), "Leave out user name"),
        (Listed("https://k.example/" + "x" * 1000), "more than 1000 characters"),
    ],
)
def test_each_broken_entry_has_its_fault(entry: Listed, fault: str) -> None:
    assert fault in planned(entry)[0].fault


@pytest.mark.parametrize(
    ("folder", "language"),
    [("Deutsch", "de"), ("News / english", "en"), ("Deutsch / English", "en"), ("Politik", ""), ("", "")],
)
def test_a_folder_may_name_the_language(folder: str, language: str) -> None:
    assert planned(Listed("https://k.example/", folder=folder))[0].language == language


@pytest.mark.django_db
def test_only_the_new_ones_are_tracked_and_due_at_once() -> None:
    rows = planned(
        Listed("https://a.example/", "A", folder="Deutsch"),
        Listed("https://b.example/"),
        Listed("http://10.0.0.1/"),
    )

    assert lists.track(rows, language="en", now=NOW) == 2
    stored = Feed.objects.order_by("url").values_list("url", "title", "language", "next_poll_at")
    assert list(stored) == [("https://a.example/", "A", "de", NOW), ("https://b.example/", "", "en", NOW)]


@pytest.mark.django_db
def test_what_someone_else_tracked_meanwhile_stays_as_it_is() -> None:
    rows = planned(Listed("https://a.example/", "A"), Listed("https://b.example/"))
    Feed.objects.create(url="https://a.example/", title="Theirs")

    assert lists.track(rows, language="en", now=NOW) == 1
    assert Feed.objects.get(url="https://a.example/").title == "Theirs"


@pytest.mark.django_db
def test_what_is_given_out_is_all_known_when_taken_in_again() -> None:
    Feed.objects.create(url="https://a.example/", title="A", language="de")
    Feed.objects.create(url="https://b.example/", language="en", is_paused=True)

    rows = planned(*lists.listed(), tracked=tuple(Feed.objects.all()))

    assert [(row.state, row.language) for row in rows] == [
        (ListedState.KNOWN, "de"),
        (ListedState.KNOWN, "en"),
    ]
