"""Dictionary look-ups for one word: lemma, root, the parts of a compound."""

from functools import lru_cache

from simplemma import is_known, lemmatize
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from tracker.words.vocabulary import (
    BUILDING,
    COMPOUND_LINKS,
    ENDINGS_OF_FAMILIES,
    EVERYDAY_WORDS,
    FEMININE,
    NOUNS_OF_VERBS,
    OWN_NOUNS,
    PREFIXES,
    STOP_WORDS,
    VARIANTS,
)

# Less of a word is no root.
LEAST_LETTERS = 4

_DICTIONARY = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


def load_dictionaries() -> None:
    """Load those of both languages now, some 20 MB, instead of at the first word."""
    for code in STOP_WORDS:
        lemma_of("a", code)


def lemma_of(word: str, code: str) -> str:
    """Give what the inflections of a word share, in lower case; the word itself in a language that is not known."""
    if code not in STOP_WORDS:
        return word.casefold()
    return lemmatize(word, code, low_memory=True).casefold()


def lemma_of_noun(noun: str) -> str:
    """Inflect a German compound that is in no dictionary by its last part ("Selbstbedienungskassen")."""
    lemma = lemma_of(noun, "de")
    if lemma == noun.casefold() and not is_known_word(noun, "de") and (parts := compound(lemma)):
        cut = _cut(lemma)
        return lemma[:cut] + parts[1]
    return lemma


@lru_cache(maxsize=100_000)
def is_known_word(word: str, code: str) -> bool:
    """Whether a language's dictionary has a word as it is spelt. Cached: a look-up takes longer than all the rest."""
    return code in STOP_WORDS and is_known(word, code, low_memory=True)


@lru_cache(maxsize=20_000)
def is_everyday(noun: str) -> bool:
    """A German noun that stands beside names and is none ("die Stadt Kassel")."""
    return lemma_of(noun, "de") in EVERYDAY_WORDS["de"]


@lru_cache(maxsize=20_000)
def is_foreign_name(surface: str) -> bool:
    """A German noun that English writes with a capital too ("Microsoft", "Ukraine")."""
    return _DICTIONARY.is_dictionary_member(surface, "en") and not _DICTIONARY.is_dictionary_member(
        surface.lower(), "en"
    )


def compound(lemma: str) -> tuple[str, ...]:
    """Split a German noun into two nouns of the dictionary, the longest last part first."""
    cut = _cut(lemma)
    return (_first_part(lemma[:cut]), lemma_of(lemma[cut:].capitalize(), "de")) if cut else ()


def base_of(lemma: str, *, is_noun: bool) -> str:
    """Give the German word that another is made of by what stands before it ("unpünktlich", "Ausbau"), or ""."""
    if lemma.startswith("un") and len(lemma) > LEAST_LETTERS + 3:
        rest = lemma[2:].capitalize() if is_noun else lemma[2:]
        return rest.lower() if is_known_word(rest, "de") else ""
    return "bau" if lemma.removesuffix("en").removesuffix("bau") in BUILDING and "bau" in lemma else ""


@lru_cache(maxsize=20_000)
def _cut(lemma: str) -> int:
    """Give where the last part of a German compound begins, 0 when it is none."""
    for cut in range(3, len(lemma) - 2):
        if _is_noun(lemma[cut:].capitalize()) and _first_part(lemma[:cut]):
            return cut
    return 0


def _first_part(piece: str) -> str:
    for link in COMPOUND_LINKS:
        stem = piece.removesuffix(link).capitalize()
        if piece.endswith(link) and len(stem) > 2 and _is_noun(stem):
            return lemma_of(stem, "de")
    return ""


def _is_noun(word: str) -> bool:
    return is_known_word(word, "de") and lemmatize(word, "de", low_memory=True)[0].isupper()


def root(lemma: str, code: str) -> str:
    """Give what a verb and its noun share ("automate", "automation"): the lemma less one ending."""
    lemma = VARIANTS.get(code, {}).get(lemma, lemma)
    if code == "de" and lemma.endswith(FEMININE) and len(lemma) > 6:
        lemma = lemma[:-2]
    for suffix in ENDINGS_OF_FAMILIES.get(code, ()):
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= LEAST_LETTERS:
            lemma = lemma[: -len(suffix)]
            break
    return _root_of_verb(lemma) if code == "de" else lemma


def _root_of_verb(noun: str) -> str:
    """Give the root of the verb that a German noun without an ending comes from ("Rückgang", "zurückgehen")."""
    for ending, verb in NOUNS_OF_VERBS.items() if noun not in OWN_NOUNS else ():
        if noun.endswith(ending) and noun.removesuffix(ending) in PREFIXES:
            prefix = noun.removesuffix(ending)
            return f"{'zurück' if prefix == 'rück' else prefix}{verb}"
    return noun
