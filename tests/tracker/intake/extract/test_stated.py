"""The day and the publisher that a page gives its article, and what is neither."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from lxml.html import HtmlElement, document_fromstring

from tests.tracker.intake.extract.pages import article_page
from tracker.intake.extract.article import ArticlePage
from tracker.intake.extract.page import extract
from tracker.intake.extract.stated import Page

URL = "https://www.kuestenbote.example/politik/hafen"
BERLIN = ZoneInfo("Europe/Berlin")


def page(head: str = "", body: str = "<article><h1>Hafen</h1><p>Text.</p></article>", url: str = URL) -> Page:
    tree: HtmlElement = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return Page(tree, url, BERLIN)


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        # a general date is the last change's
        (
            (
                '<meta name="date" content="2026-02-04 15:33">'
                '<meta itemprop="datePublished" content="2025-12-14T15:41:07+01:00">'
                '<meta itemprop="dateModified" content="2026-02-04T15:33:00+01:00">'
            ),
            date(2025, 12, 14),
        ),
        (
            (
                '<meta name="sailthru.date" content="2026-01-20T09:49:32Z">'
                '<meta property="og:article:published_time" content="2026-01-19T12:25:36Z">'
            ),
            date(2026, 1, 19),
        ),
        ('<meta name="vr:published-time" content="27.04.2020 18:50">', date(2020, 4, 27)),
        (
            '<meta name="DC.date.issued" content="2026-03-01"><meta name="dc.date" content="2026-03-09">',
            date(2026, 3, 1),
        ),
        ('<meta name="parsely-pub-date" content="2026-03-01T10:00:00Z">', date(2026, 3, 1)),
        ('<meta name="date" content="2026-02-04">', date(2026, 2, 4)),
        # a change is no publication
        ('<meta property="article:modified_time" content="2026-02-04T10:00:00Z">', None),
        ('<meta name="last-modified" content="2026-02-04">', None),
        (ld('{"@type": "NewsArticle", "dateModified": "2026-02-04"}'), None),
        # what is read half is no date, and the next one counts
        (
            (
                '<meta property="article:published_time" content="2026-02">'
                '<meta name="pubdate" content="3. Februar 2026">'
            ),
            date(2026, 2, 3),
        ),
        (
            ld('{"@type": "NewsArticle", "datePublished": "2026-02-03", "dateModified": "2026-02-04"}'),
            date(2026, 2, 3),
        ),
        (
            ld(
                '{"@graph": [{"@type": "WebPage", "datePublished": "2026-01-01"},'
                ' {"@type": ["NewsArticle"], "datePublished": "2026-02-03T08:00:00+01:00"}]}'
            ),
            date(2026, 2, 3),
        ),
        (
            ld('{"@type": "http://schema.org/LiveBlogPosting", "datePublished": ["2026-02-03"]}'),
            date(2026, 2, 3),
        ),
        (ld('{"@type": "Event", "datePublished": "2026-02-03"}'), None),
        (ld("{broken") + ld('{"@type": "Article", "datePublished": "2026-02-03"}'), date(2026, 2, 3)),
        (ld("[" * 5000), None),
    ],
)
def test_what_is_called_published_comes_before_any_other_date(head: str, day: date | None) -> None:
    assert page(head).published_on() == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-02-06T23:30:00Z", date(2026, 2, 7)),
        ("2026-02-06T23:30:00-05:00", date(2026, 2, 7)),
        ("2026-07-06T22:30:00+00:00", date(2026, 7, 7)),
        ("2026-02-07T00:30:00+01:00", date(2026, 2, 7)),
        ("2026-02-06T23:30:00", date(2026, 2, 6)),
        ("2026-02-06", date(2026, 2, 6)),
        ("Fri, 06 Feb 2026 23:30:00 GMT", date(2026, 2, 7)),
    ],
)
def test_a_moment_is_a_day_in_the_newsrooms_zone(written: str, day: date) -> None:
    assert page(f'<meta property="article:published_time" content="{written}">').published_on() == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<header><time>Mittwoch, 8. Juli 2026</time></header><article><h1>Hafen</h1></article>", None),
        ("<footer><time datetime='2026-07-08'></time></footer><main><h1>Hafen</h1></main>", None),
        (
            (
                "<article><h2>Teaser</h2><time datetime='2025-01-05'>5.1.</time></article>"
                "<article><h1>Hafen</h1><time datetime='2026-04-27'>27.4.</time><p>Text</p></article>"
            ),
            date(2026, 4, 27),
        ),
        (
            (
                "<article><h1>Hafen</h1><p>Aktualisiert: <time>28. April 2026</time></p>"
                "<p>Erschienen: <time>27. April 2026, 18:50 Uhr</time></p></article>"
            ),
            date(2026, 4, 27),
        ),
        (
            (
                "<article><h1>Hafen</h1><time itemprop='dateModified' datetime='2026-04-28'></time>"
                "<aside><time datetime='2024-01-01'></time></aside></article>"
            ),
            None,
        ),
        ("<article><header><h1>Hafen</h1><time>27.04.2026</time></header></article>", date(2026, 4, 27)),
    ],
)
def test_only_a_time_of_the_article_itself_is_its_day(body: str, day: date | None) -> None:
    assert page(body=body).published_on() == day


def test_a_day_in_the_address_is_taken_where_nothing_else_is_said() -> None:
    assert page(url="https://a.example/2026/02/06/hafen").published_on() == date(2026, 2, 6)
    assert page(url="https://a.example/2026/13/06/hafen").published_on() is None
    assert page(url="https://a.example/2026/02/").published_on() is None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            '<meta property="article:publisher" content="https://www.facebook.com/kuestenbote">',
            "kuestenbote.example",
        ),
        ('<meta name="twitter:site" content="@kuesten_bote">', "kuestenbote.example"),
        (
            '<meta name="twitter:site" content="@kuesten_bote">'
            + ld('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Küstenbote"}}'),
            "Küstenbote",
        ),
        (
            '<meta property="og:site_name" content="Küste online">'
            + ld('{"@type": "NewsArticle", "publisher": "Küstenbote"}'),
            "Küstenbote",
        ),
        (
            ld(
                '{"@graph": [{"@type": "NewsMediaOrganization", "@id": "#org", "name": "Küstenbote"},'
                ' {"@type": "NewsArticle", "publisher": {"@id": "#org"}}]}'
            ),
            "Küstenbote",
        ),
        ('<meta property="og:site_name" content="Küstenbote">', "Küstenbote"),
        ('<meta property="og:site_name" content="@kuestenbote">', "kuestenbote.example"),
        ('<meta property="og:site_name" content="kuesten_bote">', "kuestenbote.example"),
        ('<meta property="og:site_name" content="https://kuestenbote.example/">', "kuestenbote.example"),
        ('<meta property="og:site_name" content="Hafen wird ausgebaut">', "kuestenbote.example"),
        ("", "kuestenbote.example"),
    ],
)
def test_the_publisher_is_a_name_and_never_a_handle_an_address_or_the_title(head: str, name: str) -> None:
    assert page(head).publisher("Hafen wird ausgebaut") == name


def test_a_page_that_is_read_whole_says_so_too() -> None:
    body = article_page(
        published_on=None, publisher="", head='<meta name="vr:published-time" content="27.04.2020 18:50">'
    )

    found = extract(body, url=URL)

    assert isinstance(found, ArticlePage)
    assert (found.published_on, found.publisher) == (date(2020, 4, 27), "kuestenbote.example")
