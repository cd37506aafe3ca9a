from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.models import Feed
from tracker.polling import leases, schedule

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)


def feed(number: int = 1, **values: object) -> Feed:
    return Feed.objects.create(url=f"https://feed{number}.example/rss", **({"next_poll_at": NOW} | values))


def after_success(**changes: object) -> schedule.NextPoll:
    facts: dict[str, object] = {
        "interval": 3600,
        "new_articles": 0,
        "floor": 900,
        "has_validators": True,
        "asked": 0,
    }
    return schedule.after_success(now=NOW, **(facts | changes))  # type: ignore[arg-type]


def after_failure(**changes: object) -> schedule.NextPoll:
    facts: dict[str, object] = {"interval": 900, "failures": 1, "floor": 900, "retry_after": None}
    return schedule.after_failure(now=NOW, **(facts | changes))  # type: ignore[arg-type]


def test_new_articles_halve_the_interval() -> None:
    assert after_success(new_articles=3).interval == 1800


def test_a_quiet_feed_is_asked_less_and_less_often_up_to_a_day() -> None:
    assert after_success().interval == 5400
    assert after_success(interval=80_000).interval == 86_400


def test_no_feed_is_asked_more_often_than_the_floor() -> None:
    assert after_success(interval=1000, new_articles=1).interval == 900


def test_without_validators_the_floor_is_an_hour() -> None:
    assert after_success(interval=1000, new_articles=1, has_validators=False).interval == 3600


def test_the_publisher_can_lengthen_the_wait_but_not_shorten_it() -> None:
    assert after_success(asked=7200).at >= NOW + timedelta(seconds=7200)
    assert after_success(asked=10).at >= NOW + timedelta(seconds=5400)


def test_a_publisher_who_asks_for_a_month_is_asked_again_within_about_a_day() -> None:
    assert after_success(asked=30 * 86_400).at <= NOW + timedelta(seconds=86_400 * 1.1)


def test_jitter_is_never_early() -> None:
    polls = [after_success(new_articles=1).at for _ in range(200)]
    assert min(polls) >= NOW + timedelta(seconds=1800)
    assert len(set(polls)) > 1


@pytest.mark.parametrize(("failures", "seconds"), [(1, 3600), (2, 7200), (3, 14_400), (40, 86_400)])
def test_each_failure_in_a_row_doubles_the_wait_up_to_a_day(failures: int, seconds: int) -> None:
    plan = schedule.after_failure(now=NOW, interval=3600, failures=failures, floor=900, retry_after=None)
    assert timedelta(seconds=seconds) <= plan.at - NOW <= timedelta(seconds=seconds * 1.1)


def test_the_servers_own_wish_to_wait_is_honoured() -> None:
    plan = schedule.after_failure(now=NOW, interval=900, failures=1, floor=900, retry_after=50_000)
    assert plan.at >= NOW + timedelta(seconds=50_000)
    assert plan.reason == Feed.Reason.SERVER


@pytest.mark.parametrize(("failures", "hours"), [(1, 4), (3, 4), (4, 8)])
def test_a_feed_that_worked_and_is_forbidden_now_is_left_alone_for_four_hours(
    failures: int, hours: int
) -> None:
    plan = after_failure(status=403, has_worked=True, interval=3600, failures=failures)
    assert timedelta(hours=hours) <= plan.at - NOW <= timedelta(hours=hours * 1.1)
    assert plan.reason == Feed.Reason.REFUSED


def test_a_feed_that_never_worked_is_forbidden_like_any_other_failure() -> None:
    plan = after_failure(status=403)
    assert plan.at - NOW < timedelta(hours=1)
    assert plan.reason == Feed.Reason.FAILING


@pytest.mark.parametrize("status", [429, 503])
def test_an_overloaded_server_is_the_reason_also_when_it_names_no_time(status: int) -> None:
    assert after_failure(status=status).reason == Feed.Reason.SERVER


def test_gone_is_asked_once_more_after_a_day() -> None:
    plan = schedule.after_gone(now=NOW, interval=900, gone_since=None)
    assert timedelta(days=1) <= plan.at - NOW <= timedelta(days=1, hours=1)
    assert (plan.gone_since, plan.stopped_for, plan.reason) == (NOW, None, Feed.Reason.GONE)


def test_gone_a_day_later_stops_the_polls() -> None:
    plan = schedule.after_gone(now=NOW, interval=900, gone_since=NOW - timedelta(days=1))
    assert plan.stopped_for == Feed.Stop.GONE


def test_gone_again_within_the_day_proves_nothing() -> None:
    since = NOW - timedelta(hours=3)
    plan = schedule.after_gone(now=NOW, interval=900, gone_since=since)
    assert plan.stopped_for is None
    assert since + timedelta(days=1) <= plan.at < since + timedelta(days=1, hours=1)


def test_another_failure_does_not_forget_that_the_feed_was_gone() -> None:
    assert after_failure(status=500, gone_since=NOW).gone_since == NOW


def test_a_publishers_hours_of_rest_are_kept() -> None:
    plan = after_success(skip_hours={9, 10, 11})  # due at half past nine
    assert NOW.replace(hour=12) < plan.at < NOW.replace(hour=13)
    assert plan.reason == Feed.Reason.HOURS


def test_hours_of_rest_run_over_midnight() -> None:
    late = datetime(2026, 6, 17, 23, 30, tzinfo=UTC)
    assert schedule.after_rest(late, {23, 0, 1}).date() == late.date() + timedelta(days=1)
    assert schedule.after_rest(late, {23, 0, 1}).hour == 2


def test_other_hours_and_a_publisher_who_always_rests_change_nothing() -> None:
    assert schedule.after_rest(NOW, {7, 9}) == NOW
    assert schedule.after_rest(NOW, range(24)) == NOW


def test_hours_of_rest_are_those_of_greenwich() -> None:
    in_berlin = datetime(2026, 6, 17, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    assert schedule.after_rest(in_berlin, {10}) == in_berlin
    assert schedule.after_rest(in_berlin, {8}) > in_berlin


@pytest.mark.django_db
def test_a_stopped_feed_is_neither_due_nor_leased() -> None:
    one = feed(stopped_for=Feed.Stop.GONE, stopped_at=NOW)
    assert schedule.due(now=NOW, limit=10) == []
    assert leases.take([one.pk], now=NOW, seconds=60).feed_ids == ()


@pytest.mark.django_db
def test_due_are_the_feeds_whose_time_has_come_longest_waiting_first() -> None:
    late = feed(1, next_poll_at=NOW - timedelta(hours=2))
    earlier = feed(2, next_poll_at=NOW - timedelta(hours=3))
    feed(3, next_poll_at=LATER)
    feed(4, is_paused=True)
    assert schedule.due(now=NOW, limit=10) == [earlier.pk, late.pk]


def test_batches_keep_every_feed_once_and_in_order() -> None:
    assert list(schedule.batches([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
