"""What the database itself refuses of feeds, articles and polls."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.refusals import refused_by
from tracker.fetch import FailureKind
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import NotAFeedKind

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://nordlicht.example/rss")


def article(feed: Feed, **changes: Any) -> Article:
    values = {
        "key": "guid-1",
        "url": "https://nordlicht.example/1",
        "title": "Bridge opens",
        "language": "en",
        "published_at": NOW,
        "stored_at": NOW,
    }
    return Article.objects.create(feed=feed, **(values | changes))


def test_a_feed_is_tracked_once(feed: Feed) -> None:
    with refused_by("url"):
        Feed.objects.create(url=feed.url)


def test_a_new_feed_is_due_at_once_and_held_by_nobody(feed: Feed) -> None:
    assert (feed.next_poll_at, feed.leased_until, feed.is_paused) == (NOW, None, False)


@pytest.mark.parametrize(
    ("rule", "half"),
    [
        ("feed_stopped_at_exactly_when_stopped", {"stopped_for": "gone"}),
        ("feed_stopped_at_exactly_when_stopped", {"stopped_at": NOW}),
        ("feed_moved_since_exactly_when_seen_to_move", {"moved_sightings": 1}),
        ("feed_moved_since_exactly_when_seen_to_move", {"moved_since": NOW}),
    ],
)
def test_facts_that_belong_together_are_set_together(feed: Feed, rule: str, half: dict[str, Any]) -> None:
    with refused_by(rule):
        Feed.objects.filter(pk=feed.pk).update(**half)


@pytest.mark.parametrize(
    ("title", "shown"), [("Nordlicht", "Nordlicht"), ("", "https://nordlicht.example/rss")]
)
def test_a_feed_is_shown_by_its_title_or_its_address(title: str, shown: str) -> None:
    assert str(Feed(url="https://nordlicht.example/rss", title=title)) == shown


@pytest.mark.parametrize("number", ["interval_seconds", "failures"])
def test_a_feed_counts_nothing_below_zero(feed: Feed, number: str) -> None:
    with refused_by(number):
        Feed.objects.filter(pk=feed.pk).update(**{number: -1})


@pytest.mark.parametrize("kind", [*FailureKind, *NotAFeedKind])
def test_every_way_a_feed_can_fail_has_words_for_an_editor(kind: FailureKind | NotAFeedKind) -> None:
    assert str(Fault(kind.value).label).endswith(".")
    assert len(kind.value) <= 20


def test_an_entry_is_stored_once_for_its_feed(feed: Feed) -> None:
    article(feed)

    with refused_by("article_once_per_feed_and_key"):
        article(feed, title="Bridge opens, finally")


def test_two_feeds_may_use_one_key(feed: Feed) -> None:
    article(feed)
    article(Feed.objects.create(url="https://suedwind.example/rss"))

    assert Article.objects.filter(key="guid-1").count() == 2


def test_the_latest_article_stands_first(feed: Feed) -> None:
    older, newer, twin = (
        article(feed, key=str(minutes) + title, published_at=NOW + timedelta(minutes=minutes), title=title)
        for minutes, title in [(0, "a"), (1, "b"), (1, "c")]
    )

    assert list(feed.articles.all()) == [twin, newer, older]


def test_a_feed_takes_its_articles_and_polls_along(feed: Feed) -> None:
    article(feed)
    Poll.objects.create(feed=feed, at=NOW, result="new")

    feed.delete()

    assert (Article.objects.count(), Poll.objects.count()) == (0, 0)


def test_the_latest_poll_stands_first(feed: Feed) -> None:
    for minute in (1, 3, 2):
        Poll.objects.create(feed=feed, at=NOW + timedelta(minutes=minute), result="nothing_new")

    assert [str(poll)[-5:] for poll in feed.polls.all()] == ["08:03", "08:02", "08:01"]
