"""The noun phrases of a German sentence."""

import pytest

from tests.tracker.spot.attribution.told import told
from tracker.spot.attribution.phrases import PhraseKind


@pytest.mark.parametrize(
    ("text", "spelled", "kind"),
    [
        (
            "Die von dieser Zeitung befragten Fachleute schweigen.",
            "Die von dieser Zeitung befragten Fachleute",
            PhraseKind.PEOPLE,
        ),
        ("Es regnet, sagte die slowenische Zentralbank.", "die slowenische Zentralbank", PhraseKind.BODY),
        ("Der behandelnde Arzt schwieg.", "Der behandelnde Arzt", PhraseKind.ROLE),
        ("Gründer Timo Rask schwieg.", "Gründer Timo Rask", PhraseKind.PERSON),
        ("Die „Aktion Offene Tür“ schwieg.", "Die „ Aktion Offene Tür “", PhraseKind.NAME),
        ("Nach Angaben des Amtes regnet es.", "Angaben", PhraseKind.SOURCE),
        ("Am Montag regnet es.", "Montag", PhraseKind.NONE),
    ],
)
def test_a_phrase_reaches_from_its_article_to_its_noun(text: str, spelled: str, kind: PhraseKind) -> None:
    (sentence,) = told(text)
    found = {
        " ".join(word.text for word in sentence.words[each.first : each.last + 1]): each
        for each in sentence.phrases
    }

    assert found[spelled].kind is kind


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Den Umzug plant der Klub.", ["Klub"]),
        ("Voss (LPD) sprach mit der Zeitung.", ["Voss"]),
        ("Der Sprecher der Behörde schwieg.", ["Sprecher"]),
    ],
)
def test_a_subject_has_the_form_of_the_nominative(text: str, subjects: list[str]) -> None:
    (sentence,) = told(text)

    assert [each.head for each in sentence.phrases if each.may_be_subject] == subjects


def test_das_before_a_verb_of_saying_is_no_article() -> None:
    (sentence,) = told("Das kündigte Anna Meier an.")

    assert [each.name for each in sentence.phrases] == ["Anna Meier"]
