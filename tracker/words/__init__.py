"""Cuts text into words with the keys that they are compared by; German and English. Pure, without Django.

    text -> cutting (tokens, names, numbers) -> roots (look-ups for one word) -> vocabulary (lists kept by hand)

`guessing` tells the language of a text.
"""

from tracker.words.cutting import (
    Word,
    WordKind,
    family_of,
    fold,
    handles_of,
    language_code,
    name_keys,
    words_of,
)

__all__ = [
    "Word",
    "WordKind",
    "family_of",
    "fold",
    "handles_of",
    "language_code",
    "name_keys",
    "words_of",
]
