"""What is told of an address before it is tracked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply, failure, redirect
from tracker.feeds import probe
from tracker.feeds.probe import Doubt, Finding, FoundFeed
from tracker.fetch import Policy
from tracker.models import Fault

GERMAN = [
    Item(
        f"de-{number}", f"Die Ministerin eröffnet die {number}. Brücke über die Elbe", "Autos fahren darüber."
    )
    for number in range(5)
]


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


def look(server: FeedServer, path: str) -> Finding:
    policy = Policy(user_agent="Foresaid/test", allowed_hosts=frozenset({server.host}))
    return probe.look(server.url(path), policy=policy, now=NOW)


def page(*paths: str) -> Reply:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="News {path}" href="{path}">'
        for path in paths
    )
    return Reply(f"<!DOCTYPE html><html><head>{links}</head></html>".encode(), content_type="text/html")


def asked(server: FeedServer) -> list[str]:
    return [request.path for request in server.received]


# --- A feed's own address ---


def test_a_feed_is_told_with_what_it_holds(server: FeedServer) -> None:
    server.serve("/rss", Reply(rss(*GERMAN, title="Küstenkurier", language="en"), etag='"1"'))

    found = look(server, "/rss").feeds[0]

    assert (found.title, found.entries, found.newest) == ("Küstenkurier", 5, GERMAN[0].published)
    assert found.headlines == tuple(item.title for item in GERMAN[:3])
    assert (found.language, found.declared, found.has_validators) == ("de", "en", True)


def test_a_feed_of_few_words_has_the_language_that_it_declares(server: FeedServer) -> None:
    server.serve("/rss", rss(Item("a", "Elbe"), language="de-AT"))

    assert look(server, "/rss").feeds[0].language == "de"


@pytest.mark.parametrize(("status", "tracked"), [(301, "/new"), (302, "/old")])
def test_only_a_permanent_move_changes_the_address_to_track(
    server: FeedServer, status: int, tracked: str
) -> None:
    server.serve("/old", redirect("/new", status))
    server.serve("/new", rss(*GERMAN))

    found = look(server, "/old").feeds[0]

    assert (found.url, found.answered_by) == (server.url(tracked), server.url("/new"))


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (failure(404), Fault.STATUS),
        (failure(410), Fault.GONE),
        (Reply(b""), Fault.EMPTY),
        (Reply(b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>"), Fault.ENTITIES),
    ],
)
def test_a_fault_is_named(server: FeedServer, reply: Reply, fault: Fault) -> None:
    server.serve("/rss", reply)

    finding = look(server, "/rss")

    assert [each.fault for each in finding.unread] == [fault]
    assert finding.feeds == ()
    assert asked(server) == ["/rss"]


def test_an_address_that_must_not_be_asked_is_refused(server: FeedServer) -> None:
    server.serve("/rss", redirect("http://10.0.0.1/"))

    assert look(server, "/rss").unread[0].fault is Fault.REFUSED_ADDRESS


# --- A site's address ---


def test_a_sites_feeds_are_found_and_read(server: FeedServer) -> None:
    server.serve("/", page("/politics.xml", "/dead.xml"))
    server.serve("/politics.xml", rss(*GERMAN, title="Politik"))

    finding = look(server, "/")

    assert finding.is_site
    assert [(feed.title, feed.label) for feed in finding.feeds] == [("Politik", "News /politics.xml")]
    assert [(each.url, each.fault) for each in finding.unread] == [(server.url("/dead.xml"), Fault.STATUS)]


def test_a_site_is_asked_for_five_feeds_and_no_more(server: FeedServer) -> None:
    server.serve("/", page(*(f"/{number}.xml" for number in range(8))))

    finding = look(server, "/")

    assert len(asked(server)) == 6
    assert finding.left_out == 3


def test_nothing_more_is_asked_once_the_time_is_up(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "TOTAL_SECONDS", 0)
    server.serve("/", page("/a.xml", "/b.xml"))

    assert look(server, "/").left_out == 2
    assert asked(server) == ["/"]


def test_two_names_of_one_feed_are_one(server: FeedServer) -> None:
    server.serve("/", page("/a.xml", "/b.xml"))
    server.serve("/a.xml", redirect("/b.xml"))
    server.serve("/b.xml", rss(*GERMAN))

    assert len(look(server, "/").feeds) == 1


def test_the_usual_addresses_are_tried_where_a_page_names_none(server: FeedServer) -> None:
    server.serve("/", page())
    server.serve("/rss.xml", rss(*GERMAN))

    finding = look(server, "/")

    assert (finding.is_site, finding.feeds[0].url) == (True, server.url("/rss.xml"))
    assert asked(server) == ["/", "/feed/", "/rss.xml"]


def test_a_page_without_any_feed_is_called_a_page(server: FeedServer) -> None:
    server.serve("/", page())

    assert look(server, "/").unread[0].fault is Fault.HTML_PAGE


# --- What to mind ---

SOUND = FoundFeed(
    url="https://kurier.example/rss",
    asked="https://kurier.example/rss",
    answered_by="https://kurier.example/rss",
    title="Kurier",
    site_url="https://kurier.example/",
    language="de",
    declared="de",
    entries=20,
    newest=NOW - timedelta(days=2),
    headlines=(),
    has_validators=True,
    asked_seconds=900,
    is_unsound=False,
)


@pytest.mark.parametrize(
    ("facts", "doubts"),
    [
        ({}, []),
        ({"entries": 0, "newest": None}, [Doubt.EMPTY]),
        ({"newest": NOW - timedelta(days=91)}, [Doubt.OLD]),
        ({"newest": None}, [Doubt.UNDATED]),
        ({"language": "fr", "declared": "fr"}, [Doubt.FOREIGN]),
        ({"declared": "en"}, [Doubt.DECLARES_ANOTHER]),
        ({"asked": "https://kurier.example/old"}, [Doubt.MOVED]),
        ({"answered_by": "https://cdn.example/rss"}, [Doubt.REDIRECTED]),
        ({"has_validators": False}, [Doubt.WITHOUT_VALIDATORS]),
        ({"asked_seconds": 86_400}, [Doubt.ASKS_FOR_TIME]),
        ({"is_unsound": True}, [Doubt.UNSOUND]),
    ],
)
def test_an_editor_hears_what_to_mind(facts: dict[str, object], doubts: list[Doubt]) -> None:
    assert probe.doubts(replace(SOUND, **facts), now=NOW) == doubts  # type: ignore[arg-type]
