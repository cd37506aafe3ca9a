"""The second vocabulary: words of the other language that stand for a claim's words, from a dictionary given in."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.words import Word, WordKind, family_of, language_code, words_of
from tracker.words.roots import compound

# From a word's lemma and its language ("de", "en") to words of the other one, best first.
Translate = Callable[[str, str], Sequence[str]]

# The language that a claim's words are translated into.
OTHER = {"de": "en", "en": "de"}

# So many translations of a word are looked for; what each is worth beside the word itself.
BEST, WORTH, NEXT = 3, 0.9, 0.85

# A translation that any news text may use about anything ("year", "end") tells little.
EVERYDAY = 0.5

# A word of the same family as the translation, and the translated parts of a compound that is not translated whole.
FAMILY, PARTS = 0.6, 0.8


class Foreign(NamedTuple):
    """The keys of a word's translations with their factors; `handles` lead to them, as `Word.spellings` do."""

    wholes: Mapping[str, float]
    parts: Mapping[str, float]
    handles: Mapping[str, float]


NOTHING = Foreign({}, {}, {})


def untranslated(lemma: str, language: str) -> Sequence[str]:
    """Translate nothing: without a dictionary."""
    return ()


class Translator:
    """Translates the words of claims, each once."""

    def __init__(self, translate: Translate = untranslated) -> None:
        self.is_empty = translate is untranslated
        self._translate = translate
        self.foreign = lru_cache(maxsize=50_000)(self._foreign)

    def of(self, word: Word, language: str) -> Foreign:
        """Give the translations of a claim's word; numbers and the names that no dictionary has need none."""
        code = language_code(language)
        if self.is_empty or word.kind is WordKind.NUMBER or code not in OTHER:
            return NOTHING
        return self.foreign(word.lemma, code, is_noun=word.surface[:1].isupper())

    def _foreign(self, lemma: str, code: str, *, is_noun: bool) -> Foreign:
        found = _Found(OTHER[code])
        whole = self._translate(lemma, code)
        for place, term in enumerate(whole[:BEST]):
            found.add(term, WORTH * NEXT**place)
        pieces = () if whole else _pieces(lemma, code, is_noun=is_noun)
        for piece in pieces:
            for place, term in enumerate(self._translate(piece, code)[:BEST]):
                found.add(term, PARTS * NEXT**place / len(pieces), is_part=True)
        return Foreign(found.wholes, found.parts, found.handles)


class _Found:
    """Collects the keys of translations; of a key that comes twice the better factor counts."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.wholes: dict[str, float] = {}
        self.parts: dict[str, float] = {}
        self.handles: dict[str, float] = {}

    def add(self, term: str, factor: float, *, is_part: bool = False) -> None:
        words = words_of(term, self._language)
        for word in words:
            of_word = factor / len(words) * (EVERYDAY if word.everyday else 1.0)
            keys = self.parts if is_part or len(words) > 1 else self.wholes
            for key, share in (
                *((key, 1.0) for key in word.keys),
                *((key, FAMILY) for key in family_of(word)),
            ):
                keys[key] = max(keys.get(key, 0.0), share * of_word)
            for handle in word.spellings:
                self.handles[handle] = max(self.handles.get(handle, 0.0), of_word)


def _pieces(lemma: str, code: str, *, is_noun: bool) -> Sequence[str]:
    """Give what a word is made of that the dictionary lacks: "Kohle" and "Ofen", "Wind" and "Park"."""
    if "-" in lemma:
        return [piece for piece in lemma.split("-") if len(piece) > 1]
    return compound(lemma) if code == "de" and is_noun else ()
