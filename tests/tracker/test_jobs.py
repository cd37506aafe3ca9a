from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from tracker import jobs
from tracker.models import Heartbeat, Redelivery, Turn

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def test_each_dispatch_renews_the_one_row() -> None:
    assert jobs.last_dispatch() is None
    jobs.note_dispatch(now=NOW)
    jobs.note_dispatch(now=NOW + SECOND)
    assert jobs.last_dispatch() == NOW + SECOND
    assert Heartbeat.objects.count() == 1


def test_a_late_tick_does_not_set_the_clock_back() -> None:
    jobs.note_dispatch(now=NOW)
    jobs.note_dispatch(now=NOW - SECOND)
    assert jobs.last_dispatch() == NOW


@pytest.mark.parametrize(("seconds", "is_silent"), [(0, False), (120, False), (121, True)])
def test_the_machine_is_silent_after_two_minutes(seconds: int, *, is_silent: bool) -> None:
    assert jobs.is_silent(NOW, now=NOW + seconds * SECOND) is is_silent


def test_a_machine_that_never_spoke_is_silent() -> None:
    assert jobs.is_silent(None, now=NOW)


def again(task_id: str = "job-1", now: datetime = NOW) -> bool:
    return jobs.admit(task_id=task_id, task="tracker.tasks.refresh_feeds", arguments="('t', [1])", now=now)


def test_a_job_may_be_delivered_three_times() -> None:
    assert [again(), again(), again()] == [True, True, False]


def test_a_set_aside_job_is_kept_to_be_looked_at() -> None:
    for minutes in range(3):
        again(now=NOW + timedelta(minutes=minutes))
    job = Redelivery.objects.get()
    assert (job.task, job.arguments, job.deliveries) == ("tracker.tasks.refresh_feeds", "('t', [1])", 4)
    assert job.set_aside_at == NOW + timedelta(minutes=2)


def test_a_job_that_ended_after_all_is_forgotten() -> None:
    again()
    jobs.done(task_id="job-1")
    assert [again(), again()] == [True, True]


def test_each_job_is_counted_by_itself() -> None:
    again(), again()
    assert again("job-2")


def test_a_set_aside_job_is_not_forgotten_by_a_late_end() -> None:
    again(), again(), again()
    jobs.done(task_id="job-1")
    assert Redelivery.objects.exists()


def test_a_job_is_done_by_one_worker_at_a_time_until_its_turn_ends() -> None:
    with (
        jobs.my_turn("look_back", now=NOW) as mine,
        jobs.my_turn("look_back", now=NOW) as theirs,
        jobs.my_turn("match", now=NOW) as other,
    ):
        assert (mine is not None, theirs, other is not None) == (True, None, True)
    with jobs.my_turn("look_back", now=NOW) as again:
        assert again is not None
        assert not again.is_careful


def test_a_turn_that_raises_ends_too() -> None:
    with pytest.raises(ValueError, match="odd"), jobs.my_turn("look_back", now=NOW):
        raise ValueError("odd")
    with jobs.my_turn("look_back", now=NOW) as again:
        assert again is not None


def test_who_follows_a_worker_that_did_not_come_back_notes_what_it_begins(settings: Settings) -> None:
    Turn.objects.create(job="match", leased_until=NOW, lease_token="the dead one's")
    with jobs.my_turn("match", now=NOW) as careful:
        assert careful
        careful.begin(7)
        Turn.objects.update(leased_until=NOW)  # it dies of the item
        with jobs.my_turn("match", now=NOW) as next_one:
            assert next_one
            assert (next_one.is_careful, next_one.lost_item) == (True, "7")


def test_a_worker_whose_turn_was_taken_over_ends_nobody_elses(settings: Settings) -> None:
    with jobs.my_turn("match", now=NOW):
        Turn.objects.update(lease_token="another's", leased_until=NOW + SECOND)
    assert Turn.objects.get().lease_token == "another's"


def test_a_turn_is_over_before_the_next_tick_and_well_before_its_lease(settings: Settings) -> None:
    settings.TICK_SECONDS, settings.LEASE_SECONDS = 15, 300
    assert jobs.turn_seconds() == 12
    settings.TICK_SECONDS = 3600
    assert jobs.turn_seconds() == 100
