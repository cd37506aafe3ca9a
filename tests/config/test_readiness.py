"""What is asked before anybody is sent here."""

from datetime import timedelta

import pytest
import redis
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from claims.models import Claim
from config import readiness
from tests.conftest import NOW
from tests.stack import free_port
from tracker import alerts, jobs
from tracker.models import Channel, Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    readiness._have_tables_of_this_version.cache_clear()
    monkeypatch.setattr(redis.Redis, "ping", lambda self: True)
    jobs.note_dispatch(now=NOW)


def faults() -> dict[str, str]:
    return {part.name: part.fault for part in readiness.parts(now=NOW) if part.fault}


def test_an_installation_whose_parts_answer_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.content.decode().splitlines() == [
        "database: ok",
        "migrations: ok",
        "broker: ok",
        "clock: ok",
        "oldest due feed: ok",
        "oldest unsent alert: ok",
    ]


def test_a_clock_that_stands_still_is_named(client: Client) -> None:
    jobs.note_dispatch(now=NOW)
    later = NOW + timedelta(minutes=3)
    (clock,) = [part for part in readiness.parts(now=later) if part.fault]
    assert str(clock) == "clock: no work was handed out since 2026-06-17 08:00:00 UTC"


def test_tables_of_another_version_are_named() -> None:
    ((app, newest),) = MigrationExecutor(connection).loader.graph.leaf_nodes("tracker")
    MigrationRecorder(connection).record_unapplied(app, newest)
    assert faults() == {"migrations": "the tables are of another version"}
    MigrationRecorder(connection).record_applied(app, newest)
    assert faults() == {}


def test_a_broker_that_is_away_is_named_without_its_address(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, client: Client
) -> None:
    monkeypatch.undo()
    jobs.note_dispatch(now=NOW)
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{free_port()}/0"}
    }
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "broker: ConnectionError\n" in answer.content.decode()
    assert "127.0.0.1" not in answer.content.decode()


def test_without_a_database_the_broker_is_still_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_database", lambda: "OperationalError")
    assert [str(part) for part in readiness.parts(now=NOW)] == ["database: OperationalError", "broker: ok"]


@pytest.mark.parametrize(("minutes", "is_late"), [(14, False), (16, True)])
@pytest.mark.parametrize("state", ["due", "paused", "leased", "stopped"])
def test_a_feed_that_nobody_polls_is_late(minutes: int, is_late: bool, state: str) -> None:
    Feed.objects.create(
        url="https://kurier.example/feed.xml",
        next_poll_at=NOW - timedelta(minutes=minutes),
        is_paused=state == "paused",
        leased_until=NOW + timedelta(minutes=1) if state == "leased" else None,
        stopped_for=Feed.Stop.values[0] if state == "stopped" else "",
        stopped_at=NOW if state == "stopped" else None,
    )
    assert ("oldest due feed" in faults()) is (is_late and state == "due")


@pytest.mark.parametrize("kept_back", ["no", "quiet hours", "failing", "off", "its share"])
def test_an_alert_that_nothing_keeps_back_is_late(claim: Claim, settings: Settings, kept_back: str) -> None:
    channel = Channel.objects.create(name="Desk", address="desk@example.org", is_caught_up=True)
    alerts.notice(now=NOW + timedelta(days=195))
    alert = channel.alerts.get()
    channel.alerts.update(next_try_at=NOW - timedelta(minutes=11))
    changes: dict[str, dict[str, object]] = {
        "quiet hours": {"quiet_from": "09:00", "quiet_until": "11:00"},
        "failing": {"retry_at": NOW + timedelta(minutes=1)},
        "off": {"is_active": False},
    }
    if kept_back in changes:
        Channel.objects.filter(pk=channel.pk).update(**changes[kept_back])
    if kept_back == "its share":
        settings.ALERT_MOST_AN_HOUR = 1
        alert.deliveries.create(at=NOW - timedelta(minutes=1), succeeded=True)
    assert ("oldest unsent alert" in faults()) is (kept_back == "no")
