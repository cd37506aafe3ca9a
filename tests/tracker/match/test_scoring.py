"""What shared words are worth."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match import scoring
from tracker.match.articles import PASSAGE, CutArticle
from tracker.match.batches import batch_of
from tracker.match.building import table_of
from tracker.match.claims import outline
from tracker.match.formula import FAR_FROM_WINDOW
from tracker.match.rarity import Rarity
from tracker.match.shapes import ArticleText, ClaimQuery
from tracker.match.table import ClaimTable


def compiled(*queries: ClaimQuery) -> ClaimTable:
    return table_of([outline(query) for query in queries], Rarity())


def raw(query: ClaimQuery, document: ArticleText) -> float:
    return scoring.compare(batch_of([CutArticle(document)]), compiled(query), 0).raw


def test_more_shared_words_score_higher() -> None:
    assert raw(HARBOUR, english("Cranes, crews and ferries")) > raw(HARBOUR, english("Cranes, ferries"))


def test_the_same_words_score_lower_among_many_others() -> None:
    short, long = (
        english("Cranes and crews"),
        english("Cranes and crews, ferries, gardens, elections, harvests"),
    )

    assert raw(HARBOUR, short) > raw(HARBOUR, long)


def test_the_same_words_are_more_of_a_short_claim() -> None:
    short = replace(HARBOUR, statement="Cranes will work without crews.", quote="")
    long = replace(short, statement="Cranes will work without crews while ferries sail and gardens bloom.")

    assert raw(short, english("Cranes and crews")) > raw(long, english("Cranes and crews"))


def test_words_strewn_over_a_long_text_score_less_than_together() -> None:
    filler = "gardens bloom " * PASSAGE

    assert raw(HARBOUR, english("", f"cranes {filler} crews")) < raw(
        HARBOUR, english("", f"cranes crews {filler}")
    )


def test_a_word_in_the_title_scores_more_than_in_the_text() -> None:
    assert raw(HARBOUR, english("Container cranes")) > raw(HARBOUR, english("", "Container cranes"))


def test_each_further_name_says_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "OWN_NAME", 0.0)
    names = replace(HARBOUR, statement="Emden, Leer, Borkum.", quote="", claimant="", aliases=())
    words = replace(names, statement="emden, leer, borkum.")

    assert raw(names, english("In Emden, Leer, Borkum")) < raw(words, english("In emden, leer, borkum"))
    assert raw(names, english("In Emden, Leer, Borkum")) > raw(names, english("In Emden, Leer"))


def test_parts_of_a_compound_match_for_less() -> None:
    whole, part = german("Eintrittspreise in Kassel"), german("Preise in Kassel")

    assert raw(SWIMMING, whole) > raw(SWIMMING, part) > raw(SWIMMING, german("Wetter in Kassel"))


def test_an_article_in_another_language_is_measured_by_its_names_and_numbers() -> None:
    short, long = "Kassel: 18 months", "Kassel waits 18 months for a pool, tickets, saunas and playgrounds"

    assert raw(SWIMMING, english(short)) == raw(SWIMMING, english(long))


def test_an_article_in_another_language_is_not_blamed_for_words_it_cannot_share() -> None:
    longer = replace(SWIMMING, statement=SWIMMING.statement + " Außerdem blühen viele Gärten.")

    assert raw(SWIMMING, english("Kassel: 18 months")) == raw(longer, english("Kassel: 18 months"))


@pytest.mark.parametrize("day", [date(2026, 2, 12), date(2028, 3, 1)])
def test_an_article_near_the_window_keeps_its_score(day: date) -> None:
    assert raw(HARBOUR, english("Cranes and crews", on=day)) == raw(HARBOUR, english("Cranes and crews"))


def test_an_article_far_from_the_window_loses_a_little() -> None:
    far, near = (english("Cranes and crews", on=day) for day in (date(2032, 1, 1), date(2027, 1, 1)))

    assert raw(HARBOUR, far) == pytest.approx(FAR_FROM_WINDOW * raw(HARBOUR, near))


def test_many_pairs_at_once_score_as_each_alone() -> None:
    claims = [HARBOUR, replace(HARBOUR, claim_id=2, statement="Crews paint cranes in Leer.", quote="")]
    documents = [english("Container cranes in Emden"), english("Crews in Leer paint cranes, says Harms")]

    found = scoring.collect(
        batch_of([CutArticle(document) for document in documents]), compiled(*claims), least=0.001
    )

    assert {(hit.article, hit.row) for hit in found} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    for hit in found:
        assert hit.raw == pytest.approx(raw(claims[hit.row], documents[hit.article]))


def test_claims_or_articles_without_a_word_are_no_fault() -> None:
    empty = compiled(replace(HARBOUR, statement="", quote="", claimant="", aliases=()))

    assert scoring.collect(batch_of([CutArticle(english("Cranes"))]), empty, least=0.0) == []
    assert scoring.collect(batch_of([CutArticle(english())]), compiled(HARBOUR), least=0.0) == []
    assert not np.any(batch_of([CutArticle(english())]).length)
