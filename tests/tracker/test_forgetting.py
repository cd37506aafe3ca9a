"""What is kept of an article's words goes with the article's text."""

import pytest

from claims.addresses import digest_of
from claims.editorial.blacking_out import Search, found
from claims.withheld import MARK, Phrases
from tests.conftest import NOW
from tracker.forgetting import cut_anew
from tracker.models import Article, ArticleWords, Attachment, Feed


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


@pytest.mark.django_db
def test_a_forgotten_articles_transcript_goes_with_it_and_is_not_fetched_again() -> None:
    feed = Feed.objects.create(url="https://paper.example/rss", title="Paper")
    made = {"feed": feed, "language": "en", "published_at": NOW, "stored_at": NOW}
    for key in "ab":
        article = Article.objects.create(key=key, url=f"https://x.example/{key}", **made)
        heard = {"text": f"Secret {key}.", "marks": [[0, 1, "Orla"]], "due_at": NOW}
        Attachment.objects.create(article=article, kind="vtt", url=f"https://x.example/{key}.vtt", **heard)
    one, other = Attachment.objects.order_by("pk")

    search = Search(Phrases(()), address_digest=digest_of("https://x.example/a"))
    blackened = [each for each in found(search) if each.model is Attachment]
    cut_anew(Article, [one.pk])

    assert [(each.pk, each.values) for each in blackened] == [(one.pk, {"text": MARK, "marks": []})]
    assert set(Attachment.objects.values_list("pk", "due_at")) == {(one.pk, None), (other.pk, NOW)}
