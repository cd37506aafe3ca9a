"""What a page says of its article, and what is no article."""

from datetime import date

import pytest

from tests.tracker.intake.extract.pages import BRIDGE, article_page
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind
from tracker.intake.extract.page import extract

URL = "https://www.ledger.example/bridge"


def read(body: bytes, content_type: str = "text/html; charset=utf-8") -> ArticlePage:
    found = extract(body, url=URL, content_type=content_type)
    assert isinstance(found, ArticlePage), found
    return found


def test_a_page_gives_text_title_publisher_and_day() -> None:
    found = read(article_page())

    assert found.text.splitlines()[-3:] == list(BRIDGE)
    assert (found.title, found.publisher) == ("Bridge to open next year", "The Ansel Ledger")
    assert found.published_on == date(2026, 6, 1)


def test_navigation_and_foot_are_not_the_text() -> None:
    text = read(article_page()).text

    assert "Sport" not in text
    assert "All rights reserved" not in text


def test_a_day_in_the_text_is_not_taken_for_the_day_of_publication() -> None:
    dated = (*BRIDGE, "On 3 March 2019 the first pillar was set, the archive says.")

    assert read(article_page(*dated, published_on=None)).published_on is None


def test_without_a_name_the_host_is_the_publisher() -> None:
    assert "ledger.example" in read(article_page(publisher="")).publisher.lower()


@pytest.mark.parametrize("value", ["false", '"False"'])
def test_a_page_that_says_so_is_for_subscribers(value: str) -> None:
    declared = f'<script type="application/ld+json">{{"isAccessibleForFree": {value}}}</script>'

    assert read(article_page(head=declared)).is_for_subscribers
    assert not read(article_page()).is_for_subscribers


def test_an_old_encoding_keeps_its_umlauts() -> None:
    text = "Die Brücke wird für größere Fahrzeuge im Mai 2027 geöffnet, sagte die Ministerin am Dienstag."
    body = article_page(text, text, text).decode().replace("utf-8", "iso-8859-1").encode("latin-1")

    assert text in read(body, "text/html").text


def test_marks_that_nobody_sees_are_left_out() -> None:
    hidden = (
        "The har\u00adbour bridge \u202ewill open\u200b to traffic by the end of 2027, she said on Monday."
    )

    assert "The harbour bridge will open to traffic" in read(article_page(hidden, *BRIDGE)).text


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b" \n", "text/html", NotAnArticleKind.EMPTY),
        (b"anything", "application/zip", NotAnArticleKind.NOT_A_PAGE),
        (b"\x89PNG\r\n", "image/png", NotAnArticleKind.NOT_A_PAGE),
        (b"PK\x03\x04\0\0", "", NotAnArticleKind.NOT_A_PAGE),
        (b"<html><body><script>let a</script></body></html>", "text/html", NotAnArticleKind.NO_TEXT),
        (b"<", "text/html", NotAnArticleKind.NO_TEXT),
    ],
)
def test_what_is_no_article_says_why(body: bytes, content_type: str, kind: NotAnArticleKind) -> None:
    assert extract(body, url=URL, content_type=content_type) == NotAnArticle(kind)
