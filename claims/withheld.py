"""Words that are withheld by law: found in a text and replaced by a mark. Pure.

A phrase is compared word by word, without case, accents and what stands between, so that "Mara Lindt" is found in
"MARA LINDT", "Mara Lindts" and "mara-lindt.html", and "Müller" in "mueller". Phrases are known as they are, or by keyed
digests alone: a list outside the database must not repeat what was to be forgotten.
"""

import hmac
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

# Five full blocks. The triggers of `claims/migrations/_guards.py` let a guarded text change into itself with such gaps.
MARK: Final = "\u2588" * 5
# What stands in a word unseen: a soft hyphen, joiners.
UNSEEN: Final = "\u00ad\u200c\u200d\u2060\ufeff"
# With the accents that stand apart from their letters.
WORD: Final = re.compile(rf"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f{UNSEEN}]+[^\W_]*)*")
# In an address and wherever one stands: a letter that is none of ASCII, and all else, like the space between two words.
_ESCAPED: Final = re.compile("(?:%[c-f][0-9a-f](?:%[89ab][0-9a-f])+)|%[2-7][0-9a-f]", re.IGNORECASE)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# A longer text is known by its beginning, since messages cut it short.
BEGINNING: Final = 8


def key_of(word: str) -> str:
    """A word as two spellings of it are compared."""
    folded = unicodedata.normalize("NFC", word).casefold().translate(UMLAUTS)
    letters = unicodedata.normalize("NFKD", folded)
    return "".join(each for each in letters if not unicodedata.combining(each) and each not in UNSEEN)


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a phrase, as they are compared."""
    return tuple(key_of(word) for word in WORD.findall(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True, slots=True)
class WantedPhrase:
    """A phrase by its first word, its number of words, and all of them; `rest` are the words after a beginning."""

    first: str
    size: int
    whole: str
    rest: tuple[str, ...] = ()


def _as_it_is(text: str) -> str:
    return text


def phrase_of(keys: tuple[str, ...], digest: Callable[[str], str] = _as_it_is) -> WantedPhrase:
    """The phrase of these words, under this digest."""
    beginning = keys[:BEGINNING]
    return WantedPhrase(digest(keys[0]), len(beginning), digest(" ".join(beginning)), keys[BEGINNING:])


def digest_under(key: bytes) -> Callable[[str], str]:
    """HMAC-SHA256 under the key, in hex; remembers words, of which a text has few different ones."""
    known: dict[str, str] = {}

    def digest(text: str) -> str:
        if text not in known:
            known[text] = hmac.digest(key, text.encode(), "sha256").hex()
        return known[text]

    return digest


class Phrases:
    """Some phrases, to be found in texts."""

    def __init__(self, phrases: Iterable[WantedPhrase], digest: Callable[[str], str] = _as_it_is) -> None:
        self._digest = digest
        self._by_first: dict[str, list[WantedPhrase]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase.first, []).append(phrase)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Phrases":
        """The phrases that these texts are; those without a word are none."""
        return cls([phrase_of(keys) for keys in map(keys_of, texts) if keys])

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def are_in(self, text: str) -> bool:
        """Whether the text has any of them."""
        return next(self._spans(text), None) is not None

    def black_out(self, text: str) -> str:
        """The text with a mark in place of each."""
        pieces, at = [], 0
        for start, end in self._spans(text):
            pieces += [text[at:start], MARK]
            at = end
        return "".join([*pieces, text[at:]])

    def are_in_address(self, address: str) -> bool:
        """Whether a web address spells out any of them."""
        return self.are_in(address)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        spelled, places = _unescaped(text)
        words = list(WORD.finditer(spelled))
        keys = [key_of(word.group()) for word in words]
        at = 0
        while at < len(words):
            size = max((self._length(phrase, keys, at) for phrase in self._starting(keys[at])), default=0)
            if size:
                yield places(words[at].start()), places(words[at + size - 1].end())
            at += size or 1

    def _starting(self, key: str) -> Iterator[WantedPhrase]:
        for form in _forms(key):
            for phrase in self._by_first.get(self._digest(form), ()):
                if form == key or phrase.size == 1:
                    yield phrase

    def _length(self, phrase: WantedPhrase, keys: list[str], at: int) -> int:
        """How many words from this one on are the phrase; 0 where it does not stand here."""
        window = keys[at : at + phrase.size]
        if len(window) < phrase.size:
            return 0
        *before, last = window
        if all(self._digest(" ".join([*before, form])) != phrase.whole for form in _forms(last)):
            return 0
        size = phrase.size
        for wanted, found in zip(phrase.rest, keys[at + size :], strict=False):
            if wanted != found:
                break
            size += 1
        return size


def _unescaped(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with the letters that an address escapes, and from a place in it the one in the given text."""
    ends, moved, shift, at = [0], [0], 0, 0
    pieces: list[str] = []
    for found in _ESCAPED.finditer(text) if "%" in text else ():
        letters = unquote(found.group())
        pieces += [text[at : found.start()], letters]
        at = found.end()
        shift += len(found.group()) - len(letters)
        ends.append(at - shift)
        moved.append(shift)
    if not pieces:
        return text, int
    return "".join([*pieces, text[at:]]), lambda place: place + moved[bisect_right(ends, place) - 1]


def _forms(key: str) -> tuple[str, ...]:
    """The word itself, and without the ending of a genitive."""
    return (key, key[:-1]) if key.endswith("s") and len(key) > 3 else (key,)
