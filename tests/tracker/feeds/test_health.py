"""When the desk should look at a feed."""

from datetime import date, timedelta
from itertools import count

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW
from tracker.feeds import health
from tracker.feeds.chart import PollDay
from tracker.feeds.health import FeedState, TroubleKind
from tracker.models import Article, Feed, Poll

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
numbers = count(1)


def feed(**facts: object) -> Feed:
    """A sound feed of long standing, not saved; name only what the test is about."""
    sound: dict[str, object] = {
        "url": f"https://kurier.example/{next(numbers)}.xml",
        "added_at": NOW - 300 * DAY,
        "last_success_at": NOW - HOUR,
        "last_new_at": NOW - HOUR,
        "usual_pause": DAY,
    }
    return Feed(**sound | facts)


def kind_of(subject: Feed) -> TroubleKind | None:
    trouble = health.judge(subject, now=NOW)
    return trouble.kind if trouble else None


def stored(*days_ago: float, **facts: object) -> Feed:
    """A saved feed whose articles appeared so many days ago, the first of them read last."""
    newest = NOW - min(days_ago) * DAY if days_ago else None
    kept = feed(last_new_at=newest, **facts)
    kept.save()
    Article.objects.bulk_create(
        Article(
            feed=kept,
            key=str(number),
            url=f"{kept.url}/{number}",
            title="Elbe bridge",
            language="en",
            published_at=NOW - days * DAY,
            stored_at=NOW,
        )
        for number, days in enumerate(days_ago)
    )
    return kept


# --- Broken and gone ---


def test_a_feed_that_answers_and_brings_news_is_well() -> None:
    assert kind_of(feed()) is None


def test_failures_for_two_days_make_a_feed_broken_since_its_last_answer() -> None:
    trouble = health.judge(feed(failures=9, last_success_at=NOW - 2 * DAY), now=NOW)

    assert trouble
    assert (trouble.kind, trouble.since) == (TroubleKind.BROKEN, NOW - 2 * DAY)


def test_failures_of_some_hours_are_no_news() -> None:
    assert kind_of(feed(failures=9, last_success_at=NOW - 2 * DAY + HOUR)) is None


def test_one_failure_after_a_long_pause_is_no_news() -> None:
    assert kind_of(feed(failures=2, last_success_at=NOW - 30 * DAY)) is None


def test_a_feed_that_never_answered_is_broken_since_it_was_added() -> None:
    trouble = health.judge(
        feed(failures=3, last_success_at=None, last_new_at=None, added_at=NOW - 3 * DAY),
        now=NOW,
    )

    assert trouble
    assert (trouble.kind, trouble.since) == (TroubleKind.BROKEN, NOW - 3 * DAY)


@pytest.mark.parametrize(("stop", "kind"), [("gone", TroubleKind.GONE), ("poison", TroubleKind.BROKEN)])
def test_a_feed_that_was_given_up_is_told_at_once(stop: str, kind: TroubleKind) -> None:
    trouble = health.judge(feed(failures=1, stopped_for=stop, stopped_at=NOW - HOUR), now=NOW)

    assert trouble
    assert (trouble.kind, trouble.since) == (kind, NOW - HOUR)


@pytest.mark.parametrize(
    "facts",
    [
        {"stopped_for": "gone", "stopped_at": NOW - 90 * DAY},
        {"failures": 99, "last_success_at": NOW - 90 * DAY},
        {"last_new_at": NOW - 90 * DAY},
    ],
)
def test_nobody_is_told_of_a_paused_feed(facts: dict[str, object]) -> None:
    assert kind_of(feed(**facts)) is not None
    assert kind_of(feed(is_paused=True, **facts)) is None


# --- Silent ---


@pytest.mark.parametrize(
    ("usual_pause", "longest"),
    [(HOUR, 3 * DAY), (DAY, 3 * DAY), (3 * DAY, 9 * DAY), (7 * DAY, 21 * DAY), (None, 30 * DAY)],
)
def test_a_feed_is_silent_after_three_times_its_usual_pause(
    usual_pause: timedelta | None, longest: timedelta
) -> None:
    silent = feed(last_success_at=NOW, last_new_at=NOW - longest, usual_pause=usual_pause)
    quiet = feed(last_success_at=NOW, last_new_at=NOW - longest + HOUR, usual_pause=usual_pause)

    assert (kind_of(silent), kind_of(quiet)) == (TroubleKind.SILENT, None)


def test_silence_lasts_since_the_last_new_article() -> None:
    trouble = health.judge(feed(last_new_at=NOW - 5 * DAY), now=NOW)

    assert trouble
    assert trouble.since == NOW - 5 * DAY


def test_silence_while_nobody_listened_is_not_the_feeds() -> None:
    switched_off = feed(last_success_at=NOW - 20 * DAY, last_new_at=NOW - 21 * DAY)

    assert kind_of(switched_off) is None


def test_a_feed_that_fails_is_not_called_silent() -> None:
    assert kind_of(feed(failures=1, last_new_at=NOW - 90 * DAY)) is None


def test_a_feed_that_never_answered_is_not_called_silent() -> None:
    assert kind_of(feed(last_success_at=None, last_new_at=None)) is None


# --- The rhythm ---


def days(*offsets: int) -> list[date]:
    return [date(2026, 1, 5) + timedelta(days=offset) for offset in offsets]


@pytest.mark.parametrize(
    ("published", "pause"),
    [
        (days(0, 0, 0, 7, 7, 7, 14, 14, 21), 7),
        (days(*(day for day in range(60) if day % 7 < 5)), 3),
        (days(*range(20), *range(41, 60)), 1),
        (days(21, 0, 14, 7), 7),
    ],
    ids=["a weekly with many articles", "weekdays only", "a daily with a summer break", "in any order"],
)
def test_the_rhythm_is_the_pause_between_publishing_days(published: list[date], pause: int) -> None:
    assert health.rhythm(published) == timedelta(days=pause)


def test_three_publishing_days_make_no_rhythm() -> None:
    assert health.rhythm(days(0, 0, 0, 1, 2)) is None


@pytest.mark.django_db
def test_a_feeds_rhythm_is_read_from_its_articles() -> None:
    weekly = stored(*(number * 7 for number in range(8)))

    assert health.usual_pause(weekly) == 7 * DAY


@pytest.mark.django_db
def test_an_archive_of_older_years_says_nothing_of_the_rhythm() -> None:
    weekly = stored(0, 7, 14, 21, *(2000 + number for number in range(90)))

    assert health.usual_pause(weekly) == 7 * DAY


@pytest.mark.django_db
def test_the_rhythm_of_quiet_feeds_is_kept() -> None:
    weekly = stored(*(3 + number * 7 for number in range(8)), usual_pause=None)
    busy = stored(*range(9), usual_pause=None)

    assert health.take_rhythms(now=NOW) == 1
    weekly.refresh_from_db()
    busy.refresh_from_db()
    assert (weekly.usual_pause, busy.usual_pause) == (7 * DAY, None)
    assert health.take_rhythms(now=NOW) == 0


@pytest.mark.django_db
def test_the_rhythm_is_taken_before_it_decides() -> None:
    daily = stored(*range(2, 20), usual_pause=None)

    health.take_rhythms(now=NOW)

    daily.refresh_from_db()
    daily.last_success_at = NOW + DAY
    assert kind_of(daily) is TroubleKind.SILENT


# --- All feeds ---


@pytest.mark.django_db
def test_all_feeds_in_trouble_are_found_the_longest_first() -> None:
    stored(0)
    stored(5, usual_pause=7 * DAY)
    silent = stored(5)
    mute = stored(added_at=NOW - 40 * DAY, usual_pause=None)
    broken = stored(failures=5, last_success_at=NOW - 4 * DAY)
    gone = stored(failures=2, stopped_for="gone", stopped_at=NOW - DAY)
    stored(failures=1, last_success_at=NOW - 9 * DAY)
    stored(5, is_paused=True)

    found = health.troubled(now=NOW)

    assert [(trouble.feed, trouble.kind) for trouble in found] == [
        (mute, TroubleKind.SILENT),
        (silent, TroubleKind.SILENT),
        (broken, TroubleKind.BROKEN),
        (gone, TroubleKind.GONE),
    ]


@pytest.mark.django_db
def test_looking_at_all_feeds_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _number in range(5):
        stored(5)
        stored(failures=5, last_success_at=NOW - 4 * DAY)

    with django_assert_num_queries(1):
        assert len(health.troubled(now=NOW)) == 10


# --- In a word, and by day ---


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, FeedState.WORKING),
        ({"last_success_at": None, "last_new_at": None}, FeedState.NEW),
        ({"failures": 1}, FeedState.FAILING),
        ({"failures": 9, "last_success_at": NOW - 9 * DAY}, FeedState.BROKEN),
        ({"stopped_for": "gone", "stopped_at": NOW}, FeedState.GONE),
        ({"last_new_at": NOW - 9 * DAY}, FeedState.SILENT),
        ({"last_new_at": NOW - 9 * DAY, "is_paused": True}, FeedState.PAUSED),
    ],
)
def test_a_feeds_state_is_one_word(facts: dict[str, object], state: FeedState) -> None:
    assert health.state_of(feed(**facts), now=NOW) is state


@pytest.mark.django_db
def test_polls_are_counted_by_the_newsrooms_days() -> None:
    subject = stored(0)
    # 23:30 and 00:30 in Berlin, where the newsroom is.
    late, early = NOW.replace(day=15, hour=21, minute=30), NOW.replace(day=15, hour=22, minute=30)
    Poll.objects.create(feed=subject, at=late, result="new", new_articles=3)
    Poll.objects.create(feed=subject, at=early, result="failed")
    Poll.objects.create(feed=subject, at=early, result="new", new_articles=2)
    Poll.objects.create(feed=subject, at=NOW - 31 * DAY, result="new", new_articles=9)

    assert health.poll_days(subject, now=NOW) == [
        PollDay(date(2026, 6, 15), polls=1, failed=0, new_articles=3),
        PollDay(date(2026, 6, 16), polls=2, failed=1, new_articles=2),
    ]
