"""Cuts text into comparable words (lemmas, compound parts, names, numbers); weighs and scores nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from simplemma import is_known, lemmatize
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from tracker.vocabulary import (
    COMPOUND_LINKS,
    ENDINGS_OF_FAMILIES,
    EVERYDAY_WORDS,
    MAGNITUDES,
    NUMERALS,
    RANGE_WORDS,
    STOP_WORDS,
    UNITS,
)

# Beyond this many characters an article is an archive or an attack, and its start says what it is about.
LONGEST_TEXT = 200_000

# Nobody writes longer words; a lemma search over a megabyte of "aaaa" would take minutes.
LONGEST_WORD = 60

# Words that share so many first letters are likely of one family.
FAMILY_LETTERS = 6

ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
TOKEN = re.compile(
    r"""
    (?P<number>\d+(?:[.,]\d+)*(?![^\W_]))                 # 18   1,500   2.5
    | (?P<word>[^\W_]+(?:[-‐‑'’&][^\W_]+|[:*_]innen)*)     # Büro-Jobs   O'Neill   AT&T   Leser:innen
    | (?P<sign>[%€$£])
    | (?P<dash>[-–—](?=\d))                             # 12–18
    | (?P<stop>[.!?:;]["”“’)\]]*(?=\s|$)|\n|[•|–—])
    """,
    re.VERBOSE,
)

# The pieces of "Büro-Jobs", "OpenAI" and "realDonaldTrump".
PIECES = re.compile(r"[A-ZÄÖÜ]?[a-zäöüßé]+|[A-ZÄÖÜ]+(?![a-zäöüß])|\d+|[^\W\d_]+")

# The ending of a feminine or inclusive plural, and an English genitive.
ENDINGS = re.compile(r"(?:[:*_]innen|(?<=[a-zäöüß])Innen|['’]s?)$")

_DICTIONARY = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


class Kind(Enum):
    """What a word is: names weigh more than words, bare numbers less."""

    WORD = "word"
    NAME = "name"
    NUMBER = "number"


class Word(NamedTuple):
    """One word of a text: as it stands there, the keys it may be found under, and its parts.

    `keys` name the same thing (a lemma, a name without its genitive); the first is the best. `parts` are what a
    compound, a hyphenated word or a measured number is made of. `position` counts the words of the text,
    stop words too, from 0; `start` and `end` count its characters (in composed form, NFC). `lemma` is what
    inflections of one word share.

    Two words of one language that share a key, a part or a family also share one of `stems`, two of different
    languages one of `spellings`: the fewest names to look a word up by. Those of its parts are in `part_stems`.
    """

    surface: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    kind: Kind
    everyday: bool
    position: int
    start: int
    end: int
    lemma: str
    stems: tuple[str, ...]
    part_stems: tuple[str, ...]
    spellings: tuple[str, ...]


class _Token(NamedTuple):
    surface: str
    kind: str
    opens_sentence: bool
    position: int
    start: int
    end: int
    joined: bool  # to the token before it, as in "2%"


def words_of(text: str, language: str) -> list[Word]:
    """Give the words of `text` in reading order, without stop words.

    `language` is a code such as "de" or "en-GB"; words in any other language are compared as they are written.
    Never raises, whatever the text.
    """
    code = language_code(language)
    tokens = list(_tokens(unicodedata.normalize("NFC", text[:LONGEST_TEXT])))
    names = _name_positions(tokens, code)
    words: list[Word] = []
    for place, token in enumerate(tokens):
        if token.kind == "number" or _numeral(token, code) is not None:
            words.append(_number(tokens, place, code))
        elif token.kind == "word" and (word := _word(token, code, is_name=token.position in names)):
            words.append(word)
    return words


def language_code(language: str) -> str:
    """Give the language of a code such as "en-GB", without the country."""
    return language[:2].lower()


def family_of(word: Word) -> tuple[str, ...]:
    """Give the key that a word shares with its family ("immigrant", "immigration"), if it is long enough."""
    key = word.keys[0]
    if word.kind is Kind.NUMBER or word.parts or len(key) < FAMILY_LETTERS:
        return ()
    return (f"{key[:FAMILY_LETTERS]}*",)


def name_keys(name: str) -> tuple[str, ...]:
    """Give the keys under which the words of a person's or a body's name are found, in any language."""
    return tuple(fold(token.surface) for token in _tokens(name) if token.kind == "word")


def fold(word: str) -> str:
    """Give the form that two spellings of one name share: no case, no accents, no genitive."""
    return _folded(ENDINGS.sub("", word))


def _folded(word: str) -> str:
    bare = word.casefold()
    if bare.isascii():
        return bare
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def _tokens(text: str) -> Iterator[_Token]:
    opens = True
    position = end = 0
    for found in TOKEN.finditer(ADDRESS.sub(_blank, text)):
        kind = str(found.lastgroup)
        if kind == "stop":
            opens = True
            continue
        start = found.start()
        yield _Token(found[0][:LONGEST_WORD], kind, opens, position, start, found.end(), joined=start == end)
        opens, end = False, found.end()
        position += 1


def _blank(address: re.Match[str]) -> str:
    # Of the same length, so that every word stays in its place.
    return " " * len(address[0])


def _name_positions(tokens: list[_Token], code: str) -> frozenset[int]:
    """Say which tokens are names by their capitals, unless capitals are the style of the whole text."""
    plain = [t for t in tokens if t.kind == "word" and len(t.surface) > 3 and not t.opens_sentence]
    shouted = sum(t.surface[0].isupper() for t in plain) > 0.7 * len(plain) and code != "de"
    return frozenset(
        token.position
        for place, token in enumerate(tokens)
        if token.kind == "word" and _is_name(tokens, place, code, trust_capitals=not shouted)
    )


def _is_name(tokens: list[_Token], place: int, code: str, *, trust_capitals: bool) -> bool:
    token = tokens[place]
    surface = ENDINGS.sub("", token.surface)
    if not surface[0].isupper() or surface.casefold() in STOP_WORDS.get(code, ()):
        return False
    if not surface[1:].islower() and any(c.isupper() for c in surface[1:]) and "-" not in surface:
        return trust_capitals or not surface.isupper()
    if not _known(surface, code) and not _known(surface.lower(), code):
        return len(surface) > 2
    if code == "de":
        return _in_a_run(tokens, place) or _is_foreign_name(surface)
    return trust_capitals and not token.opens_sentence


def _is_foreign_name(surface: str) -> bool:
    """A German noun that English writes with a capital too ("Microsoft", "Ukraine")."""
    return _DICTIONARY.is_dictionary_member(surface, "en") and not _DICTIONARY.is_dictionary_member(
        surface.lower(), "en"
    )


def _in_a_run(tokens: list[_Token], place: int) -> bool:
    """Two capitalised words in a row: in German the only sign that a known noun is a name."""
    here = tokens[place]
    before = tokens[place - 1] if place and not here.opens_sentence else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    joined_before = before is not None and before.surface[0].isupper() and not before.opens_sentence
    joined_after = after is not None and after.surface[0].isupper() and not after.opens_sentence
    return joined_before or (joined_after and not here.opens_sentence)


def _word(token: _Token, code: str, *, is_name: bool) -> Word | None:
    surface = token.surface
    if surface.casefold().replace("’", "'") in STOP_WORDS.get(code, ()):
        return None
    forms = _forms(surface, code)
    if not forms:
        return None
    keys = forms.keys
    if is_name:
        keys = tuple(dict.fromkeys((fold(surface), *keys)))
    kind = Kind.NAME if is_name else Kind.WORD
    return Word(
        surface=surface,
        keys=keys,
        parts=forms.parts,
        kind=kind,
        everyday=forms.everyday and not is_name,
        position=token.position,
        start=token.start,
        end=token.end,
        lemma=forms.lemma,
        stems=forms.stems,
        part_stems=forms.part_stems,
        spellings=forms.spellings,
    )


class _Forms(NamedTuple):
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    everyday: bool
    lemma: str
    stems: tuple[str, ...]
    part_stems: tuple[str, ...]
    spellings: tuple[str, ...]


@lru_cache(maxsize=100_000)
def _forms(surface: str, code: str) -> _Forms | None:
    """Give all that a word's spelling says of it, None for a stop word; cached, as a language repeats itself."""
    bare = ENDINGS.sub("", surface)
    lemma = _lemma(bare, code)
    if lemma in STOP_WORDS.get(code, ()) or len(lemma) < 2:
        return None
    rooted, folded = root(lemma, code), fold(bare)
    keys, handles, spellings = [rooted, lemma], [rooted], [folded, fold(lemma)]
    if bare[0].isupper():
        keys.append(folded)
        handles.append(folded)
        if folded.endswith("s") and len(folded) > 4:
            for names in (keys, handles, spellings):
                names.append(folded[:-1])
    parts = _parts(bare, lemma, code)
    return _Forms(
        keys=tuple(dict.fromkeys(keys)),
        parts=parts,
        everyday=lemma in EVERYDAY_WORDS.get(code, ()),
        lemma=lemma,
        stems=handles_of(handles),
        part_stems=handles_of(parts),
        spellings=handles_of((*spellings, *parts)),
    )


def handles_of(keys: Iterable[str]) -> tuple[str, ...]:
    """Cut keys to the letters that a family shares, and leave out what is the same then."""
    return tuple(dict.fromkeys(_folded(key)[:FAMILY_LETTERS] if key[:1] != "#" else key for key in keys))


def _lemma(word: str, code: str) -> str:
    if code not in STOP_WORDS:
        return word.casefold()
    return lemmatize(word, code, low_memory=True).casefold()


def _known(word: str, code: str) -> bool:
    return code in STOP_WORDS and is_known(word, code, low_memory=True)


def root(lemma: str, code: str) -> str:
    """Give what a verb and its noun share ("automate", "automation"): the lemma less one ending."""
    for suffix in ENDINGS_OF_FAMILIES.get(code, ()):
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 4:
            return lemma[: -len(suffix)]
    return lemma


def _parts(surface: str, lemma: str, code: str) -> tuple[str, ...]:
    pieces = [piece for piece in PIECES.findall(surface) if len(piece) > 1]
    if len(pieces) > 1:
        lemmas = (_lemma(piece, code) for piece in pieces)
        return tuple(root(x, code) for x in lemmas if x not in STOP_WORDS.get(code, ()))
    if code == "de" and surface[0].isupper():
        return tuple(root(part, code) for part in _compound(lemma))
    return ()


def _compound(lemma: str) -> tuple[str, ...]:
    """Split a German noun into two nouns of the dictionary, the longest last part first."""
    for cut in range(3, len(lemma) - 2):
        tail = lemma[cut:].capitalize()
        if _is_noun(tail) and (head := _first_part(lemma[:cut])):
            return head, _lemma(tail, "de")
    return ()


def _first_part(piece: str) -> str:
    for link in COMPOUND_LINKS:
        stem = piece.removesuffix(link).capitalize()
        if piece.endswith(link) and len(stem) > 2 and _is_noun(stem):
            return _lemma(stem, "de")
    return ""


def _is_noun(word: str) -> bool:
    return _known(word, "de") and lemmatize(word, "de", low_memory=True)[0].isupper()


def _numeral(token: _Token, code: str) -> int | None:
    return NUMERALS.get(code, {}).get(token.surface.casefold()) if token.kind == "word" else None


def _number(tokens: list[_Token], place: int, code: str) -> Word:
    """Read a number with what follows it: "1,5 Millionen Euro" is 1500000 and 1500000 euro."""
    token = tokens[place]
    value = float(_numeral(token, code) or _value(token.surface, code))
    after = place + 1
    while scale := MAGNITUDES.get(code, {}).get(_surface(tokens, after).casefold()):
        value *= scale
        after += 1
    unit = _unit_at(tokens, after, code)
    following = tokens[place + 1 : after + bool(unit)]
    surface = token.surface + "".join(t.surface if t.joined else f" {t.surface}" for t in following)
    unit = unit or _unit_of_range(tokens, after, code) or UNITS.get(_surface(tokens, place - 1), "")
    figure = f"#{value:.10g}"
    keys, parts = ((f"{figure}{unit}",), (figure,)) if unit else ((figure,), ())
    end = following[-1].end if following else token.end
    return Word(
        surface=surface,
        keys=keys,
        parts=parts,
        kind=Kind.NUMBER,
        everyday=False,
        position=token.position,
        start=token.start,
        end=end,
        lemma=keys[0],
        stems=keys,
        part_stems=parts,
        spellings=(*keys, *parts),
    )


def _unit_at(tokens: list[_Token], place: int, code: str) -> str:
    word = _surface(tokens, place)
    return UNITS.get(_lemma(word, code), "") if word else ""


def _unit_of_range(tokens: list[_Token], place: int, code: str) -> str:
    """Look past the rest of a range for its unit: "12 bis 18 Monate" begins at 12 months."""
    if _surface(tokens, place).casefold() in RANGE_WORDS and _surface(tokens, place + 1).isdecimal():
        return _unit_at(tokens, place + 2, code)
    return ""


def _surface(tokens: list[_Token], place: int) -> str:
    return tokens[place].surface if 0 <= place < len(tokens) else ""


def _value(digits: str, code: str) -> float:
    """Read digits by the language's marks: 1.500 is fifteen hundred in German and one and a half in English."""
    thousands, decimal = (".", ",") if code == "de" else (",", ".")
    whole = re.sub(rf"\{thousands}(?=\d{{3}}(?!\d))", "", digits).replace(decimal, ".", 1)
    try:
        return float(whole)
    except ValueError:
        return float(re.sub(r"\D", "", digits)[:15])
