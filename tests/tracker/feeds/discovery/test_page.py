"""The feeds that a page names."""

import pytest

from tracker.feeds.discovery.page import Announced, announced, well_known

PAGE = "https://kurier.example/news/"


def link(href: str, *, rel: str = "alternate", kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def urls(*head: str, body: str = "", url: str = PAGE) -> list[str]:
    page = f"<!DOCTYPE html><html><head>{''.join(head)}</head><body>{body}</body></html>"
    return [found.url for found in announced(page.encode(), url=url)]


def test_an_announced_feed_has_its_address_and_name() -> None:
    page = f"<html><head>{link('/feed.xml', title='  Kurier:  Politik ')}</head></html>".encode()

    assert announced(page, url=PAGE) == [Announced("https://kurier.example/feed.xml", "Kurier: Politik")]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("feed.xml", "https://kurier.example/news/feed.xml"),
        ("//feeds.example/rss?a=1&amp;b=2", "https://feeds.example/rss?a=1&b=2"),
        (" http://127.0.0.1:8000/rss ", "http://127.0.0.1:8000/rss"),
    ],
)
def test_addresses_are_made_absolute(href: str, address: str) -> None:
    assert urls(link(href)) == [address]


def test_a_page_may_say_what_its_addresses_are_relative_to() -> None:
    assert urls('<base href="/en/">', link("feed.xml")) == ["https://kurier.example/en/feed.xml"]


@pytest.mark.parametrize(
    "head",
    [
        link("/feed.xml", kind="Application/Atom+XML; charset=utf-8"),
        link("/feed.xml", rel="ALTERNATE home"),
        "<LINK REL=alternate TYPE=application/rss+xml HREF=/feed.xml>",
    ],
)
def test_spelling_matters_little(head: str) -> None:
    assert urls(head) == ["https://kurier.example/feed.xml"]


@pytest.mark.parametrize(
    "head",
    [
        link("/style.css", rel="stylesheet", kind="text/css"),
        link("/style.xsl", rel="stylesheet", kind="text/xml"),
        link("/wp-json/posts/1", kind="application/json"),
        link("/de/", kind="text/html"),
        link("javascript:alert(1)"),
        link("http://[broken"),
        link(""),
        link("/" + "x" * 1000),
    ],
)
def test_what_is_no_feed_is_passed_over(head: str) -> None:
    assert urls(head) == []


def test_feeds_of_comments_come_last() -> None:
    found = urls(link("/a", title="Kommentare"), link("/comments/feed"), link("/b"))

    assert found[0] == "https://kurier.example/b"


def test_an_address_named_twice_is_one() -> None:
    assert urls(link("/feed.xml"), link("https://KURIER.example/feed.xml?utm_source=page")) == [
        "https://kurier.example/feed.xml"
    ]


def test_links_in_the_text_count_where_nothing_is_announced() -> None:
    anchor = '<a href="/service/rss.xml">RSS</a>'

    assert urls(body=anchor) == ["https://kurier.example/service/rss.xml"]
    assert urls(link("/feed"), body=anchor) == ["https://kurier.example/feed"]


@pytest.mark.parametrize("page", [b"", b"\0" * 99, b"<" * 9999, b"\xff\xfe<html>", b"<a>" * 99_999])
def test_any_bytes_will_do(page: bytes) -> None:
    assert announced(page, url=PAGE) == []


def test_the_usual_addresses_are_on_the_pages_own_host() -> None:
    assert well_known("https://kurier.example/a/b?c")[:2] == [
        "https://kurier.example/feed/",
        "https://kurier.example/rss.xml",
    ]
