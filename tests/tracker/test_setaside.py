"""What a job could not cope with: kept with its fault, tried again with growing pauses, then left to the desk."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tracker import setaside
from tracker.models import Feed, Job, SetAside
from tracker.setaside import Heap

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def fail(
    item: object = 7, *, job: Job = Job.SPOTTING, fault: Exception | None = None, now: datetime = NOW
) -> None:
    setaside.note(job, item, fault or ValueError("too odd"), now=now)


def test_an_item_that_raises_is_kept_with_its_fault_and_its_moment() -> None:
    with setaside.going_on(Job.SPOTTING, 7, now=NOW) as attempt:
        raise ValueError("too odd")

    kept = SetAside.objects.get()
    assert isinstance(attempt.fault, ValueError)
    assert (kept.item, kept.fault, kept.detail, kept.times, kept.first_at) == (
        "7",
        "ValueError",
        "too odd",
        1,
        NOW,
    )


def test_the_end_of_the_process_is_no_items_fault() -> None:
    with pytest.raises(SystemExit), setaside.going_on(Job.SPOTTING, 7, now=NOW):
        raise SystemExit
    assert not SetAside.objects.exists()


def test_an_item_is_tried_again_with_growing_pauses_and_then_left() -> None:
    fail()
    tried_after, now = [], NOW
    while due_at := SetAside.objects.get().due_at:
        assert not setaside.take(Job.SPOTTING, now=due_at - timedelta(seconds=1))
        assert setaside.take(Job.SPOTTING, now=due_at) == ["7"]
        tried_after.append(due_at - now)
        now = due_at
        fail(now=now)
    assert tried_after == list(setaside.PAUSES)
    assert SetAside.objects.get().times == 1 + len(setaside.PAUSES)
    assert not setaside.take(Job.SPOTTING, now=NOW + 99 * DAY)


def test_two_workers_never_try_one_item_at_once() -> None:
    fail()
    assert [setaside.take(Job.SPOTTING, now=NOW + DAY) for _ in range(2)] == [["7"], []]


def test_nothing_due_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fail()
    with django_assert_num_queries(1):
        assert not setaside.take(Job.SPOTTING, now=NOW)


def test_an_item_that_was_done_is_forgotten() -> None:
    fail(7)
    fail(8)
    fail(7, job=Job.COMPARING)
    setaside.done(Job.SPOTTING, [7])
    assert set(SetAside.objects.values_list("job", "item")) == {("spotting", "8"), ("comparing", "7")}


def test_what_the_desk_asks_for_is_tried_at_once_and_as_often_as_at_first() -> None:
    fail()
    SetAside.objects.update(due_at=None, times=5)
    assert setaside.again(SetAside.objects.all(), now=NOW + DAY) == 1
    assert setaside.take(Job.SPOTTING, now=NOW + DAY) == ["7"]
    assert SetAside.objects.get().due_at == NOW + DAY + setaside.PAUSES[0]


def test_the_next_version_of_the_program_tries_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    fail()
    SetAside.objects.update(due_at=None, times=5)
    assert setaside.wake(now=NOW + DAY) == 0

    monkeypatch.setattr(setaside, "program", lambda: "the next")

    assert setaside.wake(now=NOW + DAY) == 1
    assert setaside.take(Job.SPOTTING, now=NOW + DAY) == ["7"]
    assert SetAside.objects.get().due_at is None
    assert setaside.wake(now=NOW + 2 * DAY) == 0


def test_the_first_of_a_kind_is_logged_with_its_traceback_and_the_rest_in_a_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for item in (1, 2, 3):
        with setaside.going_on(Job.SPOTTING, item, now=NOW):
            raise ValueError
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3
    assert caplog.text.count("Traceback") == 1


def test_a_fault_whose_words_no_database_can_keep_is_kept_all_the_same() -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise RecursionError

    fail(1, fault=ValueError("\ud800 and \0 and " + 9_999 * "x"))
    fail(2, fault=Odd())
    assert SetAside.objects.get(item="1").detail.startswith("\\ud800 and \\0 and xxx")
    assert SetAside.objects.get(item="2").fault == "Odd"


def test_a_job_that_looks_at_everything_leaves_out_what_rests_and_comes_back_to_it() -> None:
    feeds = [Feed.objects.create(url=f"https://news.example/{number}") for number in range(3)]
    calls: list[int] = []

    def work(feed: Feed) -> int:
        calls.append(feed.pk)
        if len(calls) == 1:
            raise ValueError
        return feed.pk

    def run(now: datetime) -> list[int]:
        return list(setaside.results_of(Job.NOTICING, feeds, work, now=now))

    first, *others = (feed.pk for feed in feeds)
    assert run(NOW) == others
    assert run(NOW) == others
    assert calls.count(first) == 1
    assert run(NOW + DAY) == [first, *others]
    assert not SetAside.objects.exists()


def test_a_task_that_fails_is_kept_for_as_long_as_it_does() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="odd"), setaside.telling_of_task("weekly", now=NOW):
            raise ValueError("odd")
    assert SetAside.objects.values_list("job", "item", "times", "due_at").get() == ("task", "weekly", 2, None)

    with setaside.telling_of_task("weekly", now=NOW):
        pass
    assert not SetAside.objects.exists()


def test_the_desk_sees_what_failed_in_one_way_as_one_heap() -> None:
    fail(1, now=NOW - DAY)
    fail(2)
    fail(3, fault=KeyError())
    fail(1, job=Job.COMPARING)
    assert setaside.heaps() == [
        Heap(Job.SPOTTING, "ValueError", 2, NOW - DAY),
        Heap(Job.COMPARING, "ValueError", 1, NOW),
        Heap(Job.SPOTTING, "KeyError", 1, NOW),
    ]
    assert setaside.counts() == {"comparing": 1, "spotting": 3}


def test_a_program_is_told_by_its_sources() -> None:
    version, _dash, digest = setaside.program().partition("-")
    assert version == "0.1.0"
    assert len(digest) == 16
