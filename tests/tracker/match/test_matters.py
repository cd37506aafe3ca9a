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


BRIDGE = "bridge over the Elbe open to traffic 2026"
HEATING = "Stadtwerke senken Wärmekosten für Haushalte bis 2027"


@pytest.mark.parametrize(
    ("headline", "language", "claim"),
    [
        ("Elbe bridge opens to traffic before the end of the year", "en", BRIDGE),
        ("Elbe bridge to open in the first half of the year", "en", BRIDGE),
        ("Traffic crosses the Elbe bridge for most of the year", "en", BRIDGE),
        ("City strikes a last-minute deal with builders of Elbe bridge", "en", BRIDGE),
        ("State awards builder the contract for Elbe bridge", "en", BRIDGE),
        ("Builder awarded 40-million-euro order for Elbe bridge", "en", BRIDGE),
        ("Elbe bridge opens in March for all traffic", "en", BRIDGE),
        ("Minister under fire as Elbe bridge stays shut", "en", BRIDGE),
        ("Builder signs contract to build Elbe bridge", "en", BRIDGE),
        ("Shares rally as Elbe bridge opens", "en", BRIDGE),
        ("Minister has honoured his promise: Elbe bridge is open", "en", BRIDGE),
        ("Wärmepreis für Haushalte sinkt um ein Zehntel", "de", HEATING),
        ("Preis für ein Megawatt Wärme fällt", "de", HEATING),
        ("Stadtwerke berufen sich auf gesunkene Kosten", "de", HEATING),
        ("Stadtwerke beruft Versammlung der Haushalte ein", "de", HEATING),
        ("Stadtwerke unter Feuer: Wärme bleibt teuer", "de", HEATING),
    ],
)
def test_a_fixed_phrase_is_no_news_of_its_words_kind(headline: str, language: str, claim: str) -> None:
    assert not is_other_matter(headline, language, claim)


def test_an_award_of_the_year_stays_other_news() -> None:
    assert is_other_matter("Elbe bridge engineer is woman of the year", "en", BRIDGE)
    assert is_other_matter("Preis an Ingenieurin der Stadtwerke", "de", HEATING)


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
