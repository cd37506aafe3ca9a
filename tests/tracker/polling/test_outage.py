from datetime import UTC, datetime, timedelta

import pytest

from tracker.models import Fault, Feed
from tracker.polling import outage
from tracker.polling.outage import LatestPoll

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def polls(*faults: str, same_host: bool = False) -> list[LatestPoll]:
    """One host after the other, each a minute before the one in front of it."""
    return [
        LatestPoll(f"https://{0 if same_host else number}.example/rss", NOW - number * MINUTE, fault)
        for number, fault in enumerate(faults)
    ]


def test_all_hosts_out_of_reach_are_an_outage_since_the_first_of_them() -> None:
    assert outage.began(polls("dns", "connect", "dns", "dns")) == NOW - 3 * MINUTE


def test_a_dead_host_or_two_among_many_are_their_own_affair() -> None:
    assert outage.began(polls("dns", "connect", "", "", "")) is None


def test_three_dead_hosts_of_five_are_their_own_affair() -> None:
    assert outage.began(polls("dns", "connect", "dns", "", "")) is None


def test_two_hosts_prove_nothing() -> None:
    assert outage.began(polls("dns", "dns")) is None


def test_many_feeds_of_one_dead_host_prove_nothing() -> None:
    assert outage.began(polls(*["dns"] * 10, same_host=True)) is None


def test_an_intranet_host_may_answer_during_an_outage() -> None:
    assert outage.began(polls("dns", "dns", "dns", "dns", ""))


def test_a_server_that_answers_with_an_error_proves_that_the_line_is_up() -> None:
    assert outage.began(polls("status", "status", "tls", "timeout", "gone")) is None


def test_what_went_well_before_the_outage_does_not_hide_it() -> None:
    assert outage.began(polls(*["dns"] * 20, *[""] * 500)) == NOW - 19 * MINUTE


def polled(number: int, fault: str, *, failures: int = 1, ago: timedelta = MINUTE) -> Feed:
    return Feed.objects.create(
        url=f"https://{number}.example/rss",
        last_polled_at=NOW - ago,
        last_fault=fault,
        failures=failures,
        next_poll_at=NOW + timedelta(days=1),
        next_poll_reason=Feed.Reason.FAILING if fault else Feed.Reason.QUIET,
    )


@pytest.mark.django_db
def test_an_outage_is_not_counted_against_the_feeds_and_they_are_asked_again_soon() -> None:
    feeds = [polled(number, Fault.DNS, failures=number) for number in range(1, 5)]
    assert outage.forgive(now=NOW, wait=15 * MINUTE) == 4
    for feed in feeds:
        before = feed.failures
        feed.refresh_from_db()
        assert (feed.failures, feed.next_poll_reason) == (before - 1, Feed.Reason.OUTAGE)
        assert feed.next_poll_at == NOW + 15 * MINUTE


@pytest.mark.django_db
def test_each_failure_is_forgiven_once() -> None:
    for number in range(4):
        polled(number, Fault.CONNECT, failures=3)
    outage.forgive(now=NOW, wait=15 * MINUTE)
    assert outage.forgive(now=NOW, wait=15 * MINUTE) == 0
    assert set(Feed.objects.values_list("failures", flat=True)) == {2}


@pytest.mark.django_db
def test_a_feed_that_failed_for_a_reason_of_its_own_is_not_forgiven() -> None:
    broken = polled(0, Fault.NOT_XML)
    for number in range(1, 6):
        polled(number, Fault.DNS)
    assert outage.forgive(now=NOW, wait=15 * MINUTE) == 5
    broken.refresh_from_db()
    assert broken.failures == 1


@pytest.mark.django_db
def test_while_the_line_is_up_a_dead_feed_counts_its_failures() -> None:
    polled(0, Fault.DNS)
    for number in range(1, 6):
        polled(number, "", failures=0)
    assert outage.forgive(now=NOW, wait=15 * MINUTE) == 0
    assert Feed.objects.filter(failures=1).count() == 1


@pytest.mark.django_db
def test_what_failed_hours_ago_is_no_part_of_it() -> None:
    for number in range(4):
        polled(number, Fault.DNS, ago=timedelta(hours=3))
    assert outage.forgive(now=NOW, wait=15 * MINUTE) == 0
