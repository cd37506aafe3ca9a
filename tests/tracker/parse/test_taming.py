"""What feedparser must not do with the feeds of strangers."""

import time

import feedparser
import pytest

from tests.tracker.parse.corpus import URL
from tracker.parse import AUTHOR_LENGTH, ParsedFeed
from tracker.parse.dates import written_date
from tracker.parse.reader import parse
from tracker.parse.taming import tame

PEOPLE = (
    "author",
    "dc:creator",
    "managingEditor",
    "webMaster",
    "contributor",
    "dc:publisher",
    "itunes:author",
)
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def feed_of(element: str, text: str) -> bytes:
    item = f"<item><title>First</title><{element}>{text}</{element}></item>"
    return f'<rss version="2.0" {NAMESPACES}><channel>{item}</channel></rss>'.encode()


def seconds(body: bytes) -> float:
    began = time.process_time()
    assert isinstance(parse(body, url=URL), ParsedFeed)
    return time.process_time() - began


@pytest.mark.parametrize("element", PEOPLE)
def test_forty_kilobytes_of_a_name_take_no_time(element: str) -> None:
    # Without the cut 26 seconds; one without any address takes a few milliseconds.
    assert seconds(feed_of(element, "a" * 40_000)) < 2


def test_a_name_and_its_address_are_told_apart_as_before() -> None:
    found = parse(feed_of("author", "ada@news.org (Ada Rosenkrug)"), url=URL)
    assert isinstance(found, ParsedFeed)
    assert found.entries[0].author == "Ada Rosenkrug"


def test_of_an_endless_name_the_beginning_is_kept() -> None:
    found = parse(feed_of("author", "Ada " * 1000), url=URL)
    assert isinstance(found, ParsedFeed)
    assert found.entries[0].author == ("Ada " * 1000)[:AUTHOR_LENGTH].rstrip()


def test_dates_are_read_by_our_own_reader_first_however_often_it_is_set_up() -> None:
    tame()
    tame()
    handlers = feedparser.datetimes._date_handlers
    assert handlers[0] is written_date
    assert handlers.count(written_date) == 1
    assert not any("rfc822" in handler.__name__ or "w3dtf" in handler.__name__ for handler in handlers)
