"""Guesses the language of a text. A guess only: where it matters, an editor sees it and may change it."""

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# A headline is too short to tell Dutch from German; from here on the guess is nearly always right.
LEAST_LETTERS: Final = 60
LEAST_PROBABILITY: Final = 0.8


def guess(text: str) -> str:
    """The two-letter code (ISO 639-1) of the text's language; "" where it is too short or too mixed to tell.

    The first call of a process loads the model: some 0.7 s and 100 MB.
    """
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return ""
    code, probability = _identifier().classify(text)
    return str(code) if probability >= LEAST_PROBABILITY else ""


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  with numpy; few processes guess

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
