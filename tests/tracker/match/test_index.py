"""What the matcher offers, what it keeps back, and the words it gives for either."""

import math
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tests.tracker.match.test_candidates import texts
from tracker.match import (
    ArticleText,
    ClaimQuery,
    CutArticle,
    Index,
    MatchLevel,
    Obstacle,
    SearchTerms,
    floor_for,
)
from tracker.match import index as index_module

ABOUT_HARBOUR = "Container cranes at Emden port now work without crews"


def ids(index: Index, document: ArticleText) -> list[int]:
    return [match.claim_id for match in index.match(document)]


def claim(number: int, statement: str, **changes: str) -> ClaimQuery:
    return replace(HARBOUR, claim_id=number, statement=statement, quote="", **changes)  # type: ignore[arg-type]


def test_an_article_about_a_claim_is_offered_for_it_alone() -> None:
    assert ids(Index.of([HARBOUR, SWIMMING]), english(ABOUT_HARBOUR)) == [1]


def test_a_german_article_is_offered_for_a_german_claim() -> None:
    document = german("Eröffnet: Kassels neues Hallenbad", summary="Der Eintrittspreis sinkt")

    assert ids(Index.of([HARBOUR, SWIMMING]), document) == [2]


@pytest.mark.parametrize(
    "title",
    ["Storm closes the port of Hamburg", "Emden elects a new mayor", "Jorinde Harms turns sixty", "", "2027"],
)
def test_an_article_about_something_else_is_not_offered(title: str) -> None:
    assert ids(Index.of([HARBOUR, SWIMMING]), english(title)) == []


def test_the_best_claim_comes_first() -> None:
    index = Index.of([HARBOUR, claim(0, "Cranes in Emden will need crews and larger ships.")])

    assert ids(index, english(ABOUT_HARBOUR)) == [1, 0]


def test_equal_claims_come_in_the_order_of_their_numbers() -> None:
    index = Index.of([replace(HARBOUR, claim_id=9), HARBOUR])

    assert ids(index, english(ABOUT_HARBOUR)) == [1, 9]


def test_nothing_is_offered_that_was_published_before_the_claim_was_said() -> None:
    index = Index.of([HARBOUR])

    assert ids(index, english(ABOUT_HARBOUR, on=date(2026, 2, 11))) == []
    assert ids(index, english(ABOUT_HARBOUR, on=date(2026, 2, 12))) == [1]


def test_a_name_alone_is_no_match() -> None:
    index = Index.of([HARBOUR], floor=0.3)

    assert ids(index, english("Jorinde Harms of Emden")) == []
    assert ids(index, english("Jorinde Harms of Emden on container cranes")) == [1]


def test_a_name_and_a_measured_number_cross_the_languages() -> None:
    index = Index.of([SWIMMING, HARBOUR])

    assert ids(index, english("Kassel: 18 months of waiting", summary="Tamme Weidner kept his word")) == [2]
    assert ids(index, english("Kassel: Tamme Weidner resigns")) == []


def test_the_claimant_counts_beside_words_of_the_claim() -> None:
    bare, named = english("Emden: cranes stand still"), english("Emden: cranes stand still, says Harms")
    index = Index.of([HARBOUR], floor=0.01)

    assert index.match(named)[0].score > index.match(bare)[0].score


def test_an_alias_stands_for_the_claimant() -> None:
    document = english("Cranes stand still, says the Emden Port Authority")
    known, unknown = Index.of([HARBOUR], floor=0.01), Index.of([replace(HARBOUR, aliases=())], floor=0.01)

    assert known.match(document)[0].score > unknown.match(document)[0].score


def test_a_removed_claim_is_not_offered() -> None:
    index = Index.of([HARBOUR])

    index.remove(1)
    index.remove(77)

    assert len(index) == 0
    assert ids(index, english(ABOUT_HARBOUR)) == []


def test_an_edited_claim_is_matched_by_its_new_wording() -> None:
    index = Index.of([HARBOUR])
    index.match(english(ABOUT_HARBOUR))

    index.add(claim(1, "The ferry to Borkum will sail on hydrogen."))

    assert ids(index, english(ABOUT_HARBOUR)) == []
    assert ids(index, english("Hydrogen ferry sails to Borkum")) == [1]


def test_the_words_of_a_match_stand_in_the_article_heaviest_first() -> None:
    (match,) = Index.of([HARBOUR]).match(english(ABOUT_HARBOUR))

    weights = [word.weight for word in match.words]
    assert (
        {"Container", "cranes", "crews"} <= {word.word for word in match.words} <= set(ABOUT_HARBOUR.split())
    )
    assert weights == sorted(weights, reverse=True)


def test_a_word_of_many_claims_weighs_less() -> None:
    alone = Index.of([HARBOUR])
    crowded = Index.of([HARBOUR, *(claim(number, "Cranes will sink.") for number in range(2, 200))])

    def weight(index: Index) -> float:
        words = index.explain(HARBOUR, english(ABOUT_HARBOUR)).words
        return next(word.weight for word in words if word.word == "cranes")

    assert weight(crowded) < weight(alone) * 0.9


def test_an_explanation_names_what_is_missing() -> None:
    explanation = Index.of([HARBOUR]).explain(HARBOUR, english("A container garden in Kiel, run by pupils"))

    assert explanation.obstacles == (Obstacle.OWN_NAME, Obstacle.BELOW_FLOOR)
    assert {"cranes", "crews"} <= {word.word for word in explanation.missing}
    assert explanation.score < explanation.floor == floor_for(1)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (english(ABOUT_HARBOUR), ()),
        (english(ABOUT_HARBOUR, on=date(2026, 1, 1)), (Obstacle.EARLIER,)),
        (english("Emden"), (Obstacle.NAMES_ONLY, Obstacle.BELOW_FLOOR)),
        (english("Gardens in Kiel"), (Obstacle.NAMES_ONLY, Obstacle.OWN_NAME, Obstacle.BELOW_FLOOR)),
    ],
)
def test_an_explanation_agrees_with_the_match(document: ArticleText, expected: tuple[Obstacle, ...]) -> None:
    index = Index.of([HARBOUR])

    assert index.explain(HARBOUR, document).obstacles == expected
    assert bool(ids(index, document)) is (expected == ())


TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from([*ABOUT_HARBOUR.split(), "Kassel", "18 Monate", "Hallenbad", "the"])
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["de", "en", "fr", ""]))
def test_no_text_breaks_the_matcher(title: str, text: str, language: str) -> None:
    index = Index.of([claim(3, title, language=language), HARBOUR, SWIMMING], floor=0.01)

    matches = index.match(
        ArticleText(title=title, summary=text, text=text, language=language, published_on=None)
    )

    assert all(math.isfinite(match.score) and 0.01 <= match.score <= 1 for match in matches)
    assert all(math.isfinite(word.weight) for match in matches for word in match.words)


@pytest.mark.masses
@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_looking_up_a_few_words_loses_no_match(title: str, text: str) -> None:
    queries = [HARBOUR, SWIMMING, claim(3, "Hallenbad crews in Kassel work the cranes.")]
    index = Index.of(queries)
    document = english(title, text)

    expected = {query.claim_id for query in queries if index.explain(query, document).matches}

    assert set(ids(index, document)) == expected


def test_claims_that_are_not_offered_themselves_are_company_all_the_same() -> None:
    document = english(ABOUT_HARBOUR)
    (alone,) = Index.of([HARBOUR], floor=0.5).match(document)
    others = [claim(number, f"Crews at Emden port strike for walnut{number}x.") for number in range(3, 6)]

    (in_company,) = Index.of([HARBOUR, *others], floor=0.5).match(document)

    assert in_company.claim_id == HARBOUR.claim_id
    assert in_company.score < alone.score


def test_terms_for_one_language_bind_its_articles_only() -> None:
    german_only = replace(HARBOUR, article_language="de", terms=SearchTerms(must=("Streik",)))
    index = Index()
    index.add(replace(HARBOUR, article_language="en"), german_only)

    assert ids(index, english(ABOUT_HARBOUR)) == [1]
    assert ids(index, replace(english(ABOUT_HARBOUR), language="de")) == []


def test_a_claim_in_two_languages_is_found_once_by_its_better_reading() -> None:
    index = Index()
    index.add(HARBOUR, replace(SWIMMING, claim_id=1))

    assert ids(index, german("Eröffnet: Kassels neues Hallenbad", summary="Der Eintrittspreis sinkt")) == [1]
    assert ids(index, english(ABOUT_HARBOUR)) == [1]
    assert len(index) == 1


def test_many_articles_at_once_give_what_each_gives_alone() -> None:
    index = Index.of([HARBOUR, SWIMMING])
    documents = [english(ABOUT_HARBOUR), english("Gardens"), german("Kassels Hallenbad eröffnet")] * 300

    assert index.match_all(documents) == [index.match(document) for document in documents[:3]] * 300


def resembling(chance: Random) -> tuple[list[ClaimQuery], list[CutArticle]]:
    """Claims that are alike, and articles that fit several of them, one of them best, in all circumstances."""
    words = texts(chance, 80, 3, 10)
    claims = [claim(number, f"{words} in Emden.", claimant="") for number, words in enumerate(words[:40])]
    said_again = ("", "Harms repeats: ", "Satire: ", "Polish ")
    titles = [f"{chance.choice(said_again)}{chance.choice(words)}" for _ in range(60)]
    return claims, [CutArticle(english(title, title, on=date(2026, 3, 1))) for title in titles]


@pytest.mark.parametrize("most", [3, 50])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_asked_about_some_claims_is_what_is_found_for_them_among_all(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "MOST_CLAIMS", most)
    claims, articles = resembling(Random(seed))
    index = Index.of(claims)
    of_all = index.match_cut(articles)
    levels = {match.level for matches in of_all for match in matches}

    for among in ({1}, {2, 3, 5}, set(range(0, 40, 2)), set()):
        expected = [[match for match in matches if match.claim_id in among] for matches in of_all]
        assert index.match_cut(articles, among) == expected

    assert levels == set(MatchLevel)
    assert any(len(matches) == most for matches in of_all) or most == 50


def test_what_was_added_lately_is_laid_out_by_itself() -> None:
    index = Index.of(claim(number, f"Ship number {number} will sink near Leer.") for number in range(10, 210))

    index.add(HARBOUR)

    assert ids(index, english(ABOUT_HARBOUR)) == [1]
    assert [len(segment.claims) for segment in index._segments] == [200, 1]


def test_many_claims_added_one_by_one_are_kept_in_few_pieces() -> None:
    index = Index.of([SWIMMING])

    for number in range(100, 200):
        index.add(claim(number, f"Ferry number {number} will sink near Leer."))
        index.settle()

    assert sum(len(segment.claims) for segment in index._segments) == len(index) == 101
    assert len(index._segments) < 10


def test_an_index_is_worn_when_a_twentieth_of_its_claims_came_or_went() -> None:
    index = Index.of(claim(number, f"Ship number {number} will sink near Leer.") for number in range(100))

    for number in range(5):
        index.remove(number)
    assert (index.changes, index.is_worn) == (5, False)
    index.add(HARBOUR)
    assert (index.changes, index.is_worn) == (6, True)
