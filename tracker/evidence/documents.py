"""A stored article as the matcher reads it."""

from django.utils import timezone
from django.utils.html import strip_tags

from tracker.match import ArticleText
from tracker.models import Article


def document_of(article: Article) -> ArticleText:
    """The article as the matcher reads it."""
    return ArticleText(
        title=article.title,
        summary=article.summary,
        text=strip_tags(article.content),
        language=article.language,
        published_on=timezone.localdate(article.published_at),
    )
