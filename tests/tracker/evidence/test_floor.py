"""How a newsroom's floor follows from what its editors do and wish."""

import pytest

from tracker.evidence.floor import FURTHEST, HIGHEST, Decided, from_decisions, from_wish

FLOOR = 0.4


def decided(accepted: int, rejected: int, score: float = FLOOR + 0.02) -> list[Decided]:
    return [*[Decided(score, is_accepted=True)] * accepted, *[Decided(score, is_accepted=False)] * rejected]


def test_without_decisions_the_floor_stays() -> None:
    assert from_decisions(FLOOR, []) == pytest.approx(FLOOR)


def test_what_is_rejected_at_the_floor_raises_it_and_what_is_accepted_lowers_it() -> None:
    raised, lowered = from_decisions(FLOOR, decided(5, 60)), from_decisions(FLOOR, decided(60, 5))

    assert lowered < FLOOR - 0.02 < FLOOR + 0.02 < raised


def test_a_few_decisions_move_it_little_and_none_moves_it_far() -> None:
    assert abs(from_decisions(FLOOR, decided(0, 2)) - FLOOR) < 0.02
    assert from_decisions(FLOOR, decided(0, 5_000)) == pytest.approx(FLOOR + FURTHEST, abs=1e-6)
    assert from_decisions(FLOOR, decided(5_000, 0)) == pytest.approx(FLOOR - FURTHEST, abs=1e-6)


def test_what_scores_high_and_is_accepted_says_little_of_the_floor() -> None:
    assert from_decisions(FLOOR, decided(60, 0, score=0.95)) == pytest.approx(FLOOR, abs=0.01)


def test_a_wish_for_fewer_raises_the_floor_to_the_score_that_gives_so_many() -> None:
    scores = [number / 100 for number in range(30, 80)]

    floor = from_wish(FLOOR, 1, scores, days=10)

    assert sum(score > floor for score in scores) == 10


def test_a_wish_for_more_than_was_found_lowers_it_to_the_least_score_that_is_known() -> None:
    assert from_wish(FLOOR, 100, [0.5, 0.35], days=10) == 0.35
    assert from_wish(FLOOR, 100, [], days=10) == FLOOR


def test_a_wish_never_shuts_the_queue() -> None:
    assert from_wish(FLOOR, 0.1, [0.99] * 100, days=10) == HIGHEST
