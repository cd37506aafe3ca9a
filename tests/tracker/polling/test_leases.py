"""Who holds a feed: taken, counted, given back."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.models import Feed
from tracker.polling import leases, schedule

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)
pytestmark = pytest.mark.django_db


def feed(number: int = 1, **values: object) -> Feed:
    return Feed.objects.create(url=f"https://feed{number}.example/rss", **({"next_poll_at": NOW} | values))


def test_a_feed_that_is_not_due_yet_is_not_leased() -> None:
    one = feed(next_poll_at=LATER)

    assert leases.take([one.pk], now=NOW, seconds=60).feed_ids == ()


def test_a_leased_feed_is_nobody_elses_until_the_lease_runs_out() -> None:
    one = feed()
    first = leases.take([one.pk], now=NOW, seconds=60)
    assert first.feed_ids == (one.pk,)
    assert leases.take([one.pk], now=NOW, seconds=60).feed_ids == ()
    assert schedule.due(now=NOW, limit=10) == []
    assert leases.take([one.pk], now=LATER, seconds=60).feed_ids == (one.pk,)


def test_what_another_took_over_is_held_no_more() -> None:
    one = feed()
    first = leases.take([one.pk], now=NOW, seconds=60)
    assert [held.pk for held in first.held(now=NOW)] == [one.pk]
    leases.take([one.pk], now=LATER, seconds=60)
    assert first.held(now=LATER) == []


def test_a_feed_paused_since_it_was_found_due_is_not_leased() -> None:
    one = feed(is_paused=True)
    assert leases.take([one.pk], now=NOW, seconds=60).feed_ids == ()


def test_a_held_feed_is_the_feed_with_all_that_it_was_not_loaded_with() -> None:
    one = feed(title="Nordlicht", etag='"7"')
    (held,) = leases.take([one.pk], now=NOW, seconds=60).held(now=NOW)
    assert (held, held.title, held.etag) == (one, "Nordlicht", '"7"')
    assert (held.added_at, held.leased_until) == (one.added_at, LATER)
    assert (held._state.adding, held._state.db) == (False, "default")
    held.refresh_from_db()
    assert held.next_poll_at == NOW


def test_the_time_in_the_queue_does_not_count() -> None:
    one = feed()
    lease = leases.take([one.pk], now=NOW, seconds=60)
    later = NOW + timedelta(seconds=900)
    assert not lease.held(now=later)
    assert [each.pk for each in lease.begin(now=later, seconds=60)] == [one.pk]


def test_what_another_took_meanwhile_is_not_begun() -> None:
    one = feed()
    lease = leases.take([one.pk], now=NOW, seconds=60)
    later = NOW + timedelta(seconds=900)
    leases.take([one.pk], now=later, seconds=60)
    assert not lease.begin(now=later, seconds=60)
