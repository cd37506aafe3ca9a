"""What is kept of an article's words goes with the article's text."""

import pytest

from tests.conftest import NOW
from tracker.forgetting import cut_anew
from tracker.models import Article, ArticleWords, Feed


@pytest.mark.django_db
def test_the_words_kept_of_a_blackened_article_are_cut_anew() -> None:
    feed = Feed.objects.create(url="https://paper.example/rss", title="Paper")
    made = {"feed": feed, "language": "en", "published_at": NOW, "stored_at": NOW}
    one, other = (Article.objects.create(key=key, url=f"https://x.example/{key}", **made) for key in "ab")
    for article in (one, other):
        ArticleWords.objects.create(article=article, version="1", tokens="secret", packed=b"secret")

    cut_anew(Article, [one.pk])

    kept = dict(ArticleWords.objects.values_list("article", "tokens"))
    assert kept == {one.pk: "", other.pk: "secret"}
