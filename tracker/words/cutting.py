"""Cuts text into comparable words (lemmas, compound parts, names, numbers); weighs and scores nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from math import isnan, nan
from typing import Final, NamedTuple

from tracker.words.amounts import (
    FURTHEST_UNIT,
    Amount,
    Measure,
    currency_before,
    may_be_numeral,
    measured,
    numeral,
    value_of,
)
from tracker.words.roots import (
    base_of,
    compound,
    is_everyday,
    is_foreign_name,
    is_known_word,
    lemma_of,
    lemma_of_noun,
    root,
)
from tracker.words.vocabulary import (
    BARE_VERBS,
    CLOSED_RANGES,
    ENDINGS_OF_TOWNS,
    EVERYDAY_WORDS,
    NO_TOWNS,
    PARTICLES,
    RANGE_WORDS,
    STOP_WORDS,
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
    (?P<number>(?>(?:[1-9]\d{0,2}(?:[\u00a0\u2009\u202f '’]\d{3})++(?!\d)|\d+)(?:[.,]\d+)*+[½¼¾⅓⅔]?)
      (?:(?![^\W_])|(?=(?i:k|m[nw]?|mln|bn|trn?|tn|mio|mrd|km|[gtm]w|t|eur|usd|chf)(?![^\W_]))))  # 18  1,500  2.5  3bn
    | (?P<word>[^\W_]+(?:[-‐‑'’&][^\W_]+|[:*_]innen)*)     # Büro-Jobs   O'Neill   AT&T   Leser:innen
    | (?P<sign>[%€$£¥₽₹₺₴₪¢])
    | (?P<dash>[-–—](?=\d))                             # 12–18
    | (?P<stop>[.!?:;]["”“’)\]]*(?=\s|$)|\n|[•|–—])
    """,
    re.VERBOSE,
)

# The pieces of "Büro-Jobs", "OpenAI" and "realDonaldTrump".
PIECES = re.compile(r"[A-ZÄÖÜ]?[a-zäöüßé]+|[A-ZÄÖÜ]+(?![a-zäöüß])|\d+|[^\W\d_]+")

NAN: Final = nan
NO_DIGIT = re.compile(r"\D")

# What follows the particle of a German verb, which closes its clause: "Der Konzern spaltet die Sparte ab."
CLAUSE_END = re.compile(r"[\s\"“”»«)]*(?:[.,;:!?–—]|$|(?:und|oder|als|wie)\b)")

# A verb stands no further before its particle.
LONGEST_CLAUSE = 20

# The ending of a feminine or inclusive plural, and an English genitive.
ENDINGS = re.compile(r"(?:[:*_]innen|(?<=[a-zäöüß])Innen|['’]s?)$")


WordForms = tuple[str, ...]


class WordKind(Enum):
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

    A number has an `amount`, unless it is a date ("31.12.2026").
    """

    surface: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    kind: WordKind
    everyday: bool
    position: int
    start: int
    end: int
    lemma: str
    stems: tuple[str, ...]
    part_stems: tuple[str, ...]
    spellings: tuple[str, ...]
    amount: Amount | None = None


class _Token(NamedTuple):
    surface: str
    kind: str
    opens_sentence: bool
    position: int
    start: int
    end: int
    joined: bool  # to the token before it, as in "2%"


# Of a named tuple, in half the time of a call by its name: this is done for every word of every article.
_new = tuple.__new__


def words_of(text: str, language: str) -> list[Word]:
    """Give the words of `text` in reading order, without stop words.

    `language` is a code such as "de" or "en-GB"; words in any other language are compared as they are written.
    Never raises, whatever the text.
    """
    code = language_code(language)
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    tokens = list(_tokens(text))
    names = _name_positions(tokens, code)
    verbs = _separated_verbs(tokens, text) if code == "de" else {}
    words: list[Word] = []
    read_to = 0  # the unit of a number is no word of its own
    for place, token in enumerate(tokens):
        if token.start < read_to:
            continue
        if place in verbs:
            words.extend(_separated(token, verbs[place]))
        elif token.kind == "word" and not may_be_numeral(token.surface, code):
            if found := _known(token.surface, code, token.position in names):
                words.append(_placed(token, found))
        elif (value := _numeral(tokens, place, code)) is not None:
            words.append(_number(tokens, place, value, code, read_to))
            read_to = words[-1].end
        elif token.kind == "word" and (word := _word(token, code, is_name=token.position in names)):
            words.append(word)
    return words


def language_code(language: str) -> str:
    """Give the language of a code such as "en-GB", without the country."""
    return language[:2].lower()


def family_of(word: Word) -> tuple[str, ...]:
    """Give the key that a word shares with its family ("immigrant", "immigration"), if it is long enough."""
    key = word.keys[0]
    if word.kind is WordKind.NUMBER or word.parts or len(key) < FAMILY_LETTERS:
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
    if "http" in text or "www." in text or "pic." in text:
        text = ADDRESS.sub(_blank, text)
    for found in TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "stop":
            opens = True
            continue
        start, before = found.start(), end
        end = found.end()
        surface = found[0] if end - start <= LONGEST_WORD else found[0][:LONGEST_WORD]
        yield _new(_Token, (surface, kind, opens, position, start, end, start == before))
        opens = False
        position += 1


def _blank(address: re.Match[str]) -> str:
    # Of the same length, so that every word stays in its place.
    return " " * len(address[0])


def _name_positions(tokens: list[_Token], code: str) -> frozenset[int]:
    """Say which tokens are names by their capitals, unless capitals are the style of the whole text."""
    capitals = [
        place
        for place, token in enumerate(tokens)
        if token.surface[0] not in SMALL_LETTERS and token.kind == "word" and token.surface[0].isupper()
    ]
    trust = code == "de" or not capitals or not _is_shouted(tokens)
    return frozenset(
        tokens[place].position for place in capitals if _is_name(tokens, place, code, trust_capitals=trust)
    )


# Most words begin with one of these, and are seen to be no names at once.
SMALL_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzäöü")


def _is_shouted(tokens: list[_Token]) -> bool:
    """Whether capitals are the style of the whole text."""
    plain = [t.surface for t in tokens if t.kind == "word" and len(t.surface) > 3 and not t.opens_sentence]
    return sum(surface[0].isupper() for surface in plain) > 0.7 * len(plain)


class _Capital(Enum):
    """What the capital of a word says of it as a name."""

    NOTHING = 0
    NAME = 1
    NAME_UNLESS_SHOUTED = 2
    NAME_IN_A_RUN = 3
    NAME_WITHIN_A_SENTENCE = 4


def _is_name(tokens: list[_Token], place: int, code: str, *, trust_capitals: bool) -> bool:
    capital = _capital(tokens[place].surface, code)
    if capital is _Capital.NAME_IN_A_RUN:
        return _in_a_run(tokens, place)
    if capital is _Capital.NAME_UNLESS_SHOUTED:
        return trust_capitals
    if capital is _Capital.NAME_WITHIN_A_SENTENCE:
        return trust_capitals and not tokens[place].opens_sentence
    return capital is _Capital.NAME


@lru_cache(maxsize=100_000)
def _capital(surface: str, code: str) -> _Capital:
    """Give what a word's spelling says; cached, as a language repeats itself."""
    surface = ENDINGS.sub("", surface)
    if surface.casefold() in STOP_WORDS.get(code, ()):
        return _Capital.NOTHING
    if not surface[1:].islower() and any(c.isupper() for c in surface[1:]) and "-" not in surface:
        return _Capital.NAME_UNLESS_SHOUTED if surface.isupper() else _Capital.NAME
    if not is_known_word(surface, code) and not is_known_word(surface.lower(), code):
        is_plain = code == "de" and not surface.endswith(ENDINGS_OF_TOWNS) and compound(surface.casefold())
        return _Capital.NAME if len(surface) > 2 and not is_plain else _Capital.NOTHING
    if code != "de":
        return _Capital.NAME_WITHIN_A_SENTENCE
    if is_foreign_name(surface):
        return _Capital.NAME
    return _Capital.NOTHING if is_everyday(surface) else _Capital.NAME_IN_A_RUN


def _in_a_run(tokens: list[_Token], place: int) -> bool:
    """Two capitalised words in a row: in German the only sign that a known noun is a name."""
    here = tokens[place]
    before = tokens[place - 1] if place and not here.opens_sentence else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    joined_before = before is not None and before.surface[0].isupper() and not before.opens_sentence
    joined_after = after is not None and after.surface[0].isupper() and not after.opens_sentence
    return joined_before or (joined_after and not here.opens_sentence)


def _word(token: _Token, code: str, *, is_name: bool) -> Word | None:
    found = _known(token.surface, code, is_name)
    return _placed(token, found) if found else None


def _placed(token: _Token, known: "_Known") -> Word:
    surface, _kind, _opens, position, start, end, _joined = token
    keys, parts, kind, everyday, lemma, stems, part_stems, spellings = known
    return _new(
        Word,
        (
            surface,
            keys,
            parts,
            kind,
            everyday,
            position,
            start,
            end,
            lemma,
            stems,
            part_stems,
            spellings,
            None,
        ),
    )


# All of a word but its place.
_Known = tuple[WordForms, WordForms, WordKind, bool, str, WordForms, WordForms, WordForms]


@lru_cache(maxsize=100_000)
def _known(surface: str, code: str, is_name: bool) -> _Known | None:  # noqa: FBT001  a keyword costs time
    """Give what a word is, wherever it stands; None for a stop word. Cached, as a language repeats itself."""
    if surface.casefold().replace("’", "'") in STOP_WORDS.get(code, ()):
        return None
    forms = _forms(surface, code)
    if not forms:
        return None
    keys = tuple(dict.fromkeys((fold(surface), *forms.keys))) if is_name else forms.keys
    kind = WordKind.NAME if is_name else WordKind.WORD
    # No house in "Nordhausen", but building in "Radwegebau".
    is_town = (
        is_name and code == "de" and surface.endswith(ENDINGS_OF_TOWNS) and not surface.endswith(NO_TOWNS)
    )
    parts, part_stems = ((), ()) if is_town else (forms.parts, forms.part_stems)
    is_everyday_word = forms.everyday and not is_name
    return keys, parts, kind, is_everyday_word, forms.lemma, forms.stems, part_stems, forms.spellings


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
    lemma = lemma_of_noun(bare) if code == "de" and bare[0].isupper() else lemma_of(bare, code)
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


def _parts(surface: str, lemma: str, code: str) -> tuple[str, ...]:
    pieces = PIECES.findall(surface)
    if len(pieces) > 1:
        # One letter says nothing, but "E-Bus" is a bus.
        lemmas = (lemma_of(piece, code) for piece in pieces if len(piece) > 1)
        return tuple(root(x, code) for x in lemmas if x not in STOP_WORDS.get(code, ()))
    if code != "de":
        return ()
    if base := base_of(lemma, is_noun=surface[0].isupper()):
        return (root(base, code),)
    return tuple(root(part, code) for part in compound(lemma)) if surface[0].isupper() else ()


def _separated_verbs(tokens: list[_Token], text: str) -> dict[int, str]:
    """Give the places of verbs whose particle closes the clause, with the infinitive, and of the particles with ""."""
    verbs: dict[int, str] = {}
    for place, token in enumerate(tokens):
        if token.surface in PARTICLES and not token.opens_sentence and CLAUSE_END.match(text, token.end):
            for before in range(place - 1, max(-1, place - LONGEST_CLAUSE), -1):
                if infinitive := _with_particle(tokens[before], token.surface):
                    verbs |= {before: infinitive, place: ""}
                if infinitive or tokens[before].opens_sentence:
                    break
    return verbs


def _with_particle(verb: _Token, particle: str) -> str:
    """Give the infinitive of a verb with its particle, "" when the dictionary has no such verb."""
    surface = verb.surface.lower()
    if verb.kind != "word" or not (verb.surface.islower() or verb.opens_sentence):
        return ""
    if surface in STOP_WORDS["de"] and surface not in BARE_VERBS:
        return ""
    infinitive = f"{particle}{lemma_of(surface, 'de')}"
    return infinitive if infinitive.endswith("n") and is_known_word(infinitive, "de") else ""


def _separated(token: _Token, infinitive: str) -> Iterator[Word]:
    """Give a verb under its infinitive; without its particle it is only a part. The particle itself is no word."""
    word = _word(token._replace(surface=infinitive), "de", is_name=False) if infinitive else None
    if word:
        alone = _word(token, "de", is_name=False)
        parts, handles = (alone.keys[:1], alone.stems[:1]) if alone and not alone.everyday else ((), ())
        yield word._replace(
            surface=token.surface, parts=(*word.parts, *parts), part_stems=(*word.part_stems, *handles)
        )


def _numeral(tokens: list[_Token], place: int, code: str) -> float | None:
    """Give the value of a number in digits or in words, `NAN` for a date, None for any other word."""
    token = tokens[place]
    if token.kind == "number":
        value = value_of(token.surface, code)
        return NAN if value is None else value
    if token.kind != "word" or not may_be_numeral(token.surface, code):
        return None
    return numeral(token.surface, _surface(tokens, place + 1), _surface(tokens, place - 1), code)


def _number(tokens: list[_Token], place: int, value: float, code: str, read_to: int) -> Word:
    """Read a number with what belongs to it: "1,5 Millionen Euro" is 1500000 and 1500000 euro.

    `read_to` is the character where the number before ends: its unit is not this one's.
    """
    token = tokens[place]
    behind = measured(_surfaces(tokens, place + 1), code)
    following = tokens[place + 1 : place + 1 + behind.words]
    unit = _currency_before(tokens, place, read_to) or behind.unit
    if not behind.words:
        behind = _measure_of_range(tokens, place, value, code)
    surface = token.surface + "".join(t.surface if t.joined else f" {t.surface}" for t in following)
    amount = Amount(value * behind.factor, unit or behind.unit)
    figure = f"#{re.sub(NO_DIGIT, '', token.surface)[:15]}" if isnan(value) else f"#{amount.value:.10g}"
    keys, parts = ((f"{figure}{amount.unit}",), (figure,)) if amount.unit else ((figure,), ())
    return Word(
        surface=surface,
        keys=keys,
        parts=parts,
        kind=WordKind.NUMBER,
        everyday=False,
        position=token.position,
        start=token.start,
        end=following[-1].end if following else token.end,
        lemma=keys[0],
        stems=keys,
        part_stems=parts,
        spellings=(*keys, *parts),
        amount=None if isnan(value) else amount,
    )


def _currency_before(tokens: list[_Token], place: int, read_to: int) -> str:
    """Give the currency before a number, or before the range that it closes: "€ 400", "€2–3"."""
    if _surface(tokens, place - 1) in CLOSED_RANGES and place > 1 and tokens[place - 2].kind == "number":
        place, read_to = place - 2, 0
    is_free = place > 0 and tokens[place - 1].end > read_to
    return currency_before(tokens[place - 1].surface) if is_free else ""


def _measure_of_range(tokens: list[_Token], place: int, value: float, code: str) -> Measure:
    """Look past the rest of a range for what it measures: "12 bis 18 Monate" begins at 12 months."""
    far = place + 2
    if (
        _surface(tokens, place + 1).casefold() in RANGE_WORDS
        and far < len(tokens)
        and tokens[far].kind == "number"
    ):
        measure = measured(_surfaces(tokens, far + 1), code)
        # "800 bis 2 Milliarden" begins at eight hundred.
        is_less = value < (value_of(tokens[far].surface, code) or 0.0)
        return measure if is_less else measure._replace(factor=1.0)
    return Measure(1.0, "", 0)


def _surfaces(tokens: list[_Token], place: int) -> list[str]:
    return [token.surface for token in tokens[place : place + FURTHEST_UNIT]]


def _surface(tokens: list[_Token], place: int) -> str:
    return tokens[place].surface if 0 <= place < len(tokens) else ""
