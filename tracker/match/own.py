"""Tells a claim's own names (its company, place, product) from names that any claim may have.

Why these decide: docs/decisions/0030-own-names-decide-and-a-dictionary-translates.md.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from tracker.match.arrays import Floats
from tracker.match.rarity import Rarity
from tracker.words.cutting import ENDINGS, Word, WordKind
from tracker.words.roots import is_foreign_name, is_known_word
from tracker.words.vocabulary import COUNTRIES, EVERYDAY_WORDS, VARIANTS

# The person or body that made the claim says many things: naming them is less than naming what the claim is about.
CLAIMANT = 0.6

# A name of one word that is in the dictionary too ("Atlas", "Bright") is half a name; two in a row are one.
DICTIONARY_NAME = 0.5

# A name is a claim's own while no more texts than these, and no larger share of all texts, have it.
OWN_TEXTS, OWN_SHARE = 4, 0.01

# Among so many texts rarity tells names apart, and being a claim's own says half as much beyond it.
CROWD = 2_000

# Countries and their people, other words under several names, and feasts are nobody's own.
FEASTS = ("weihnachten", "advent", "ostern", "pfingsten", "silvester", "christmas", "easter", "halloween")
WORLD = frozenset(name for variants in VARIANTS.values() for pair in variants.items() for name in pair).union(
    COUNTRIES, FEASTS
)


def own_names(words: Sequence[Word], code: str) -> Mapping[str, float]:
    """Give the first keys of a statement's names with how far each names the claim alone, above 0 up to 1.

    In a run of names ("Lake Tarrin") words that no dictionary has stand for all; without such words each is a share.
    """
    own: dict[str, float] = {}
    for run in _runs(words):
        names = [word for word in run if not _is_anybodys(word, code)]
        unknown = [word for word in names if not _is_in_dictionary(word, code)]
        if not unknown and code == "de":
            names = list(_german_names(run, names))
        for word in unknown or names:
            share = 1.0 if unknown else DICTIONARY_NAME if len(run) == 1 else 1 / len(names)
            own[word.keys[0]] = max(share, own.get(word.keys[0], 0.0))
    return own


def _german_names(run: Sequence[Word], names: Sequence[Word]) -> Sequence[Word]:
    """Leave out what is a name by its capital alone: what the name is of ("Möbelhändler Holzkamp"), and adjectives."""
    if len(run) == 1:
        return [word for word in names if is_foreign_name(word.surface)]
    left = [word for word in names if word is not run[0] and not _is_adjective(word.surface)]
    return left if len(left) > 1 or len(run) == 2 else ()


def _is_adjective(surface: str) -> bool:
    return surface.endswith(("e", "en", "er", "es", "em")) and is_known_word(surface.lower(), "de")


def still_own(shares: Floats, keys: Sequence[str], rarity: Rarity) -> Floats:
    """Take the share from names that too many texts have, going by what is known of rarity now."""
    counts = np.fromiter(map(rarity.count_of, keys), np.int64, len(keys))
    is_own = counts <= OWN_TEXTS + OWN_SHARE * rarity.texts
    return (shares * is_own * (CROWD / (CROWD + rarity.texts))).astype(np.float32)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Give the names that follow one another, together; what stands after a number is counted ("200 Meter")."""
    run: list[Word] = []
    counted_to = -1
    for word in words:
        if run and word.position != run[-1].position + 1:
            yield run
            run = []
        if word.kind is WordKind.NAME and word.start > counted_to:
            run.append(word)
        elif word.kind is WordKind.NUMBER:
            counted_to = word.end + 1
    if run:
        yield run


def _is_anybodys(word: Word, code: str) -> bool:
    """A country, a feast or a month, or a hyphenated word of two that are known ("KI-System")."""
    if not WORLD.isdisjoint((*word.keys, word.lemma)) or word.lemma in EVERYDAY_WORDS.get(code, ()):
        return True
    return len(word.parts) > 1 and "-" in word.surface


def _is_in_dictionary(word: Word, code: str) -> bool:
    bare = ENDINGS.sub("", word.surface)
    return is_known_word(bare, code) or is_known_word(bare.lower(), code)
