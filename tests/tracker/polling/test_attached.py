"""Of the documents that an item names the best is kept, and an edit of the feed does not overwrite its words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.feeds import Item, rss
from tests.tracker.polling.test_articles import LATER, NOW
from tracker.models import Article, Attachment, Feed
from tracker.parse import DocumentKind, EntryDocument, ParsedEntry, ParsedFeed, parse
from tracker.polling import articles
from tracker.polling.articles import FeedNews
from tracker.polling.attached import FRESH, chosen

VTT, SRT, PDF = DocumentKind.VTT, DocumentKind.SRT, DocumentKind.PDF


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://ton.example/rss", language="de")


def entry(*documents: EntryDocument, **changes: object) -> ParsedEntry:
    parsed = parse(rss(Item("a", "Folge 12", "Über die Brücke."), language=""), url="https://ton.example/rss")
    assert isinstance(parsed, ParsedFeed)
    values: dict[str, Any] = {
        "published_at": NOW,
        "documents": documents,
        "recording": "https://ton.example/12.mp3",
    } | changes
    return replace(parsed.entries[0], **values)


def keep(feed: Feed, *told: ParsedEntry) -> None:
    articles.keep([FeedNews(feed, told)], now=LATER)


@pytest.mark.parametrize(
    ("offered", "wanted"),
    [
        ((EntryDocument(SRT, "s", "de"), EntryDocument(VTT, "v", "en")), "s"),
        ((EntryDocument(SRT, "s"), EntryDocument(VTT, "v")), "v"),
        ((EntryDocument(PDF, "p"), EntryDocument(DocumentKind.TEXT, "t")), "t"),
        ((EntryDocument(VTT, "v", "fr"),), "v"),
        ((EntryDocument(PDF, "p"),), "p"),
        ((), None),
    ],
)
def test_the_articles_language_comes_first_and_then_the_kind(
    offered: tuple[EntryDocument, ...], wanted: str | None
) -> None:
    found = chosen(entry(*offered), "de")
    assert (found.url if found else None) == wanted


def test_a_pdf_beside_a_whole_article_is_left_and_one_that_is_the_item_is_not() -> None:
    beside = entry(EntryDocument(PDF, "https://ton.example/p"), content_html="<p>Wort</p>" * 300)

    assert chosen(beside, "de") is None
    assert chosen(replace(beside, url="https://ton.example/p"), "de") is not None


def test_a_fresh_items_document_is_to_be_read_once(feed: Feed) -> None:
    told = entry(EntryDocument(VTT, "https://ton.example/12.vtt"))
    keep(feed, told)
    Attachment.objects.update(due_at=None)
    keep(feed, replace(told, documents=(EntryDocument(VTT, "https://ton.example/other.vtt"),)))

    attachment = Attachment.objects.get()
    assert (attachment.url, attachment.kind) == ("https://ton.example/12.vtt", "vtt")
    assert (attachment.recording, attachment.due_at) == ("https://ton.example/12.mp3", None)
    assert attachment.article == Article.objects.get()


def test_a_transcript_that_comes_after_its_episode_is_found(feed: Feed) -> None:
    keep(feed, entry())
    keep(feed, entry(EntryDocument(VTT, "https://ton.example/12.vtt")))

    assert Attachment.objects.get().due_at == LATER


def test_what_a_feed_brings_of_its_past_is_not_fetched(feed: Feed) -> None:
    keep(
        feed, entry(EntryDocument(VTT, "https://t.example/v"), published_at=LATER - FRESH - timedelta(days=1))
    )

    assert not Attachment.objects.exists()


def test_a_feed_without_documents_costs_no_query(feed: Feed) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        keep(feed, entry())

    assert not [query for query in asked.captured_queries if "tracker_attachment" in query["sql"]]


def test_an_edit_of_the_feed_does_not_overwrite_what_was_said(feed: Feed) -> None:
    told = entry(EntryDocument(VTT, "https://ton.example/12.vtt"))
    keep(feed, told)
    Attachment.objects.update(text="Bis Ende 2027 <offen>.\nJa.", read_at=NOW, due_at=None)

    keep(feed, replace(told, title="Folge 12, verbessert"))

    article = Article.objects.get()
    assert article.title == "Folge 12, verbessert"
    assert article.content == "<p>Bis Ende 2027 &lt;offen&gt;.</p><p>Ja.</p>"
