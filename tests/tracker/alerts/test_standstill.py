"""Where no worker goes, whoever asks has the chief told."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.tracker.alerts.conftest import Outside
from tracker import alerts, jobs
from tracker.models import Alert, Channel

pytestmark = pytest.mark.django_db
LONG: timedelta = timedelta(minutes=10, seconds=1)


def test_it_is_told_once_however_often_one_asks(desk: Channel, outside: Outside) -> None:
    jobs.note_dispatch(now=NOW - LONG)
    for minutes in range(3):
        alerts.tell_of_standstill(now=NOW + timedelta(minutes=minutes), send=outside)
    ((name, message),) = outside.taken
    assert (name, message.subject) == ("Desk", "Foresaid stands still since 17 June 2026, 09:49")
    assert "nobody is warned of a deadline" in message.text


def test_a_short_hang_and_a_first_start_are_not_told(desk: Channel, outside: Outside) -> None:
    alerts.tell_of_standstill(now=NOW, send=outside)
    jobs.note_dispatch(now=NOW - timedelta(minutes=10))
    alerts.tell_of_standstill(now=NOW, send=outside)
    assert outside.taken == []


def test_a_worker_that_goes_again_after_an_outage_tells_of_none(desk: Channel, outside: Outside) -> None:
    jobs.note_dispatch(now=NOW - LONG)
    alerts.notice(now=NOW)
    assert not Alert.objects.exists()


def test_a_channel_that_is_down_hears_of_it_when_it_is_back_unless_work_goes_on(
    desk: Channel, outside: Outside
) -> None:
    jobs.note_dispatch(now=NOW - LONG)
    outside.is_down()
    alerts.tell_of_standstill(now=NOW, send=outside)
    outside.is_back()
    jobs.note_dispatch(now=NOW + timedelta(hours=1))
    alerts.deliver_due(now=NOW + timedelta(hours=1), send=outside)
    assert outside.taken == []
    assert Alert.objects.get().state == Alert.State.SILENCED
