"""What was searched: sums, blind days, and for how long a claim was watched."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims import coverage
from claims.models import Claim, DailyTally
from tests.makers import Maker

SEEN_AT = datetime(2026, 6, 16, 20, 0, tzinfo=UTC)


def tally(day: date, **values: object) -> None:
    defaults = {"articles_read": 100, "feeds_reached": 38, "feeds_silent": 2, "last_success_at": SEEN_AT}
    DailyTally.objects.create(day=day, **(defaults | values))


@pytest.mark.django_db
def test_articles_are_summed_and_feeds_are_the_most_of_a_day(today: date) -> None:
    tally(today - timedelta(days=2), feeds_reached=38, feeds_silent=5)
    tally(today - timedelta(days=1), feeds_reached=36, feeds_silent=1)

    found = coverage.between(today - timedelta(days=2), today, today=today)

    assert (found.articles, found.feeds, found.feeds_silent) == (200, 38, 1)
    assert found.last_success_at == SEEN_AT
    assert found.is_known


@pytest.mark.django_db
def test_days_outside_the_period_do_not_count(today: date) -> None:
    for days in (0, 3, 9):
        tally(today - timedelta(days=days))

    found = coverage.between(today - timedelta(days=5), today - timedelta(days=1), today=today)

    assert found.articles == 100


@pytest.mark.django_db
def test_a_day_without_a_feed_reached_is_blind(today: date) -> None:
    tally(today - timedelta(days=3))
    tally(today - timedelta(days=2), feeds_reached=0, articles_read=0)
    # Nothing at all was tallied a day ago.

    found = coverage.between(today - timedelta(days=3), today, today=today)

    assert found.blind_days == 2


@pytest.mark.django_db
def test_today_is_never_blind(today: date) -> None:
    assert coverage.between(today, today, today=today).blind_days == 0


@pytest.mark.django_db
def test_without_tallies_nothing_is_known(today: date) -> None:
    found = coverage.between(today - timedelta(days=10), today, today=today)

    assert not found.is_known
    assert found.last_success_at is None


def test_a_pending_claim_is_watched_until_today(claim: Claim, today: date) -> None:
    found = coverage.of_claim(claim, first_day=date(2026, 3, 3), last_verdict_on=None, today=today)

    assert (found.since, found.until) == (date(2026, 3, 3), today)


def test_a_claim_decided_late_was_watched_until_its_verdict(make: Maker, today: date) -> None:
    claim = make.published(said_on=date(2025, 1, 2), by_hand=(date(2025, 1, 2), date(2026, 1, 10)))
    make.ruled(claim, "missed")
    claim.refresh_from_db()

    found = coverage.of_claim(
        claim, first_day=date(2025, 1, 3), last_verdict_on=date(2026, 5, 10), today=today
    )

    assert found.until == date(2026, 5, 10)


def test_a_claim_decided_early_is_watched_until_its_window_closes(make: Maker, today: date) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), today + timedelta(days=30)))
    make.ruled(claim, "confirmed", happened_on=today)
    claim.refresh_from_db()

    found = coverage.of_claim(claim, first_day=date(2026, 3, 3), last_verdict_on=today, today=today)

    assert found.until == today


def test_a_decided_claim_was_watched_for_ninety_days_after_its_window(make: Maker, today: date) -> None:
    closes_on = today - timedelta(days=100)
    claim = make.published(said_on=date(2026, 3, 2), by_hand=(date(2026, 3, 2), closes_on))
    make.ruled(claim, "confirmed", happened_on=date(2026, 3, 5))
    claim.refresh_from_db()

    found = coverage.of_claim(
        claim, first_day=date(2026, 3, 3), last_verdict_on=date(2026, 3, 10), today=today
    )

    assert found.until == closes_on + coverage.CORRECTABLE == today - timedelta(days=10)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9999, 11, 1)])
def test_days_after_the_calendars_end_are_its_last_one(day: date) -> None:
    assert coverage.days_after(day, timedelta(days=90)) == date.max


@pytest.mark.django_db
def test_the_chance_of_a_find_is_of_the_days_that_have_passed(today: date) -> None:
    tally(today - timedelta(days=3), feeds_reached=30, feeds_silent=10)
    tally(today - timedelta(days=2), feeds_reached=40, feeds_silent=0)
    # Nothing was read a day ago, and today is not over.
    tally(today, feeds_reached=1, feeds_silent=39)

    found = coverage.between(today - timedelta(days=3), today, today=today)

    assert found.chance is not None
    assert found.chance.reach == pytest.approx((0.75 + 1 + 0) / 3)
    assert coverage.between(today, today, today=today).chance is None
