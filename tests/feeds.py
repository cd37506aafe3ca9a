"""Writes small sound feeds for tests that need one to be read, not to be odd."""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Item:
    """One article of a feed."""

    guid: str
    title: str
    summary: str = ""
    published: datetime = datetime(2026, 6, 16, 12, 0, tzinfo=UTC)

    @property
    def link(self) -> str:
        return f"https://news.example/{self.guid}"


def rss(*items: Item, title: str = "News Example", language: str = "en") -> bytes:
    """An RSS 2.0 document with these items."""
    body = "".join(
        f"<item><guid isPermaLink='false'>{escape(item.guid)}</guid><title>{escape(item.title)}</title>"
        f"<link>{item.link}</link><description>{escape(item.summary)}</description>"
        f"<pubDate>{item.published:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for item in items
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{escape(title)}</title>"
        f"<link>https://news.example/</link><language>{language}</language>{body}</channel></rss>"
    ).encode()
