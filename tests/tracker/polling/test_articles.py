from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.feeds import Item, rss
from tracker.models import Article, Feed
from tracker.parse import ParsedEntry, ParsedFeed, identity, parse
from tracker.polling import articles
from tracker.polling.articles import FeedNews, Kept

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://news.example/rss")


def entries(*items: Item) -> tuple[ParsedEntry, ...]:
    parsed = parse(rss(*items, language=""), url="https://news.example/rss")
    assert isinstance(parsed, ParsedFeed)
    return parsed.entries


def keep(feed: Feed, *told: ParsedEntry, gone: tuple[str, ...] = (), now: datetime = NOW) -> Kept:
    return articles.keep([FeedNews(feed, told, frozenset(map(identity, gone)))], now=now).get(feed.pk, Kept())


def test_what_is_stored_already_is_not_written_again(feed: Feed) -> None:
    told = entries(Item("a", "First"), Item("b", "Second"))
    assert keep(feed, *told) == Kept(new=2)
    assert keep(feed, *told, now=LATER) == Kept()
    assert set(Article.objects.values_list("stored_at", "edited_at")) == {(NOW, None)}


def test_an_edited_headline_changes_the_article_and_has_it_matched_again(feed: Feed) -> None:
    keep(feed, *entries(Item("a", "First", "The bridge.")))
    Article.objects.update(matched_at=NOW)
    assert keep(feed, *entries(Item("a", "First, corrected", "The bridge.")), now=LATER) == Kept(edited=1)
    article = Article.objects.get()
    assert (article.title, article.edited_at, article.matched_at) == ("First, corrected", LATER, None)
    assert article.stored_at == NOW


def test_an_article_of_an_older_version_is_not_taken_for_edited(feed: Feed) -> None:
    keep(feed, *entries(Item("a", "First")))
    Article.objects.update(digest="", matched_at=NOW)
    assert keep(feed, *entries(Item("a", "First")), now=LATER) == Kept()
    article = Article.objects.get()
    assert (len(article.digest), article.edited_at, article.matched_at) == (32, None, NOW)


def test_an_edit_keeps_the_first_date_of_publication(feed: Feed) -> None:
    undated = replace(entries(Item("a", "First"))[0], published_at=None)
    keep(feed, undated)
    keep(feed, replace(undated, title="First, corrected"), now=LATER)
    assert Article.objects.get().published_at == NOW


def test_a_storm_of_edits_is_capped_and_the_rest_put_off(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "EDITS", 2)
    keep(feed, *entries(*(Item(str(n), f"Item {n}") for n in range(5))))
    edited = entries(*(Item(str(n), f"Item {n}, corrected") for n in range(5)))
    kept = keep(feed, *edited, now=LATER)
    assert (kept.edited, len(kept.put_off)) == (2, 3)
    assert kept.put_off == {identity(key) for key in "234"}
    assert keep(feed, *edited[2:], now=LATER) == Kept(edited=2, put_off=frozenset({identity("4")}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"guid": "b"}),
        ({}, {"guid": "b", "title": "First, corrected"}),
        ({}, {"guid": "b", "url": "https://news.example/first"}),
        ({}, {"guid": "b", "published_raw": ""}),
    ],
    ids=["guid alone", "headline too", "address too", "date too"],
)
def test_an_article_that_changed_its_guid_is_the_same(
    feed: Feed, before: dict[str, str], after: dict[str, str]
) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    again = replace(first, **after, key="b")  # type: ignore[arg-type]
    assert keep(feed, again, gone=("a",), now=LATER).new == 0
    assert Article.objects.get().key == identity("b")


def test_a_guid_that_goes_to_and_fro_makes_no_twin(feed: Feed) -> None:
    first = entries(Item("a", "First"))[0]
    for here, gone in (("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")):
        keep(feed, replace(first, key=here), gone=(gone,))
    assert Article.objects.count() == 1


def test_a_changed_guid_alone_does_not_have_the_article_matched_again(feed: Feed) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    Article.objects.update(matched_at=NOW)
    assert keep(feed, replace(first, key="b"), gone=("a",)) == Kept()
    assert Article.objects.get().matched_at == NOW


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Second", "published_raw": "later"},
        {"url": "https://news.example/2", "published_raw": "later"},
        {"url": "https://news.example/2", "title": "Second"},
        {"url": "", "title": "Second", "published_raw": ""},
    ],
    ids=["same address", "same title", "same date", "nothing"],
)
def test_one_sign_alone_does_not_make_it_the_same_article(feed: Feed, changes: dict[str, str]) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    assert keep(feed, replace(first, key="b", **changes), gone=("a",)).new == 1  # type: ignore[arg-type]


def test_an_empty_field_is_no_sign(feed: Feed) -> None:
    bare = replace(entries(Item("a", "First"))[0], title="", published_raw="")
    keep(feed, bare)
    assert keep(feed, replace(bare, key="b"), gone=("a",)).new == 1


def test_an_article_that_still_stands_in_its_feed_is_not_taken_for_another(feed: Feed) -> None:
    first = entries(Item("a", "Weather"))[0]
    keep(feed, first)
    assert keep(feed, first, replace(first, key="b")).new == 1


def test_of_two_like_a_gone_one_only_the_first_is_the_same(feed: Feed) -> None:
    first = entries(Item("a", "Weather"))[0]
    keep(feed, first)
    assert keep(feed, replace(first, key="b"), replace(first, key="c"), gone=("a",)).new == 1


@pytest.mark.parametrize(
    "after",
    [{}, {"title": "First, corrected"}, {"url": "https://news.example/first"}],
    ids=["guid alone", "headline too", "address too"],
)
def test_an_article_comes_back_under_another_guid_after_it_was_gone(
    feed: Feed, after: dict[str, str]
) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    assert keep(feed, replace(first, key="b", **after), now=LATER).new == 0  # type: ignore[arg-type]
    assert Article.objects.get().key == identity("b")


def test_what_shares_only_its_moment_with_a_stored_article_is_new(feed: Feed) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    assert keep(feed, replace(first, key="b", title="Second", url="https://news.example/2")).new == 1


def test_an_article_that_its_feed_still_holds_unread_is_not_taken_for_another(feed: Feed) -> None:
    first = entries(Item("a", "Weather"))[0]
    keep(feed, first)
    told = FeedNews(feed, [replace(first, key="b")], present=frozenset(map(identity, "ab")))
    assert articles.keep([told], now=LATER)[feed.pk].new == 1


SLOT = {"url": "https://news.example/2", "title": "Elections are called", "published_raw": "later"}


def test_a_guid_that_stands_for_another_story_is_a_new_article(feed: Feed) -> None:
    first = entries(Item("slot", "The bridge opens"))[0]
    keep(feed, first)
    second = replace(first, **SLOT)  # type: ignore[arg-type]
    assert keep(feed, second, now=LATER) == Kept(new=1)
    assert keep(feed, second, now=LATER) == Kept()
    old, new = Article.objects.order_by("pk").values_list("title", "key")
    assert (old[0], new) == ("The bridge opens", ("Elections are called", identity("slot")))


def test_a_guid_that_returns_to_its_first_story_finds_it_again(feed: Feed) -> None:
    first = entries(Item("slot", "The bridge opens"))[0]
    for told in (first, replace(first, **SLOT), first):  # type: ignore[arg-type]
        keep(feed, told)
    assert Article.objects.get(key=identity("slot")).title == "The bridge opens"
    assert Article.objects.count() == 2


@pytest.mark.parametrize("kept", ["url", "title", "published_raw"])
def test_a_guid_with_one_thing_of_its_story_left_is_edited(feed: Feed, kept: str) -> None:
    first = entries(Item("slot", "The bridge opens"))[0]
    keep(feed, first)
    changes = {name: value for name, value in SLOT.items() if name != kept}
    assert keep(feed, replace(first, **changes), now=LATER) == Kept(edited=1)  # type: ignore[arg-type]


def test_an_edit_moves_the_day(feed: Feed) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    assert first.published_at
    moved = first.published_at + timedelta(hours=2)
    keep(feed, replace(first, title="First, corrected", published_at=moved, published_raw="then"), now=LATER)
    assert Article.objects.values_list("published_at", "published_raw").get() == (moved, "then")


def test_an_edit_to_a_day_that_cannot_be_keeps_the_first(feed: Feed) -> None:
    first = entries(Item("a", "First"))[0]
    keep(feed, first)
    ahead = LATER + timedelta(days=400)
    keep(feed, replace(first, title="First, corrected", published_at=ahead, published_raw="then"), now=LATER)
    assert Article.objects.get().published_at == first.published_at


def test_two_feeds_may_carry_the_same_guid(feed: Feed) -> None:
    other = Feed.objects.create(url="https://other.example/rss")
    told = entries(Item("a", "First"))
    kept = articles.keep([FeedNews(feed, told), FeedNews(other, told)], now=NOW)
    assert kept == {feed.pk: Kept(new=1), other.pk: Kept(new=1)}


@pytest.mark.parametrize(
    "claimed",
    [None, datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=400)],
    ids=["missing", "absurd", "future"],
)
def test_a_date_that_cannot_be_is_replaced_by_the_moment_of_reading(claimed: datetime | None) -> None:
    assert articles.plausible(claimed, now=NOW) == NOW


def test_a_plausible_date_is_kept_also_when_clocks_differ_a_little() -> None:
    assert articles.plausible(NOW + timedelta(minutes=5), now=NOW) == NOW + timedelta(minutes=5)


def test_the_date_as_the_feed_wrote_it_is_kept_beside_the_one_to_order_by(feed: Feed) -> None:
    keep(feed, replace(entries(Item("a", "First"))[0], published_at=None, published_raw="next Tuesday"))
    assert Article.objects.values_list("published_at", "published_raw").get() == (NOW, "next Tuesday")


def test_an_article_without_a_language_of_its_own_has_its_feeds(feed: Feed) -> None:
    feed.language = "de"
    keep(feed, *entries(Item("a", "First")))
    assert Article.objects.get().language == "de"


def test_many_feeds_take_as_few_statements_as_one(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    others = [Feed.objects.create(url=f"https://news{n}.example/rss") for n in range(20)]
    told = [FeedNews(each, entries(Item("a", "First"), Item("b", "Second"))) for each in (feed, *others)]
    with django_assert_num_queries(3):
        articles.keep(told, now=NOW)
    assert Article.objects.count() == 42
