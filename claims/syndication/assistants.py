"""The record for a newsroom's assistants, by the Model Context Protocol: they ask it instead of guessing. Reads only.

Each answer names the page and the proof that it comes from, so that nothing need be taken on trust.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Final, ParamSpec

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone, translation
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from claims import corrections, rule_choice, tombstones
from claims import scoreboard as board
from claims.api import shapes
from claims.api.problems import NotUnderstood
from claims.api.questions import rule_of
from claims.models import Claim, Correction, Evidence, Topic

MOST: Final = 20
MOST_DAYS: Final = 3_650
INSTRUCTIONS = (
    "The public record of a newsroom: who said what would happen by when, and what came of it. Quote what is found "
    "here with its address; `proof` is a file with which anybody checks that the record was not changed."
)
ToolAnswer = dict[str, object]
Asked = ParamSpec("Asked")


def search(words: str, limit: int = 10) -> ToolAnswer:
    """Public claims that have all of the words, in any form; the newest first, 20 at most."""
    if not words.strip() or "\0" in words or len(words) > 200:
        raise ToolError("words: give some, of at most 200 characters.")
    found = Claim.objects.public().search(words).order_by("-published_at", "-pk")[: _within(limit, MOST)]
    return {"claims": [_told(claim) for claim in shapes.fetched(found)]}


def claim(number: int) -> ToolAnswer:
    """One claim with its verdicts, evidence and corrections. Of what is held back is told that it is, and by whom."""
    found = shapes.fetched(Claim.objects.readable()).filter(pk=number).first()
    if found is None:
        hold = tombstones.hold_of_claim(number)
        raise ToolError(f"Held back by: {hold.office}" if hold else f"There is no claim {number}.")
    evidence = Evidence.objects.public().filter(claim=found).order_by("pk")
    notices = corrections.notices(Correction.objects.public().filter(claim=found).select_related("verdict"))
    verdicts = found.public_verdicts
    return {
        **_told(found),
        "verdicts": [
            {"outcome": each.outcome, "reasoning": each.reasoning, "effective_at": str(each.effective_at)}
            for each in verdicts
        ],
        "evidence": [shapes.evidence_shape(each).model_dump(mode="json") for each in evidence],
        "corrections": [shapes.correction_shape(each).model_dump(mode="json") for each in notices],
    }


def due(days: int = 30) -> ToolAnswer:
    """Claims whose deadline has passed without a verdict, or comes within so many days; the longest overdue first."""
    today = timezone.localdate()
    last = today + timedelta(days=_within(days, MOST_DAYS))
    found = Claim.objects.public().pending().filter(closes_on__lte=last).order_by("closes_on", "pk")[:MOST]
    rows = shapes.fetched(found)
    return {"claims": [_told(each) | {"is_overdue": each.is_overdue(today)} for each in rows]}


def standings(rule: str = "", topic: str = "") -> ToolAnswer:
    """Who was right how often, by a counting rule (strict, late or half; empty: the newsroom's own), of a topic."""
    try:
        by = rule_of(rule, rule_choice.own_rule())
    except NotUnderstood as fault:
        raise ToolError(str(fault)) from None
    if topic and not Topic.objects.public().filter(slug=topic).exists():
        raise ToolError("topic: No topic with claims on record.")
    minimum = settings.RANKING_MINIMUM
    found = board.standings(minimum=minimum, topic_slug=topic, rule=by)
    rows = (*found.compared, *found.too_few)
    return {
        "rule": str(by),
        "standings": [shapes.standing_shape(each).model_dump(mode="json") for each in rows],
        "address": settings.SITE_URL + reverse("claims:scoreboard") + rule_choice.query_of(by, topic=topic),
        "proof": settings.SITE_URL + reverse("published:checkpoint"),
    }


TOOLS: Final = (search, claim, due, standings)


def _within(number: int, most: int) -> int:
    return max(1, min(number, most))


def _told(found: Claim) -> ToolAnswer:
    shape = shapes.claim_shape(found)
    return shape.model_dump(mode="json") | {"address": shape.addresses["en"]}


def _beside_the_loop(tool: Callable[Asked, ToolAnswer]) -> Callable[Asked, Awaitable[ToolAnswer]]:
    """The tool where Django's database may be asked: in a thread, in English, with a connection that still works."""

    def answer(*args: Asked.args, **values: Asked.kwargs) -> ToolAnswer:
        close_old_connections()
        with translation.override("en"):
            return tool(*args, **values)

    @wraps(tool)
    async def ask(*args: Asked.args, **values: Asked.kwargs) -> ToolAnswer:
        return await sync_to_async(answer)(*args, **values)

    return ask


def server() -> MCPServer:
    """The server with its tools, to be run on a transport."""
    made = MCPServer(settings.SITE_NAME, instructions=INSTRUCTIONS, version=settings.VERSION)
    for tool in TOOLS:
        made.add_tool(_beside_the_loop(tool))
    return made
