"""The precision and recall that the spotter reaches on the articles; `make bench` prints the exact figures."""

from functools import cache

import pytest

from tests import articles


@cache
def score(part: str) -> articles.Score:
    """What the spotter makes of a part, both languages together."""
    return articles.score([*articles.read(part, "de"), *articles.read(part, "en")])


@pytest.mark.parametrize("part", articles.PARTS)
def test_nine_of_ten_dated_claims_are_found(part: str) -> None:
    assert score(part).recall >= 0.9, score(part).remarks


@pytest.mark.parametrize("part", articles.PARTS)
def test_fewer_than_one_false_alarm_is_raised_in_five_articles(part: str) -> None:
    assert score(part).false_alarms_an_article < 0.2, score(part).remarks


@pytest.mark.parametrize("part", articles.PARTS)
def test_nine_of_ten_are_given_to_whoever_made_them(part: str) -> None:
    assert score(part).right_claimants / score(part).found >= 0.9, score(part).remarks


@pytest.mark.parametrize("part", articles.PARTS)
def test_nearly_all_are_as_firm_as_they_were_said(part: str) -> None:
    assert score(part).right_firmness / score(part).found >= 0.9, score(part).remarks


def test_there_are_more_than_a_hundred_articles_of_many_kinds_in_two_languages() -> None:
    read = [
        each for part in articles.PARTS for language in ("de", "en") for each in articles.read(part, language)
    ]

    assert len(read) == len({each.name + each.language for each in read}) == 250
    assert len({each.genre for each in read}) >= 10
