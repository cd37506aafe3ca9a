"""One spelling and one stem for the forms of a word, in German and English."""

import pytest

from claims import folding


@pytest.mark.parametrize(
    "forms",
    [
        ("Turbine", "Turbinen", "turbines", "TURBINEN"),
        ("Brücke", "Bruecke", "Brucke", "Brücken", "Brücke"),
        ("Energie", "energy", "energies", "Energien"),
        ("install", "installed", "installing", "installs"),
        ("open", "opened", "opening", "opens"),
        ("Hafen", "Häfen"),
        ("Haus", "Häuser", "Haeuser"),
        ("Minister", "Ministern", "ministers"),
        ("Straße", "Strasse", "Strassen"),
        ("company", "companies"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({folding.stem(word) for form in forms for word in folding.words_in(form)}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Miete", "Mitte"), ("Wind", "Wand"), ("Rente", "Rendite"), ("2026", "2027")]
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert folding.stems_of(one) != folding.stems_of(other)


def test_a_u_after_a_q_is_no_umlauts() -> None:
    assert folding.folded("Quelle") == "quelle"


@pytest.mark.parametrize("slip", ["microsft", "microsoftt", "mircosoft", "mikrosoft", "icrosoft", "microsof"])
def test_a_typing_error_is_one_slip_and_shares_a_key(slip: str) -> None:
    assert folding.is_one_slip(slip, "microsoft")
    assert folding.slips_of(slip) & folding.slips_of("microsoft")


@pytest.mark.parametrize("word", ["macrosfot", "micro", "microsofties"])
def test_two_errors_are_no_slip(word: str) -> None:
    assert not folding.is_one_slip(word, "microsoft")


def test_names_are_sorted_as_people_expect() -> None:
    names = ["Zoe", "Özlem", "Oskar", "Ärzte", "Anna"]
    assert sorted(names, key=folding.sort_key) == ["Anna", "Ärzte", "Oskar", "Özlem", "Zoe"]
