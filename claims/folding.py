"""Words as search and sorting compare them: one spelling, and a stem that German and English share. Pure.

Both languages in one: who searches does not say in which language, and the record holds both. "Brücke", "Bruecke" and
"Brucke" are one word, "Turbine", "Turbinen" and "turbines" have one stem.
"""

import re
import unicodedata
from typing import Final

# Longest first; what is left has at least LEAST letters.
ENDINGS: Final = ("ings", "ing", "ern", "ens", "en", "em", "er", "es", "ed", "e", "n", "s")
LEAST: Final = 4
# Umlauts as they are written without the sign; after q the u is no umlaut's ("Quelle").
_SPELT_OUT: Final = re.compile(r"(?<!q)([aou])e")
_WORD: Final = re.compile(r"[^\W_]+")
# Nobody writes longer words, and no index entry may be longer.
LONGEST_WORD: Final = 40


def folded(text: str) -> str:
    """The text in plain small letters: no accents, and umlauts as their vowel."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPELT_OUT.sub(r"\1", letters)


def words_in(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


def stem(word: str) -> str:
    """What the forms of a folded word share: two endings less, and "ie" and "y" in one spelling."""
    for _ in range(2):
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= LEAST:
                word = word.removesuffix(ending)
                break
    if len(word) > LEAST and word.endswith("ie"):
        return word[:-1]
    return f"{word[:-1]}i" if len(word) >= LEAST and word.endswith("y") else word


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, each once, in their order."""
    return list(dict.fromkeys(stem(word) for word in words_in(text)))


def slips_of(word: str) -> set[str]:
    """The word, and what is left of it without one of its letters: two words that share one differ by a typing error.

    After the symmetric delete algorithm (W. Garbe, SymSpell, 2012), for one error. Short words have no slips.
    """
    if len(word) < LEAST:
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def is_one_slip(word: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours changed about, make one word of the other."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return word == other
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, others = word[start:], other[start:]
    is_swapped = rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
    return is_swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def sort_key(name: str) -> str:
    """By what a name is sorted: Özlem stands with the o, before Zoe."""
    return " ".join(words_in(name))
