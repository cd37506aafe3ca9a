"""Only unseen items are parsed, and the entries are those of a full parse."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds import Item, rss
from tests.tracker.parse.corpus import CASES, URL
from tests.tracker.parse.generated import documents
from tracker.parse import NotAFeed, ParsedEntry, ParsedFeed, Seen, identity, parse, parse_unseen
from tracker.parse.unseen import split


@dataclass
class Parser:
    """Parses and remembers what it was given."""

    bodies: list[bytes] = field(default_factory=list)

    def __call__(self, body: bytes) -> ParsedFeed | NotAFeed:
        self.bodies.append(body)
        return parse(body, url=URL)


def seen_in(body: bytes) -> Seen:
    return parse_unseen(body, seen=Seen(), parse=Parser())[1]


def read(before: bytes, after: bytes) -> tuple[ParsedFeed | NotAFeed, list[bytes]]:
    """Read `after` by one who has read `before`; also what was given to the parser."""
    parser = Parser()
    told, _seen = parse_unseen(after, seen=seen_in(before), parse=parser)
    return told, parser.bodies


def titles(told: ParsedFeed | NotAFeed) -> list[str]:
    assert isinstance(told, ParsedFeed), told
    return [entry.title for entry in told.entries]


OLD = [Item(str(number), f"Old {number}") for number in range(30)]


def test_of_a_grown_feed_only_the_new_item_is_parsed() -> None:
    told, parsed = read(rss(*OLD), rss(Item("new", "New"), *OLD[:-1]))
    assert titles(told) == ["New"]
    assert len(parsed) == 1
    assert b"Old" not in parsed[0]


def test_an_edited_item_is_parsed_again() -> None:
    told, parsed = read(rss(*OLD), rss(Item("0", "Edited"), *OLD[1:]))
    assert titles(told) == ["Edited"]
    assert len(parsed) == 1


def test_a_new_date_of_the_whole_feed_parses_no_item() -> None:
    told, parsed = read(rss(*OLD), rss(*OLD, title="News, renamed"))
    assert isinstance(told, ParsedFeed)
    assert (told.title, told.entries) == ("News, renamed", ())
    assert len(parsed[0]) < 400


def test_what_is_remembered_is_what_the_document_holds_now() -> None:
    second = rss(Item("new", "New"), *OLD[:-1])
    _told, seen = parse_unseen(second, seen=seen_in(rss(*OLD)), parse=Parser())
    assert seen == seen_in(second)
    assert len(seen.pack()) == 9 + 40 * 30
    assert Seen.unpack(seen.pack()) == seen


def test_what_is_gone_can_be_told() -> None:
    _told, seen = parse_unseen(rss(*OLD[1:]), seen=(before := seen_in(rss(*OLD))), parse=Parser())
    assert before.identities - seen.identities == {identity("0")}


def test_what_was_put_off_is_parsed_again() -> None:
    seen = seen_in(rss(*OLD)).without([identity("3")])
    told, _seen = parse_unseen(rss(*OLD), seen=seen, parse=Parser())
    assert titles(told) == ["Old 3"]


HEAD = "<?xml version='1.0' encoding='utf-8'?>"
FIRST, SECOND = (f"<item><guid>{name}</guid><title>{name}</title></item>" for name in "ab")


def channel(items: str, *, root: str = "<rss version='2.0'>", head: str = HEAD, more: str = "") -> bytes:
    name = re.findall(r"\w+", root)[0]
    return f"{head}{root}<channel>{more}{items}</channel></{name}>".encode()


DOUBTFUL: dict[str, Callable[[str], bytes]] = {
    "not well-formed": lambda items: channel(items + "<br>"),
    "an item that is not well-formed": lambda items: channel(
        items + "<item><guid>c</guid><title>c<br></title></item>"
    ),
    "Latin-1 declared": lambda items: channel(items, head=HEAD.replace("utf-8", "iso-8859-1")),
    "Latin-1 not declared": lambda items: channel(items, head="", more="<a>é</a>").decode().encode("latin-1"),
    "UTF-16": lambda items: channel(items, head="").decode().encode("utf-16"),
    "a document type": lambda items: channel(items, head="<!DOCTYPE rss>"),
    "an item in words": lambda items: channel(
        items + "<item><title><![CDATA[<item>x</item>]]></title></item>"
    ),
    "an item in a comment": lambda items: channel(items + "<!-- <item><title>x</title></item> -->"),
    "items within items": lambda items: channel(items + "<item><item><title>x</title></item></item>"),
    "a namespace of an item": lambda items: channel(
        items + "<item xmlns:x='urn:x'><guid>c</guid><title>c</title><x:y>z</x:y></item>"
    ),
    "a base of an item": lambda items: channel(
        "<item><guid>c</guid><title xml:base='https://c.example/'>c</title></item>" + items
    ),
    "a title after the items": lambda items: channel(items, more="<title>One</title>").replace(
        b"</channel>", b"<title>Two</title></channel>"
    ),
    "an element between items": lambda items: channel(
        items.replace("</item><item>", "</item><ttl>60</ttl><item>")
    ),
    "RDF": lambda items: channel(items, root="<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"),
    "one guid for two": lambda items: channel(items + SECOND.replace("<guid>b", "<guid>a")),
    "no guid for one": lambda items: channel(items + "<item><link>https://a.example/</link></item>"),
    "an item that says nothing": lambda items: channel(items + "<item></item>"),
    "too many items": lambda items: channel(items + "<item><title>x</title></item>" * 500),
}


@pytest.mark.parametrize("document", DOUBTFUL.values(), ids=DOUBTFUL)
def test_where_there_is_doubt_the_whole_is_parsed(document: Callable[[str], bytes]) -> None:
    before, after = document(FIRST), document(SECOND + FIRST)
    told, parsed = read(before, after)
    assert parsed[-1] == after
    assert told == parse(after, url=URL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (channel(FIRST, root="<rss version='2.0'>"), channel(SECOND + FIRST, root="<rss xml:lang='de'>")),
        (channel(FIRST), channel(SECOND + FIRST, root="<rss xml:base='https://b.example/'>")),
        (channel(FIRST), channel(SECOND + FIRST, more="<language>de</language>")),
        (channel(FIRST), channel(SECOND + FIRST, more="<dc:language>de</dc:language>")),
    ],
    ids=["language of the root", "base", "language of the channel", "language in another namespace"],
)
def test_where_what_items_inherit_has_changed_the_whole_is_parsed(before: bytes, after: bytes) -> None:
    assert read(before, after)[1] == [after]


def test_where_an_unseen_item_has_the_guid_of_a_seen_one_the_whole_is_parsed() -> None:
    twin = Item("1", "Another")
    told, parsed = read(rss(*OLD), rss(twin, *OLD))
    assert parsed[-1] == rss(twin, *OLD)
    assert isinstance(told, ParsedFeed)
    assert len(told.entries) == 31


def test_a_document_that_is_no_feed_any_more_says_so() -> None:
    told, _parsed = read(rss(*OLD), b"<html><body>Moved</body></html>")
    assert isinstance(told, NotAFeed)


# --- The differential: whatever is done to a feed, the entries are those of a full parse. ---


def assert_as_in_a_full_parse(before: bytes, after: bytes) -> int:
    """Check what one who has read `before` reads in `after`; return how many items he did not parse."""
    had, seen = parse_unseen(before, seen=Seen(), parse=Parser())
    parser = Parser()
    told, now_seen = parse_unseen(after, seen=seen, parse=parser)
    whole = parse(after, url=URL)
    if parser.bodies[-1] == after:
        assert told == whole
        return 0
    assert isinstance(told, ParsedFeed)
    assert isinstance(whole, ParsedFeed)
    entries = {entry.key: entry for entry in whole.entries}
    assert [entry for entry in whole.entries if entry.key in {mine.key for mine in told.entries}] == list(
        told.entries
    )
    _assert_the_rest_was_told_before(entries, told, had)
    assert _head(told) == _head(whole)
    assert now_seen.identities == {identity(key) for key in entries}
    return len(entries) - len(told.entries)


def _assert_the_rest_was_told_before(
    entries: dict[str, ParsedEntry], told: ParsedFeed, had: ParsedFeed | NotAFeed
) -> None:
    assert isinstance(had, ParsedFeed)
    before = {entry.key: entry for entry in had.entries}
    rest = set(entries) - {entry.key for entry in told.entries}
    assert {key: entries[key] for key in rest} == {key: before[key] for key in rest}


def _head(feed: ParsedFeed) -> tuple[object, ...]:
    return feed.title, feed.site_url, feed.language, feed.ttl_seconds, feed.skip_hours, feed.warning


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_entries_of_any_feed_are_those_of_a_full_parse(pair: tuple[bytes, bytes]) -> None:
    assert_as_in_a_full_parse(*pair)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_entries_of_every_feed_once_met_are_those_of_a_full_parse(case: Path) -> None:
    body = case.read_bytes()
    assert_as_in_a_full_parse(body, body + b"\n")
    pieces = split(body)
    for place in range(len(pieces.items) if pieces else 0):
        wanted = [other != place for other in range(len(pieces.items))]  # type: ignore[union-attr]
        assert_as_in_a_full_parse(pieces.keeping(wanted), body)  # type: ignore[union-attr]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    case=st.sampled_from(CASES),
    where=st.floats(0, 1),
    cut=st.integers(0, 60),
    piece=st.sampled_from(
        ["", "<item>", "</item>", "<![CDATA[", "]]>", "<!--", "-->", "&", "<b>", "é", " xmlns:dc='urn:y'"]
    ),
)
def test_the_entries_of_a_mutated_feed_are_those_of_a_full_parse(
    case: Path, where: float, cut: int, piece: str
) -> None:
    body = case.read_bytes()
    at = int(where * len(body))
    mutated = body[:at] + piece.encode() + body[at + cut :]
    assert_as_in_a_full_parse(body, mutated)
    assert_as_in_a_full_parse(mutated, body)
