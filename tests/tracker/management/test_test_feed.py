from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, failure
from tracker.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        settings.FETCH_ALLOWED_HOSTS = frozenset({feeds.host})
        yield feeds


def test_what_is_at_an_address_is_said_and_nothing_tracked(server: FeedServer) -> None:
    address = server.serve("/rss", rss(Item("a", "Elbe bridge opens"), title="Kurier"))
    Feed.objects.create(url=address, title="Ours")
    out = StringIO()

    call_command("test_feed", address, stdout=out)

    for words in (
        address,
        "title:      Kurier",
        "entries:    1",
        "tracked as:",
        "Ours",
        "! The server cannot say",
    ):
        assert words in out.getvalue()
    assert Feed.objects.count() == 1


def test_a_fault_is_said_with_what_to_do(server: FeedServer) -> None:
    err = StringIO()

    with pytest.raises(CommandError, match="No feed can be read there"):
        call_command("test_feed", server.serve("/rss", failure(503)), stderr=err)

    assert "HTTP status 503" in err.getvalue()
    assert "Open the address in a browser" in err.getvalue()


def test_an_address_that_must_not_be_asked_is_refused() -> None:
    with pytest.raises(CommandError, match="not on the public internet"):
        call_command("test_feed", "http://10.0.0.1/")
