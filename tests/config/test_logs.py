"""Nothing that opens something stands in a log."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from config import logs
from tests.stack import ROOT

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


# --- One object a line ---


def _raise(text: str) -> None:
    raise ValueError(text)


def test_a_line_of_json_says_when_who_what_and_about_what_without_a_secret(settings: Settings) -> None:
    def write(logger: logging.Logger) -> None:
        with logs.about(task_id="1a2b", task="deliver_alerts"):
            try:
                _raise(f"no answer from smtp://desk:hunter22@mail.example {settings.SECRET_KEY}")
            except ValueError:
                logger.exception("mail to „%s“\nfailed: %s", "Bücher", f'key "{settings.SECRET_KEY}"')

    text = lines(logs.JsonFormatter(), "foresaid.test", write)
    (line,) = text.splitlines()
    entry = json.loads(line)
    assert (entry["level"], entry["logger"]) == ("ERROR", "foresaid.test")
    assert (entry["task_id"], entry["task"]) == ("1a2b", "deliver_alerts")
    assert entry["time"].endswith("+00:00")
    assert entry["message"] == 'mail to „Bücher“\nfailed: key "…"'
    assert "ValueError: no answer from smtp://…@mail.example …" in entry["stack"]
    assert settings.SECRET_KEY not in text


def test_a_refusal_in_json_has_no_stack() -> None:
    def write(logger: logging.Logger) -> None:
        try:
            _raise("refused")
        except ValueError:
            logger.exception("refused")

    text = lines(logs.JsonFormatter(has_stacks=False), "foresaid.test", write)
    assert "stack" not in json.loads(text)


@pytest.mark.parametrize(("form", "is_json"), [("json", True), ("line", False)])
def test_the_setting_chooses_the_form_of_every_line(tmp_path: Path, form: str, is_json: bool) -> None:
    code = "import django, logging; django.setup(); logging.getLogger('x').warning('said')"
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "LOG_FORMAT": form}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stderr
    assert said.startswith('{"time": ') is is_json
    assert "said" in said
