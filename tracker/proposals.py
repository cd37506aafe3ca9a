"""Claims to consider: what the spotter finds in the articles of feeds, once each."""

import html
import re
from typing import Final

from django.utils import timezone
from django.utils.html import strip_tags

from tracker.evidence import publisher_of
from tracker.extract import cleaned
from tracker.intake import SourceArticle
from tracker.models import Article

_END_OF_LINE: Final = re.compile(r"</(?:p|h\d|li|blockquote|pre|d[td]|t[dhr]|figcaption)>|<[bh]r\s*/?>")


def source_of(article: Article) -> SourceArticle:
    """A feed's article as the spotter and the intake read it: its whole text where the feed gave one."""
    return SourceArticle(
        text=_text_of(article.content or article.summary),
        address=article.url,
        title=article.title[:300],
        publisher=publisher_of(article.feed)[:160],
        published_on=timezone.localdate(article.published_at),
        language=article.language,
    )


def _text_of(markup: str) -> str:
    """The words of a feed's cleaned markup, a paragraph a line."""
    return cleaned(html.unescape(strip_tags(_END_OF_LINE.sub("\n", markup))))
