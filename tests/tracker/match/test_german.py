"""The matcher on made-up German claims, articles about them, and articles that only look like it."""

import json
from datetime import date

import pytest

from tests.stack import ROOT
from tracker.match import Document, Index, Match, StandingQuery

SET = json.loads((ROOT / "tests/data/matching/german.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def best() -> list[tuple[list[int], Match | None]]:
    """Each article's right claims and its best match."""
    queries = [
        StandingQuery(
            claim["id"],
            claim["statement"],
            "",
            claim["claimant"],
            tuple(claim["aliases"]),
            "de",
            date(2026, 1, 1),
            None,
            None,
            synonyms=tuple(map(tuple, claim["synonyms"])),
        )
        for claim in SET["claims"]
    ]
    documents = [
        Document(article["title"], article["summary"], "", "de", None) for article in SET["articles"]
    ]
    found = Index.of(queries).match_all(documents)
    return [
        (article["claims"], matches[0] if matches else None)
        for article, matches in zip(SET["articles"], found, strict=True)
    ]


def test_nine_in_ten_suggestions_are_right(best: list[tuple[list[int], Match | None]]) -> None:
    offered = [match.claim_id in right for right, match in best if match]

    assert sum(offered) >= 0.9 * len(offered)


def test_three_in_four_articles_are_found(best: list[tuple[list[int], Match | None]]) -> None:
    about = [match is not None and match.claim_id in right for right, match in best if right]

    assert sum(about) >= 0.75 * len(about)
