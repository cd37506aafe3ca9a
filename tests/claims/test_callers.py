"""How often somebody asks."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from claims import callers


def tries(address: str, number: int, *, now: float = 1000.0, what: str = "x") -> list[int]:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return [callers.seconds_to_wait(request, what, most=2, within=60, now=now) for _try in range(number)]


def test_who_asks_too_often_waits_for_the_next_span() -> None:
    assert tries("203.0.113.7", 4) == [0, 0, 20, 20]
    assert tries("203.0.113.7", 1, now=1020.0) == [0]


def test_others_and_other_questions_are_counted_by_themselves() -> None:
    tries("203.0.113.7", 3)

    assert tries("203.0.113.8", 1) == [0]
    assert tries("203.0.113.7", 1, what="y") == [0]


def test_one_household_counts_as_one() -> None:
    tries("2001:db8::1", 2)
    assert tries("2001:db8::2", 1) == [20]


def test_an_emptied_cache_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_args: None)
    assert tries("203.0.113.7", 1) == [0]
