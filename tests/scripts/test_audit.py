"""The lock is held against what is known, or it is said that it was not."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scripts import audit
from tests.stack import free_port

LOCK = "django[argon2]==5.2.19 \\\n    --hash=sha256:00\nleftpad==1.0 ; python_version < '4' \\\n"


class Advisories(BaseHTTPRequestHandler):
    """Knows of one weakness of leftpad."""

    asked: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        queries = json.loads(self.rfile.read(int(self.headers["content-length"])))["queries"]
        self.asked[:] = queries
        known = {"vulns": [{"id": "GHSA-1"}, {"id": "PYSEC-2"}]}
        results = [known if query["package"]["name"] == "leftpad" else {} for query in queries]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": results}).encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Advisories)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def audited(lock: str, api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    path = tmp_path / "requirements.txt"
    path.write_text(lock)
    monkeypatch.setenv("OSV_API", api)
    return audit.main(str(path))


def test_a_known_weakness_fails_and_is_named(
    api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(LOCK, api, tmp_path, monkeypatch) == 1
    assert "leftpad==1.0: GHSA-1, PYSEC-2" in capsys.readouterr().out
    assert [(query["package"]["name"], query["version"]) for query in Advisories.asked] == [
        ("django", "5.2.19"),
        ("leftpad", "1.0"),
    ]


def test_libraries_without_one_pass(api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert audited(LOCK.partition("leftpad")[0], api, tmp_path, monkeypatch) == 0


def test_where_nobody_can_be_asked_it_is_said_that_nothing_was_audited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(LOCK, f"http://127.0.0.1:{free_port()}", tmp_path, monkeypatch) == 0
    assert "NOT audited" in capsys.readouterr().out
