"""Which claims are looked at closely: all that can score enough, and few others."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import candidates as searching
from tracker.match import postings, scoring
from tracker.match.articles import CutArticle
from tracker.match.batches import batch_of
from tracker.match.building import table_of
from tracker.match.candidates import candidates
from tracker.match.claims import outline
from tracker.match.formula import COLLECTED_RAW, LOWEST, raw_of
from tracker.match.rarity import Rarity
from tracker.match.shapes import ArticleText, ClaimQuery
from tracker.match.table import ClaimTable

# The claims and articles below draw them as unevenly as a newsroom does.
COMMON_FIRST = (
    "harbour crane ferry ticket garden election storm bridge teacher nurse museum tunnel orchard kettle violin"
    " Emden Leer Borkum Kassel Oldenburg lantern saddle walnut pepper copper silver marble cotton velvet thunder"
    " anchor barrel candle dragon engine feather glacier hammer island jacket"
)
WORDS = COMMON_FIRST.split()


def texts(chance: Random, count: int, least: int, most: int) -> list[str]:
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    return [" ".join(chance.choices(WORDS, weights, k=chance.randint(least, most))) for _ in range(count)]


def compiled(statements: Sequence[str]) -> ClaimTable:
    queries = [
        replace(HARBOUR, claim_id=number, statement=statement, quote="", claimant="", aliases=())
        for number, statement in enumerate(statements)
    ]
    rarity = Rarity()
    outlines = [outline(query) for query in queries]
    for cut in outlines:
        rarity.learn(cut.keys)
    return table_of(outlines, rarity)


@pytest.mark.masses
@pytest.mark.parametrize("long", [1, 1_000])
@pytest.mark.parametrize("least", [0.02, COLLECTED_RAW, raw_of(LOWEST), 0.7])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_pair_is_passed_over_that_scores_enough(
    least: float, language: str, long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "CELLS", 1_000)  # several rounds, as with many claims
    monkeypatch.setattr(searching, "LONG", long)
    chance = Random(11)
    claims = compiled(texts(chance, 80, 1, 14))
    articles = [
        ArticleText(title=title, summary="", text=text, language=language, published_on=None)
        for title, text in zip(texts(chance, 30, 0, 9), texts(chance, 30, 0, 40), strict=True)
    ]

    expected = {
        (number, row)
        for number, article in enumerate(articles)
        for row in range(len(claims))
        if scoring.compare(batch_of([CutArticle(article)]), claims, row).raw >= least
    }
    batch = batch_of([CutArticle(article) for article in articles])
    found = scoring.collect(batch, claims, least=least)

    assert {(hit.article, hit.row) for hit in found} == expected
    assert expected or least > 0.5


def test_a_claim_is_found_without_its_commonest_words_and_they_count_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postings, "perhaps_for", lambda _claims: 0.5)
    statements = ["crane ferry harbour walnut pepper copper", *["crane ferry harbour"] * 30]
    claims = compiled(statements)
    batch = batch_of(
        [CutArticle(english("crane ferry harbour walnut pepper", "garden election storm bridge"))]
    )
    left = claims.stems.vocabulary[claims.stems.omitted_word[: claims.stems.omitted_start[1]]]

    pairs = candidates(batch, claims, raw_of(0.5))

    assert len(left) > 0
    assert 0 in pairs.row
    without = batch_of(
        [CutArticle(english("walnut pepper", "garden election storm bridge nurse teacher museum"))]
    )
    assert 0 not in candidates(without, claims, raw_of(0.5)).row


def test_only_what_may_score_enough_is_looked_at_closely() -> None:
    batch = batch_of([CutArticle(english("The end of 2027, with gardens"))])
    claims = table_of([outline(HARBOUR)], Rarity())

    assert len(candidates(batch, claims, 0.2).row) == 0
    assert len(candidates(batch, claims, 0.0001).row) == 1


def test_the_pairs_say_whether_a_claim_is_in_the_articles_language() -> None:
    query: ClaimQuery = replace(HARBOUR, statement="Emden, Leer, Borkum.", quote="")
    claims = table_of([outline(query)], Rarity())
    documents = [english("Emden, Leer, Borkum"), replace(english("Emden, Leer, Borkum"), language="de")]

    pairs = candidates(batch_of([CutArticle(document) for document in documents]), claims, 0.01)

    assert dict(zip(pairs.passage.tolist(), pairs.same_language.tolist(), strict=True)) == {0: True, 1: False}
