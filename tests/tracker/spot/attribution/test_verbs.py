"""The verbs of saying in a German sentence."""

import pytest

from tests.tracker.spot.attribution.told import told
from tracker.spot.attribution.saying import Strength
from tracker.spot.attribution.verbs import sayings


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Anna Meier kündigte am Montag den Bau an.", Strength.STRONG),
        ("Wie die Polizei bekannt gab, regnet es.", Strength.WIDE),
        ("Meier hat am 3. März angekündigt, zu gehen.", Strength.STRONG),
        ("Die Regierung geht davon aus, dass es regnet.", Strength.WIDE),
        ("Petra Lahn ist der Meinung, dass es regnet.", Strength.WIDE),
        ("Der Verein will ein Haus bauen.", Strength.WANTING),
        ("Das Institut senkte seine Prognose.", Strength.WIDE),
        ("Sie hält es für möglich.", Strength.WIDE),
    ],
)
def test_a_verb_of_saying_is_found_with_its_particle(text: str, strength: Strength) -> None:
    (sentence,) = told(text)
    (found,) = sayings(sentence.clausal, set())

    assert found.strength is strength


@pytest.mark.parametrize(
    "text",
    ["Das Bad hält 300 Gäste.", "Die Firma stellte Leute ein.", "Es droht Regen.", "Das Haus geht kaputt."],
)
def test_a_verb_without_its_particle_says_nothing(text: str) -> None:
    (sentence,) = told(text)

    assert sayings(sentence.clausal, set()) == []


def test_a_passive_is_told_from_a_future() -> None:
    passive, future = (
        sayings(each.clausal, set()) for each in told("Es wird gefordert. Er wird es fordern.")
    )

    assert [each.is_passive for each in passive] == [True]
    assert future == []
