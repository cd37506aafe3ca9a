"""Words that tell of the same event in a claim's own language, for its concepts: "levy" beside "tax"."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from tracker.words import handles_of, words_of
from tracker.words.related import groups

# What a related word is worth beside the word itself.
WORTH = 0.65

Factors = Mapping[str, float]


@lru_cache(maxsize=50_000)
def relatives_of(keys: tuple[str, ...], code: str) -> Factors:
    """Give the keys of the words that are related to a word with these keys, none of which it has, with their share."""
    known = _by_key(code)
    found = {other for key in keys for other in known.get(key, ())}
    return dict.fromkeys(sorted(found.difference(keys)), WORTH)


def handles_to(relatives: Factors) -> Factors:
    """Give what leads to them, as `Word.stems` do."""
    return dict.fromkeys(handles_of(relatives), WORTH)


@cache
def _by_key(code: str) -> Mapping[str, frozenset[str]]:
    """From each key of a word in a group to the keys of all its words."""
    found: dict[str, frozenset[str]] = {}
    for group in groups(code):
        keys = [frozenset(_keys_of(word, code)) for word in group]
        together = frozenset().union(*keys)
        for key in together:
            found[key] = found.get(key, frozenset()) | together
    return found


def _keys_of(word: str, code: str) -> Iterable[str]:
    """Give a listed word's keys, as it stands and as a German noun."""
    for form in {word, word.capitalize()} if code == "de" else {word}:
        for cut in words_of(form, code):
            yield from cut.keys
