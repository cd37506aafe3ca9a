"""A claim, cut into the things it speaks of and weighed; articles are read in `articles`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tracker.match.rarity import Rarity
from tracker.match.shapes import StandingQuery
from tracker.match.terms import readings_of
from tracker.words import Kind, Word, family_of, name_keys, words_of

# How much a word counts, by where the claim has it; in both places as both, damped.
STATEMENT, QUOTE, REPEATED = 1.0, 0.7, 0.6

NAME, EVERYDAY, BARE_NUMBER = 1.05, 0.5, 0.6

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
    """One thing that a claim speaks of: the keys that name it and those of its parts, with their factors."""

    surface: str
    key: str
    wholes: Mapping[str, float]
    parts: Mapping[str, float]
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


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim ready to be met. `total` is the weight of all units but the claimant, who need not be mentioned.

    `lookup` leads from a key to its uses: the unit's number, the factor, and whether it is only a part. `reach`
    bounds what a key can add. `neutral` is the share of `total` that names, numbers and the editor's terms hold,
    which are looked for in every language.
    """

    query: StandingQuery
    units: tuple[Unit, ...]
    weights: tuple[float, ...]
    lookup: Mapping[str, tuple[tuple[int, float, bool], ...]]
    reach: Mapping[str, float]
    total: float
    neutral: float


def outline(query: StandingQuery) -> Outline:
    """Cut a claim into units: each word once, the claimant under all names as one."""
    statement = words_of(query.statement, query.language)
    quote = words_of(query.quote, query.language)
    names = [keys for keys in map(name_keys, (query.claimant, *query.aliases)) if keys]
    units: dict[str, Unit] = {}
    for words, emphasis in ((statement, STATEMENT), (quote, QUOTE)):
        for word in {word.keys[0]: word for word in _without_names(words, names)}.values():
            _add_unit(units, word, emphasis)
    keys = {key for word in (*statement, *quote) for key in (*word.keys, *word.parts, *family_of(word))}
    return Outline(query, (*_claimant(query, names), *_terms(query), *units.values()), frozenset(keys))


def weigh(claim: Outline, rarity: Rarity) -> Weighed:
    """Give each unit its weight and every key its way to the units."""
    weights = tuple(unit.emphasis * rarity.weight(unit.key) for unit in claim.units)
    said = [(u, w) for u, w in zip(claim.units, weights, strict=True) if not u.is_claimant]
    lookup: defaultdict[str, list[tuple[int, float, bool]]] = defaultdict(list)
    for number, unit in enumerate(claim.units):
        for key, factor in unit.wholes.items():
            lookup[key].append((number, factor, False))
        for key, factor in unit.parts.items():
            lookup[key].append((number, factor, True))
    return Weighed(
        query=claim.query,
        units=claim.units,
        weights=weights,
        lookup={key: tuple(uses) for key, uses in lookup.items()},
        reach={key: sum(weights[n] * factor for n, factor, _ in uses) for key, uses in lookup.items()},
        total=sum(weight for _, weight in said),
        neutral=sum(weight for unit, weight in said if unit.is_neutral),
    )


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


def _add_unit(units: dict[str, Unit], word: Word, emphasis: float) -> None:
    key = word.keys[0]
    known = units.get(key)
    emphasis *= importance(word)
    if known:
        both = max(known.emphasis, emphasis) + REPEATED * min(known.emphasis, emphasis)
        units[key] = replace(known, emphasis=both)
    else:
        wholes = dict.fromkeys(family_of(word), FAMILY) | dict.fromkeys(word.keys, 1.0)
        parts = dict.fromkeys(word.parts, PARTS / max(1, len(word.parts)))
        units[key] = Unit(word.surface, key, wholes, parts, emphasis, word.kind)


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
    return (Unit(query.claimant, key, {}, parts, NAME, Kind.NAME, is_claimant=True),)


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
    return Unit(" / ".join(alternatives), key, wholes, parts, TERM, Kind.WORD, is_term=True)
