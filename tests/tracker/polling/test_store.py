from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.feeds import Item, rss
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import ParsedEntry, ParsedFeed, Seen, identity, parse
from tracker.polling import articles, store
from tracker.polling.visits import Failure, Summary, Visit, Visited

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(url="https://news.example/rss", lease_token="mine", leased_until=NOW)


def entries(*items: Item) -> tuple[ParsedEntry, ...]:
    parsed = parse(rss(*items), url="https://news.example/rss")
    assert isinstance(parsed, ParsedFeed)
    return parsed.entries


def visited(*items: Item, **values: str) -> Visited:
    return Visited(Poll.Result.NOTHING_NEW, entries=entries(*items), **values)  # type: ignore[arg-type]


def write(feed: Feed, outcome: Visited | Failure) -> int:
    """Write one visit; returns the number of new articles."""
    return store.write([Visit(feed, outcome)], now=NOW, floor=900).new_articles


def test_the_same_reading_twice_stores_each_article_once(feed: Feed) -> None:
    read = visited(Item("a", "First"), Item("b", "Second"))
    assert write(feed, read) == 2
    feed.refresh_from_db()
    assert write(feed, read) == 0
    assert Article.objects.count() == 2


def test_articles_validators_plan_and_visit_are_written_together(feed: Feed) -> None:
    write(feed, visited(Item("a", "First"), etag='"7"'))
    feed.refresh_from_db()
    assert (feed.etag, feed.leased_until, feed.last_success_at, feed.last_new_at) == ('"7"', None, NOW, NOW)
    assert feed.next_poll_at > NOW
    assert Poll.objects.values_list("result", "new_articles").get() == ("new", 1)


def test_a_crash_before_the_commit_leaves_nothing_half_written(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_write_feeds", _crash)
    with pytest.raises(SystemExit):
        write(feed, visited(Item("a", "First"), etag='"7"'))
    feed.refresh_from_db()
    assert (Article.objects.count(), feed.etag) == (0, "")


def _crash(*args: object, **kwargs: object) -> None:
    raise SystemExit


def test_a_failure_keeps_the_reason_and_the_validators(feed: Feed) -> None:
    write(feed, visited(etag='"7"'))
    feed.refresh_from_db()
    write(feed, Failure(Fault.DNS, "No address for news.example."))
    feed.refresh_from_db()
    assert (feed.failures, feed.last_fault, feed.etag) == (1, Fault.DNS, '"7"')
    assert feed.last_error == "No address for news.example."
    assert Poll.objects.first().result == Poll.Result.FAILED  # type: ignore[union-attr]


def test_a_success_forgets_the_failures_before_it(feed: Feed) -> None:
    write(feed, Failure(Fault.CONNECT, "Down."))
    feed.refresh_from_db()
    write(feed, visited())
    feed.refresh_from_db()
    assert (feed.failures, feed.last_fault, feed.last_error) == (0, "", "")


def test_whoever_lost_the_lease_does_not_plan_for_its_new_holder(feed: Feed) -> None:
    Feed.objects.update(lease_token="another's", next_poll_at=NOW)
    write(feed, visited(Item("a", "First"), etag='"7"'))
    feed.refresh_from_db()
    assert (feed.etag, feed.next_poll_at, Article.objects.count()) == ("", NOW, 1)


def test_a_feed_deleted_in_mid_poll_is_no_error(feed: Feed) -> None:
    Feed.objects.all().delete()
    assert write(feed, visited(Item("a", "First"))) == 0


def test_many_visits_are_one_transaction_of_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    feeds = [Feed.objects.create(url=f"https://news{n}.example/rss") for n in range(20)]
    visits = [Visit(feed, visited(Item("a", "First"))) for feed in feeds]
    visits[7] = Visit(feeds[7], Failure(Fault.DNS, "No address."))
    with django_assert_max_num_queries(10):
        assert store.write(visits, now=NOW, floor=900) == Summary(19, 1, 19)
    assert Poll.objects.count() == 20


def test_a_feed_that_the_database_refuses_rolls_back_no_other(
    feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    other = Feed.objects.create(url="https://other.example/rss")
    poisoned = replace(visited(Item("a", "First")), etag=cast("str", object()))
    visits = [Visit(feed, poisoned), Visit(other, visited(Item("b", "Second")))]
    assert store.write(visits, now=NOW, floor=900).new_articles == 1
    feed.refresh_from_db()
    assert (feed.last_fault, feed.leased_until, feed.failures) == (Fault.INTERNAL, None, 1)
    assert Article.objects.get().feed == other
    assert f"reading {feed.pk} was set aside" in caplog.text


def test_what_the_last_document_held_is_kept_with_the_articles(feed: Feed) -> None:
    seen = Seen(b"context.", "guid", ((b"printed.".hex(), identity("a")),))
    write(feed, replace(visited(Item("a", "First")), seen=seen))
    assert store.last_documents([feed]) == {feed.pk: seen}


def test_an_edit_that_was_put_off_is_read_again_from_the_same_document(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "EDITS", 0)
    seen = Seen(b"context.", "guid", ((b"printed.".hex(), identity("a")),))
    write(feed, replace(visited(Item("a", "First"), body_hash="1"), seen=seen))
    feed.refresh_from_db()
    write(feed, replace(visited(Item("a", "Edited"), body_hash="2"), seen=seen))
    feed.refresh_from_db()
    assert feed.body_hash == ""
    assert store.last_documents([feed])[feed.pk].fingerprints() == {}


def test_a_title_that_an_editor_gave_is_not_taken_back(feed: Feed) -> None:
    Feed.objects.update(title="The desk's name")
    feed.refresh_from_db()
    write(feed, visited(title="The feed's name"))
    feed.refresh_from_db()
    assert feed.title == "The desk's name"
