"""No article is missed that a walk through all would find, and few others are named."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR
from tests.tracker.match.test_candidates import WORDS, texts
from tracker.match.articles import CutArticle
from tracker.match.asking import questions, reached
from tracker.match.index import Index
from tracker.match.kept import KeptArticle, keepable, unpacked
from tracker.match.scoring import reaching
from tracker.match.shapes import ArticleText, ClaimQuery
from tracker.match.translating import Translator

SHARED = Path(__file__).resolve().parents[4] / "shared/data"
Pairs = set[tuple[int, int]]


class KeptArticles:
    """An index of kept articles in memory, which answers as the databases' do."""

    def __init__(self, documents: Iterable[ArticleText]) -> None:
        cut = [CutArticle(document) for document in documents]
        kept = [keepable(article) for article in cut]
        self.articles = [
            KeptArticle(words.packed, language=article.language, published_on=article.published_on)
            for article, words in zip(cut, kept, strict=True)
        ]
        self._shortest = np.array([(words.shortest, words.shortest_neutral) for words in kept])
        self._holders: dict[str, list[int]] = {}
        for number, words in enumerate(kept):
            for each in words.tokens:
                self._holders.setdefault(each, []).append(number)

    def ask(self, index: Index, queries: Sequence[ClaimQuery]) -> tuple[Pairs, Pairs]:
        """The pairs of an article and a claim that may fit by the bound, and those that do by the score."""
        holders = {each: np.array(numbers) for each, numbers in self._holders.items()}
        bound: Pairs = set()
        scored: Pairs = set()
        for group in index.asking(queries):
            for question in questions(group, ("de", "en")):
                reach = reached(question, holders, group.least)
                lengths = question.lengths(*self._shortest[reach.article].T)
                numbers = reach.article[reach.able(question.sayable, lengths, group.least)]
                bound |= {(number, question.claim_id) for number in numbers.tolist()}
                batch = unpacked([self.articles[number] for number in numbers])
                row = np.full(len(numbers), question.row)
                enough = reaching(batch, group.table, np.arange(len(numbers)), row, group.least)
                scored |= {(number, question.claim_id) for number in numbers[enough].tolist()}
        return bound, scored


def walk(index: Index, documents: Iterable[ArticleText]) -> Pairs:
    return {
        (number, match.claim_id)
        for number, matches in enumerate(index.sort_all(documents))
        for match in matches
    }


def made_up(language: str) -> tuple[list[ClaimQuery], list[ArticleText]]:
    chance = Random(5)
    claims = [
        replace(HARBOUR, claim_id=number, statement=statement, quote="", claimant="", aliases=())
        for number, statement in enumerate(texts(chance, 60, 2, 12))
    ]
    pairs = zip(texts(chance, 200, 0, 9), texts(chance, 200, 0, 80), strict=True)
    return claims, [
        ArticleText(title=title, summary="", text=text, language=language, published_on=None)
        for title, text in pairs
    ]


@pytest.mark.masses
@pytest.mark.parametrize("language", ["en", "de"])
def test_all_is_named_that_the_walk_finds(language: str) -> None:
    claims, documents = made_up(language)
    index = Index.of(claims)

    bound, scored = KeptArticles(documents).ask(index, claims)

    found = walk(index, documents)
    assert found <= scored <= bound
    assert found
    assert len(bound) < len(claims) * len(documents)


@pytest.mark.masses
@pytest.mark.parametrize(("language", "other"), [("en", "en"), ("de", "en")])
def test_kept_words_give_the_matches_of_the_whole_comparison_and_few_are_cut(
    language: str, other: str
) -> None:
    claims, documents = made_up(language)
    claims += [replace(claim, claim_id=1_000 + claim.claim_id, language=other) for claim in claims[::3]]
    index = Index.of(claims)
    articles = [CutArticle(document) for document in documents]
    kept = KeptArticles(documents).articles
    for among in (
        {3},
        set(range(0, 60, 7)),
        {1_000, 1_030},
        {claim.claim_id for claim in claims},
        set[int](),
    ):
        cut: list[int] = []

        def cutting(place: int, cut: list[int] = cut) -> CutArticle:
            cut.append(place)
            return articles[place]

        found = index.match_kept(kept, cutting, among)

        assert found == index.match_cut(articles, among)
        assert {place for place, matches in enumerate(found) if matches} <= set(cut)
        assert len(cut) < len(articles)


def test_translations_are_asked_for_in_articles_of_the_other_language() -> None:
    german = {word: f"{word.lower()}haus" for word in WORDS}
    translator = Translator(lambda lemma, code: [german[lemma]] if lemma in german else [])
    claims, documents = made_up("en")
    there = [
        replace(
            document, language="de", title=" ".join(german[word].title() for word in document.title.split())
        )
        for document in documents
    ]
    index = Index.of(claims, translator=translator)

    _bound, scored = KeptArticles(there).ask(index, claims)

    found = walk(index, there)
    assert found <= scored
    assert found


def test_a_root_that_words_of_two_languages_share_by_chance_is_asked_for_too() -> None:
    claim = replace(
        HARBOUR, statement="A serial killer inspired the show.", quote="", claimant="", aliases=()
    )
    index = Index.of([claim], floor=0.01)
    documents = [ArticleText(title="Hörspielserien", summary="", text="", language="de", published_on=None)]

    _bound, scored = KeptArticles(documents).ask(index, [claim])

    assert scored == {(0, claim.claim_id)}


def test_a_query_for_articles_in_one_language_asks_no_others() -> None:
    claims, documents = made_up("de")
    asked = [replace(claim, article_language="en") for claim in claims]

    assert KeptArticles(documents).ask(Index.of(asked), asked) == (set(), set())


def rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is kept outside the project and is not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_in_a_month_of_news_all_is_named_that_the_walk_finds() -> None:
    claims = [
        replace(
            HARBOUR,
            claim_id=number,
            statement=row["statement"],
            quote=row["quote"],
            claimant=row["claimant"],
            aliases=(),
            language=row["lang"],
        )
        for number, row in enumerate(rows("month_dev/claims.jsonl"))
    ]
    documents = [
        ArticleText(
            title=row["title"],
            summary=row["summary"],
            text=row.get("text", ""),
            language=row["lang"],
            published_on=None,
        )
        for row in rows("month_dev/items.jsonl")
    ]
    index = Index.of(claims)

    bound, scored = KeptArticles(documents).ask(index, claims)

    found = walk(index, documents)
    assert found <= scored <= bound
    assert len(found) > 20
    assert len(bound) < 0.2 * len(claims) * len(documents)


@pytest.mark.masses
def test_among_posts_about_claims_all_is_named_that_the_walk_finds() -> None:
    claims = [
        replace(HARBOUR, claim_id=number, statement=row["text"], quote="", claimant="", aliases=())
        for number, row in enumerate(rows("evidence_dev/claims.jsonl")[::20])
    ]
    documents = [
        ArticleText(title="", summary="", text=row["text"], language="en", published_on=None)
        for row in rows("evidence_dev/items.jsonl")[::2]
    ]
    index = Index.of(claims)

    bound, scored = KeptArticles(documents).ask(index, claims)

    found = walk(index, documents)
    assert found <= scored <= bound
    assert found
    assert len(bound) < 0.02 * len(claims) * len(documents)
