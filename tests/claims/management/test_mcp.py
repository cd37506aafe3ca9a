"""An assistant starts `manage.py mcp` and asks the record: the official client, over standard input and output."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from tests.stack import ROOT, Shell, database_url

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


def test_an_assistant_finds_what_the_public_may_see_with_its_address_and_proof(
    environment: dict[str, str],
) -> None:
    shell = Shell(environment)
    shown, held, draft, waits = shell.run(BEGIN)
    shell.close()

    # In a thread, for a browser that an earlier test opened keeps an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(asyncio.run, ask(environment, shown, held, draft)).result()

    assert told["tools"] == {"search", "claim", "due", "standings"}
    (found,) = told["search"]["claims"]
    assert found["id"] == shown
    assert found["address"].startswith(f"http://localhost:8000/en/claims/{shown}/")
    assert found["proof"] == found["address"] + "record.json"
    assert told["claim"]["verdicts"][0]["outcome"] == "confirmed"
    assert told["claim"]["evidence"][0]["stance"] == "supports"
    assert waits in [each["id"] for each in told["due"]["claims"]]
    (standing,) = told["standings"]["standings"]
    assert (standing["claimant"], told["standings"]["rule"]) == ("mara-lindt", "strict")
    assert told["standings"]["address"] == "http://localhost:8000/en/"
    assert "Held back by: Chief" in told["held"]
    assert f"There is no claim {draft}." in told["draft"]
    assert "count" in told["unruly"]
    assert "Secret" not in str(told)
    assert "Draft bridge" not in str(told)


async def ask(environment: dict[str, str], shown: int, held: int, draft: int) -> dict[str, Any]:
    program = StdioServerParameters(
        command=sys.executable, args=["manage.py", "mcp"], env=environment, cwd=ROOT
    )
    async with Client(program) as client:

        async def content(tool: str, **asked: object) -> Any:
            answer = await client.call_tool(tool, asked)
            assert not answer.is_error, answer
            return answer.structured_content

        async def refusal(tool: str, **asked: object) -> str:
            answer = await client.call_tool(tool, asked)
            assert answer.is_error
            return str(answer.content)

        return {
            "tools": {tool.name for tool in (await client.list_tools()).tools},
            "search": await content("search", words="bridge"),
            "claim": await content("claim", number=shown),
            "due": await content("due", days=3650),
            "standings": await content("standings"),
            "held": await refusal("claim", number=held),
            "draft": await refusal("claim", number=draft),
            "unruly": await refusal("standings", rule="kindly"),
        }
