"""Figures for who watches the machine, read by the library that reads them."""

from datetime import timedelta

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from claims.models import Claim, User
from config import metrics
from config.urgency import Urgency
from tests.conftest import NOW
from tests.makers import Maker
from tracker import alerts, jobs
from tracker.models import Channel, Feed, Poll

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef0123456789abcdef"


def figures(client: Client) -> dict[str, float]:
    """By name, and by the value of its label where it has one."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        f"{sample.name}{''.join(f'/{value}' for value in sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


@pytest.fixture(autouse=True)
def _token(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer 0123", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ä"]
)
def test_who_has_not_the_token_finds_no_such_page(client: Client, given: str) -> None:
    assert client.get("/metrics", headers={"authorization": given} if given else {}).status_code == 404


def test_without_a_token_nobody_reads_them(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_lag_outcomes_articles_reviews_and_alerts_are_told(
    client: Client, make: Maker, claim: Claim, ada: User
) -> None:
    jobs.note_dispatch(now=NOW - timedelta(seconds=20))
    feed = Feed.objects.create(
        url="https://kurier.example/feed.xml", next_poll_at=NOW - timedelta(seconds=90), last_fault="http"
    )
    for minutes, result in ((5, "new"), (6, "failed"), (90, "failed")):
        Poll.objects.create(feed=feed, at=NOW - timedelta(minutes=minutes), result=result)
    make.accepted(claim)
    make.suggested(claim)
    Channel.objects.create(name="Desk", address="desk@example.org", is_caught_up=True)
    alerts.notice(now=NOW + timedelta(days=195))
    found = figures(client)
    told = {
        "foresaid_heartbeat_age_seconds": 20,
        "foresaid_poll_lag_seconds": 90,
        "foresaid_feeds": 1,
        "foresaid_feeds_failing/http": 1,
        "foresaid_polls_last_hour/new": 1,
        "foresaid_polls_last_hour/failed": 1,
        "foresaid_polls_last_hour/not_modified": 0,
        "foresaid_suggestions_waiting": 1,
        "foresaid_reviews_last_hour/accepted": 1,
        "foresaid_alerts_by_state/owed": 1,
        "foresaid_alerts_by_state/sent": 0,
        "foresaid_deliveries_last_hour/taken": 0,
    }
    assert {name: found.get(name) for name in told} == told
    assert found["foresaid_polls_total"] >= 3


def test_what_cannot_be_asked_for_is_counted_and_takes_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "last_dispatch", lambda: 1 / 0)
    found = figures(client)
    # In the tests there is no broker either.
    assert found["foresaid_scrape_groups_failed"] == 2
    assert "foresaid_heartbeat_age_seconds" not in found
    assert "foresaid_feeds" in found


def test_the_queues_are_counted_where_the_broker_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert metrics._keys(Urgency.URGENT) == ["celery", "urgent"]
    assert metrics._keys(Urgency.POLLS) == ["celery\x06\x163", "urgent\x06\x163"]


def pages(client: Client) -> dict[tuple[str, str], float]:
    """How many were counted, by page and status."""
    text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    return {
        (sample.labels["page"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "foresaid_page_seconds_count"
    }


def test_how_long_pages_took_is_told_by_page(client: Client, claim: Claim) -> None:
    before = pages(client)
    assert client.get(claim.get_absolute_url()).status_code == 200
    client.get("/nothing/here")
    after = pages(client)
    grown = {key for key in after if after[key] > before.get(key, 0)}
    assert {("claim", "2xx"), ("none", "4xx")} <= grown
