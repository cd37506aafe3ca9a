"""The counting rules: what each calls right, and what holds for any record under any of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.counting import CountingRule
from claims.scoreboard import TrackRecord

COUNTS = st.integers(0, 400)
TRACKS = st.builds(TrackRecord, confirmed=COUNTS, partly=COUNTS, late=COUNTS, missed=COUNTS)


@pytest.mark.parametrize(
    ("rule", "right"),
    [(CountingRule.STRICT, 3), (CountingRule.LATE, 5), (CountingRule.HALF, 3.5)],
)
def test_each_rule_calls_right_what_it_says(rule: CountingRule, right: float) -> None:
    track = TrackRecord(confirmed=3, partly=1, late=2, missed=4, rule=rule)

    assert (track.right, track.n) == (right, 10)
    assert track.rate == right / 10


@given(track=TRACKS, rule=st.sampled_from(CountingRule))
def test_the_same_claims_are_counted_by_every_rule(track: TrackRecord, rule: CountingRule) -> None:
    by_rule = track.counted_by(rule)

    assert (by_rule.n, by_rule.total) == (track.n, track.total)
    assert by_rule.counted_by(CountingRule.STRICT) == track


@given(track=TRACKS, rule=st.sampled_from(CountingRule))
def test_no_rule_takes_away_what_came_true_in_time_and_none_goes_beyond_all(
    track: TrackRecord, rule: CountingRule
) -> None:
    right = track.counted_by(rule).right

    assert track.confirmed <= right <= track.n - track.missed


@given(track=TRACKS.filter(lambda each: each.n > 0), rule=st.sampled_from(CountingRule))
def test_the_interval_holds_the_rate_by_every_rule(track: TrackRecord, rule: CountingRule) -> None:
    counted = track.counted_by(rule)

    assert counted.interval is not None
    assert counted.rate is not None
    assert 0 <= counted.interval.low <= counted.rate <= counted.interval.high <= 1


@given(track=TRACKS, rule=st.sampled_from(CountingRule), kind=st.sampled_from(["missed", "void", "running"]))
def test_what_did_not_come_true_makes_nobody_more_right(
    track: TrackRecord, rule: CountingRule, kind: str
) -> None:
    more: dict[str, Any] = {name: getattr(track, name) for name in ("confirmed", "partly", "late", "missed")}
    more[kind] = getattr(track, kind) + 1

    assert TrackRecord(**more, rule=rule).right == track.counted_by(rule).right
