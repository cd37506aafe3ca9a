"""What is kept of an article says all that its words say."""

from datetime import date

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR, english, german
from tracker.match import scoring
from tracker.match.articles import CutArticle
from tracker.match.batches import batch_of
from tracker.match.building import table_of
from tracker.match.claims import outline
from tracker.match.kept import KeptArticle, keepable, token, unpacked
from tracker.match.rarity import Rarity
from tracker.match.shapes import ArticleText

ARTICLES = (
    english("Container cranes and crews of Emden", "Cranes " + "sail past gardens and 12 ferries " * 40),
    german("Kräne im Hafen", "Die Besatzungen der Containerbrücken streiken seit 3 Tagen."),
    ArticleText(title="", summary="Crews strike", text="", language="en", published_on=date(2026, 3, 1)),
    ArticleText(title="", summary="", text="", language="en", published_on=None),
)


def kept(article: ArticleText) -> KeptArticle:
    day = article.published_on.toordinal() if article.published_on else None
    return KeptArticle(keepable(CutArticle(article)).packed, language=article.language, published_on=day)


def test_kept_articles_are_laid_out_as_those_that_were_cut() -> None:
    cut, again = batch_of([*map(CutArticle, ARTICLES)]), unpacked([*map(kept, ARTICLES)])

    for name in ("article", "language", "published_on", "length", "neutral"):
        assert np.array_equal(getattr(cut, name), getattr(again, name)), name
    for name in ("passage", "first", "last", "strength"):
        assert np.array_equal(getattr(cut.ranges, name), getattr(again.ranges, name)), name
    for way in ("keys", "stems", "spellings"):
        flat, kept_flat = getattr(cut.words, way), getattr(again.words, way)
        assert np.array_equal(flat.numbers[flat.number], kept_flat.numbers[kept_flat.number]), way
        for name in ("factor", "start"):
            assert np.array_equal(getattr(flat, name), getattr(kept_flat, name)), (way, name)


def test_a_claim_scores_the_same_in_what_was_kept() -> None:
    claims = table_of([outline(HARBOUR)], Rarity())
    scores = [
        [
            scoring.compare(batch, claims, 0).raw
            for batch in (batch_of([CutArticle(article)]), unpacked([kept(article)]))
        ]
        for article in ARTICLES
    ]

    assert all(cut == again for cut, again in scores)
    assert scores[0][0] > 0


def test_the_shortest_passage_is_kept() -> None:
    for article in map(CutArticle, ARTICLES):
        lengths, words = [*article.lengths], keepable(article)
        assert words.shortest == min(length for length, _ in lengths)
        assert words.shortest_neutral == min(neutral for _, neutral in lengths)


@pytest.mark.parametrize("handle", ["kran", "ö'x y", "#12euro", ""])
def test_a_token_is_one_word_for_any_index(handle: str) -> None:
    assert token("de", handle).isalnum()
    assert len(token("de", handle)) == 6
    assert token("de", handle) != token("en", handle)


def test_nothing_at_all_can_be_laid_out() -> None:
    assert len(unpacked([]).article) == 0
