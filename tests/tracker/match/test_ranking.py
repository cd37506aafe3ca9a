"""Which matches are offered, and which wait in the fold."""

from dataclasses import replace

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import Index, MatchLevel, Obstacle, floor_for
from tracker.match.formula import (
    BEHIND_BEST,
    FEW_CLAIMS,
    FIRST_FLOOR,
    LAST_FLOOR,
    LOWEST,
    MANY_CLAIMS,
    perhaps_for,
)

NEWS = english("Container cranes at Emden port now work without crews")


def test_the_floor_rises_with_the_number_of_open_claims() -> None:
    floors = [floor_for(claims) for claims in (0, FEW_CLAIMS, 40, 1_000, MANY_CLAIMS, 10**6)]

    assert floors == sorted(floors)
    assert (floors[0], floors[1], floors[-2], floors[-1]) == (
        FIRST_FLOOR,
        FIRST_FLOOR,
        LAST_FLOOR,
        LAST_FLOOR,
    )
    assert all(LOWEST <= perhaps_for(claims) < floor_for(claims) for claims in (1, 100, 10**6))


def test_an_index_takes_the_floor_of_its_claims_unless_one_is_given() -> None:
    many = [replace(HARBOUR, claim_id=number) for number in range(300)]

    assert Index.of(many).floor == floor_for(300) > Index.of(many[:1]).floor
    assert Index.of(many, floor=0.4).floor == 0.4


def test_what_scores_a_little_less_than_the_floor_is_perhaps() -> None:
    index = Index.of([HARBOUR])
    article = english(
        "Container cranes at Kiel: crews rest",
        "Teachers plant gardens and a choir sings at the old museum.",
    )

    (explanation, (match,)) = index.explain(HARBOUR, article), index.sort_all([article])[0]

    assert perhaps_for(1) <= match.score < floor_for(1)
    assert match.level is MatchLevel.PERHAPS
    assert explanation.obstacles == (Obstacle.OWN_NAME, Obstacle.BELOW_FLOOR)


def test_only_what_is_offered_is_matched() -> None:
    index = Index.of([HARBOUR])
    (everything,) = index.sort_all([NEWS])

    assert index.match(NEWS) == [match for match in everything if match.level is MatchLevel.OFFERED] != []


def test_what_is_far_behind_an_articles_best_claim_is_only_perhaps() -> None:
    aside = "Emden port sells forty acres of land to a maker of wind turbines and a brewery by 2030."
    other = replace(HARBOUR, claim_id=99, statement=aside, quote=aside, claimant="Tom Ulm", aliases=())
    index = Index.of([HARBOUR, other])

    best, behind = index.sort_all([NEWS])[0]

    assert (best.claim_id, best.level) == (HARBOUR.claim_id, MatchLevel.OFFERED)
    assert (behind.level, behind.score > index.floor) == (MatchLevel.PERHAPS, True)
    assert best.score - behind.score > BEHIND_BEST
