"""What Sentry is told of an exception, read off the wire; and that it costs nothing where nobody is told."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Never

import pytest
from django.http import HttpRequest
from django.urls import path

from config import sentry
from tests.receivers import HttpReceiver
from tests.stack import ROOT

# What may stand nowhere in what is sent.
PRIVATE = {
    "key": "k3y-of-this-newsroom-0123456789abcdef",
    "body": "Quelle-im-Ministerium",
    "cookie": "session-0123456789",
    "query": "who-is-asked-for",
    "header": "whsec_0123456789abcdefghijkl",
    "calendar": "abcdefghijklmnopqrstuvwx",
    "variable": "held-in-a-variable",
    "argument": "an-argument-of-a-task",
}


def fails(request: HttpRequest, token: str) -> Never:
    """A page that nobody expected to fail."""
    held = "-".join(("held", "in", "a", "variable"))
    raise ValueError(
        f"cannot read {len(held)} of {os.environ['SECRET_KEY']} and {request.headers['X-Signature']}"
    )


urlpatterns = [path("calendar/<str:token>.ics", fails)]

# In a process of its own: the library changes Django and Celery for good.
PROGRAM = f"""
import django
django.setup()
import logging, sentry_sdk
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory, override_settings
from config.celery import app
with override_settings(ROOT_URLCONF="tests.config.test_sentry", MIDDLEWARE=[], ALLOWED_HOSTS=["*"]):
    request = RequestFactory().post(
        "/calendar/{PRIVATE["calendar"]}.ics?q={PRIVATE["query"]}",
        {{"quote": {PRIVATE["body"]!r}}},
        headers={{"X-Signature": {PRIVATE["header"]!r}, "Cookie": "sessionid={PRIVATE["cookie"]}"}},
    )
    list(get_wsgi_application()(request.environ, lambda *answer: None))
@app.task(name="tracker.tasks.fails", base=__import__("celery").Task)
def fails(word):
    raise KeyError("of a task")
fails.apply(args=({PRIVATE["argument"]!r},))
logging.getLogger("tracker").error("set aside with %s", {PRIVATE["key"]!r})
logging.getLogger("django.security.DisallowedHost").error("refused every day")
sentry_sdk.flush(10)
"""


def run(program: str, folder: Path, **values: str) -> str:
    environment = {
        **{name: os.environ[name] for name in ("PATH",)},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": PRIVATE["key"],
        **values,
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def events(receiver: HttpReceiver) -> list[dict[str, Any]]:
    """The events of all envelopes: a line of JSON for the envelope, then two for each item."""
    lines = [
        json.loads(line)
        for fields, body in receiver.got
        for line in (gzip.decompress(body) if fields.get("content-encoding") == "gzip" else body).splitlines()
    ]
    return [line for line in lines if "level" in line]


def test_what_nobody_expected_arrives_and_nothing_private_with_it(tmp_path: Path) -> None:
    with HttpReceiver() as receiver:
        run(PROGRAM, tmp_path, SENTRY_DSN=f"http://0123456789abcdef@{receiver.host}/7")
        told = events(receiver)
    kinds = [value["type"] for event in told for value in event.get("exception", {}).get("values", [])]
    assert kinds == ["ValueError", "KeyError"]
    assert [event["logentry"]["message"] for event in told if "logentry" in event] == ["set aside with %s"]
    assert {event["release"] for event in told} == {"foresaid@0.1.0"}
    page = told[0]["request"]
    assert (page["method"], page["url"]) == ("POST", "http://testserver/calendar/….ics")
    assert set(page) == {"method", "url"}
    wire = json.dumps(told, ensure_ascii=False)
    assert [name for name, secret in PRIVATE.items() if secret in wire] == []


def test_where_nobody_is_told_the_library_is_not_loaded(tmp_path: Path) -> None:
    loaded = run("import django, sys; django.setup(); print('sentry_sdk' in sys.modules)", tmp_path)
    assert loaded == "False\n"


@pytest.mark.parametrize("field", ["user", "extra", "server_name", "breadcrumbs", "modules"])
def test_what_a_later_library_may_add_is_left_out(field: str) -> None:
    event: Any = {"message": "x", field: {"name": "Ada"}, "contexts": {"os": {"name": "Debian"}}}
    assert sentry.scrubbed(event, {}) == {"message": "x", "contexts": {}}
