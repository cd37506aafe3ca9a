"""Claims that no verb tells."""

from datetime import date

import pytest

from tracker import spot
from tracker.spot.shapes import Firmness, Grounds

SAID_ON = date(2026, 7, 17)


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("de", "Für 2028 hob die Sparkasse ihre Prognose auf 1,9 Prozent an.", Grounds.FORECAST),
        (
            "en",
            "Analysts at Halden Bank trimmed their 2027 profit forecast to 410 million euros.",
            Grounds.FORECAST,
        ),
        ("en", "Broker Marlowe Stead has an 18-month price target of 55 euros.", Grounds.FORECAST),
        ("de", "Die Reederei verschiebt ihren Abschied auf 2034.", Grounds.PLANNED),
        ("en", "The opening has been pushed back to May 2029.", Grounds.PLANNED),
        ("en", "The council postponed the extension until 2030.", Grounds.PLANNED),
    ],
)
def test_a_forecast_and_a_postponement_are_claims(language: str, text: str, reason: Grounds) -> None:
    (claim,) = spot.find_claims(text, language=language, said_on=SAID_ON)

    assert (claim.is_dated, claim.reason, claim.firmness) == (True, reason, Firmness.EXPECTED)


def test_an_imperative_promises_its_reward() -> None:
    (claim,) = spot.find_claims(
        "“Wait five years and nobody drives,” she said.", language="en", said_on=SAID_ON
    )

    assert (claim.horizon, claim.firmness) == ("five years", Firmness.WILL)


@pytest.mark.parametrize(
    "text", ["The forecast for 2027 was printed on paper.", "The bank explained its 2027 forecast."]
)
def test_a_forecast_without_a_figure_is_none(text: str) -> None:
    assert not any(each.is_dated for each in spot.find_claims(text, language="en", said_on=SAID_ON))
