"""What else an article may be about."""

from dataclasses import replace

import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import Index, Obstacle
from tracker.match.matters import MATTERS, is_other_body, is_other_matter

BUSES = "council Kestrel Bay hires 300 bus drivers end 2027"
NURSES = "Stadt Hellingen stellt 200 Pflegekräfte ein"


@pytest.mark.parametrize(
    ("headline", "language", "claim"),
    [
        ("Kestrel Bay bus drivers vote on strike", "en", BUSES),
        ("Kestrel Bay council joins protest over fares", "en", BUSES),
        ("Blaze at Kestrel Bay bus depot", "en", BUSES),
        ("Kestrel Bay driver wins award", "en", BUSES),
        ("Kestrel Bay names new chief for its buses", "en", BUSES),
        ("200 Pflegekräfte in Hellingen demonstrieren", "de", NURSES),
        ("Hellingen ernennt neuen Personalvorstand", "de", NURSES),
        ("Einbruch im Pflegeheim von Hellingen", "de", NURSES),
        ("Preis für Pflegekräfte aus Hellingen", "de", NURSES),
    ],
)
def test_a_strike_an_award_or_a_fire_is_other_news_of_the_same_people(
    headline: str, language: str, claim: str
) -> None:
    assert is_other_matter(headline, language, claim)


@pytest.mark.parametrize(
    ("headline", "language", "claim"),
    [
        ("Kestrel Bay has hired its last bus driver", "en", BUSES),
        ("Rail union calls off strike", "en", "rail union strikes May"),
        ("Hellingen findet 200 Pflegekräfte", "de", NURSES),
        ("Lokführer streiken wieder", "de", "Gewerkschaft ruft Streik aus"),
        ("Unfallklinik in Hellingen findet 200 Pflegekräfte", "de", NURSES),
    ],
)
def test_it_is_the_claims_own_matter_where_the_claim_has_a_word_of_it(
    headline: str, language: str, claim: str
) -> None:
    assert not is_other_matter(headline, language, claim)


def test_an_article_in_a_third_language_is_no_other_matter() -> None:
    assert set(MATTERS) == {"de", "en"}
    assert not is_other_matter("Grève au port", "fr", BUSES)


def test_another_body_of_the_kind_is_told_apart_by_what_stands_before_its_kind() -> None:
    claim = "Ruderbund gewinnt vier Medaillen"

    assert is_other_body("Vier Medaillen für den Skiverband", "Vier Medaillen für den Skiverband", claim)
    assert not is_other_body("Vier Medaillen für den Ruderbund", "Vier Medaillen für den Ruderbund", claim)
    assert not is_other_body(
        "Skiverband gratuliert", "Skiverband gratuliert\nDer Ruderbund holt vier.", claim
    )
    assert not is_other_body("Vier Medaillen für den Skiverband", "", "Team gewinnt vier Medaillen")


def test_other_news_of_the_same_people_is_not_offered() -> None:
    title = "Container cranes in Emden stand still as crews vote on strike"
    found = Index.of([HARBOUR]).explain(HARBOUR, english(title))

    assert Index.of([HARBOUR]).match(english(title)) == []
    assert Obstacle.OTHER_MATTER in found.obstacles


def test_a_claimant_is_no_word_of_the_claim() -> None:
    claim = replace(HARBOUR, claimant="Nell Striker", aliases=())
    title = "Container cranes in Emden stand still as crews vote on strike"

    assert Obstacle.OTHER_MATTER in Index.of([claim]).explain(claim, english(title)).obstacles
