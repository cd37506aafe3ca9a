"""Which language a text is in."""

import pytest

from tracker.words import guessing


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Brücke über die Elbe wird bis Ende 2026 für den Verkehr frei sein, sagt die Ministerin.", "de"),
        ("The bridge over the Elbe will be open to traffic by the end of 2026, the minister says.", "en"),
        ("Le pont sur l'Elbe sera ouvert à la circulation d'ici fin 2026, selon la ministre.", "fr"),
    ],
)
def test_a_sentence_is_enough(text: str, code: str) -> None:
    assert guessing.guess(text) == code


@pytest.mark.parametrize(
    "text", ["", "Pokalfinale wegen Sturm auf Sonntag verlegt", "12.06.2026 – 14:30 +++ 3:1 " * 50]
)
def test_too_few_words_give_no_language(text: str) -> None:
    assert guessing.guess(text) == ""
