import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from config.supervise import Planned, RunPlan, answers_http, answers_ping, read_plan
from tests.stack import ROOT

pytestmark = pytest.mark.any_database
# What the program that watches for weeks would keep from the machine, and has no use for.
HEAVY = (
    "django",
    "celery",
    "kombu",
    "redis",
    "numpy",
    "claims",
    "tracker",
    "asyncio",
    "ssl",
    "urllib.request",
)


def test_what_watches_the_parts_loads_nothing_of_what_they_need() -> None:
    code = f"import config.supervise, json, sys; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(loaded.stdout) == []


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    parts = [Planned("web", ["run", "it"], address=("::1", 8000)), Planned("worker", ["x"], gives_signs=True)]
    before = [Planned("broker", ["y"], broker_socket="/run/sock")]
    plan = RunPlan(folder="/data", before=before, parts=parts, preparing=7, gate=3, greeting=4)
    plan.write(tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan


def answering(server: socket.socket, answer: bytes) -> None:
    def serve() -> None:
        with server.accept()[0] as line:
            line.recv(100)
            line.sendall(answer)

    server.listen()
    Thread(target=serve, daemon=True).start()


@pytest.mark.parametrize(
    ("answer", "is_ready"),
    [(b"HTTP/1.1 200 OK\r\n\r\nok", True), (b"HTTP/1.1 503 No\r\n\r\n", False), (b"", False)],
)
def test_the_web_process_is_ready_once_it_answers_with_200(answer: bytes, is_ready: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering(server, answer)
        assert answers_http(*server.getsockname()) is is_ready


@pytest.mark.parametrize(("answer", "is_ready"), [(b"+PONG\r\n", True), (b"-LOADING\r\n", False)])
def test_the_broker_is_ready_once_it_says_so(answer: bytes, is_ready: bool, tmp_path: Path) -> None:
    address = os.path.relpath(tmp_path / "s")  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        answering(server, answer)
        assert answers_ping(address) is is_ready


def test_who_does_not_listen_is_not_ready(tmp_path: Path) -> None:
    assert not answers_ping(str(tmp_path / "none"))
    assert not answers_http("127.0.0.1", 1)
