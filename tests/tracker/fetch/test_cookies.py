"""Which cookies of a chain of redirects go where."""

import pytest

from tracker.fetch.cookies import ChainCookies

URL = "https://news.example/rss"


def sent(*values: str, to: str = URL, set_by: str = URL) -> str:
    cookies = ChainCookies()
    cookies.take(list(values), url=set_by)
    return cookies.sent_to(to)


def test_a_cookie_goes_back_to_the_host_that_set_it() -> None:
    assert sent("seen=1; Path=/; HttpOnly", "way=a/b") == "seen=1; way=a/b"


@pytest.mark.parametrize(
    ("value", "to"),
    [
        ("seen=1", "https://other.example/rss"),
        ("seen=1", "https://www.news.example/rss"),
        ("seen=1; Path=/private", URL),
        ("seen=1; Secure", "http://news.example/rss"),
        ("seen=1; Domain=other.example", "https://other.example/rss"),
        ("seen=1; Max-Age=0", URL),
    ],
    ids=["other host", "other name", "other path", "not secure", "not theirs to set", "over"],
)
def test_a_cookie_goes_nowhere_else(value: str, to: str) -> None:
    assert sent(value, to=to) == ""


def test_a_cookie_of_the_domain_goes_to_all_its_hosts() -> None:
    assert sent("seen=1; Domain=news.example", to="https://www.news.example/rss") == "seen=1"


@pytest.mark.parametrize(
    "value", ["", "=", "seen", "a=\r\nX-Injected: 1", "a=\x00", "a=" + "x" * 5000, "ä=ö"]
)
def test_no_value_breaks_it_or_smuggles_a_field(value: str) -> None:
    assert not {"\r", "\n", "\0"} & set(sent(value, "ok=1"))
    assert "ok=1" in sent(value, "ok=1")
