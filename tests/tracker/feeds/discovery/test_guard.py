"""Looking a page through where it can be killed."""

from tracker.feeds.discovery import Announced, announced_guarded

URL = "https://kurier.example/"
LINK = '<link rel="alternate" type="application/rss+xml" title="Küste" href="/rss">'


def page(body: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{LINK}</head><body>{body}</body></html>".encode()


def test_what_a_page_names_comes_through() -> None:
    assert announced_guarded(page(), url=URL) == [Announced("https://kurier.example/rss", "Küste")]


def test_a_page_built_to_be_slow_names_no_feeds() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(100_000))

    assert announced_guarded(page(f"<a {attributes}>"), url=URL, cpu_seconds=2) == []
