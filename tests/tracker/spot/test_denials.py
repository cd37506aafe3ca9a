"""What is denied is never offered as a promise."""

from datetime import date

import pytest

from tracker import spot

SAID_ON = date(2026, 2, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company denied that it plans to close its yard by 2028."),
        ("en", "I never promised that we would hire 500 people by 2027, said Ann Poe."),
        ("en", "Acmeon has no plans to raise prices in 2027."),
        ("en", "The minister rejected claims that she will resign in 2027."),
        ("de", "Der Verlag bestritt, dass er bis 2028 Stellen abbauen wolle."),
        ("de", "Die Bank wies Berichte zurück, sie wolle bis 2028 Stellen streichen."),
        ("de", "Von einem Verkauf bis 2028 könne keine Rede sein, sagte Uwe Prill."),
        ("de", "Nie habe er versprochen, bis 2028 zu bauen."),
        ("de", "Die Regierung schloss aus, dass das Werk 2028 schließen werde."),
        ("de", "Die Bank dementierte, Stellen streichen zu wollen."),
    ],
)
def test_a_denial_is_no_claim(language: str, text: str) -> None:
    assert spot.find_claims(text, language=language, said_on=SAID_ON) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Acmeon denied the report and said it will open the plant in 2028."),
        ("de", "Dass die Zeitung verschwinde, bestreitet der Autor: Auch 2040 werde es Leser geben."),
    ],
)
def test_what_is_said_beside_a_denial_is_a_claim(language: str, text: str) -> None:
    assert [each.is_dated for each in spot.find_claims(text, language=language, said_on=SAID_ON)] == [True]
