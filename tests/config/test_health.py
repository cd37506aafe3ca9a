from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tracker import jobs, setaside
from tracker.models import Job

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_web_process_with_its_database_is_alive(client: Client) -> None:
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_an_installation_that_hands_out_work_is_well(client: Client) -> None:
    jobs.note_dispatch(now=NOW - timedelta(minutes=2))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_two_minutes_without_work_handed_out_turn_health_red(client: Client) -> None:
    jobs.note_dispatch(now=NOW - timedelta(minutes=2, seconds=1))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"since 2026-06-17 07:57:59 UTC: look at worker" in answer.content


def test_an_installation_that_never_handed_out_work_is_not_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


def test_what_was_set_aside_is_counted_and_turns_nothing_red(client: Client) -> None:
    jobs.note_dispatch(now=NOW)
    for item in (1, 2):
        setaside.note(Job.COMPARING, item, ValueError(), now=NOW)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\nset aside: 2 comparing")
