"""What an item names beside its words."""

import json

import pytest

from tests.tracker.parse.corpus import URL
from tracker.parse import DocumentKind, EntryDocument, ParsedEntry, ParsedFeed, parse, taming
from tracker.parse.attached import DOCUMENTS

OLD = taming._FORMERLY + "/1.0.md"


def only(body: str) -> ParsedEntry:
    feed = parse(body.encode(), url=URL)
    assert isinstance(feed, ParsedFeed)
    [entry] = feed.entries
    return entry


def item(*elements: str, namespace: str = "https://podcastindex.org/namespace/1.0") -> ParsedEntry:
    inner = "".join(elements)
    return only(
        f'<rss version="2.0" xmlns:p="{namespace}"><channel><item><title>x</title>{inner}</item></channel></rss>'
    )


@pytest.mark.parametrize("namespace", ["https://podcastindex.org/namespace/1.0", OLD])
def test_all_transcripts_are_found_whatever_the_prefix(namespace: str) -> None:
    entry = item(
        '<p:transcript url="https://a.example/1" type="text/vtt; charset=utf-8" language="de-AT"/>',
        '<p:transcript url="https://a.example/1.srt" type="text/plain"/>',
        namespace=namespace,
    )

    assert entry.documents == (
        EntryDocument(DocumentKind.VTT, "https://a.example/1", "de"),
        EntryDocument(DocumentKind.SRT, "https://a.example/1.srt"),
    )


def test_a_file_of_another_kind_or_without_an_address_is_none() -> None:
    entry = item(
        '<p:transcript url="https://a.example/1" type="text/html"/>',
        '<p:transcript type="text/vtt"/>',
        '<p:transcript url="javascript:1" type="text/vtt"/>',
        "<p:transcript>text/vtt</p:transcript>",
    )

    assert entry.documents == ()


def test_of_many_the_first_are_kept() -> None:
    many = [f'<p:transcript url="https://a.example/{number}" type="text/vtt"/>' for number in range(60)]

    assert len(item(*many).documents) == DOCUMENTS


def test_a_pdf_is_found_as_the_items_page_and_beside_it() -> None:
    entry = item(
        "<link>https://a.example/Bericht.PDF?x=1</link>",
        '<enclosure url="https://a.example/2" type="application/pdf" length="1"/>',
        '<enclosure url="https://a.example/3.mp4" type="video/mp4" length="1"/>',
    )

    assert [(each.kind, each.url) for each in entry.documents] == [
        ("pdf", "https://a.example/Bericht.PDF?x=1"),
        ("pdf", "https://a.example/2"),
    ]
    assert entry.recording == "https://a.example/3.mp4"


def test_a_json_feeds_attachments_count_too() -> None:
    told = {"url": "https://a.example/a.pdf", "mime_type": "application/pdf"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "title": "x", "attachments": [told, 1]}],
    }

    assert only(json.dumps(feed)).documents == (EntryDocument(DocumentKind.PDF, "https://a.example/a.pdf"),)
