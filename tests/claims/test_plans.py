"""Which questions of readers' pages are answered by an index: plans of PostgreSQL over 20,000 rows, analysed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.newsroom import NOW, SAID_ON, Newsroom
from claims import kept_counts
from claims.models import Claim, Claimant, Topic, Verdict
from tests.plans import make_ready, plan_of, read_whole
from tests.races import needs_postgresql

pytestmark = [needs_postgresql, pytest.mark.django_db]
ROWS, CLAIMANTS, TOPICS = 20_000, 2_000, 20
MANY = {"claims_claim", "claims_verdict", "claims_claimant", "claims_countedclaim", "claims_claimantcounts"}


@pytest.fixture
def busy() -> None:
    """As many claims, half of them decided, of two thousand claimants and with twenty topics."""
    room = Newsroom()
    people = Claimant.objects.bulk_create(_person(number) for number in range(CLAIMANTS))
    topics = Topic.objects.bulk_create(
        Topic(name=f"Topic {each}", name_key=f"topic {each}", slug=f"topic-{each}") for each in range(TOPICS)
    )
    claims = Claim.objects.bulk_create(
        _claim(room, number, claimant=people[number % CLAIMANTS]) for number in range(ROWS)
    )
    listed = Claim.topics.through.objects
    listed.bulk_create(
        Claim.topics.through(claim=claim, topic=topics[number % TOPICS])
        for number, claim in enumerate(claims)
    )
    Verdict.objects.bulk_create(
        Verdict(
            claim=claim,
            outcome="missed",
            reasoning="No.",
            by=room.editor,
            at=claim.published_at or NOW,
            effective_at=claim.published_at,
        )
        for claim in claims[1::2]
    )
    kept_counts.rebuild()
    make_ready()


def _person(number: int) -> Claimant:
    name = f"person {number:05}"
    return Claimant(name=name, name_key=name, twin_key=name, sort_key=name, slug=f"person-{number}")


def _claim(room: Newsroom, number: int, *, claimant: Claimant) -> Claim:
    days = {"closes_on": SAID_ON + timedelta(days=number % 150), "outcome": "missed"}
    pending = {"closes_on": SAID_ON + timedelta(days=100 + number % 3_000), "outcome": "pending"}
    return Claim(
        claimant=claimant,
        statement=f"Road {number} will be open by then.",
        quote="In time.",
        said_on=SAID_ON,
        opens_on=SAID_ON,
        horizon="by then",
        criteria="Cars.",
        state=Claim.State.PUBLISHED,
        created_by=room.editor,
        created_at=NOW,
        published_by=room.editor,
        published_at=NOW - timedelta(minutes=number),
        **(days if number % 2 else pending),
    )


PAGES = (
    "/en/",
    "/en/?topic=topic-7",
    "/en/?count=late",
    "/en/?group=alike",
    "/en/?group=few",
    "/en/claims/",
    "/en/claims/?sort=closes",
    "/en/claims/?sort=-closes",
    "/en/claims/?sort=-said",
    "/en/claims/?outcome=confirmed&sort=-closes",
    "/en/claims/?schedule=overdue",
    "/en/claims/?claimant=person-7",
    "/en/claimants/",
    "/en/claimants/person-7/",
    "/en/topics/topic-7/",
    "/en/latest/",
    "/en/deadlines/",
    "/en/corrections/",
    "/en/record/",
)


@pytest.mark.usefixtures("busy")
def test_no_page_of_a_list_a_claim_or_a_claimant_reads_a_whole_table(client: Client) -> None:
    claim = Claim.objects.filter(outcome="missed").latest("pk")
    deep = client.get("/en/claims/", {"after": f"{(NOW - timedelta(minutes=15_000)).isoformat()}~1"})
    assert deep.status_code == 200

    read = {path: whole_tables(client, path) for path in (*PAGES, claim.get_absolute_url())}

    assert {path: tables for path, tables in read.items() if tables} == {}


@pytest.mark.usefixtures("busy")
def test_what_stands_beside_the_board_is_found_by_an_index() -> None:
    running = Claim.objects.running(NOW.date())[:5]
    decided = Claim.objects.latest_decided()[:5]

    for rows in (running, decided):
        assert read_whole(plan_of(*rows.query.sql_with_params())) & MANY == set()


def whole_tables(client: Client, path: str) -> set[str]:
    """The large tables that any question of the page walks through."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    plans = [plan_of(query["sql"]) for query in asked if query["sql"].startswith("SELECT")]
    return {table for plan in plans for table in read_whole(plan) & MANY}
