"""HTML from strangers: what is left of it, as text and as HTML."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parse import clean


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Eins.</p><p>Zwei.</p>", "Eins. Zwei."),
        ("Eins<br>Zwei<br/>Drei", "Eins Zwei Drei"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("ein <b>Wort</b>spiel", "ein Wortspiel"),
        ("5 &lt; 6 &amp;amp; &uuml;", "5 < 6 &amp; ü"),
        ("Wirt&shy;schaft\u00ad", "Wirtschaft"),
        ("vor<script>x</script><style>y</style>nach", "vornach"),
        ("<!-- weg -->da", "da"),
        ("ein\u00a0fester\u2003Abstand", "ein fester Abstand"),
    ],
)
def test_text_is_what_a_reader_would_see(markup: str, text: str) -> None:
    assert clean.text_of(markup, limit=100) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("a<b", "a<b"),
        ("<i>kursiv</i>", "kursiv"),
        ("R&amp;D", "R&D"),
        ("R&D", "R&D"),
    ],
)
def test_a_plain_field_keeps_its_signs_and_loses_its_tags(value: str, text: str) -> None:
    assert clean.text_or_markup(value, limit=100) == text


def test_links_are_absolute_and_pass_no_credit_on() -> None:
    html = clean.safe_html('<a href="../x" target=_blank>x</a>', base="https://ort.example/a/b/", limit=200)

    assert html == '<a href="https://ort.example/a/x" rel="nofollow noopener noreferrer">x</a>'


def test_without_a_base_a_relative_link_loses_its_address() -> None:
    assert "href" not in clean.safe_html('<a href="x">x</a>', base="", limit=200)


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "file", "ftp", "tel", "feed"])
def test_only_web_and_mail_links_keep_their_address(scheme: str) -> None:
    assert "href" not in clean.safe_html(
        f'<a href="{scheme}:x">x</a>', base="https://ort.example/", limit=200
    )


def test_no_more_is_allowed_than_the_cleaning_library_holds_for_safe() -> None:
    """An image would tell its server who reads; a table's foot is as safe as its head, a title and a day are words."""
    assert nh3.ALLOWED_TAGS - {"img"} | {"tfoot"} >= clean.ALLOWED_TAGS
    for tag, names in clean.ALLOWED_ATTRIBUTES.items():
        assert names <= nh3.ALLOWED_ATTRIBUTES.get(tag, set()) | {"title", "datetime"}


def test_images_and_frames_are_left_out() -> None:
    assert (
        clean.safe_html("<img src=https://a.example/pixel><iframe></iframe>Text", base="", limit=200)
        == "Text"
    )


@pytest.mark.parametrize("unit", ["<a href=x>", "<b><i>", "&amp;", "<h1><a>", "<table><td>", "<li>"])
def test_cleaning_never_grows_past_the_limit(unit: str) -> None:
    assert len(clean.safe_html(unit * 2_000, base="https://ort.example/", limit=5_000)) <= 5_000


@given(st.text())
def test_cleaned_html_is_already_clean(markup: str) -> None:
    once = clean.safe_html(markup, base="https://ort.example/", limit=10_000)

    assert clean.safe_html(once, base="https://ort.example/", limit=20_000) == once


@given(st.text(), st.integers(0, 20))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = clean.one_line(text, limit=limit)

    assert len(line) <= limit
    assert line == " ".join(line.split())


def test_a_base_that_is_no_address_costs_only_the_relative_links() -> None:
    markup = "<a href='/a'>x</a> <a href='https://ort.example/b'>y</a>"

    cleaned = clean.safe_html(markup, base="https://<item>/ort.example/", limit=1_000)

    assert 'href="https://ort.example/b"' in cleaned
    assert 'href="/a"' not in cleaned
