"""Claims in whole texts: the first real article, order, spans, and texts that are no article."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.horizon import Window
from claims.models import Claim
from tracker import spot
from tracker.spot.times import MOST_TIMES

SAID_ON = date(2026, 2, 12)
ARTICLE = Path(__file__).resolve().parents[4] / "shared" / "articles" / "microsoft-ki-modelle.de.txt"


@pytest.fixture(scope="module")
def article() -> str:
    if not ARTICLE.exists():
        pytest.skip("the article is not beside this checkout")
    return ARTICLE.read_text(encoding="utf-8")


def test_the_first_article_yields_its_dated_claim_first(article: str) -> None:
    first = spot.find_claims(article, language="de", said_on=SAID_ON, publisher="Das Blatt")[0]

    assert first.claimant == "Mustafa Suleyman"
    assert not first.is_publication
    assert first.firmness is spot.Firmness.COULD
    assert isinstance(first.window, Window)
    assert (first.window.opens_on, first.window.closes_on) == (date(2027, 2, 12), date(2027, 8, 12))


def test_the_first_articles_past_is_no_claim(article: str) -> None:
    quotes = " ".join(each.quote for each in spot.find_claims(article, language="de", said_on=SAID_ON))

    assert "seit Ende 2025" not in quotes
    assert "CoreWeave" not in quotes
    assert "seit dem vergangenen Jahr" not in quotes


def test_dated_claims_come_before_undated_ones() -> None:
    text = "Wir werden wachsen. Das Werk wird 2028 öffnen. Wir wollen sparen. Bis 2030 soll es sich rechnen."

    claims = spot.find_claims(text, language="de", said_on=SAID_ON)

    assert [each.is_dated for each in claims] == [True, True, False, False]
    assert [each.start for each in claims] == [20, 66, 0, 47]


def test_quote_and_horizon_stand_in_the_text_where_they_say() -> None:
    text = "Heute. „Der Tunnel wird bis Ende 2027 frei sein“, sagte Verkehrsministerin Hedda Vossberg."

    (claim,) = spot.find_claims(text, language="de", said_on=SAID_ON)

    assert text[claim.start : claim.end] == claim.quote
    assert text[claim.horizon_start : claim.horizon_end] == claim.horizon == "bis Ende 2027"
    assert claim.claimant == "Hedda Vossberg"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Valtor bestätigte die Prognose für 2027. Der Umsatz werde um vier Prozent steigen, hieß es am Mittwoch.",
        ),
        ("en", "Valtor stuck to its forecast for 2027. Sales will rise by 4%. Margins will fall."),
    ],
)
def test_the_sentence_behind_a_forecast_has_its_time(language: str, text: str) -> None:
    claim, *undated = spot.find_claims(text, language=language, said_on=SAID_ON)

    assert isinstance(claim.window, Window)
    assert claim.window.closes_on == date(2027, 12, 31)
    assert text[claim.horizon_start : claim.horizon_end] == claim.horizon
    assert not any(each.is_dated for each in undated)


def test_a_forecast_of_the_publications_own_is_marked_so() -> None:
    text = "The bridge will open in 2028."

    (claim,) = spot.find_claims(text, language="en", said_on=SAID_ON, publisher="The Ledger")

    assert (claim.claimant, claim.is_publication) == ("The Ledger", True)


def test_a_text_in_an_unknown_language_has_no_claims() -> None:
    assert spot.find_claims("Het zal in 2028 klaar zijn.", language="nl", said_on=SAID_ON) == []


@settings(deadline=None)  # the first text loads a dictionary
@given(text=st.text(), said_on=st.dates(), language=st.sampled_from(["de", "en-GB", "xx", ""]))
def test_any_text_gets_an_answer(text: str, said_on: date, language: str) -> None:
    for claim in spot.find_claims(text, language=language, said_on=said_on):
        assert text[claim.start : claim.end] == claim.quote


WORDS = """
    sagte Meier , . “ „ " ? bis 2027 wird werden soll laut zufolge so der Konzern Anna er ( : – wir könnte said Jane Doe
    will by the end of next year according to company he expects is due ob whether
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(deadline=None)
@given(pieces=st.lists(PIECES, max_size=30), language=st.sampled_from(["de", "en"]))
def test_any_mixture_of_telling_words_gets_an_answer(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)

    for claim in spot.find_claims(text, language=language, said_on=SAID_ON):
        assert text[claim.horizon_start : claim.horizon_end] == claim.horizon


@pytest.mark.parametrize(
    "piece",
    ["sagte ", "„", "bis 2027 ", "A. ", "Bank of ", ", so ", "will by 2027 ", "\n", ".", " ", "\u00a0"],
)
def test_an_endless_text_gets_an_answer(piece: str) -> None:
    for language in ("de", "en"):
        assert isinstance(spot.find_claims(piece * 200_000, language=language, said_on=SAID_ON), list)


def test_firmness_is_the_records() -> None:
    assert [each.value for each in spot.Firmness] == Claim.Firmness.values


def test_a_table_of_times_is_read_to_a_limit() -> None:
    table = "Es soll " + ", ".join(f"im Mai {year}" for year in range(2027, 2127)) + " öffnen."
    assert 0 < len(spot.find_claims(table, language="de", said_on=SAID_ON)) <= MOST_TIMES
