"""Renders a demo feed as RSS 2.0 or Atom, with the articles whose time has come. Pure; no request, no database."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import format_html_join
from django.utils.xmlutils import SimplerXMLGenerator

from tracker.demo.content import FEEDS, ArticleContent, FeedContent, read_feed


class _AtomWithContent(Atom1Feed):
    """Atom whose entries carry the whole text beside the summary (RFC 4287, section 4.1.3)."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", str(item["content"]), {"type": "html"})


KINDS: Final[dict[str, type[Rss201rev2Feed] | type[Atom1Feed]]] = {
    "rss": Rss201rev2Feed,
    "atom": _AtomWithContent,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A feed as bytes with what a polite client sends back: a quoted ETag and the newest article's time."""

    body: bytes
    content_type: str
    etag: str
    last_modified: datetime


def published(feed: FeedContent, *, loaded_at: datetime, now: datetime) -> list[ArticleContent]:
    """The articles whose time has come, newest first."""
    visible = [article for article in feed.articles if loaded_at + article.after <= now]
    return sorted(visible, key=lambda article: article.after, reverse=True)


def find_article(
    slug: str, *, loaded_at: datetime, now: datetime
) -> tuple[FeedContent, ArticleContent] | None:
    """The article of that slug and its feed, once its time has come."""
    for feed in map(read_feed, FEEDS):
        for article in published(feed, loaded_at=loaded_at, now=now):
            if article.slug == slug:
                return feed, article
    return None


def render(feed: FeedContent, *, site_url: str, loaded_at: datetime, now: datetime) -> Rendered:
    """The feed as it stands at `now`. The same articles always give the same bytes."""
    generator = KINDS[feed.kind](
        title=feed.title,
        link=f"{site_url}/",
        description=feed.description,
        language=feed.language,
        feed_url=f"{site_url}/demo/feeds/{feed.name}.xml",
    )
    articles = published(feed, loaded_at=loaded_at, now=now)
    for article in articles:
        _add(generator, feed, article, f"{site_url}/demo/articles/{article.slug}/", loaded_at)
    body = generator.writeString("utf-8").encode("utf-8")
    newest = articles[0].after if articles else None
    return Rendered(
        body=body,
        content_type=generator.content_type,
        etag=f'"{sha256(body).hexdigest()[:32]}"',
        last_modified=loaded_at if newest is None else loaded_at + newest,
    )


def _add(
    generator: SyndicationFeed, feed: FeedContent, article: ArticleContent, link: str, loaded_at: datetime
) -> None:
    text = str(format_html_join("\n", "<p>{}</p>", ((paragraph,) for paragraph in article.paragraphs)))
    generator.add_item(
        title=article.title,
        link=link,
        description=article.paragraphs[0] if feed.kind == "atom" else text,
        content=text,
        author_name=article.author,
        pubdate=loaded_at + article.after,
        unique_id=f"urn:demo:{article.slug}",
        unique_id_is_permalink=False,
    )
