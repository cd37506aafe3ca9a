"""The words of matched articles are kept, and the database's index of them answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW
from tests.plans import assert_no_scan
from tracker import evidence
from tracker.evidence import kept
from tracker.jobs import Held
from tracker.match import CutArticle, keepable, token
from tracker.models import Article, ArticleWords, Feed


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://news.example/rss", title="News Example")


def article(feed: Feed, title: str) -> Article:
    number = Article.objects.count()
    return Article.objects.create(
        feed=feed,
        key=str(number),
        url=f"https://news.example/{number}",
        title=title,
        language="en",
        published_at=NOW,
        stored_at=NOW - timedelta(days=number),
    )


def keep(*articles: Article) -> None:
    kept.keep((one, CutArticle(evidence.document_of(one))) for one in articles)


def test_an_article_is_found_by_each_of_its_tokens(feed: Feed) -> None:
    bridge, ferry = article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")
    keep(bridge, ferry)

    holders = kept.holders([token("en", handle) for handle in ("elbe", "bridge", "tunnel")], first=0)

    assert holders[token("en", "elbe")].tolist() == [bridge.pk, ferry.pk]
    assert holders[token("en", "bridge")].tolist() == [bridge.pk]
    assert not len(holders.get(token("en", "tunnel"), ()))
    later = kept.holders([token("en", "elbe")], first=ferry.pk)
    assert later[token("en", "elbe")].tolist() == [ferry.pk]


def test_matching_keeps_the_words_of_all_that_it_compared(feed: Feed) -> None:
    article(feed, "Elbe bridge opens")
    evidence.match_waiting(now=NOW)

    words = ArticleWords.objects.get()
    assert words.tokens.split() == sorted(
        keepable(CutArticle(evidence.document_of(Article.objects.get()))).tokens
    )
    assert words.version == kept.version()


def test_an_article_that_was_deleted_meanwhile_keeps_no_other_from_it(feed: Feed) -> None:
    gone, there = article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")
    cut = [(one, CutArticle(evidence.document_of(one))) for one in (gone, there)]
    Article.objects.filter(pk=gone.pk).delete()

    kept.keep(cut)

    assert ArticleWords.objects.get().pk == there.pk


def test_only_what_was_stored_since_then_is_read(feed: Feed) -> None:
    new, old = article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")
    keep(new, old)

    assert list(kept.kept_of({new.pk: 1, old.pk: 1}, since=NOW - timedelta(hours=1))) == [new.pk]


def test_only_what_was_published_from_a_day_on_is_read(feed: Feed) -> None:
    new, old = article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")
    keep(new, old)
    today = NOW.date().toordinal()

    read = kept.kept_of({new.pk: today, old.pk: today + 1}, since=NOW - timedelta(days=300))

    assert [(pk, each.published_on) for pk, each in read.items()] == [(new.pk, today)]


def test_where_nothing_is_to_be_cut_anew_one_query_is_asked(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(article(feed, "Elbe bridge opens"))

    with django_assert_num_queries(1):
        assert kept.keep_older(Held("look_back", "", 0.0))


def test_whether_any_is_to_be_cut_anew_is_asked_of_the_index_alone(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(article(feed, "Elbe bridge opens"))

    with django_assert_num_queries(1) as asked:
        kept.keep_older(Held("look_back", "", 0.0))

    assert_no_scan(asked.captured_queries)


def test_what_is_left_to_be_cut_waits_for_the_next_turn(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "CUT_AT_ONCE", 1)
    for one in (article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")):
        ArticleWords.objects.create(article=one, version="older")

    assert [kept.keep_older(Held("look_back", "", 0.0)) for _ in range(2)] == [False, True]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_articles_from_before_the_index_are_noted_to_be_cut() -> None:
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "tracker"]
    executor.migrate([("tracker", "0024_catching_up")])
    try:
        feed = Feed.objects.create(url="https://news.example/rss")
        matched, _waiting = article(feed, "Elbe bridge opens"), article(feed, "Elbe ferry opens")
        Article.objects.filter(pk=matched.pk).update(matched_at=NOW)
    finally:
        MigrationExecutor(connection).migrate(newest)

    assert [words.pk for words in ArticleWords.objects.all()] == [matched.pk]
    assert kept.keep_older(Held("look_back", "", 0.0))
    assert kept.holders([token("en", "bridge")], first=0)[token("en", "bridge")].tolist() == [matched.pk]
