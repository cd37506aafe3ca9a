"""What is promised of alerts when workers race and are killed: with real workers, beats, a broker and receivers.

`make chaos` does the same some twenty times larger; its figures are in docs/reference/reliability.md.
"""

from pathlib import Path

import pytest

from tests.chaos import Arrived, children_of, kill_some, newsroom, one_more

pytestmark = pytest.mark.stack
ALERTS, KILLS = 40, 4
PARTNER = """
from tracker.alerts.channels import webhook
from tracker.models import Channel
Channel.objects.create(
    name="Partner", kind="receiver", address="{hook}", secret=webhook.new_secret(),
    wants_deadlines=False, wants_claims=True,
)
"""


def test_racing_workers_send_each_alert_once_and_killed_ones_lose_none(tmp_path: Path) -> None:
    """A copy comes at most from a worker killed between sending and marking, and carries the first one's id."""
    with newsroom(tmp_path, channels=4, lease=10) as room:
        with one_more(room.stack, "worker"), one_more(room.stack, "beat"):
            room.publish(ALERTS)
            room.wait_until_sent(ALERTS, seconds=120)
        assert room.arrived() == Arrived(ALERTS, copies=0)

        room.mail.seconds = room.hook.seconds = 0.1
        room.publish(ALERTS)
        killed = kill_some(lambda: children_of(room.stack.pid("worker")), times=KILLS, pause=(0.3, 1.2))
        room.wait_until_sent(2 * ALERTS, seconds=240)
        arrived = room.arrived()
    assert arrived.alerts == 2 * ALERTS
    assert arrived.copies <= killed


def test_killed_workers_lose_nothing_that_a_receiver_outside_is_owed(tmp_path: Path) -> None:
    """Beside each deadline's alert there is one for the claim, which was published."""
    with newsroom(tmp_path, channels=1, lease=10) as room:
        room.stack.do(PARTNER.format(hook=room.hook.url))
        room.hook.seconds = 0.1
        room.publish(ALERTS)
        killed = kill_some(lambda: children_of(room.stack.pid("worker")), times=2, pause=(0.5, 1.5))
        room.wait_until_sent(2 * ALERTS, seconds=240)
        arrived = room.arrived()
    assert arrived.alerts == 2 * ALERTS
    assert arrived.copies <= killed
