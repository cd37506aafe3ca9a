"""What other programs ask for again and again costs a page of an index: plans of both databases over 6,000 rows."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.newsroom import BEFORE, NOW, Newsroom
from claims.models import Claim, Claimant, Outcome, Verdict
from claims.syndication import calendars

pytestmark = pytest.mark.django_db
ROWS = 6_000
# The index that each begins with.
INDEXES = {
    "/en/feeds/claims.atom": "claim_newest",
    "/en/feeds/verdicts.atom": "verdict_newest",
    "/en/feeds/deadlines.ics": "claim_deadlines",
}


@pytest.fixture
def room() -> Newsroom:
    """Six thousand claims of a hundred claimants, each with a verdict in effect."""
    room = Newsroom()
    room.grow_to(ROWS)
    others = Claimant.objects.bulk_create(
        Claimant(name=f"Mara {number}", name_key=f"mara {number}", slug=f"mara-{number}")
        for number in range(100)
    )
    Claim.objects.update(claimant=F("pk") % len(others) + others[0].pk)
    Verdict.objects.bulk_create(
        Verdict(
            claim_id=number,
            outcome=Outcome.MISSED,
            reasoning="No.",
            by=room.editor,
            at=BEFORE,
            effective_at=NOW - timedelta(minutes=number),
        )
        for number in Claim.objects.values_list("pk", flat=True)
    )
    if (
        connection.vendor == "postgresql"
    ):  # that does so by itself; SQLite here, as in the product, never does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return room


def plans(client: Client, address: str) -> Iterator[str]:
    """How the database finds what this address tells: one text for each question."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        for query in asked:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"{how} {query['sql'].replace('%', '%%')}", [])
                yield "\n".join(str(row) for row in cursor.fetchall())


def is_whole(plan: str) -> bool:
    """Whether all claims or verdicts are read, or sorted, for the newest of them."""
    return bool(re.search(r"Seq Scan on claims_(claim|verdict)\b|SCAN claims_(claim|verdict)$", plan, re.M))


def test_what_is_subscribed_to_reads_the_beginning_of_an_index(
    client: Client, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST", 50)  # a small part of these rows, as 500 are of many
    found = {address: list(plans(client, address)) for address in INDEXES}

    assert {
        address: [name for name in INDEXES.values() if any(name in plan for plan in found[address])]
        for address in INDEXES
    } == {address: [name] for address, name in INDEXES.items()}
    assert [plan for each in found.values() for plan in each if is_whole(plan)] == []
