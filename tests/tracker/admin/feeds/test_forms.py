"""What an address must be before anything is asked of it."""

import pytest
from pytest_django import Settings

from tracker.admin.feeds.forms import AddressForm, FeedForm
from tracker.models import Feed


def address_of(typed: str) -> str:
    form = AddressForm({"address": typed})
    assert form.is_valid(), form.errors
    return str(form.cleaned_data["address"])


def fault_of(typed: str) -> str:
    form = AddressForm({"address": typed})
    assert not form.is_valid()
    return str(form.errors["address"][0])


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kurier.example", "https://kurier.example"),
        ("kurier.example:8080/rss", "https://kurier.example:8080/rss"),
        ("  http://kurier.example/rss \n", "http://kurier.example/rss"),
        ("feed:https://kurier.example/rss", "https://kurier.example/rss"),
        ("feed://kurier.example/rss", "https://kurier.example/rss"),
        ("https://küste.example/rss", "https://küste.example/rss"),
    ],
)
def test_an_address_is_taken_as_people_write_it(typed: str, address: str) -> None:
    assert address_of(typed) == address


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "required"),
        ("ftp://kurier.example/rss", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("http://127.0.0.1/feed", "not on the public internet"),
        ("http://169.254.169.254/latest", "not on the public internet"),
        ("feed:http://127.0.0.1/feed", "not on the public internet"),
        ("http://2130706433/feed", "no web address"),
        ("https://reader:secret@kurier.example/rss", "Leave out user name and password"),
        ("https://kurier.example/" + "x" * 1000, "more than 1000 characters"),
    ],
)
def test_an_address_that_must_not_be_fetched_is_refused(typed: str, fault: str) -> None:
    assert fault in fault_of(typed)


def test_an_operator_may_allow_a_host_of_the_newsroom(settings: Settings) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset({"127.0.0.1:8000"})

    assert address_of("http://127.0.0.1:8000/rss") == "http://127.0.0.1:8000/rss"


@pytest.mark.parametrize(
    "url",
    [
        "https://kurier.example/feed.xml",
        "http://KURIER.example/feed.xml/",
        "https://kurier.example:443/feed.xml?utm_source=x",
    ],
)
def test_a_feed_is_tracked_once_whatever_the_spelling(feed: Feed, url: str) -> None:
    form = FeedForm({"url": url, "title": "", "language": "de"})

    assert form.errors["url"] == ["This feed is tracked already: Kurier."]


def test_a_feed_keeps_its_own_address(feed: Feed) -> None:
    assert FeedForm({"url": feed.url, "title": "New", "language": "de"}, instance=feed).is_valid()
