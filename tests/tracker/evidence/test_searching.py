"""Which articles that were read before may fit a claim: no fewer than the walk through all of them would find."""

from datetime import timedelta

import pytest

from claims.models import Claim
from tests.makers import Maker
from tests.tracker.evidence.test_lookback import NOW, RELEVANT, feed, read_before
from tracker import evidence
from tracker.evidence import searching
from tracker.models import Article, Feed

__all__ = ["feed"]
DAY = timedelta(days=1)


def found(*claims: Claim, days: int = 90) -> dict[int, set[int]]:
    return searching.candidates(claims, since=NOW - days * DAY, now=NOW)


def test_what_is_named_is_what_the_walk_keeps(feed: Feed, claim: Claim) -> None:
    titles = [RELEVANT, "Cup final moved to Sunday after storm", "Elbe", f"{RELEVANT}, again"]
    articles = [read_before(feed, number, title) for number, title in enumerate(titles)]
    walked = evidence.matches_of(articles, now=NOW)
    kept = {article.pk for article, matches in zip(articles, walked, strict=True) if matches}
    assert kept == {articles[0].pk, articles[3].pk}
    assert found(claim) == {claim.pk: kept}


def test_nothing_is_named_from_before_the_days_that_are_looked_at(feed: Feed, claim: Claim) -> None:
    old, young = read_before(feed, 1, days_ago=40), read_before(feed, 2, days_ago=20)
    assert found(claim) == {claim.pk: {old.pk, young.pk}}
    assert found(claim, days=30) == {claim.pk: {young.pk}}


def test_an_article_from_before_the_claim_was_said_is_not_named(feed: Feed, make: Maker) -> None:
    early, late = make.published(said_on=NOW.date() - 30 * DAY), make.published(said_on=NOW.date() - 5 * DAY)
    read_before(feed, 1, days_ago=10)
    assert found(early, late).keys() == {early.pk}


def test_many_are_scored_in_parts(feed: Feed, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = {read_before(feed, number).pk for number in range(3)}
    monkeypatch.setattr(searching, "SCORED_AT_ONCE", 2)
    assert found(claim) == {claim.pk: articles}


def test_without_articles_nothing_is_named(claim: Claim) -> None:
    assert not Article.objects.exists()
    assert found(claim) == {}
