"""What stands beside a board: what is due next, and what was decided last."""

from datetime import date
from typing import Final

from django.db.models import prefetch_related_objects

from claims.models import Claim, Topic
from claims.querysets import give_rows

SHOWN: Final = 5


def beside_the_board(topic: Topic | None, today: date) -> tuple[list[Claim], list[Claim]]:
    """What is due next and what was decided last, each with its latest verdict. Three queries."""
    claims = Claim.objects.public()
    if topic:
        claims = claims.filter(topics=topic)
    due_next = list(claims.running(today).select_related("claimant")[:SHOWN])
    decided = []
    for verdict in claims.deciding_verdicts(SHOWN).select_related("claim__claimant"):
        give_rows(verdict.claim, "verdicts", [verdict])
        decided.append(verdict.claim)
    for claim in due_next:
        give_rows(claim, "verdicts", [])  # a pending claim's row says nothing of one
    prefetch_related_objects([*due_next, *decided], "topics")
    return due_next, decided
