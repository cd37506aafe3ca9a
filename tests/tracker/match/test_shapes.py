"""What the docstrings of the matcher's shapes promise of their values."""

from dataclasses import FrozenInstanceError, replace

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match import ArticleText, ClaimQuery, Explanation, Index, Match, Obstacle, floor_for

ABOUT_HARBOUR = english("Container cranes at Emden port now work without crews")
ABOUT_SWIMMING = german("Eröffnet: Kassels neues Hallenbad", summary="Der Eintrittspreis sinkt")


def match_of(query: ClaimQuery, document: ArticleText) -> Match:
    (match,) = Index.of([query]).match(document)
    return match


def explanation_of(query: ClaimQuery, document: ArticleText) -> Explanation:
    return Index.of([query]).explain(query, document)


@pytest.mark.parametrize(("query", "document"), [(HARBOUR, ABOUT_HARBOUR), (SWIMMING, ABOUT_SWIMMING)])
def test_a_score_lies_between_the_floor_and_one(query: ClaimQuery, document: ArticleText) -> None:
    assert floor_for(1) <= match_of(query, document).score <= 1


@pytest.mark.parametrize(("query", "document"), [(HARBOUR, ABOUT_HARBOUR), (SWIMMING, ABOUT_SWIMMING)])
def test_matched_words_stand_as_in_the_article_heaviest_first(
    query: ClaimQuery, document: ArticleText
) -> None:
    words = match_of(query, document).words

    assert words
    assert all(word.word in f"{document.title} {document.summary}" for word in words)
    assert [word.weight for word in words] == sorted((word.weight for word in words), reverse=True)


def test_a_weight_is_positive_and_seldom_over_two() -> None:
    words = match_of(HARBOUR, ABOUT_HARBOUR).words

    assert all(0 < word.weight < 2.5 for word in words)


def test_missing_words_stand_as_in_the_claim() -> None:
    missing = explanation_of(HARBOUR, english("Emden: container cranes")).missing

    assert {"crews"} <= {word.word for word in missing}
    assert all(word.word in f"{HARBOUR.statement} {HARBOUR.quote} {HARBOUR.claimant}" for word in missing)


@pytest.mark.parametrize("empty", ["quote", "claimant"])
def test_a_claim_may_do_without_a_quote_or_a_claimant(empty: str) -> None:
    query = replace(HARBOUR, aliases=(), **{empty: ""})  # type: ignore[arg-type]

    assert match_of(query, ABOUT_HARBOUR).claim_id == HARBOUR.claim_id


def test_a_language_may_name_its_country() -> None:
    query = replace(HARBOUR, language="en-GB")

    assert match_of(query, ABOUT_HARBOUR) == match_of(HARBOUR, ABOUT_HARBOUR)


def test_an_article_without_a_date_is_taken_as_new() -> None:
    assert ABOUT_HARBOUR.published_on is None
    assert explanation_of(HARBOUR, ABOUT_HARBOUR).matches


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (replace(ABOUT_HARBOUR, published_on=HARBOUR.said_on.replace(day=1)), {Obstacle.EARLIER}),
        (
            english("Jorinde Harms of Emden turns sixty"),
            {Obstacle.NAMES_ONLY, Obstacle.BELOW_FLOOR},
        ),
        (ABOUT_HARBOUR, set()),
    ],
)
def test_an_explanation_names_every_obstacle_and_none_to_a_match(
    document: ArticleText, expected: set[Obstacle]
) -> None:
    assert set(explanation_of(HARBOUR, document).obstacles) == expected


def test_spans_lead_to_every_place_of_a_word_in_the_articles_own_text() -> None:
    document = english("Cranes in Emden", "Near Emden̈ a café: the crane, https://news.example/crane, crane.")
    words = explanation_of(HARBOUR, document).words

    spans = next(word.spans for word in words if word.word == "Cranes")
    assert [getattr(document, span.field)[span.start : span.end] for span in spans] == [
        "crane",
        "crane",
        "Cranes",
    ]


def test_what_goes_in_cannot_change_under_the_index() -> None:
    with pytest.raises(FrozenInstanceError):
        HARBOUR.statement = "Another."  # type: ignore[misc]
