"""The method page's example is counted by the code and the settings that make the real board."""

import pytest

from claims import scoreboard, worked_example
from claims.comparing import Group
from claims.counting import CountingRule
from claims.rulings import DayPlace, RuledOn


@pytest.mark.parametrize("rule", CountingRule)
@pytest.mark.parametrize("minimum", [1, 5, 12, 1000])
def test_the_example_has_three_who_are_compared_and_one_who_is_not(rule: CountingRule, minimum: int) -> None:
    example = worked_example.board(rule, minimum=minimum)

    assert sorted(each.claimant.name for each in example.board.compared) == ["A", "B", "C"]
    assert [each.claimant.name for each in example.board.too_few] == ["D"]
    assert example.followed.track.n == max(minimum, 5)


@pytest.mark.parametrize("rule", CountingRule)
def test_the_steps_as_the_page_words_them_give_the_estimate(rule: CountingRule) -> None:
    example = worked_example.board(rule, minimum=5)
    track, prior, place = example.followed.track, example.board.prior, example.followed.place

    assert place is not None
    by_hand = (track.right + prior.mean * prior.strength) / (track.n + prior.strength)
    assert place.estimate.rate == pytest.approx(by_hand)
    assert track.interval == scoreboard.wilson(track.right, track.n)


def test_the_example_shows_every_group() -> None:
    example = worked_example.board(CountingRule.STRICT, minimum=5)

    assert [group for group, _standings in example.board.groups] == list(Group)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_claims_days_are_those_by_which_a_verdict_is_held(language: str) -> None:
    claim = worked_example.claim_of(language)
    ruled_on = RuledOn(
        said_on=claim.said_on, opens_on=claim.window.opens_on, closes_on=claim.window.closes_on
    )

    assert ruled_on.place_of(claim.window.closes_on) is DayPlace.INSIDE
    assert ruled_on.place_of(claim.joins_on) is DayPlace.LATE
    assert (claim.late_on - claim.window.closes_on).days == claim.days_late
