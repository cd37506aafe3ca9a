"""Whom and whose pages the process for assistants answers. That it does: tests/claims/management/test_mcp.py."""

import pytest
from django.test import override_settings

from claims.syndication import assistants_by_http


@pytest.mark.parametrize(
    ("site", "host", "origin"),
    [
        ("https://claims.example.org", "claims.example.org", "https://claims.example.org"),
        ("http://localhost:8000", "localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_newsrooms_name_and_this_machine_are_answered_and_the_newsrooms_pages(
    site: str, host: str, origin: str
) -> None:
    with override_settings(SITE_URL=site):
        made = assistants_by_http.security(8765)
    assert made.enable_dns_rebinding_protection
    assert made.allowed_hosts == [host, "127.0.0.1:8765", "localhost:8765", "[::1]:8765"]
    assert made.allowed_origins == [origin]
