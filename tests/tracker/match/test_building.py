"""How tables of claims are built."""

from dataclasses import replace

import numpy as np

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match.articles import CutArticle
from tracker.match.building import build_tables, table_of
from tracker.match.claims import outline
from tracker.match.keys import number_of
from tracker.match.rarity import Rarity
from tracker.match.shapes import SearchTerms


def test_each_language_has_a_table() -> None:
    tables, _ = build_tables([HARBOUR, SWIMMING, replace(HARBOUR, claim_id=3, language="en-GB")], Rarity())

    assert [(claims.language, claims.ids.tolist()) for claims in tables] == [
        (number_of("en"), [1, 3]),
        (number_of("de"), [2]),
    ]


def test_each_word_is_weighed_by_all_claims_whatever_their_order() -> None:
    others = [
        replace(HARBOUR, claim_id=number, statement=f"Cranes {number}.", quote="") for number in range(9)
    ]

    (first,), _ = build_tables([HARBOUR, *others], Rarity())
    (last,), _ = build_tables([*others, HARBOUR], Rarity())

    assert first.weights(0) == last.weights(len(others))
    (alone,), _ = build_tables([HARBOUR], Rarity())
    assert first.weights(0) != alone.weights(0)


def test_what_was_known_of_words_before_is_learnt_on_and_stays_as_it_was() -> None:
    background = Rarity()
    background.learn(["crane"])

    _, learnt = build_tables([HARBOUR], background)

    assert (background.texts, background.count_of("crane")) == (1, 1)
    assert (learnt.texts, learnt.count_of("crane")) == (2, 2)


def test_only_claims_with_terms_or_a_language_of_articles_have_a_condition() -> None:
    strict = replace(HARBOUR, terms=SearchTerms(must=("tide",)))
    (table,), _ = build_tables([HARBOUR, strict, replace(HARBOUR, article_language="de")], Rarity())

    conditions = table.conditions
    assert set(conditions) == {1, 2}
    assert not conditions[1].holds(CutArticle(english("Cranes")))
    assert conditions[1].holds(CutArticle(english("Cranes and the tide")))
    assert not conditions[2].holds(CutArticle(english("Cranes")))
    assert conditions[2].holds(CutArticle(german("Kräne")))


def test_no_claims_are_no_fault() -> None:
    assert build_tables([], Rarity())[0] == []


def test_a_few_claims_are_weighed_by_what_is_known() -> None:
    whole, *_ = build_tables([HARBOUR], Rarity())[0]
    rarity = build_tables([HARBOUR], Rarity())[1]

    claims = table_of([outline(HARBOUR)], rarity)

    assert np.array_equal(claims.concept_weight, whole.concept_weight)
