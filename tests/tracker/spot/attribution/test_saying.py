import pytest

from tracker.spot.attribution.saying import STRONG, WIDE, Strength, strength_of


@pytest.mark.parametrize(
    ("lemma", "strength"),
    [
        ("sagen", Strength.STRONG),
        ("rechnen", Strength.WIDE),
        ("wollen", Strength.WANTING),
        ("planen", Strength.WIDE),
        ("regnen", None),
    ],
)
def test_a_verb_of_saying_has_its_strength_and_others_none(lemma: str, strength: Strength | None) -> None:
    assert strength_of(lemma) == strength


def test_a_verb_in_two_lists_has_the_surer_one() -> None:
    assert "versichern" in STRONG & WIDE
    assert strength_of("versichern") == Strength.STRONG
