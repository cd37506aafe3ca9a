import pytest
from pytest_django import Settings

from claims.syndication import texts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("a\x00b\x0b\x1f\x7f", "ab"),
        ("\ud800\ufffe", ""),
        ("ä€😀", "ä€😀"),
    ],
)
def test_what_neither_xml_nor_icalendar_can_carry_goes(text: str, kept: str) -> None:
    assert texts.printable(text) == kept


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://news.example:8443", "news.example"),
        ("http://localhost:8000", "localhost"),
        ("", "localhost"),
    ],
)
def test_an_id_has_the_newsrooms_host_without_a_port(settings: Settings, address: str, host: str) -> None:
    settings.SITE_URL = address
    assert texts.host() == host
    assert texts.tag("claim-7") == f"tag:{host},2026:claim-7"
