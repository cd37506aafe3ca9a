"""The editor's terms: what counts as saying one, and what it does to a match."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match import ArticleText, Index, Obstacle, SearchTerms, explain
from tracker.match.articles import CutArticle
from tracker.match.terms import places_of

ABOUT_HARBOUR = "Container cranes at Emden port now work without crews"


def offered(terms: SearchTerms, document: ArticleText) -> bool:
    return bool(Index.of([replace(HARBOUR, terms=terms)]).match(document))


@pytest.mark.parametrize(
    ("term", "document"),
    [
        ("strike", english("Strikes at the port")),
        ("STRIKE", english("a strike")),
        ("Streik", german("wegen des Streiks")),
        ("office job", english("", "They lost their office jobs.")),
        ("out of work", english("Crews are out  of work")),
        ("künstliche Intelligenz", german("Mit künstlicher Intelligenz")),
        ("Büro*", german("Büroberufe")),
        ("AT&T", english("At AT&T today")),
        ("Büro", english("Das Büro")),
    ],
)
def test_a_term_is_found(term: str, document: ArticleText) -> None:
    assert places_of(term, CutArticle(document))


@pytest.mark.parametrize(
    ("term", "document"),
    [
        ("automation", english("They automate it")),
        ("office job", english("An office without a job")),
        ("office job", english("A job. Office")),
        ("out of work", english("They work")),
        ("Büro", german("Büroberufe")),
        ("", english("Anything")),
        ("*", english("Anything")),
    ],
)
def test_a_term_is_not_found(term: str, document: ArticleText) -> None:
    assert not places_of(term, CutArticle(document))


def test_an_article_needs_every_term_that_it_must_have() -> None:
    assert offered(SearchTerms(must=("crane", "Emden")), english(ABOUT_HARBOUR))
    assert not offered(SearchTerms(must=("crane", "hydrogen")), english(ABOUT_HARBOUR))


def test_one_of_several_terms_is_enough_and_none_is_not() -> None:
    assert offered(SearchTerms(any_of=("hydrogen", "container crane")), english(ABOUT_HARBOUR))
    assert not offered(SearchTerms(any_of=("hydrogen", "ferry")), english(ABOUT_HARBOUR))


def test_a_term_that_is_ruled_out_keeps_an_article_back() -> None:
    assert not offered(SearchTerms(never=("strike",)), english(ABOUT_HARBOUR, "Despite the strikes."))


def test_a_given_term_lets_a_german_claim_find_english_news() -> None:
    news = english("Kassel opens its new swimming pool", summary="The ticket prices are falling")
    with_terms = replace(SWIMMING, terms=SearchTerms(any_of=("Hallenbad", "swimming pool")))

    assert not Index.of([SWIMMING]).match(news)
    assert Index.of([with_terms]).match(news)


def test_an_explanation_names_the_terms_that_decided() -> None:
    query = replace(
        HARBOUR, terms=SearchTerms(must=("hydrogen",), any_of=("ferry", "train"), never=("crew",))
    )
    document = english(ABOUT_HARBOUR)

    explanation = explain(query, document)

    assert explanation.obstacles == (Obstacle.NEVER_TERM, Obstacle.MUST_TERM, Obstacle.ANY_TERM)
    assert explanation.missing_terms == ("hydrogen", "ferry", "train")
    (ruled_out,) = explanation.ruled_out_by
    (span,) = ruled_out.spans
    assert (ruled_out.word, document.title[span.start : span.end]) == ("crew", "crews")
