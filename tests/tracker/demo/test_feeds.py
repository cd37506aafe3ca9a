"""The demo's feeds as a feed reader sees them."""

from datetime import timedelta

import feedparser
import pytest

from tests.conftest import NOW
from tracker.demo import feeds
from tracker.demo.content import FEEDS, read_feed

SITE = "http://127.0.0.1:8000"


def rendered(name: str, *, later: timedelta = timedelta()) -> feeds.Rendered:
    return feeds.render(read_feed(name), site_url=SITE, loaded_at=NOW, now=NOW + later)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_reader_finds_every_entry_whole(name: str) -> None:
    parsed = feedparser.parse(rendered(name).body)

    assert not parsed.bozo
    assert len(parsed.entries) >= 11
    for entry in parsed.entries:
        assert entry.title
        assert entry.id.startswith("urn:demo:")
        assert entry.link.startswith(f"{SITE}/demo/articles/")
        assert entry.published_parsed
        assert "<p>" in entry.summary or "<p>" in entry.content[0].value


def test_articles_appear_when_their_time_has_come() -> None:
    before = rendered("kuestenkurier", later=timedelta(seconds=19))
    after = rendered("kuestenkurier", later=timedelta(seconds=20))

    assert b"Vorletzter Block" not in before.body
    assert b"Vorletzter Block" in after.body
    assert before.etag != after.etag
    assert after.last_modified == NOW + timedelta(seconds=20)


def test_the_same_articles_give_the_same_bytes() -> None:
    assert rendered("ansel-ledger") == rendered("ansel-ledger", later=timedelta(seconds=39))


def test_an_article_is_found_only_once_its_time_has_come() -> None:
    assert feeds.find_article("radio-first-power", loaded_at=NOW, now=NOW) is None
    assert feeds.find_article("radio-first-power", loaded_at=NOW, now=NOW + timedelta(minutes=4)) is not None
    assert feeds.find_article("nothing", loaded_at=NOW, now=NOW) is None
