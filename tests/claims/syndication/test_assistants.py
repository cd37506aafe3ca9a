"""What an assistant is told of the record: what is public, with its address; and why it is told nothing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from mcp.server.mcpserver.exceptions import ToolError

from claims import editorial
from claims.models import Claim, User
from claims.syndication import assistants
from tests.conftest import NOW
from tests.makers import Maker


def numbers(answer: assistants.ToolAnswer) -> list[int]:
    claims = answer["claims"]
    assert isinstance(claims, list)
    return [each["id"] for each in claims]


def test_public_claims_are_found_by_their_words_newest_first(make: Maker) -> None:
    first, second = make.published(), make.published()
    make.draft()
    assert numbers(assistants.search("bridge")) == [second.pk, first.pk]
    assert numbers(assistants.search("bridge", limit=0)) == [second.pk]
    assert numbers(assistants.search("zeppelin")) == []


@pytest.mark.parametrize("words", ["", " ", "a\0b", "x" * 201])
def test_words_that_cannot_be_looked_for_are_named(words: str) -> None:
    with pytest.raises(ToolError, match="words: "):
        assistants.search(words)


def test_a_claim_comes_with_its_verdicts_evidence_and_corrections(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(claim, "missed", can_no_longer_happen=True)
    told = assistants.claim(claim.pk)
    verdicts, corrections = told["verdicts"], told["corrections"]
    assert isinstance(verdicts, list)
    assert isinstance(corrections, list)
    assert sorted(each["outcome"] for each in verdicts) == ["confirmed", "missed"]
    assert [each["kind"] for each in corrections] == ["decided"]
    assert str(told["address"]).endswith(claim.get_absolute_url())


def test_of_what_is_held_back_or_no_claim_only_that_is_said(claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, office="Landgericht Elbstadt", reason="A court asks.", by=dora)
    with pytest.raises(ToolError, match=r"^Held back by: Landgericht Elbstadt$"):
        assistants.claim(claim.pk)
    with pytest.raises(ToolError, match="There is no claim 99999"):
        assistants.claim(99999)


def test_what_is_due_is_told_with_what_is_overdue(make: Maker) -> None:
    overdue = make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 10)))
    soon = make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    make.published()
    told = assistants.due(days=14)
    assert numbers(told) == [overdue.pk, soon.pk]
    claims = told["claims"]
    assert isinstance(claims, list)
    assert [each["is_overdue"] for each in claims] == [True, False]
    with time_machine.travel(NOW - timedelta(days=30), tick=False):
        assert numbers(assistants.due(days=-5)) == []


def test_standings_are_those_of_the_rule_and_of_a_topic_that_is_there(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    told = assistants.standings("half")
    standings = told["standings"]
    assert isinstance(standings, list)
    assert (told["rule"], [each["claimant"] for each in standings]) == ("half", ["mara-lindt"])
    with pytest.raises(ToolError, match="count"):
        assistants.standings("kindly")
    with pytest.raises(ToolError, match="topic"):
        assistants.standings(topic="none")


def test_the_server_offers_each_tool_with_what_it_says_of_itself() -> None:
    with ThreadPoolExecutor(1) as apart:  # here the loop of a browser may be running
        offered = apart.submit(lambda: asyncio.run(assistants.server().list_tools())).result()
    assert {tool.name: tool.description for tool in offered} == {
        tool.__name__: tool.__doc__ for tool in assistants.TOOLS
    }
