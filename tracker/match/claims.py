"""Cuts a claim into the concepts that it speaks of (`outline`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tracker.match.circumstances import countries_of
from tracker.match.own import CLAIMANT, own_names
from tracker.match.relatives import handles_to, relatives_of
from tracker.match.shapes import ClaimQuery
from tracker.match.terms import readings_of
from tracker.match.translating import NOTHING, Foreign, Translator
from tracker.words import Word, WordKind, family_of, fold, handles_of, language_code, name_keys, words_of

# How much a word counts, by where the claim has it; in both places as both, damped.
STATEMENT, QUOTE, REPEATED = 1.0, 0.9, 0.5

# A statement without a quote, where nothing is said twice: so that one floor suits both.
STATEMENT_ALONE = 1.25

NAME, EVERYDAY, BARE_NUMBER, MEASURED = 1.05, 0.7, 0.4, 0.6

# What an editor asked for counts most.
TERM = 1.2

# The parts of a compound together, beside the whole.
PARTS = 0.8

# A word of the same family ("immigrant", "immigration"), beside the word itself.
FAMILY = 0.64

# Of a name of two words or more the last nearly stands for the whole; the first ones share the rest.
LAST_NAME, FIRST_NAMES = 0.7, 0.3

UNTRANSLATED = Translator()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that a claim speaks of: the keys that name it and those of its parts, with their factors.

    `stems` and `spellings` are what leads to it from an article in its language and in others, with what they can
    add at most. `related` are the keys of words that tell of the same event, `foreign` those of its translations; `own`
    says how far it names this claim alone.
    """

    surface: str
    key: str
    wholes: Mapping[str, float]
    parts: Mapping[str, float]
    stems: Mapping[str, float]
    spellings: Mapping[str, float]
    emphasis: float
    kind: WordKind
    is_claimant: bool = False
    is_term: bool = False
    related: Mapping[str, float] = field(default_factory=dict)
    foreign: Foreign = NOTHING
    own: float = 0.0
    is_everyday: bool = False

    @property
    def is_neutral(self) -> bool:
        """Whether an article in another language may have it too."""
        return self.is_term or self.kind is not WordKind.WORD or bool(self.foreign.handles)


@dataclass(frozen=True, slots=True)
class Outline:
    """A claim's concepts and all its keys, before anything is known about rarity."""

    query: ClaimQuery
    concepts: tuple[Concept, ...]
    keys: frozenset[str]
    countries: int


class Concepts:
    """The words of a claim's texts as concepts: a word that comes again, in another form too, is the same concept."""

    def __init__(self, language: str, translator: Translator, synonyms: Sequence["Synonyms"] = ()) -> None:
        self._language = language
        self._translator = translator
        self._synonyms = synonyms
        self._concepts: list[Concept] = []
        self._numbers: dict[str, int] = {}

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts)

    def add(self, words: Iterable[Word], emphasis: float, own: Mapping[str, float]) -> None:
        """Take up a text's words; a word counts once a text, however often it comes."""
        once = {word.keys[0]: word for word in words}
        before = len(self._concepts)
        for word in once.values():
            number = next((self._numbers[key] for key in word.keys if key in self._numbers), None)
            if number is None:
                self._take(word, emphasis, own.get(word.keys[0], 0.0))
            elif number < before:
                self._concepts[number] = _merged(self._concepts[number], word, emphasis)

    def _take(self, word: Word, emphasis: float, own: float) -> None:
        for key in word.keys:
            self._numbers.setdefault(key, len(self._concepts))
        wholes, parts, stems, spellings = _ways(
            word.keys, family_of(word), word.parts, word.stems, word.part_stems, word.spellings
        )
        related, handles = _relatives_of(word, self._language)
        concept = Concept(
            surface=word.surface,
            key=word.keys[0],
            wholes=wholes,
            parts=parts,
            stems={**handles, **stems} if handles else stems,
            spellings=spellings,
            emphasis=emphasis * importance(word),
            kind=word.kind,
            related=related,
            foreign=self._translator.of(word, self._language),
            own=own,
            is_everyday=word.everyday,
        )
        for synonyms in self._synonyms:
            concept = synonyms.widen(concept)
        self._concepts.append(concept)


Names = tuple[str, ...]
Ways = Mapping[str, float]


@lru_cache(maxsize=50_000)
def _ways(
    keys: Names, family: Names, parts: Names, stems: Names, part_stems: Names, spellings: Names
) -> tuple[Ways, Ways, Ways, Ways]:
    """Give a concept's wholes, parts, stems and spellings; claims that share a word share the same four objects."""
    part = PARTS / max(1, len(parts))
    return (
        dict.fromkeys(family, FAMILY) | dict.fromkeys(keys, 1.0),
        dict.fromkeys(parts, part),
        dict.fromkeys(part_stems, part) | dict.fromkeys(stems, 1.0),
        dict.fromkeys(spellings, 1.0),
    )


def _relatives_of(word: Word, language: str) -> tuple[Ways, Ways]:
    """Give the keys of words that tell of the same event as a word or its last part, and what leads to them."""
    if word.kind is WordKind.NUMBER:
        return {}, {}
    return _relatives((*word.keys, *word.parts[-1:]), language_code(language))


@lru_cache(maxsize=50_000)
def _relatives(keys: Names, code: str) -> tuple[Ways, Ways]:
    relatives = relatives_of(keys, code)
    return relatives, handles_to(relatives)


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The names of one thing: the keys of those of one word, and of the words of each longer one.

    `said` are the keys of those longer ones that the claim has in full.
    """

    single: frozenset[str]
    longer: tuple[tuple[tuple[str, ...], ...], ...]
    said: frozenset[str]

    def widen(self, concept: Concept) -> Concept:
        """Let a concept that has one of the names be found under all; of a longer name each word gives its share."""
        if concept.wholes.keys().isdisjoint(self.single | self.said):
            return concept
        parts = {key: 1 / len(name) for name in self.longer for word in name for key in word}
        handles = dict.fromkeys(handles_of((*self.single, *parts)), 1.0)
        return replace(
            concept,
            wholes={**dict.fromkeys(self.single, 1.0), **concept.wholes},
            parts={**parts, **concept.parts},
            stems={**handles, **concept.stems},
            spellings={**handles, **concept.spellings},
            is_term=True,
        )


def _names_of(names: Iterable[str], language: str, said: frozenset[str]) -> Synonyms:
    """Read a group of names, in the claim's language and as they are written in any."""
    read = [tuple((*word.keys, fold(word.surface)) for word in words_of(name, language)) for name in names]
    longer = tuple(words for words in read if len(words) > 1)
    in_full = (words for words in longer if not any(said.isdisjoint(word) for word in words))
    return Synonyms(
        single=frozenset(key for words in read if len(words) == 1 for key in words[0]),
        longer=longer,
        said=frozenset(key for words in in_full for word in words for key in word),
    )


def _merged(concept: Concept, word: Word, emphasis: float) -> Concept:
    emphasis *= importance(word)
    return replace(
        concept,
        emphasis=max(concept.emphasis, emphasis) + REPEATED * min(concept.emphasis, emphasis),
        wholes=dict.fromkeys(word.keys, 1.0) | dict(concept.wholes),
        stems={**concept.stems, **dict.fromkeys(word.stems, 1.0)},
        spellings={**concept.spellings, **dict.fromkeys(word.spellings, 1.0)},
    )


def outline(query: ClaimQuery, translator: Translator = UNTRANSLATED) -> Outline:
    """Cut a claim into concepts: each word once, the claimant under all names as one."""
    code = language_code(query.language)
    statement = words_of(query.statement, query.language)
    quote = words_of(query.quote, query.language)
    names = [keys for keys in map(name_keys, (query.claimant, *query.aliases)) if keys]
    said = frozenset(key for word in (*statement, *quote) for key in word.keys)
    concepts = Concepts(
        query.language, translator, [_names_of(group, query.language, said) for group in query.synonyms]
    )
    told, said_in_quote = (_without_names(words, names) for words in (statement, quote))
    own = own_names(told, code)
    concepts.add(told, STATEMENT if quote else STATEMENT_ALONE, own)
    concepts.add(said_in_quote, QUOTE, own)
    keys = {key for word in (*statement, *quote) for key in (*word.keys, *word.parts, *family_of(word))}
    return Outline(
        query,
        (
            *_claimant(query, names, 1.0 if len(told) < len(statement) else CLAIMANT),
            *_terms(query),
            *concepts,
        ),
        frozenset(keys),
        countries_of((*statement, *quote), code),
    )


def importance(word: Word) -> float:
    """Say how much a word of its kind counts, whatever its rarity: names most, bare numbers least."""
    if word.kind is WordKind.NAME:
        return NAME
    if word.kind is WordKind.NUMBER:
        return MEASURED if word.parts else BARE_NUMBER
    return EVERYDAY if word.everyday else 1.0


def _without_names(words: list[Word], names: Iterable[tuple[str, ...]]) -> list[Word]:
    """Leave out the claimant: a last name alone, and other words of the name where they stand before it."""
    named: set[int] = set()
    for name in names:
        for place, word in enumerate(words):
            if name[-1] in word.keys:
                before = range(max(0, place - len(name) + 1), place)
                named.update(p for p in before if not set(name).isdisjoint(words[p].keys))
                named.add(place)
    return [word for place, word in enumerate(words) if place not in named]


def _claimant(query: ClaimQuery, names: Iterable[tuple[str, ...]], own: float) -> tuple[Concept, ...]:
    parts: dict[str, float] = {}
    for name in names:
        first, last = name[:-1], name[-1]
        for key in first:
            parts[key] = max(parts.get(key, 0.0), FIRST_NAMES / len(first))
        parts[last] = max(parts.get(last, 0.0), LAST_NAME if first else 1.0)
    if not parts:
        return ()
    key = max(parts, key=lambda name: parts[name])
    concept = _looked_for(query.claimant, key, {}, parts)
    return (replace(concept, emphasis=NAME, kind=WordKind.NAME, is_claimant=True, own=own),)


def _looked_for(surface: str, key: str, wholes: Mapping[str, float], parts: Mapping[str, float]) -> Concept:
    """Make a concept of what is looked for in every language alike."""
    handles = {handle: 1.0 for key in (*wholes, *parts) for handle in handles_of((key,))}
    return Concept(
        surface=surface,
        key=key,
        wholes=wholes,
        parts=parts,
        stems=handles,
        spellings=handles,
        emphasis=TERM,
        kind=WordKind.WORD,
    )


def _terms(query: ClaimQuery) -> tuple[Concept, ...]:
    """One concept per "must" term; one for all "any of" terms together."""
    alternatives: list[tuple[str, ...]] = [(term,) for term in query.terms.must]
    if query.terms.any_of:
        alternatives.append(query.terms.any_of)
    return tuple(filter(None, map(_term, alternatives)))


def _term(alternatives: tuple[str, ...]) -> Concept | None:
    wholes: dict[str, float] = {}
    parts: dict[str, float] = {}
    for words in (words for term in alternatives for words in readings_of(term.removesuffix("*"))):
        found = wholes if len(words) == 1 else parts
        found.update({key: 1 / len(words) for word in words for key in word.keys})
    if not wholes and not parts:
        return None
    key = max(wholes or parts, key=len)
    return replace(_looked_for(" / ".join(alternatives), key, wholes, parts), is_term=True)
