"""Who was right: Wilson's interval, the board, and what is in a rate and what is not."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from claims import editorial, scoreboard
from claims.comparing import Group
from claims.counting import CountingRule
from claims.models import Claim, Claimant, Topic, User, Verdict
from claims.scoreboard import Board, Standing, TrackRecord
from tests.conftest import NOW
from tests.makers import Maker

CLOSED = (date(2026, 1, 2), date(2026, 6, 16))  # the window's last day was yesterday
CLOSES_TODAY = (date(2026, 1, 2), date(2026, 6, 17))


def closed(make: Maker, outcome: str, **changes: Any) -> Claim:
    """A published claim whose window closed yesterday, ruled on if the outcome is not pending."""
    claim = make.published(said_on=date(2026, 1, 2), by_hand=CLOSED, **changes)
    happened_on = date(2026, 6, 1) if outcome == "confirmed" else None
    if outcome != "pending":
        make.ruled(claim, outcome, happened_on=happened_on)
    return claim


# --- Wilson. The values are those of R's prop.test(x, n, correct = FALSE). ---


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775328),
        (1, 10, 0.01787621, 0.4041500),
        (5, 10, 0.2365931, 0.7634069),
        (10, 10, 0.7224672, 1.0),
        (81, 263, 0.2552883, 0.3662019),
    ],
)
def test_the_interval_is_wilsons(successes: int, n: int, low: float, high: float) -> None:
    interval = scoreboard.wilson(successes, n)

    assert interval.low == pytest.approx(low, abs=1e-4)
    assert interval.high == pytest.approx(high, abs=1e-4)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 50, 100_000])
def test_the_interval_stays_between_0_and_1_and_holds_the_rate(n: int) -> None:
    for successes in {0, 1, n // 2, n}:
        interval = scoreboard.wilson(successes, n)
        assert 0.0 <= interval.low <= successes / n <= interval.high <= 1.0


def test_more_claims_narrow_the_interval() -> None:
    few, many = scoreboard.wilson(5, 10), scoreboard.wilson(500, 1000)

    assert many.high - many.low < few.high - few.low


# --- The track record ---


def test_partly_is_in_the_denominator_and_not_a_success() -> None:
    track = TrackRecord(confirmed=2, partly=1, missed=1)

    assert track.n == 4
    assert track.rate == 0.5


def test_without_decided_claims_there_is_no_rate() -> None:
    track = TrackRecord(void=3, early=2, awaiting=1, running=4)

    assert (track.n, track.rate, track.interval) == (0, None, None)
    assert track.total == 10


@pytest.mark.parametrize("outcome", ["confirmed", "partly", "missed"])
def test_a_closed_and_decided_claim_makes_the_rate(make: Maker, today: date, outcome: str) -> None:
    closed(make, outcome)

    track = scoreboard.track_record(Claim.objects.all(), today=today)

    assert (getattr(track, outcome), track.total) == (1, 1)


def test_void_is_never_in_the_denominator(make: Maker, today: date) -> None:
    closed(make, "void")

    track = scoreboard.track_record(Claim.objects.all(), today=today)

    assert (track.void, track.n) == (1, 0)


def test_an_early_confirmation_joins_the_rate_the_day_after_its_window_closes(
    make: Maker, today: date
) -> None:
    claim = make.published(said_on=date(2026, 1, 2), by_hand=CLOSES_TODAY)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    on_the_last_day = scoreboard.track_record(Claim.objects.all(), today=today)
    the_day_after = scoreboard.track_record(Claim.objects.all(), today=today + timedelta(days=1))

    assert on_the_last_day == TrackRecord(early=1)
    assert the_day_after == TrackRecord(confirmed=1)


def test_an_early_miss_waits_too(make: Maker, today: date) -> None:
    make.ruled(make.published(), "missed", can_no_longer_happen=True)

    assert scoreboard.track_record(Claim.objects.all(), today=today) == TrackRecord(early=1)


def test_pending_claims_await_a_verdict_or_still_run(make: Maker, today: date) -> None:
    closed(make, "pending")
    make.published()

    track = scoreboard.track_record(Claim.objects.all(), today=today)

    assert track == TrackRecord(awaiting=1, running=1)


def test_a_reopened_claim_leaves_the_rate(make: Maker, today: date) -> None:
    claim = closed(make, "missed")
    make.ruled(claim, "pending")

    assert scoreboard.track_record(Claim.objects.all(), today=today) == TrackRecord(awaiting=1)


def test_what_came_true_after_its_window_is_late_and_not_missed(make: Maker, today: date) -> None:
    make.ruled(closed(make, "pending"), "missed", happened_on=today)

    track = scoreboard.track_record(Claim.objects.all(), today=today)

    assert track == TrackRecord(late=1)
    assert (track.n, track.rate) == (1, 0.0)


def test_the_latest_verdict_says_whether_it_came_late(make: Maker, today: date) -> None:
    late, never = closed(make, "pending"), closed(make, "pending")
    make.ruled(late, "missed")
    make.ruled(late, "missed", happened_on=today)
    make.ruled(never, "missed", happened_on=today)
    make.ruled(never, "missed")

    assert list(Claim.objects.all().came_true_late()) == [late]
    assert list(Claim.objects.all().never_came_true()) == [never]


def test_an_old_row_whose_day_is_when_it_became_known_is_missed(make: Maker, ada: User, today: date) -> None:
    claim = closed(make, "missed")
    Verdict.objects.bulk_create(
        Verdict(
            claim=claim,
            outcome="missed",
            reasoning="Given up.",
            by=ada,
            at=NOW + timedelta(hours=1),
            effective_at=NOW + timedelta(hours=1),
            happened_on=today,
            can_no_longer_happen=True,
        )
        for _once in "."
    )

    assert scoreboard.track_record(Claim.objects.all(), today=today) == TrackRecord(missed=1)
    assert Claim.objects.get().days_late == 0


def test_the_query_and_the_page_agree_on_what_is_late(make: Maker, today: date) -> None:
    for happened_on in (None, today, today):
        make.ruled(closed(make, "pending"), "missed", happened_on=happened_on)
    closed(make, "confirmed")

    by_page = {claim.pk for claim in Claim.objects.for_lists() if claim.days_late}

    assert by_page == set(Claim.objects.all().came_true_late().values_list("pk", flat=True))
    assert len(by_page) == 2


def test_drafts_and_withdrawn_claims_count_nowhere(make: Maker, dora: User, today: date) -> None:
    make.draft()
    editorial.withdraw_claim(claim=closed(make, "missed"), reason="Misattributed.", by=dora)

    assert scoreboard.track_record(Claim.objects.all(), today=today) == TrackRecord()
    assert scoreboard.records() == []


# --- The board ---


def board(**tracks: TrackRecord) -> Board:
    rows = [(Claimant(name=name), track) for name, track in tracks.items()]
    return scoreboard.board_of(rows, minimum=5)


def names(standings: Iterable[Standing]) -> list[str]:
    return [standing.claimant.name for standing in standings]


def test_the_highest_estimate_stands_first_and_equals_by_name() -> None:
    same = TrackRecord(confirmed=4, missed=4)

    assert names(board(zoe=same, amy=same, low=TrackRecord(confirmed=1, missed=7)).compared) == [
        "amy",
        "zoe",
        "low",
    ]


def test_a_short_bad_record_does_not_stand_behind_a_long_one() -> None:
    others = {f"other{number}": TrackRecord(confirmed=6, missed=6) for number in range(4)}

    found = board(few=TrackRecord(missed=5), many=TrackRecord(missed=50), **others)

    assert names(found.compared)[-1] == "many"
    assert names(found.of_group(Group.LESS))[-1] == "many"


def test_below_the_minimum_a_claimant_is_listed_apart_and_changes_nothing_for_the_others() -> None:
    poor = TrackRecord(missed=5)

    found = board(few=TrackRecord(confirmed=4), poor=poor)

    assert (names(found.compared), names(found.too_few)) == (["poor"], ["few"])
    assert found.prior == board(poor=poor).prior


def test_groups_without_anybody_are_left_out() -> None:
    same = TrackRecord(confirmed=4, missed=4)

    assert [group for group, _rows in board(amy=same, zoe=same).groups] == [Group.ALIKE]


def test_what_is_not_in_the_rate_moves_nobody() -> None:
    found = board(
        plain=TrackRecord(confirmed=5, missed=5),
        busy=TrackRecord(confirmed=5, missed=5, void=9, early=9, awaiting=9, running=9),
    )

    busy, plain = found.compared
    assert busy.place == plain.place


def test_those_of_too_few_claims_stand_by_decided_then_by_all_claims() -> None:
    found = board(bea=TrackRecord(running=1), abe=TrackRecord(running=9), cal=TrackRecord(confirmed=1))

    assert names(found.too_few) == ["cal", "abe", "bea"]


def test_a_counting_rule_puts_somebody_into_another_group() -> None:
    others = {f"other{number}": TrackRecord(confirmed=10, missed=10) for number in range(5)}
    rows = [
        (Claimant(pk=number, name=name), track)
        for number, (name, track) in enumerate({"slow": TrackRecord(late=20), **others}.items())
    ]
    strict = scoreboard.board_of(rows, minimum=5)
    late = scoreboard.board_of(
        [(each, track.counted_by(CountingRule.LATE)) for each, track in rows], minimum=5
    )

    groups = [
        {each.claimant.name: each.place.group for each in found.compared if each.place}
        for found in (strict, late)
    ]
    assert (groups[0]["slow"], groups[1]["slow"]) == (Group.LESS, Group.MORE)
    assert late.prior.mean > strict.prior.mean


# --- From the database ---


def test_a_topic_narrows_the_standings(make: Maker, ada: User, today: date) -> None:
    energy = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    closed(make, "missed", topics=(energy,))
    closed(make, "confirmed")

    (standing,) = scoreboard.standings(minimum=1, topic_slug="energy").compared

    assert standing.track == TrackRecord(missed=1)


def test_a_claim_with_two_topics_and_two_verdicts_counts_once(make: Maker, ada: User, today: date) -> None:
    topics = [editorial.save_topic(topic=Topic(name=name), by=ada) for name in ("Energy", "Housing")]
    claim = closed(make, "missed", topics=tuple(topics))
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    (standing,) = scoreboard.standings(minimum=1).compared

    assert standing.track == TrackRecord(confirmed=1)
    assert scoreboard.track_record(Claim.objects.filter(topics__in=topics), today=today) == standing.track


def test_standings_take_three_queries_however_many_claimants(
    make: Maker, ada: User, today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        claimant = editorial.save_claimant(claimant=Claimant(name=f"Person {number}"), by=ada)
        closed(make, "missed", claimant=claimant)

    with django_assert_num_queries(3):
        standings = scoreboard.standings(minimum=1)

    assert len(standings.compared) == 4
