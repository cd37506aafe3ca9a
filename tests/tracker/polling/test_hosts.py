from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.models import Feed, Host
from tracker.polling import hosts

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
DOMAIN, OTHER = "nordlicht.example", "seekurier.example"


def take(*domains: str, token: str = "ours", now: datetime = NOW) -> dict[str, hosts.Wait]:
    return hosts.take(domains, token=token, now=now, seconds=300, pause=12 * SECOND)


def give_back(*, token: str = "ours", now: datetime = NOW) -> None:
    hosts.give_back(token=token, now=now, spacing=2 * SECOND)


# --- How long ---


def test_a_host_that_names_a_time_is_left_alone_that_long() -> None:
    rest = hosts.cool_down(now=NOW, retry_after=7200, in_a_row=3)
    assert rest == hosts.CoolDown(NOW + 2 * HOUR, 3)


@pytest.mark.parametrize(("in_a_row", "hours"), [(0, 1), (1, 2), (2, 4), (4, 16), (5, 24), (60, 24)])
def test_a_host_that_names_none_rests_an_hour_doubling_up_to_a_day(in_a_row: int, hours: int) -> None:
    rest = hosts.cool_down(now=NOW, retry_after=None, in_a_row=in_a_row)
    assert rest == hosts.CoolDown(NOW + hours * HOUR, in_a_row + 1)


@pytest.mark.parametrize(
    ("state", "wait"),
    [
        ({}, None),
        ({"free_at": NOW}, None),
        ({"free_at": NOW + SECOND}, hosts.Wait(NOW + SECOND, Feed.Reason.BUSY)),
        ({"leased_until": NOW + HOUR, "lease_token": "theirs"}, hosts.Wait(NOW, Feed.Reason.BUSY)),
        ({"leased_until": NOW + HOUR, "lease_token": "ours"}, None),
        ({"leased_until": NOW, "lease_token": "theirs"}, None),
        ({"cool_until": NOW + HOUR}, hosts.Wait(NOW + HOUR, Feed.Reason.COOLING)),
        ({"cool_until": NOW}, None),
    ],
)
def test_a_door_is_open_or_it_says_until_when_not_and_why(
    state: dict[str, Any], wait: hosts.Wait | None
) -> None:
    assert hosts.wait_for(Host(domain=DOMAIN, **state), token="ours", now=NOW) == wait


# --- Who ---


@pytest.mark.django_db
def test_a_host_belongs_to_one_worker_at_a_time() -> None:
    assert take(DOMAIN) == {}
    assert take(DOMAIN, OTHER, token="theirs").keys() == {DOMAIN}
    assert take(OTHER).keys() == {OTHER}


@pytest.mark.django_db
def test_the_next_worker_keeps_the_distance_to_the_last_request() -> None:
    take(DOMAIN)
    give_back(now=NOW + SECOND)
    assert take(DOMAIN, token="theirs", now=NOW + 2 * SECOND) == {
        DOMAIN: hosts.Wait(NOW + 3 * SECOND, Feed.Reason.BUSY)
    }
    assert take(DOMAIN, token="theirs", now=NOW + 3 * SECOND) == {}


@pytest.mark.django_db
def test_a_dead_workers_host_passes_on_when_its_lease_ends() -> None:
    take(DOMAIN)
    assert take(DOMAIN, token="theirs", now=NOW + 299 * SECOND)
    assert take(DOMAIN, token="theirs", now=NOW + 300 * SECOND) == {}


@pytest.mark.django_db
def test_a_task_delivered_again_may_go_on_after_a_pause() -> None:
    take(DOMAIN)
    assert take(DOMAIN, now=NOW + SECOND)
    assert take(DOMAIN, now=NOW + 12 * SECOND) == {}


@pytest.mark.django_db
def test_who_gives_back_keeps_off_others_hosts() -> None:
    take(DOMAIN)
    give_back(token="theirs")
    assert take(DOMAIN, token="theirs", now=NOW + 13 * SECOND)


# --- What they said ---


@pytest.mark.django_db
def test_a_host_that_asked_to_wait_is_closed_to_everybody() -> None:
    hosts.heed({DOMAIN: 600}, answered=(), now=NOW)
    assert take(DOMAIN, now=NOW + 599 * SECOND)[DOMAIN].reason == Feed.Reason.COOLING
    assert take(DOMAIN, now=NOW + 600 * SECOND) == {}


@pytest.mark.django_db
def test_each_refusal_without_a_time_doubles_the_rest_until_the_host_answers_well() -> None:
    def rest() -> timedelta:
        hosts.heed({DOMAIN: None}, answered={DOMAIN}, now=NOW)
        until = Host.objects.get().cool_until
        assert until
        return until - NOW

    assert [rest(), rest()] == [HOUR, 2 * HOUR]
    hosts.heed({}, answered={DOMAIN}, now=NOW)
    assert rest() == HOUR


@pytest.mark.django_db
def test_many_known_hosts_cost_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    domains = [f"{number}.example" for number in range(50)]
    take(*domains)
    give_back()
    with django_assert_num_queries(9):  # two in each transaction and its savepoint, and one
        take(*domains, now=NOW + HOUR)
        give_back(now=NOW + HOUR)
        hosts.heed({}, answered=domains, now=NOW + HOUR)
