"""What the library finds in a list, as the rest gets it."""

from tracker.feeds.opml import list_process


def test_entries_come_by_kind_with_their_folder() -> None:
    feed = b"<outline text='K' xmlUrl='u'/>"
    text = b"<opml><body><outline text='A'><outline text='B'>" + feed + b"</outline></outline></body></opml>"

    assert list_process.work(text, {}) == {
        "is_list": True,
        "feeds": [{"url": "u", "title": "K", "folder": "A / B"}],
        "lists": [],
        "opportunities": [],
    }


def test_what_is_no_list_is_said_to_be_none() -> None:
    assert list_process.work(b"<html></html>", {})["is_list"] is False
