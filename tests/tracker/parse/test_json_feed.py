"""JSON Feed: what it is read as, and what is none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.parse.corpus import URL, assert_sound
from tracker.parse import NotAFeed, NotAFeedKind, ParsedFeed
from tracker.parse.reader import parse

VERSION = "https://jsonfeed.org/version/1.1"
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "id"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = (
    "id",
    "url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "date_published",
    "authors",
    "author",
    "language",
)


def feed_of(*items: object, **fields: object) -> bytes:
    return json.dumps({"version": VERSION, "title": "Ort", "items": items} | fields).encode()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_it_is_read_in_any_of_its_encodings(codec: str) -> None:
    body = json.dumps({"version": VERSION, "items": [{"id": "1", "title": "Brücke"}]}, ensure_ascii=False)
    found = parse(body.encode(codec), url=URL)
    assert isinstance(found, ParsedFeed)
    assert [entry.title for entry in found.entries] == ["Brücke"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"version": "2", "items": []}', NotAFeedKind.NOT_A_FEED),
        (b"{}", NotAFeedKind.NOT_A_FEED),
        (b"{ no json", NotAFeedKind.NOT_XML),
        (b'{"a":' * 100_000, NotAFeedKind.NOT_XML),
        (b'{"a": ' + b"9" * 100_000 + b"}", NotAFeedKind.NOT_XML),
    ],
    ids=["another version", "nothing", "no json", "too deep", "too many digits"],
)
def test_other_json_is_no_feed(body: bytes, kind: NotAFeedKind) -> None:
    refused = parse(body, url=URL)
    assert isinstance(refused, NotAFeed)
    assert refused.kind is kind


@given(
    st.lists(st.dictionaries(st.sampled_from(FIELDS), ANY), max_size=4),
    st.dictionaries(st.sampled_from(FIELDS), ANY),
)
def test_no_values_break_a_promise(items: list[object], fields: dict[str, object]) -> None:
    assert_sound(parse(feed_of(*items, **fields), url=URL))
