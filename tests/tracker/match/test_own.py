"""Which names are a claim's own."""

import numpy as np
import pytest

from tracker.match.own import CROWD, OWN_TEXTS, own_names, still_own
from tracker.match.rarity import Rarity
from tracker.words import words_of


def names(statement: str, language: str) -> dict[str, float]:
    return dict(own_names(words_of(statement, language), language))


@pytest.mark.parametrize(
    ("statement", "language", "expected"),
    [
        ("The brewer Quandolt opens a museum.", "en", {"quandolt": 1.0}),
        ("Lake Varnik is full again by May.", "en", {"varnik": 1.0}),
        ("The retailer Stone & Field closes shops.", "en", {"stone": 0.5, "field": 0.5}),
        ("The engine Comet flies by December.", "en", {"comet": 0.5}),
        ("Der Winzer Quandolt eröffnet ein Museum.", "de", {"quandolt": 1.0}),
        ("Die Fähre Morgenstern Nord fährt 2027.", "de", {"morgenstern": 0.5, "nord": 0.5}),
    ],
)
def test_a_name_that_no_other_claim_would_have_is_its_own(
    statement: str, language: str, expected: dict[str, float]
) -> None:
    assert names(statement, language) == expected


@pytest.mark.parametrize(
    ("statement", "language"),
    [
        ("Poland and the French sign in October, before Christmas.", "en"),
        ("Polen unterzeichnet vor Weihnachten.", "de"),
        ("Die Mieten steigen um drei Prozent.", "de"),
        ("Sie schwimmt 200 Meter Brust in zwei Minuten.", "de"),
    ],
)
def test_countries_feasts_and_what_is_counted_are_nobodys_own(statement: str, language: str) -> None:
    assert names(statement, language) == {}


def test_a_name_that_many_texts_have_is_not_a_claims_own() -> None:
    rarity = Rarity()
    for _ in range(OWN_TEXTS + 1):
        rarity.learn(["common"])
    rarity.learn(["rare"])

    common, rare = still_own(np.array([1.0, 1.0]), ["common", "rare"], rarity)

    assert common == 0 < rare


def test_among_many_texts_being_a_claims_own_says_less() -> None:
    few, many = Rarity(), Rarity(CROWD)

    assert still_own(np.array([1.0]), ["rare"], many)[0] == still_own(np.array([1.0]), ["rare"], few)[0] / 2
