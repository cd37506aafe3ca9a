from datetime import UTC, datetime, timedelta

import pytest

from tests.feeds import Item, rss
from tracker import store
from tracker.models import Article, Fault, Feed, Poll
from tracker.parse import ParsedEntry, ParsedFeed, parse

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(url="https://news.example/rss", lease_token="mine", leased_until=NOW)


def entries(*items: Item) -> tuple[ParsedEntry, ...]:
    parsed = parse(rss(*items), url="https://news.example/rss")
    assert isinstance(parsed, ParsedFeed)
    return parsed.entries


def reading(*items: Item, **values: str) -> store.Reading:
    return store.Reading(Poll.Result.NOTHING_NEW, entries=entries(*items), **values)  # type: ignore[arg-type]


def test_the_same_reading_twice_stores_each_article_once(feed: Feed) -> None:
    read = reading(Item("a", "First"), Item("b", "Second"))
    assert store.succeeded(feed, read, now=NOW, floor=900) == 2
    feed.refresh_from_db()
    assert store.succeeded(feed, read, now=NOW, floor=900) == 0
    assert Article.objects.count() == 2


def test_articles_validators_plan_and_visit_are_written_together(feed: Feed) -> None:
    store.succeeded(feed, reading(Item("a", "First"), etag='"7"'), now=NOW, floor=900)
    feed.refresh_from_db()
    assert (feed.etag, feed.leased_until, feed.last_success_at, feed.last_new_at) == ('"7"', None, NOW, NOW)
    assert feed.next_poll_at > NOW
    assert Poll.objects.values_list("result", "new_articles").get() == ("new", 1)


def test_a_crash_before_the_commit_leaves_nothing_half_written(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_write_visit", _crash)
    with pytest.raises(RuntimeError):
        store.succeeded(feed, reading(Item("a", "First"), etag='"7"'), now=NOW, floor=900)
    feed.refresh_from_db()
    assert (Article.objects.count(), feed.etag) == (0, "")


def _crash(*args: object, **kwargs: object) -> None:
    raise RuntimeError


def test_a_failure_keeps_the_reason_and_the_validators(feed: Feed) -> None:
    store.succeeded(feed, reading(etag='"7"'), now=NOW, floor=900)
    feed.refresh_from_db()
    store.failed(feed, store.Failure(Fault.DNS, "No address for news.example."), now=NOW, floor=900)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_fault, feed.etag) == (1, Fault.DNS, '"7"')
    assert feed.last_error == "No address for news.example."
    assert Poll.objects.first().result == Poll.Result.FAILED  # type: ignore[union-attr]


def test_a_success_forgets_the_failures_before_it(feed: Feed) -> None:
    store.failed(feed, store.Failure(Fault.CONNECT, "Down."), now=NOW, floor=900)
    feed.refresh_from_db()
    store.succeeded(feed, reading(), now=NOW, floor=900)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_fault, feed.last_error) == (0, "", "")


def test_whoever_lost_the_lease_does_not_plan_for_its_new_holder(feed: Feed) -> None:
    Feed.objects.update(lease_token="another's", next_poll_at=NOW)
    store.succeeded(feed, reading(Item("a", "First"), etag='"7"'), now=NOW, floor=900)
    feed.refresh_from_db()
    assert (feed.etag, feed.next_poll_at, Article.objects.count()) == ("", NOW, 1)


def test_a_feed_deleted_in_mid_poll_is_no_error(feed: Feed) -> None:
    Feed.objects.all().delete()
    assert store.succeeded(feed, reading(Item("a", "First")), now=NOW, floor=900) == 0


def test_two_feeds_may_carry_the_same_guid(feed: Feed) -> None:
    other = Feed.objects.create(url="https://other.example/rss")
    for each in (feed, other):
        store.succeeded(each, reading(Item("a", "First")), now=NOW, floor=900)
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    "claimed",
    [None, datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=400)],
    ids=["missing", "absurd", "future"],
)
def test_a_date_that_cannot_be_is_replaced_by_the_moment_of_reading(claimed: datetime | None) -> None:
    assert store.plausible(claimed, now=NOW) == NOW


def test_a_plausible_date_is_kept_also_when_clocks_differ_a_little() -> None:
    assert store.plausible(NOW + timedelta(minutes=5), now=NOW) == NOW + timedelta(minutes=5)


def test_an_article_without_a_language_of_its_own_has_its_feeds(feed: Feed) -> None:
    Feed.objects.update(language="de")
    feed.refresh_from_db()
    unmarked = parse(rss(Item("a", "First"), language=""), url=feed.url)
    assert isinstance(unmarked, ParsedFeed)
    store.succeeded(feed, store.Reading(Poll.Result.NEW, entries=unmarked.entries), now=NOW, floor=900)
    assert Article.objects.get().language == "de"
