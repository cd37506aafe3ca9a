"""All that a claim's page at the desk shows of it, read in two queries: the claim, and what hangs on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from claims.admin.claim_list import WAITING
from claims.models import (
    Appearance,
    Claim,
    Copy,
    Correction,
    Evidence,
    Hold,
    RecordEntry,
    Reply,
    Topic,
    Verdict,
)
from claims.querysets import give_rows
from claims.together import RowsWanted, asked_together

ENTRIES_SHOWN: Final = 20
NAMES: Final = ("id", "username", "first_name", "last_name")


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """What hangs on a claim, each in the order in which its page has it."""

    accepted: list[Evidence]
    rejected: list[Evidence]
    corrections: list[Correction]
    holds: list[Hold]
    entries: list[RecordEntry]


def claim_to_show(number: int) -> Claim | None:
    """The claim with how much waits for it (`waiting`) and how long its log is (`log_length`), all of one moment."""
    last = RecordEntry.objects.filter(chain=f"claim:{number}").order_by("-sequence").values("sequence")[:1]
    return (
        Claim.objects.select_related("claimant", "restates", "assigned_to")
        .annotate(waiting=Coalesce(Subquery(WAITING), 0), log_length=Coalesce(Subquery(last), 0))
        .filter(pk=number)
        .first()
    )


def file_of(claim: Claim) -> ClaimFile:
    """What hangs on the claim. Its relations are then known to it: `verdicts`, `appearances`, `replies`, `topics`."""
    verdicts, appearances, replies, topics, evidence, copies, rests_on, corrections, holds, entries = (
        asked_together(*_questions(claim))
    )
    for row in (*verdicts, *appearances, *replies, *evidence, *corrections):
        row.claim = claim
    copies_of: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        copies_of[copy.evidence_id].append(copy)
    for item in evidence:
        give_rows(item, "copies", copies_of[item.pk])
    grounds = {(each.verdict_id, each.evidence_id) for each in rests_on}
    for verdict in verdicts:
        give_rows(verdict, "evidence", [item for item in evidence if (verdict.pk, item.pk) in grounds])
    by_number = {verdict.pk: verdict for verdict in verdicts}
    for correction in corrections:
        correction.verdict = by_number.get(correction.verdict_id)
    for name, rows in {
        "verdicts": verdicts,
        "appearances": appearances,
        "replies": replies,
        "topics": topics,
    }.items():
        give_rows(claim, name, rows)
    rejected = [item for item in evidence if item.status == Evidence.Status.REJECTED]
    return ClaimFile(
        accepted=[item for item in evidence if item.status == Evidence.Status.ACCEPTED],
        rejected=sorted(rejected, key=lambda item: _latest_first(item.reviewed_at)),
        corrections=corrections,
        holds=holds,
        entries=entries,
    )


def _questions(claim: Claim) -> tuple[RowsWanted, ...]:
    signed = {"by": NAMES, "countersigned_by": NAMES}
    chain = RecordEntry.objects.filter(chain=f"claim:{claim.pk}")
    newest = chain.order_by("-sequence").values("pk")[:ENTRIES_SHOWN]
    return (
        RowsWanted(
            rows=Verdict.objects.filter(claim=claim),
            joins=signed,
            key=lambda verdict: (_latest_first(verdict.at), -verdict.pk),
        ),
        RowsWanted(
            rows=Appearance.objects.filter(claim=claim), key=lambda each: (each.published_on, each.pk)
        ),
        RowsWanted(rows=Reply.objects.filter(claim=claim), key=lambda reply: (reply.asked_on, reply.pk)),
        RowsWanted(rows=Topic.objects.filter(claims=claim), key=lambda topic: (topic.sort_key, topic.name)),
        RowsWanted(
            rows=Evidence.objects.filter(claim=claim).exclude(status=Evidence.Status.SUGGESTED),
            joins={"reviewed_by": NAMES},
            key=lambda item: (-item.score, _latest_first(item.published_at), item.pk),
        ),
        RowsWanted(
            rows=Copy.objects.filter(claim=claim).exclude(evidence__status=Evidence.Status.SUGGESTED),
            key=lambda copy: (-_latest_first(copy.published_at), copy.pk),
        ),
        RowsWanted(rows=Verdict.evidence.through.objects.filter(verdict__claim=claim)),
        RowsWanted(
            rows=Correction.objects.filter(claim=claim),
            joins={**signed, "dropped_by": NAMES},
            key=lambda each: (each.effective_at is not None, _latest_first(each.effective_at), -each.pk),
        ),
        RowsWanted(
            rows=Hold.objects.in_force().filter(Q(claim=claim) | Q(claimant=claim.claimant_id)),
            key=lambda hold: (_latest_first(hold.at), -hold.pk),
        ),
        RowsWanted(
            rows=RecordEntry.objects.filter(pk__in=newest),
            fields=("id", "sequence", "at", "action", "subject"),
            joins={"content": ("by_name",)},
            key=lambda entry: -entry.sequence,
        ),
    )


def _latest_first(moment: datetime | None) -> float:
    """A key by which the latest comes first; what has no moment comes last."""
    return -moment.timestamp() if moment else float("inf")
