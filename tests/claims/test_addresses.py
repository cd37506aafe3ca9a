"""Which spellings of an address count as the same page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.addresses import ascii_host, canonical_url, digest_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.ORG/Story", "https://www.example.org/Story"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://ada:secret@example.org/a", "https://example.org/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a"),
    ],
)
def test_one_page_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "tag",
    [
        "utm_source=rss",
        "UTM_Medium=mail",
        "fbclid=1",
        "gclid=x",
        "wt_zmc=sm.ext",
        "xtor=RSS-1",
        "mc_cid=9",
        "at_campaign=64",
    ],
)
def test_parameters_that_track_a_reader_are_dropped(tag: str) -> None:
    assert canonical_url(f"https://example.org/a?{tag}&id=3") == "https://example.org/a?id=3"


def test_parameters_that_name_the_page_keep_their_order_and_spelling() -> None:
    url = "https://example.org/a?z=%C3%BC&a=1+2&ref=home&utmost=yes&empty="

    assert canonical_url(url) == url


@pytest.mark.parametrize(
    "text", ["mailto:ada@example.org", "not an address", "", "https://", "http://[::1", "http://a:99999/"]
)
def test_what_is_no_web_address_stays_as_it_is(text: str) -> None:
    assert canonical_url(text) == text


def test_a_sharp_s_is_a_letter_of_its_own() -> None:
    assert ascii_host("faß.example") == "xn--fa-hia.example"
    assert ascii_host("fass.example") == "fass.example"


def test_wide_digits_and_dots_become_plain_ones() -> None:
    assert ascii_host("①②⑦。0.0.1") == "127.0.0.1"


@given(st.one_of(st.text(), st.from_regex(r"https?://[^\s]{0,40}", fullmatch=True)))
def test_the_canonical_spelling_of_a_canonical_spelling_is_itself(text: str) -> None:
    once = canonical_url(text)

    assert canonical_url(once) == once


def test_two_spellings_of_an_address_have_one_digest() -> None:
    assert digest_of("https://a.example/x?utm_source=y") == digest_of("HTTPS://A.example/x")
    assert len(digest_of("https://a.example/" + "ä" * 5000 + "\ud800")) == 64
