"""The matcher on made-up German claims, articles about them, and articles that only look like it."""

import json
from datetime import date

import pytest

from tests.stack import ROOT
from tracker.match import ArticleText, ClaimQuery, Index, Match

Best = list[tuple[list[int], Match | None]]


@pytest.fixture(scope="module")
def best() -> Best:
    """Each article's right claims and its best match."""
    return matched("german")


@pytest.fixture(scope="module")
def widely() -> Best:
    """The same on the wider set, which was written before the matcher was tried on it."""
    return matched("german_wide")


def matched(name: str) -> Best:
    kept = json.loads((ROOT / f"tests/data/matching/{name}.json").read_text(encoding="utf-8"))
    queries = [
        ClaimQuery(
            claim_id=claim["id"],
            statement=claim["statement"],
            quote="",
            claimant=claim["claimant"],
            aliases=tuple(claim["aliases"]),
            language="de",
            said_on=date(2026, 1, 1),
            opens_on=None,
            closes_on=None,
            synonyms=tuple(map(tuple, claim["synonyms"])),
        )
        for claim in kept["claims"]
    ]
    documents = [
        ArticleText(
            title=article["title"], summary=article["summary"], text="", language="de", published_on=None
        )
        for article in kept["articles"]
    ]
    found = Index.of(queries).match_all(documents)
    return [
        (article["claims"], matches[0] if matches else None)
        for article, matches in zip(kept["articles"], found, strict=True)
    ]


def test_seventeen_in_twenty_suggestions_are_right(best: Best) -> None:
    offered = [match.claim_id in right for right, match in best if match]

    assert sum(offered) >= 0.85 * len(offered)


def test_nine_in_ten_articles_are_found(best: Best) -> None:
    about = [match is not None and match.claim_id in right for right, match in best if right]

    assert sum(about) >= 0.75 * len(about)


def test_seventeen_in_twenty_suggestions_are_right_when_others_word_it(widely: Best) -> None:
    offered = [match.claim_id in right for right, match in widely if match]

    assert sum(offered) >= 0.85 * len(offered)


def test_four_in_five_articles_are_found_when_others_word_it(widely: Best) -> None:
    about = [match is not None and match.claim_id in right for right, match in widely if right]

    assert sum(about) >= 0.8 * len(about)
