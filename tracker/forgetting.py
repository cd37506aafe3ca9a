"""What the tracker keeps of an article's words is cut anew once the article was blacked out."""

from collections.abc import Collection

from django.db import connection, models

from tracker.models import Article, ArticleWords, Attachment


def cut_anew(model: type[models.Model], numbers: Collection[object]) -> None:
    """Drop the words that were kept of these articles, which look-backs cut again, and fetch no document of theirs."""
    if model is not Article:
        return
    Attachment.objects.filter(article__in=list(numbers)).update(due_at=None)
    ArticleWords.objects.filter(article__in=list(numbers)).update(version="", tokens="", packed=b"")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # The index keeps what was taken out until it is put together anew.
            cursor.execute(
                "INSERT INTO tracker_articlewords_tokens (tracker_articlewords_tokens) VALUES ('optimize')"
            )
