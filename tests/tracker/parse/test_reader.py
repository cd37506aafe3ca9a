"""Feeds of every kind, sound, broken and hostile, read from bytes."""

import time
from collections.abc import Callable
from encodings.aliases import aliases
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracker.parse.corpus import CASES, URL, assert_sound, expected, said
from tests.tracker.parse.generated import documents
from tracker.parse import NotAFeed, NotAFeedKind, ParsedEntry, ParsedFeed, parse

# Bytes that change how a parser reads what follows them.
_TOKENS = (
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&", b"&a;", b"&#xFFFF;",
    b"&#0;", b"<item>", b"</item>", b"<entry>", b"</", b"<guid>", b"<title type='xhtml'>", b"\x00", b"\xff", b"\xc3",
    b"<content:encoded>", b"<description>", b"<link/>", b"<author>", b"<pubDate>", b"xml:base='//['", b"\xef\xbb\xbf",
    b"<svg>", b"<math>", b"<source>", b"<image>", b"<textinput>", b"<category/>", b"<media:content>", b"<georss:point>",
    b"<itunes:image/>", b"<updated>", b"<skipHours>", b"<ttl>", b"<id>", b"<content mode='base64'>",
)  # fmt: skip


def _parse(body: bytes | str, content_type: str = "") -> ParsedFeed:
    result = parse(body if isinstance(body, bytes) else body.encode(), url=URL, content_type=content_type)
    assert isinstance(result, ParsedFeed), result
    return result


def _rss(*items: str) -> str:
    told = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>Ort</title>{told}</channel></rss>"


def _only(feed: ParsedFeed) -> ParsedEntry:
    (entry,) = feed.entries
    return entry


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_feed_once_met_is_read_as_it_should_be(case: Path) -> None:
    result = parse(case.read_bytes(), url=URL)

    assert said(result) == expected(case)
    assert_sound(result)


CODECS = sorted({*aliases.values()} - {"mbcs", "oem"} | {"utf_8_sig", "utf_7", "cp273", "cp500", "cp1140"})


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("declared", [True, False])
def test_no_encoding_lets_a_bomb_through(codec: str, declared: bool) -> None:
    levels = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))
    head = f"<?xml version='1.0' encoding='{codec}'?>" if declared else "<?xml version='1.0'?>"
    bomb = (
        f"{head}<!DOCTYPE rss [<!ENTITY e0 'haha'>{levels}]><rss version='2.0'><channel><title>&e8;</title>"
        "<item><title>&e8;</title></item></channel></rss>"
    )
    try:
        body = bomb.encode(codec)
    except (LookupError, UnicodeError, TypeError):
        pytest.skip("no encoding of text")

    result = parse(body, url=URL)

    assert "haha" not in repr(result)
    assert len(repr(result)) < 1_000


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\x00\x00"])
def test_an_empty_body_has_a_name(body: bytes) -> None:
    result = parse(body, url=URL)

    assert isinstance(result, NotAFeed)
    assert result.kind is NotAFeedKind.EMPTY


def test_a_body_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(_rss("<title>Geheim</title>"))

    result = parse(str(feed).encode(), url=URL)

    assert isinstance(result, NotAFeed)


def test_a_body_that_is_an_address_is_not_fetched() -> None:
    result = parse(b"http://127.0.0.1:9/feed", url=URL)

    assert isinstance(result, NotAFeed)


def test_of_many_entries_the_newest_are_kept_in_the_feeds_order() -> None:
    items = [
        f"<guid>{n}</guid><title>{n}</title><pubDate>2026-01-{1 + n // 24 % 28:02}T{n % 24:02}:00:00Z</pubDate>"
        for n in range(600)
    ]

    feed = _parse(_rss(*items))

    assert [entry.guid for entry in feed.entries] == [str(n) for n in range(100, 600)]


def test_of_many_entries_without_dates_the_first_are_kept() -> None:
    feed = _parse(_rss(*(f"<guid>{n}</guid><title>{n}</title>" for n in range(600))))

    assert [entry.guid for entry in feed.entries] == [str(n) for n in range(500)]


@pytest.mark.parametrize(
    ("field", "item", "length"),
    [
        ("title", "<title>{}</title>", 1_000),
        ("author", "<author>{}</author>", 300),
        ("summary", "<description>{}</description>", 20_000),
        ("content_html", "<description>{}</description>", 200_000),
        ("published_raw", "<pubDate>{}</pubDate>", 100),
    ],
)
def test_long_fields_are_cut(field: str, item: str, length: int) -> None:
    words = "Wort " * (length // 2 if field == "author" else length)

    entry = _only(_parse(_rss("<title>x</title>" * (field != "title") + item.format(words))))

    assert length - 5 <= len(getattr(entry, field)) <= length


def test_cut_html_stays_within_its_bound_and_well_formed() -> None:
    entry = _only(_parse(_rss(f"<description>{'&lt;a href=x&gt;&amp;amp;' * 30_000}</description>")))

    assert_sound(_parse(_rss(f"<description>{'&lt;b&gt;' * 60_000}</description>")))
    assert 0 < len(entry.content_html) <= 200_000
    assert entry.content_html.endswith("</a>")


def test_a_guid_keeps_its_key_when_the_feed_moves() -> None:
    body = _rss("<guid>4711</guid><title>x</title>").encode()

    before, after = (parse(body, url=url) for url in (URL, "https://elsewhere.example/rss"))

    assert isinstance(before, ParsedFeed)
    assert isinstance(after, ParsedFeed)
    assert _only(before).key == _only(after).key == "4711"


def test_no_secret_of_the_feeds_address_ends_up_in_its_links() -> None:
    links = "<link>/a</link><description>&lt;a href='#top'&gt;x&lt;/a&gt;&lt;a href='b'&gt;y&lt;/a&gt;</description>"
    body = _rss("<title>x</title>" + links, "<title>y</title><link>https://ada:hunter2@ort.example/c</link>")

    result = parse(body.encode(), url="https://ada:hunter2@ort.example/feed?token=hunter2#hunter2")

    assert isinstance(result, ParsedFeed)
    assert [entry.url for entry in result.entries] == ["https://ort.example/a", "https://ort.example/c"]
    assert "hunter2" not in repr(result)


def test_the_key_of_an_entry_does_not_hang_on_its_neighbours() -> None:
    mine = "<guid isPermaLink='false'>g1</guid><title>Meins</title>"

    alone = _only(_parse(_rss(mine)))
    among = _parse(_rss("<guid>g0</guid><title>Neu</title>", mine)).entries[1]

    assert alone.key == among.key


def test_an_author_named_twice_is_named_once() -> None:
    entry = _only(
        _parse(_rss("<title>x</title><author>Ada</author><author>Ben</author><author>Ada</author>"))
    )

    assert entry.author == "Ada, Ben"


def test_the_servers_charset_counts_where_the_feed_declares_none() -> None:
    body = _rss("<title>Мост</title>").encode("cp1251")

    assert _only(_parse(body, "application/rss+xml; charset=windows-1251")).title == "Мост"


def test_the_feeds_own_declaration_goes_before_the_servers_default() -> None:
    body = ('<?xml version="1.0" encoding="windows-1251"?>' + _rss("<title>Мост</title>")).encode("cp1251")

    assert _only(_parse(body, "text/xml; charset=ISO-8859-1")).title == "Мост"


@pytest.mark.parametrize("asked", ["60", " 60 "])
def test_the_longest_rest_that_a_feed_asks_for_counts(asked: str) -> None:
    namespace = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    rests = f"<ttl>{asked}</ttl><sy:updatePeriod>daily</sy:updatePeriod>"
    body = f"<rss version='2.0' {namespace}><channel>{rests}</channel></rss>"

    assert _parse(body).ttl_seconds == 86_400


@pytest.mark.parametrize(
    ("ttl", "seconds"),
    [
        ("15", 900),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("99999999", 31_536_000),
        ("9" * 30, None),
    ],
)
def test_an_odd_ttl_is_bounded_or_passed_over(ttl: str, seconds: int | None) -> None:
    assert _parse(f"<rss version='2.0'><channel><ttl>{ttl}</ttl></channel></rss>").ttl_seconds == seconds


def test_nothing_that_feedparser_raises_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise AttributeError

    monkeypatch.setattr("feedparser.parse", broken)

    result = parse(_rss("<title>x</title>").encode(), url=URL)

    assert isinstance(result, NotAFeed)
    assert result.kind is NotAFeedKind.NOT_XML


Mutation = Callable[[bytes], bytes]


@st.composite
def _mutations(draw: st.DrawFn) -> Mutation:
    """A change to a body: a piece cut out, repeated or overwritten, or a token slipped in."""
    start, length = draw(st.floats(0, 1)), draw(st.integers(0, 80))
    piece = draw(st.one_of(st.sampled_from(_TOKENS), st.binary(max_size=8)))
    keep = draw(st.sampled_from(["cut", "repeat", "insert", "overwrite", "shorten"]))

    def mutate(body: bytes) -> bytes:
        at = int(start * len(body))
        before, middle, after = body[:at], body[at : at + length], body[at + length :]
        return {
            "cut": before + after,
            "repeat": before + middle * 3 + after,
            "insert": before + piece + middle + after,
            "overwrite": before + piece + after,
            "shorten": before,
        }[keep]

    return mutate


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    case=st.sampled_from(CASES),
    mutations=st.lists(_mutations(), max_size=6),
    content_type=st.text(max_size=20),
)
def test_no_mutation_of_a_feed_breaks_a_promise(
    case: Path, mutations: list[Mutation], content_type: str
) -> None:
    body = case.read_bytes()
    for mutate in mutations:
        body = mutate(body)

    assert_sound(parse(body, url=URL, content_type=content_type))


@pytest.mark.parametrize(
    "start", [b"", b"<rss>", b"<rss version='2.0'><channel><item><title>", b"<?xml version='1.0'?>"]
)
@pytest.mark.parametrize("unit", [b"<", b"<a", b"<a b='"])
def test_megabytes_of_tags_that_never_end_are_a_fault_with_a_name(start: bytes, unit: bytes) -> None:
    began = time.process_time()
    refused = parse(start + unit * (5_000_000 // len(unit)), url=URL)
    assert isinstance(refused, NotAFeed)
    assert refused.kind is NotAFeedKind.NOT_XML
    assert time.process_time() - began < 5


def test_a_feed_that_quotes_code_is_read_all_the_same() -> None:
    code = "if (a < b) { c <<= 1 } " * 3000
    found = parse(_rss(f"<title>Code</title><description><![CDATA[{code}]]></description>").encode(), url=URL)
    assert isinstance(found, ParsedFeed)
    assert len(found.entries) == 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_TOKENS), st.binary(max_size=6)), max_size=30))
def test_no_heap_of_fragments_breaks_a_promise(pieces: list[bytes]) -> None:
    body = b"<rss version='2.0'><channel><item>" + b"".join(pieces)

    assert_sound(parse(body, url=URL))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pair=documents(), mutations=st.lists(_mutations(), max_size=4))
def test_no_generated_feed_breaks_a_promise(pair: tuple[bytes, bytes], mutations: list[Mutation]) -> None:
    body = pair[0]
    for mutate in mutations:
        body = mutate(body)

    assert_sound(parse(body, url=URL))


@settings(max_examples=200, deadline=None)
@given(url=st.text(max_size=40), link=st.text(max_size=60))
def test_no_address_breaks_a_promise(url: str, link: str) -> None:
    escaped = link.replace("&", "&amp;").replace("<", "&lt;")

    assert_sound(
        parse(_rss(f"<link>{escaped}</link><guid>{escaped}</guid>").encode("utf-8", "replace"), url=url)
    )
