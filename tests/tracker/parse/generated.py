"""Feeds as hypothesis makes them: what a feed was, and what it became."""

from typing import Final

from hypothesis import strategies as st

DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>"

WORDS = st.sampled_from(
    [
        "Brücke frei",
        "&lt;b&gt;fett&lt;/b&gt;",
        "<![CDATA[<p>Kühe &amp; <a href='x'>Kälber</a></p>]]>",
        "&nbsp;",
        "A &amp; B",
        "",
        "  ",
        "2 &lt; 3",
        "&#8211;",
        "<![CDATA[]]>",
        "<!-- c -->t",
        "&hellip; 日本",
        "<?x y?>z",
        "]]&gt;",
        "'\"",
    ]
)
DATES = st.sampled_from(
    ["Tue, 16 Jun 2026 12:00:00 +0000", "2026-06-16T12:00:00Z", "Di, 16. Juni 2026 12:00 MESZ", "gestern", ""]
)
NAMES = st.one_of(st.integers(0, 5).map(str), st.integers(6, 40).map(lambda n: f"https://n.example/{n}"))
EXTRAS = st.sampled_from(
    [
        "",
        "<author>ada@n.example (Ada)</author>",
        "<dc:creator>Ben</dc:creator>",
        "<category>x</category>",
        "<content:encoded><![CDATA[<p>Long</p>]]></content:encoded>",
        "<enclosure url='a.mp3' type='audio/mpeg'/>",
        "<media:content url='b.jpg'><media:title>M</media:title></media:content>",
        "<source url='https://s.example/'>S</source>",
        "<comments>https://n.example/c</comments>",
        "<dc:language>de</dc:language>",
        "<image><url>i</url><title>T</title></image>",
        "<itunes:image href='i.jpg'/>",
        "<textInput><title>Q</title></textInput>",
        "<unknown:x>1</unknown:x>",
        "<br/>",
        "<description xml:lang='de' xml:base='https://b.example/'>&lt;a href='r'&gt;r&lt;/a&gt;</description>",
        "<feedburner:origLink>https://o.example/1</feedburner:origLink>",
        "<geo:lat>1</geo:lat>",
        "<link/>",
        "<svg/>",
        "<content type='xhtml'><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>X</p></div></content>",
        "<dc:date>2026-01-01</dc:date>",
        "<expirationDate>2027-01-01</expirationDate>",
        "<psc:chapters/>",
        "<title>2</title>",
    ]
)
NAMESPACES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
    "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' xmlns:unknown='urn:x' "
    "xmlns:psc='http://podlove.org/simple-chapters' "
    "xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'"
)


@st.composite
def _items(draw: st.DrawFn, atom: bool) -> str:
    name, words, extras = draw(NAMES), draw(WORDS), "".join(draw(st.lists(EXTRAS, max_size=3)))
    text, date = draw(WORDS), draw(DATES)
    if atom:
        return (
            f"<entry><id>{name}</id><title>{words}</title><link href='/{name}' rel='alternate'/>"
            f"<updated>{date}</updated><summary type='html'>{text}</summary>{extras}</entry>"
        )
    guid = draw(st.sampled_from([f"<guid>{name}</guid>", f"<guid isPermaLink='false'>{name}</guid>"]))
    return (
        f"<item>{guid}<title>{words}</title><link>/{name}</link><description>{text}</description>"
        f"<pubDate>{date}</pubDate>{extras}</item>"
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A feed before and after: some items stay, some go, some are new; the head may change too."""
    atom = draw(st.booleans())
    items = draw(st.lists(_items(atom), min_size=1, max_size=6))
    stays = [item for item in items if draw(st.integers(0, 4))]
    new = draw(st.lists(_items(atom), max_size=3))
    after = draw(st.permutations(stays + new)) if draw(st.booleans()) else new + stays
    heads = st.sampled_from(
        ["", "<language>de</language>", "<ttl>60</ttl>", "<link href='/'/>", "<image><url>u</url></image>"]
    )
    tails = st.sampled_from(
        ["", "<language>en</language>", "\n<!-- made -->", "<title>T</title>", "<updated>2026</updated>"]
    )
    root = draw(st.sampled_from(["", " xml:lang='de'", " xml:base='https://base.example/d/'"]))
    return tuple(  # type: ignore[return-value]
        _document(atom, root, draw(heads), these, draw(tails), draw(st.sampled_from(["", "\n", " \t"])))
        for these in (items, after)
    )


def _document(atom: bool, root: str, head: str, items: list[str], tail: str, between: str) -> bytes:
    inside = f"{head}<title>Feed</title>{between}{between.join(items)}{tail}"
    if atom:
        return f"{DECLARATION}<feed xmlns='http://www.w3.org/2005/Atom' {NAMESPACES}{root}>{inside}</feed>".encode()
    return f"{DECLARATION}<rss version='2.0' {NAMESPACES}{root}><channel>{inside}</channel></rss>".encode()
