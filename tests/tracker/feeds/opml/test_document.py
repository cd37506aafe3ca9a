"""Lists of feeds, in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from tracker.feeds import opml
from tracker.feeds.opml import Listed, list_process
from tracker.feeds.opml.document import entries_of


def document(*outlines: str, declaration: str = "") -> str:
    return f"{declaration}<opml version='2.0'><head/><body>{''.join(outlines)}</body></opml>"


def feed(url: str, title: str = "Kurier") -> str:
    return f'<outline type="rss" text="{title}" xmlUrl="{url}"/>'


def read(*outlines: str) -> list[Listed]:
    return opml.parse_list(document(*outlines))


def test_a_feed_comes_with_title_and_folders() -> None:
    nested = f'<outline text="News"><outline text="Deutsch">{feed("https://kurier.example/rss")}</outline></outline>'

    assert read(nested) == [Listed("https://kurier.example/rss", "Kurier", folder="News / Deutsch")]


def test_an_address_that_is_listed_twice_comes_twice_each_with_its_folder() -> None:
    kurier = feed("https://kurier.example/rss")

    found = read(f'<outline text="A">{kurier}</outline>{kurier}<outline text="B">{kurier}</outline>')

    assert [(each.url, each.folder) for each in found] == [
        ("https://kurier.example/rss", folder) for folder in ("A", "", "B")
    ]


def test_what_is_no_feed_is_kept_apart() -> None:
    found = read(
        '<outline type="include" text="More" url="https://kurier.example/more.opml"/>',
        '<outline text="Site" xmlUrl="" htmlUrl="https://kurier.example/"/>',
        feed("https://kurier.example/rss"),
    )

    assert [(each.url, each.site_url, each.is_list) for each in found] == [
        ("https://kurier.example/rss", "", False),
        ("https://kurier.example/more.opml", "", True),
        ("", "https://kurier.example/", False),
    ]


@pytest.mark.parametrize(
    "written",
    [
        feed("https://kurier.example/rss?a=1&b=2"),
        feed("https://kurier.example/rss?a=1&amp;b=2"),
        "<OUTLINE TEXT='Kurier' XMLURL='https://kurier.example/rss?a=1&b=2'>",
        '<outline text="open">' + feed("  https://kurier.example/rss?a=1&b=2\n"),
    ],
)
def test_an_ill_formed_list_is_read_all_the_same(written: str) -> None:
    assert [each.url for each in read(written)] == ["https://kurier.example/rss?a=1&b=2"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-16", "utf-16"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "Windows-1252"),
        ("cp1252", ""),
        ("cp1252", "utf-8"),
        ("utf-8", "idna"),
    ],
)
def test_umlauts_survive_every_encoding(encoding: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = document(feed("https://k.example/", "Küste – täglich"), declaration=declaration).encode(encoding)

    assert opml.parse_list(opml.decoded(raw))[0].title == "Küste – täglich"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no OPML list"),
        ("Hello", "no OPML list"),
        ("https://kurier.example/feeds.opml", "no OPML list"),
        ("<html><body><a href='x'>x</a></body></html>", "no OPML list"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no OPML list"),
        (document(), "no entries"),
        (document('<outline text="a folder"/>'), "no entries"),
        (document(*[feed("https://k.example/")] * 3001), "more than 3000 entries"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(text: str, fault: str) -> None:
    with pytest.raises(opml.UnreadableList, match=fault):
        opml.parse_list(text)


def test_what_no_text_may_hold_is_left_out() -> None:
    raw = document(feed("https://k.example/", "Kü\x00s\x08te")).encode()

    assert opml.parse_list(opml.decoded(raw))[0].title == "Küste"


def test_a_list_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(opml.UnreadableList, match="larger than 1 MB"):
        opml.decoded(b" " * (2**20 + 1))


def test_entities_of_a_lists_own_are_not_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"

    found = opml.parse_list(bomb + document(feed("https://k.example/", "&b;&b;")))

    assert "aaaa" not in found[0].title


def test_feeds_nested_three_thousand_deep_are_read() -> None:
    nest = "".join(f'<outline text="x" xmlUrl="https://k.example/{number}">' for number in range(3000))

    assert len(read(nest)) == 3000


@pytest.mark.parametrize(
    "slow",
    [
        f'<outline text="x" xmlUrl="https://k.example/" category="{",".join(f"a{n}" for n in range(99_999))}"/>',
        '<outline text="x">' * 1500
        + feed("https://k.example/").replace("<outline", "<outline category='a'") * 1400,
    ],
)
def test_a_list_built_to_be_slow_is_read_in_time_or_refused(slow: str) -> None:
    try:
        found = opml.parse_list(document(slow), cpu_seconds=2)
    except opml.UnreadableList as fault:
        assert "takes too long" in str(fault)  # noqa: PT017  one of the two, by the speed of the machine
    else:
        assert found


@given(st.text(max_size=400))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    for candidate in (text, document(text), document(f'<outline text="x" xmlUrl="{text}"/>')):
        try:
            found = entries_of(list_process.work(candidate.encode("ascii", "xmlcharrefreplace"), {}))
        except opml.UnreadableList:
            continue
        assert all(len(each.url) <= 1001 and len(each.title) <= 300 for each in found)


LINES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(LINES, LINES), min_size=1, max_size=8))
def test_what_is_written_reads_the_same(names: list[tuple[str, str]]) -> None:
    entries = [
        Listed(
            f"https://k.example/{number}?a=1&b={number}", title or "Untitled", folder=folder.replace("/", "|")
        )
        for number, (title, folder) in enumerate(names)
    ]

    text = opml.written(entries, title="Desk & <co>", at=NOW)

    assert entries_of(list_process.work(text.encode("ascii", "xmlcharrefreplace"), {})) == entries


def test_the_order_is_kept_and_folders_are_grouped() -> None:
    text = opml.written(
        [Listed("https://a.example/", folder="German"), Listed("https://b.example/", folder="English")],
        title="Desk",
        at=NOW,
    )

    assert text.index("German") < text.index("a.example") < text.index("English") < text.index("b.example")
    assert "Wed, 17 Jun 2026" in text
