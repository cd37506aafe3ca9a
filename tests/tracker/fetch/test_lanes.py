"""Who may ask a host when, with moments made up."""

from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from tracker.fetch import Request
from tracker.fetch.lanes import Lanes

FIRST, SECOND, THIRD = (Request(f"https://nordlicht.example/{number}") for number in range(3))
DOMAIN = "nordlicht.example"


def lanes(spacing: float = 2, patience: float = 10) -> Lanes:
    return Lanes(spacing=spacing, patience=patience)


def test_the_first_may_start_and_the_second_waits_until_the_pause_is_over() -> None:
    turns = lanes()
    assert turns.enter(DOMAIN, FIRST, 0)
    assert not turns.enter(DOMAIN, SECOND, 0)
    assert turns.ready(5) is None

    turns.leave(DOMAIN, 5, is_closed=False)

    assert turns.ready(6.9) is None
    assert turns.ready(7) == (DOMAIN, SECOND)
    assert not turns.is_waiting()


def test_another_domain_waits_for_nobody() -> None:
    turns = lanes()
    turns.enter(DOMAIN, FIRST, 0)
    assert turns.enter("seekurier.example", SECOND, 0)


def test_those_who_wait_come_in_the_order_in_which_they_came() -> None:
    turns = lanes(spacing=0)
    for request in (FIRST, SECOND, THIRD):
        turns.enter(DOMAIN, request, 0)
    turns.leave(DOMAIN, 1, is_closed=False)
    assert turns.ready(1) == (DOMAIN, SECOND)
    assert turns.ready(1) is None
    turns.leave(DOMAIN, 2, is_closed=False)
    assert turns.ready(2) == (DOMAIN, THIRD)


def test_a_late_comer_keeps_the_pause_too() -> None:
    turns = lanes()
    turns.enter(DOMAIN, FIRST, 0)
    turns.leave(DOMAIN, 1, is_closed=False)
    assert not turns.enter(DOMAIN, SECOND, 2)
    assert turns.pause(2) == 1


def test_a_closed_host_sends_those_who_wait_away() -> None:
    turns = lanes()
    turns.enter(DOMAIN, FIRST, 0)
    turns.enter(DOMAIN, SECOND, 0)
    turns.leave(DOMAIN, 1, is_closed=True)
    assert not turns.is_waiting()
    assert turns.pause(1) == inf


def test_nobody_waits_for_ever() -> None:
    turns = lanes(patience=10)
    turns.enter(DOMAIN, FIRST, 0)
    turns.enter(DOMAIN, SECOND, 0)
    turns.leave(DOMAIN, 9, is_closed=False)
    assert turns.ready(11) is None
    assert not turns.is_waiting()


def test_an_address_without_a_domain_waits_for_nobody() -> None:
    turns = lanes()
    assert turns.enter("", FIRST, 0)
    turns.leave("", 0, is_closed=True)
    assert turns.enter("", FIRST, 0)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3)), max_size=30))
def test_however_requests_come_and_end_no_domain_is_asked_twice_within_the_pause(
    steps: list[tuple[str, int]],
) -> None:
    turns, moment, open_since, visits = lanes(patience=inf), 0.0, dict[str, float](), dict[str, list[float]]()
    for domain, seconds in steps:
        moment += seconds
        if domain in open_since:
            del open_since[domain]
            turns.leave(domain, moment, is_closed=False)
            visits[domain].append(moment)
        started = [domain] if turns.enter(domain, FIRST, moment) else []
        while turn := turns.ready(moment):
            started.append(turn[0])
        for one in started:
            assert one not in open_since
            open_since[one] = moment
            visits.setdefault(one, []).append(moment)
    for moments in visits.values():
        ends_and_starts = list(pairwise(moments))[1::2]
        assert all(start - end >= 2 for end, start in ends_and_starts)
