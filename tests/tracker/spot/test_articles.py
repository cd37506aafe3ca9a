"""The precision and recall that the spotter reaches on a hundred articles; `make bench` prints the exact figures."""

from functools import cache

import pytest

from tests import articles


@cache
def score(part: str) -> articles.Score:
    """What the spotter makes of a part, both languages together."""
    return articles.score([*articles.read(part, "de"), *articles.read(part, "en")])


@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_nine_of_ten_dated_claims_are_found(part: str) -> None:
    assert score(part).recall >= 0.9, score(part).remarks


@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_fewer_than_one_false_alarm_is_raised_in_five_articles(part: str) -> None:
    assert score(part).false_alarms_an_article < 0.2, score(part).remarks


@pytest.mark.parametrize(("part", "share"), [("dev", 0.9), ("heldout", 0.8)])
def test_most_claims_are_given_to_whoever_made_them(part: str, share: float) -> None:
    assert score(part).right_claimants / score(part).found >= share, score(part).remarks


@pytest.mark.parametrize("part", ["dev", "heldout"])
def test_nearly_all_are_as_firm_as_they_were_said(part: str) -> None:
    assert score(part).right_firmness / score(part).found >= 0.9, score(part).remarks


def test_there_are_a_hundred_articles_of_many_kinds_in_two_languages() -> None:
    read = [
        each
        for part in ("dev", "heldout")
        for language in ("de", "en")
        for each in articles.read(part, language)
    ]

    assert len(read) == 100
    assert len({each.name + each.language for each in read}) == 100
    assert len({each.genre for each in read}) >= 10
