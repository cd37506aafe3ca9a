"""How many claims are laid out at once."""

from dataclasses import replace

import numpy as np

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match.articles import Reading
from tracker.match.claims import outline
from tracker.match.keys import number_of
from tracker.match.laying import lay_out, weigh
from tracker.match.rarity import Rarity
from tracker.match.shapes import Terms


def test_claims_are_laid_out_by_language() -> None:
    laid_out, _ = lay_out([HARBOUR, SWIMMING, replace(HARBOUR, claim_id=3, language="en-GB")], Rarity())

    assert [(claims.language, claims.ids.tolist()) for claims, _ in laid_out] == [
        (number_of("en"), [1, 3]),
        (number_of("de"), [2]),
    ]


def test_each_word_is_weighed_by_all_claims_whatever_their_order() -> None:
    others = [
        replace(HARBOUR, claim_id=number, statement=f"Cranes {number}.", quote="") for number in range(9)
    ]

    ((first, _),), _ = lay_out([HARBOUR, *others], Rarity())
    ((last, _),), _ = lay_out([*others, HARBOUR], Rarity())

    assert first.weights(0) == last.weights(len(others))
    ((alone, _),), _ = lay_out([HARBOUR], Rarity())
    assert first.weights(0) != alone.weights(0)


def test_what_was_known_of_words_before_is_learnt_on_and_stays_as_it_was() -> None:
    background = Rarity()
    background.learn(["crane"])

    _, learnt = lay_out([HARBOUR], background)

    assert (background.texts, background.count_of("crane")) == (1, 1)
    assert (learnt.texts, learnt.count_of("crane")) == (2, 2)


def test_only_claims_with_terms_or_a_language_of_articles_have_a_condition() -> None:
    strict = replace(HARBOUR, terms=Terms(must=("tide",)))
    ((_, conditions),), _ = lay_out([HARBOUR, strict, replace(HARBOUR, article_language="de")], Rarity())

    assert set(conditions) == {1, 2}
    assert not conditions[1].holds(Reading(english("Cranes")))
    assert conditions[1].holds(Reading(english("Cranes and the tide")))
    assert not conditions[2].holds(Reading(english("Cranes")))
    assert conditions[2].holds(Reading(german("Kräne")))


def test_no_claims_are_no_fault() -> None:
    assert lay_out([], Rarity())[0] == []


def test_a_few_claims_are_weighed_by_what_is_known() -> None:
    (whole, _), *_ = lay_out([HARBOUR], Rarity())[0]
    rarity = lay_out([HARBOUR], Rarity())[1]

    claims, _ = weigh([outline(HARBOUR)], rarity)

    assert np.array_equal(claims.unit_weight, whole.unit_weight)
