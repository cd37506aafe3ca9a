from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from tracker.models import Article, Fault, Feed
from tracker.polling.rows import find_many, insert_many, update_many

NOON = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)
FIELDS = ("feed", "key", "url", "title", "language", "published_at", "stored_at")

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(url="https://news.example/rss")


def row(feed: Feed, key: str, published_at: datetime = NOON) -> tuple[object, ...]:
    return (feed.pk, key, "https://news.example/1", "Zug & Schöne", "de", published_at, NOON)


@pytest.fixture
def _rows(feed: Feed) -> None:
    insert_many(Article, FIELDS, [row(feed, key) for key in "abc"])


@pytest.mark.usefixtures("_rows")
def test_rows_come_back_as_they_were_given(feed: Feed) -> None:
    article = Article.objects.get(key="b")
    assert (article.feed, article.title, article.published_at) == (feed, "Zug & Schöne", NOON)


@pytest.mark.usefixtures("_rows")
def test_what_is_not_named_has_its_default() -> None:
    article = Article.objects.get(key="b")
    assert (article.author, article.matched_at) == ("", None)


def test_a_list_is_kept_as_one(feed: Feed) -> None:
    update_many(Feed, ("skip_hours",), [([3, 4], feed.pk)])
    feed.refresh_from_db()
    assert feed.skip_hours == [3, 4]


def test_a_time_in_any_zone_is_the_same_moment(feed: Feed) -> None:
    berlin = NOON.astimezone(ZoneInfo("Europe/Berlin"))
    update_many(Feed, ("last_polled_at", "leased_until"), [(berlin, None, feed.pk)])
    feed.refresh_from_db()
    assert (feed.last_polled_at, feed.leased_until) == (NOON, None)


def test_each_row_gets_its_own_values(feed: Feed) -> None:
    other = Feed.objects.create(url="https://other.example/rss")
    update_many(Feed, ("failures", "last_fault"), [(1, Fault.DNS, feed.pk), (2, "", other.pk)])
    assert list(Feed.objects.order_by("pk").values_list("failures", "last_fault")) == [(1, "dns"), (2, "")]


@pytest.mark.usefixtures("_rows")
def test_a_clash_is_an_error_unless_told_otherwise(feed: Feed) -> None:
    again = [row(feed, key) for key in "cd"]
    insert_many(Article, FIELDS, again, clash="ON CONFLICT DO NOTHING")
    assert Article.objects.count() == 4
    with pytest.raises(IntegrityError):
        insert_many(Article, FIELDS, again)


@pytest.mark.usefixtures("_rows")
def test_rows_are_found_by_pairs_and_not_by_every_combination(feed: Feed) -> None:
    pairs = [(feed.pk, "a"), (feed.pk + 1, "b"), (feed.pk, "z")]
    assert list(find_many(Article, ("feed", "key"), by=("feed", "key"), pairs=pairs)) == [(feed.pk, "a")]


@pytest.mark.usefixtures("_rows")
def test_more_pairs_than_one_statement_holds_are_all_looked_up(feed: Feed) -> None:
    pairs = [(feed.pk, f"none {number}") for number in range(12_000)] + [(feed.pk, "c")]
    assert list(find_many(Article, ("key",), by=("feed", "key"), pairs=pairs)) == [("c",)]


def test_nothing_to_write_is_no_statement(feed: Feed) -> None:
    update_many(Feed, ("failures",), [])
    assert list(find_many(Article, ("key",), by=("feed", "key"), pairs=[])) == []
