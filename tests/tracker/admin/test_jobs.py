"""Set-aside jobs at the desk."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from config import dashboard
from tracker import jobs
from tracker.models import Redelivery

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def set_aside(db: None) -> Redelivery:
    for _ in range(jobs.MOST_REDELIVERIES):
        jobs.admit(task_id="job-1", task="tracker.tasks.refresh_feeds", arguments="[7, 8]", now=NOW)
    return Redelivery.objects.get()


def test_a_set_aside_job_is_shown_at_the_desk(client: Client, ben: User, set_aside: Redelivery) -> None:
    client.force_login(ben)
    shown = {str(number.title): number for number in dashboard.numbers(dashboard.counts(NOW.date()), 0)}
    assert shown["Set-aside jobs"].value == 1

    page = client.get(shown["Set-aside jobs"].address).content.decode()

    assert "tracker.tasks.refresh_feeds" in page
    assert "[7, 8]" in page
    assert "They are not run again" in page


def test_a_job_that_is_still_tried_is_not_shown(client: Client, ben: User) -> None:
    jobs.admit(task_id="job-2", task="tracker.tasks.refresh_feeds", arguments="[9]", now=NOW)
    client.force_login(ben)

    page = client.get(reverse("admin:tracker_redelivery_changelist")).content.decode()

    assert "[9]" not in page
    assert "Set-aside jobs" not in [
        str(number.title) for number in dashboard.numbers(dashboard.counts(NOW.date()), 0)
    ]


def test_nobody_writes_a_set_aside_job(client: Client, dora: User) -> None:
    client.force_login(dora)
    assert client.get(reverse("admin:tracker_redelivery_add")).status_code == 403
