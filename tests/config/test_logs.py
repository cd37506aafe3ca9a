"""Nothing that opens something stands in a log."""

import io
import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from config import logs

OPENS = ("token", "key")


def lines(formatter: logging.Formatter, logger_name: str, write: Any) -> str:
    text, logger = io.StringIO(), logging.getLogger(logger_name)
    handler = logging.StreamHandler(text)
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    write(logger)
    logger.removeHandler(handler)
    return text.getvalue()


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, set[str]]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            yield path, set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
        else:
            yield from patterns(entry, path)


def test_every_address_with_a_secret_part_is_struck_out() -> None:
    secret = "Zx9-abcdefghijklmnopqrstuvwx"
    found = [path for path, names in patterns(get_resolver()) if names & set(OPENS)]
    assert len(found) >= 4
    for path in found:
        address = path.replace(r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", f"1-{secret}/")
        for name in OPENS:
            address = address.replace(f"<str:{name}>", secret).replace(f"<{name}>", secret)
        assert secret in address, path
        assert secret not in logs.without_secrets(f'"GET {address} HTTP/1.1" 200'), address


@pytest.mark.parametrize(
    "text",
    [
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "could not load slack://TokenAAAA/TokenBBBB/TokenCCCC",
        "redis://:hunter22@redis:6379/0",
        "postgres://foresaid:hunter22@postgres:5432/foresaid",
        "Authorization: Bearer hunter22",
    ],
)
def test_what_looks_like_a_secret_is_struck_out(text: str) -> None:
    kept = logs.without_secrets(f"before {text} after")
    assert not any(part in kept for part in ("hunter22", "TokenAAAA", "MfKQ9r8"))
    assert kept.startswith("before")


def test_the_settings_own_secrets_are_struck_out_of_a_line_and_of_its_stack(settings: Settings) -> None:
    settings.EMAIL_HOST_PASSWORD = "hunter22"

    def write(logger: logging.Logger) -> None:
        try:
            int("hunter22")
        except ValueError:
            logger.exception("mail server refused hunter22")

    said = lines(logs.LineFormatter("%(message)s"), "test", write)
    assert "Traceback" in said
    assert "hunter22" not in said


@pytest.mark.parametrize("address", ["/admin/tracker/channel/?secret__regex=^whsec_1", "/en/"])
def test_an_expected_refusal_is_one_line_without_a_stack(admin_client: Client, address: str) -> None:
    host = "evil.example" if address == "/en/" else "localhost"
    ask = partial(admin_client.get, address, SERVER_NAME=host)
    said = lines(logs.RefusalFormatter("%(message)s"), "django.security", lambda _logger: ask())
    assert "Traceback" not in said
    assert said.count("\n") <= 1
