"""An assistant asks the record by `manage.py mcp`: the official client, over both transports."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from mcp import Client, StdioServerParameters

from tests.stack import ROOT, Shell, database_url, free_port, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.any_database]
BEGIN = """
from django.contrib.auth.models import Group
from django.utils import timezone
from claims import editorial, record
from claims.models import Claimant, User
from tests.makers import Maker
dora = User.objects.create_user("dora")
dora.groups.add(Group.objects.get(name="chief"))
make = Maker(dora, editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=dora))
shown, held, draft = make.published(), make.published(statement="Secret bridge."), make.draft(statement="Draft bridge.")
make.ruled(shown, "confirmed", happened_on=make.facts.said_on)
waits = make.published(statement="The dam holds.")
editorial.hold(thing=held, office="Chief", reason="A court asks.", by=dora)
result = [shown.pk, held.pk, draft.pk, waits.pk]
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    url = database_url(tmp_path, is_migrated=True)
    return {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": url, "DEMO": "0"}


@dataclass(frozen=True)
class Asked:
    """The claims that are asked for, by how public they are."""

    shown: int
    held: int
    draft: int
    waits: int


@pytest.fixture
def asked(environment: dict[str, str]) -> Asked:
    shell = Shell(environment)
    numbers = shell.run(BEGIN)
    shell.close()
    return Asked(*numbers)


@pytest.fixture
def address(environment: dict[str, str], asked: Asked) -> Iterator[str]:
    """Of a process that answers over HTTP."""
    port = free_port()
    command = [sys.executable, "manage.py", "mcp", "--http", f"--port={port}"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        wait_for(lambda: _listens(port) or process.poll() is not None, what="it listens")
        yield f"http://127.0.0.1:{port}/mcp"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) in {0, -signal.SIGTERM}


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_an_assistant_finds_what_the_public_may_see_with_its_address_and_proof(
    environment: dict[str, str], asked: Asked
) -> None:
    program = StdioServerParameters(
        command=sys.executable, args=["manage.py", "mcp"], env=environment, cwd=ROOT
    )
    check(apart(ask(Client(program), asked)), asked)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_is_told_the_same_over_http(address: str, asked: Asked, mode: Literal["auto"]) -> None:
    check(apart(ask(Client(address, mode=mode), asked)), asked)


def test_over_http_strangers_pages_and_names_are_refused_and_so_is_who_asks_too_often(address: str) -> None:
    def status(method: str = "POST", **headers: str) -> int:
        return post(address, method, headers).status

    assert status() == 200
    assert status(Origin="http://localhost:8000") == 200
    assert status(Origin="https://elsewhere.example") == 403
    assert status(Host="rebound.example") == 421
    assert status("GET") == 405
    assert post(address, "POST", {}, more=" " * 100_000).status == 413
    for _each in range(300):
        if (refused := post(address, "POST", {})).status == 429:
            break
    assert refused.status == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_a_port_that_is_none_is_named() -> None:
    with pytest.raises(CommandError, match="--port"):
        call_command("mcp", "--http", "--port=70000")


def post(address: str, method: str, headers: dict[str, str], *, more: str = "") -> HTTPResponse:
    """What the process answers to who asks for its tools."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=60)
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    told = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    connection.request(method, parts.path, json.dumps(asked) + more, told)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def apart(asking: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """What it gives, in a thread, for a browser that an earlier test opened keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def check(told: dict[str, Any], asked: Asked) -> None:
    """What the public may see is told, with its address and its proof, and nothing else."""
    assert told["tools"] == {"search", "claim", "due", "standings"}
    (found,) = told["search"]["claims"]
    assert found["id"] == asked.shown
    assert found["address"].startswith(f"http://localhost:8000/en/claims/{asked.shown}/")
    assert found["proof"] == found["address"] + "record.json"
    assert told["claim"]["verdicts"][0]["outcome"] == "confirmed"
    assert told["claim"]["evidence"][0]["stance"] == "supports"
    assert asked.waits in [each["id"] for each in told["due"]["claims"]]
    (standing,) = told["standings"]["standings"]
    assert (standing["claimant"], told["standings"]["rule"]) == ("mara-lindt", "strict")
    assert told["standings"]["address"] == "http://localhost:8000/en/"
    assert "Held back by: Chief" in told["held"]
    assert f"There is no claim {asked.draft}." in told["draft"]
    assert "count" in told["unruly"]
    assert "Secret" not in str(told)
    assert "Draft bridge" not in str(told)


async def ask(client: Client, asked: Asked) -> dict[str, Any]:
    """What each tool answers."""
    async with client:

        async def content(tool: str, **values: object) -> Any:
            answer = await client.call_tool(tool, values)
            assert not answer.is_error, answer
            return answer.structured_content

        async def refusal(tool: str, **values: object) -> str:
            answer = await client.call_tool(tool, values)
            assert answer.is_error
            return str(answer.content)

        return {
            "tools": {tool.name for tool in (await client.list_tools()).tools},
            "search": await content("search", words="bridge"),
            "claim": await content("claim", number=asked.shown),
            "due": await content("due", days=3650),
            "standings": await content("standings"),
            "held": await refusal("claim", number=asked.held),
            "draft": await refusal("claim", number=asked.draft),
            "unruly": await refusal("standings", rule="kindly"),
        }
