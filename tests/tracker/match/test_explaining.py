"""Why an article does or doesn't match, whatever else is open."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import ArticleText, Index, explain
from tracker.match.articles import CutArticle
from tracker.match.explaining import is_earlier

ABOUT_HARBOUR = english("Container cranes at Emden port now work without crews")


@pytest.mark.parametrize("document", [ABOUT_HARBOUR, english("Emden"), english("Gardens in Kiel")])
def test_an_explanation_needs_no_index_and_agrees_with_it(document: ArticleText) -> None:
    alone = explain(HARBOUR, document)

    assert alone.matches == bool(Index.of([HARBOUR]).match(document))
    assert {word.word for word in alone.words} == {
        word.word for word in Index.of([HARBOUR]).explain(HARBOUR, document).words
    }


def test_an_article_without_a_day_is_never_too_early() -> None:
    said_on = HARBOUR.said_on.toordinal()

    assert not is_earlier(said_on, CutArticle(ABOUT_HARBOUR))
    assert is_earlier(said_on + 1, CutArticle(english("Cranes", on=HARBOUR.said_on)))
    assert not is_earlier(said_on, CutArticle(english("Cranes", on=HARBOUR.said_on)))


def test_a_share_of_the_score_is_lost_in_company() -> None:
    others = [
        replace(HARBOUR, claim_id=number, statement=f"Cranes in Emden: crews {what}.", quote="")
        for number, what in enumerate(
            ("dance on rooftops", "eat plums together", "sue violinists", "paint fences"), start=2
        )
    ]
    alone, in_company = (
        Index.of([HARBOUR, *others[:count]]).explain(HARBOUR, ABOUT_HARBOUR) for count in (0, 4)
    )

    assert alone.company == 0 < in_company.company < 1
