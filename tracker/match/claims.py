"""A claim, cut into the things it speaks of; articles are read in `articles`, claims weighed in `compiled`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.match.shapes import StandingQuery
from tracker.match.terms import readings_of
from tracker.words import Kind, Word, family_of, fold, handles_of, name_keys, words_of

# How much a word counts, by where the claim has it; in both places as both, damped.
STATEMENT, QUOTE, REPEATED = 1.0, 0.9, 0.5

# A statement without a quote, where nothing is said twice: so that one floor suits both.
STATEMENT_ALONE = 1.25

NAME, EVERYDAY, BARE_NUMBER = 1.05, 0.7, 0.6

# What an editor asked for counts most.
TERM = 1.2

# The parts of a compound together, beside the whole.
PARTS = 0.8

# A word of the same family ("immigrant", "immigration"), beside the word itself.
FAMILY = 0.64

# Of a name of two words or more the last nearly stands for the whole; the first ones share the rest.
LAST_NAME, FIRST_NAMES = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a claim speaks of: the keys that name it and those of its parts, with their factors.

    `stems` and `spellings` are what leads to it from an article in its language and in others, with what they can
    add at most.
    """

    surface: str
    key: str
    wholes: Mapping[str, float]
    parts: Mapping[str, float]
    stems: Mapping[str, float]
    spellings: Mapping[str, float]
    emphasis: float
    kind: Kind
    is_claimant: bool = False
    is_term: bool = False

    @property
    def is_neutral(self) -> bool:
        """Whether an article in another language may have it too."""
        return self.is_term or self.kind is not Kind.WORD


@dataclass(frozen=True, slots=True)
class Outline:
    """A claim's units and all its keys, before anything is known about rarity."""

    query: StandingQuery
    units: tuple[Unit, ...]
    keys: frozenset[str]


class Units:
    """The words of a claim's texts as units: a word that comes again, in another form too, is the same unit."""

    def __init__(self, synonyms: Sequence["Synonyms"] = ()) -> None:
        self._synonyms = synonyms
        self._units: list[Unit] = []
        self._numbers: dict[str, int] = {}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def add(self, words: Iterable[Word], emphasis: float) -> None:
        """Take up a text's words; a word counts once a text, however often it comes."""
        once = {word.keys[0]: word for word in words}
        before = len(self._units)
        for word in once.values():
            number = next((self._numbers[key] for key in word.keys if key in self._numbers), None)
            if number is None:
                self._take(word, emphasis)
            elif number < before:
                self._units[number] = _merged(self._units[number], word, emphasis)

    def _take(self, word: Word, emphasis: float) -> None:
        for key in word.keys:
            self._numbers.setdefault(key, len(self._units))
        wholes, parts, stems, spellings = _ways(
            word.keys, family_of(word), word.parts, word.stems, word.part_stems, word.spellings
        )
        unit = Unit(
            surface=word.surface,
            key=word.keys[0],
            wholes=wholes,
            parts=parts,
            stems=stems,
            spellings=spellings,
            emphasis=emphasis * importance(word),
            kind=word.kind,
        )
        for synonyms in self._synonyms:
            unit = synonyms.widen(unit)
        self._units.append(unit)


Names = tuple[str, ...]
Ways = Mapping[str, float]


@lru_cache(maxsize=50_000)
def _ways(
    keys: Names, family: Names, parts: Names, stems: Names, part_stems: Names, spellings: Names
) -> tuple[Ways, Ways, Ways, Ways]:
    """Give a unit's wholes, parts, stems and spellings: all claims with a word share the same four, to save memory."""
    part = PARTS / max(1, len(parts))
    return (
        dict.fromkeys(family, FAMILY) | dict.fromkeys(keys, 1.0),
        dict.fromkeys(parts, part),
        dict.fromkeys(part_stems, part) | dict.fromkeys(stems, 1.0),
        dict.fromkeys(spellings, 1.0),
    )


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The names of one thing: the keys of those of one word, and of the words of each longer one.

    `said` are the keys of those longer ones that the claim has in full.
    """

    single: frozenset[str]
    longer: tuple[tuple[tuple[str, ...], ...], ...]
    said: frozenset[str]

    def widen(self, unit: Unit) -> Unit:
        """Let a unit that has one of the names be found under all; of a longer name each word gives its share."""
        if unit.wholes.keys().isdisjoint(self.single | self.said):
            return unit
        parts = {key: 1 / len(name) for name in self.longer for word in name for key in word}
        handles = dict.fromkeys(handles_of((*self.single, *parts)), 1.0)
        return replace(
            unit,
            wholes={**dict.fromkeys(self.single, 1.0), **unit.wholes},
            parts={**parts, **unit.parts},
            stems={**handles, **unit.stems},
            spellings={**handles, **unit.spellings},
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


def _merged(unit: Unit, word: Word, emphasis: float) -> Unit:
    emphasis *= importance(word)
    return replace(
        unit,
        emphasis=max(unit.emphasis, emphasis) + REPEATED * min(unit.emphasis, emphasis),
        wholes=dict.fromkeys(word.keys, 1.0) | dict(unit.wholes),
        stems={**unit.stems, **dict.fromkeys(word.stems, 1.0)},
        spellings={**unit.spellings, **dict.fromkeys(word.spellings, 1.0)},
    )


def outline(query: StandingQuery) -> Outline:
    """Cut a claim into units: each word once, the claimant under all names as one."""
    statement = words_of(query.statement, query.language)
    quote = words_of(query.quote, query.language)
    names = [keys for keys in map(name_keys, (query.claimant, *query.aliases)) if keys]
    said = frozenset(key for word in (*statement, *quote) for key in word.keys)
    units = Units([_names_of(group, query.language, said) for group in query.synonyms])
    stated = STATEMENT if quote else STATEMENT_ALONE
    for words, emphasis in ((statement, stated), (quote, QUOTE)):
        units.add(_without_names(words, names), emphasis)
    keys = {key for word in (*statement, *quote) for key in (*word.keys, *word.parts, *family_of(word))}
    return Outline(query, (*_claimant(query, names), *_terms(query), *units), frozenset(keys))


def importance(word: Word) -> float:
    """Say how much a word of its kind counts, whatever its rarity: names most, bare numbers least."""
    if word.kind is Kind.NAME:
        return NAME
    if word.kind is Kind.NUMBER:
        return 1.0 if word.parts else BARE_NUMBER
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


def _claimant(query: StandingQuery, names: Iterable[tuple[str, ...]]) -> tuple[Unit, ...]:
    parts: dict[str, float] = {}
    for name in names:
        first, last = name[:-1], name[-1]
        for key in first:
            parts[key] = max(parts.get(key, 0.0), FIRST_NAMES / len(first))
        parts[last] = max(parts.get(last, 0.0), LAST_NAME if first else 1.0)
    if not parts:
        return ()
    key = max(parts, key=lambda name: parts[name])
    unit = _looked_for(query.claimant, key, {}, parts)
    return (replace(unit, emphasis=NAME, kind=Kind.NAME, is_claimant=True),)


def _looked_for(surface: str, key: str, wholes: Mapping[str, float], parts: Mapping[str, float]) -> Unit:
    """Make a unit of what is looked for in every language alike."""
    handles = {handle: 1.0 for key in (*wholes, *parts) for handle in handles_of((key,))}
    return Unit(surface, key, wholes, parts, handles, handles, TERM, Kind.WORD)


def _terms(query: StandingQuery) -> tuple[Unit, ...]:
    """Make each term that must be there a unit, and all those of which one is enough together one."""
    alternatives: list[tuple[str, ...]] = [(term,) for term in query.terms.must]
    if query.terms.any_of:
        alternatives.append(query.terms.any_of)
    return tuple(filter(None, map(_term, alternatives)))


def _term(alternatives: tuple[str, ...]) -> Unit | None:
    wholes: dict[str, float] = {}
    parts: dict[str, float] = {}
    for words in (words for term in alternatives for words in readings_of(term.removesuffix("*"))):
        found = wholes if len(words) == 1 else parts
        found.update({key: 1 / len(words) for word in words for key in word.keys})
    if not wholes and not parts:
        return None
    key = max(wholes or parts, key=len)
    return replace(_looked_for(" / ".join(alternatives), key, wholes, parts), is_term=True)
