"""What an article's wording says against it as evidence."""

from dataclasses import replace
from datetime import date

import pytest

from claims.horizon import Found, find
from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.match import ArticleText, ClaimQuery, Index, MatchLevel, Obstacle, circumstances
from tracker.match.circumstances import countries_in, countries_of
from tracker.words import words_of

IN_TIME = date(2026, 9, 1)


def level(query: ClaimQuery, article: ArticleText) -> MatchLevel | None:
    (matches,) = Index.of([query]).sort_all([article])
    return matches[0].level if matches else None


@pytest.mark.parametrize(
    "title",
    [
        "Harms repeats: Emden's container cranes will work without crews",
        "Emden port chief sticks to plan for container cranes without crews",
        "Port of Emden reaffirms that cranes will move containers without crews",
        "Harms: Emden's cranes to move containers without crews by the end of 2027",
    ],
)
def test_who_says_the_claim_again_gives_an_appearance_and_no_evidence(title: str) -> None:
    article = english(title, on=IN_TIME)

    assert level(HARBOUR, article) is MatchLevel.SAID_AGAIN
    assert Index.of([HARBOUR]).match(article) == []
    assert Obstacle.SAID_AGAIN in Index.of([HARBOUR]).explain(HARBOUR, article).obstacles


@pytest.mark.parametrize(
    "title",
    [
        "Weidner bekräftigt: Kassels Hallenbad öffnet binnen 18 Monaten",
        "Weidner bleibt dabei: Das Hallenbad in Kassel öffnet, die Eintrittspreise sinken",
        "Kassel hält am Hallenbad und an niedrigen Eintrittspreisen fest",
    ],
)
def test_the_same_in_german(title: str) -> None:
    assert level(SWIMMING, german(title, on=IN_TIME)) is MatchLevel.SAID_AGAIN


@pytest.mark.parametrize(
    ("query", "article"),
    [
        (HARBOUR, english("Emden's container cranes now work without crews", on=IN_TIME)),
        (HARBOUR, english("Port of Emden delays crewless container cranes, Harms repeats", on=IN_TIME)),
        (HARBOUR, english("Harms repeats: cranes in Emden work without crews", on=date(2028, 1, 2))),
        (HARBOUR, english("Emden's container cranes run without crews, as Harms had promised", on=IN_TIME)),
        (SWIMMING, german("Kassels Hallenbad ist offen, das die Stadt hatte lange versprochen", on=IN_TIME)),
        (SWIMMING, german("Kassel verschiebt das Hallenbad, Weidner bleibt dabei", on=IN_TIME)),
    ],
)
def test_what_came_of_it_is_evidence_whoever_repeats_what(query: ClaimQuery, article: ArticleText) -> None:
    assert level(query, article) is MatchLevel.OFFERED


def test_another_country_than_the_claims_takes_most_of_the_score() -> None:
    here = english("Cranes and crews rest in quiet town over the holidays", "Gardens bloom.")
    there = english("Cranes and crews rest in Dutch town over the holidays", "Gardens bloom.")
    query = replace(HARBOUR, statement="Container cranes will work without crews.", quote="")

    index = Index.of([query])

    assert index.match(here)
    assert index.match(there) == []
    assert Obstacle.OTHER_COUNTRY in index.explain(query, there).obstacles


def test_where_what_the_claim_alone_is_about_is_named_a_country_is_where_it_happens() -> None:
    article = english("Quandolt's last plastic bottle leaves the Italian plant")
    claim = replace(HARBOUR, statement="The brewer Quandolt makes its last plastic bottle.", quote="")

    assert Index.of([claim]).match(article)
    abroad = replace(claim, statement="The brewer Quandolt makes its last plastic bottle in Poland.")
    assert Index.of([abroad]).match(article) == []


def test_a_country_that_the_claim_names_or_whose_language_it_is_in_takes_nothing() -> None:
    polish = words_of("Twelve shops in Poland", "en")

    assert countries_in(polish) == countries_in(words_of("polnische Läden", "de")) != 0
    assert countries_of(polish, "en") & countries_in(words_of("British and Polish", "en"))
    assert not countries_of(polish, "de") & countries_in(words_of("British", "en"))


@pytest.mark.parametrize(
    "title",
    [
        "Cranes in Emden strike for crews and cake (Satire)",
        "Satirical: cranes in Emden miss their crews and sing",
    ],
)
def test_satire_is_not_offered(title: str) -> None:
    assert Index.of([HARBOUR]).match(english(title)) == []
    assert Obstacle.SATIRE in Index.of([HARBOUR]).explain(HARBOUR, english(title)).obstacles


def test_an_articles_deadlines_are_looked_for_once_however_many_claims_it_fits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = english("Harms: Emden's cranes to move containers without crews by the end of 2027", on=IN_TIME)
    claims = [replace(HARBOUR, claim_id=number) for number in range(5)]
    looked: list[str] = []

    def watched(text: str, *, said_on: date, language: str) -> list[Found]:
        looked.append(text)
        return find(text, said_on=said_on, language=language)

    monkeypatch.setattr(circumstances, "find", watched)

    (matches,) = Index.of(claims).sort_all([article])

    assert [match.level for match in matches] == [MatchLevel.SAID_AGAIN] * 5
    assert len(looked) == 1
