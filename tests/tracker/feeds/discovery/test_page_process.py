"""What a page names, as the guard gets it."""

from tracker.feeds.discovery import page_process


def test_addresses_come_with_their_labels() -> None:
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/rss"></head></html>'
    )

    assert page_process.work(page, {"url": "https://kurier.example/"}) == [
        ("https://kurier.example/rss", "All")
    ]
