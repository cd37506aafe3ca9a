import pytest

from tests.conftest import NOW
from tests.refusals import refused_by
from tracker.models import Heartbeat, Redelivery

pytestmark = pytest.mark.django_db


def test_a_part_of_the_machine_has_one_heartbeat() -> None:
    Heartbeat.objects.create(part="dispatch", at=NOW)

    with refused_by("tracker_heartbeat_part_key"):
        Heartbeat.objects.create(part="dispatch", at=NOW)


def test_a_job_is_counted_in_one_row() -> None:
    job = {"task_id": "job-1", "task": "tracker.tasks.refresh_feeds", "arguments": "[7]", "last_at": NOW}
    Redelivery.objects.create(**job)

    with refused_by("tracker_redelivery_task_id_key"):
        Redelivery.objects.create(**job)
