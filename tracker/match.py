"""Scores an article against every open claim at once, and says which words made the match; stores nothing."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from tracker.words import Kind, Word, name_keys, words_of

# A match at the floor scores exactly one half; see `_presented`.
FLOOR = 0.5

# The raw score that an editor should see. Calibrated by `benchmarks/bench_match.py`.
RAW_FLOOR = 0.62

# How much of a word's weight counts, by where the article has it.
TITLE, SUMMARY, TEXT = 1.0, 0.9, 0.8

# How much of a word's weight counts, by where the claim has it; in both places it counts as both, damped.
STATEMENT, QUOTE, REPEATED = 1.0, 0.7, 0.6

NAME_FACTOR, EVERYDAY_FACTOR, BARE_NUMBER_FACTOR = 1.1, 0.5, 0.6

# A part of a compound counts less than the whole, on the claim's side and on the article's.
CLAIM_PART, ARTICLE_PART = 0.8, 0.6

# Words that share their first letters ("immigrants", "immigration") are likely of one family.
FAMILY_LETTERS, FAMILY = 6, 0.45

# An article is read in passages of this many words, each together with title and summary: words strewn over
# a long text are no match.
PASSAGE_WORDS = 80

# Keeps very short claims and very short passages from scoring high on one or two words.
CLAIM_PRIOR, PASSAGE_PRIOR = 2.0, 2.0

# Beyond this a passage's length says nothing more.
LONGEST_PASSAGE = 14.0

# A claim and an article in two languages can share only names and numbers, which say less.
ACROSS_LANGUAGES = 0.8


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """An open claim as the matcher sees it: what to look for, and since when.

    `language` is that of statement and quote. An empty `quote` or `claimant` is fine.
    """

    claim_id: int
    statement: str
    quote: str
    claimant: str
    aliases: tuple[str, ...]
    language: str
    said_on: date
    opens_on: date | None
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the matcher sees it: plain text, no HTML. Without a date it is taken as new."""

    title: str
    summary: str
    text: str
    language: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """A word as it stands in the article (or, when missing, in the claim) and what it adds to the match."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that an article may bear on: `score` from the floor, 0.5, up to 1; words heaviest first."""

    claim_id: int
    score: float
    words: tuple[MatchedWord, ...]


class Obstacle(Enum):
    """Why an article is not offered for a claim."""

    EARLIER = "published before the claim was said"
    NAMES_ONLY = "shares too little beyond names"
    BELOW_FLOOR = "scores below the floor"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article does or doesn't match one claim: `obstacle` is None when it does."""

    score: float
    floor: float
    words: tuple[MatchedWord, ...]
    missing: tuple[MatchedWord, ...]
    obstacle: Obstacle | None


class Rarity:
    """How seldom words are: each word's weight lies in (0, 1], 1 for one never met.

    An index learns it from its claims. Feeding it articles too (`learn`) makes the weights truer while claims
    are few.
    """

    # As if so many texts without the word had been read: one claim alone must not make all its words common.
    PRIOR_TEXTS = 1000

    def __init__(self) -> None:
        self._texts = 0
        self._counts: Counter[str] = Counter()

    def learn(self, words: Iterable[Word]) -> None:
        """Count one text's words."""
        self._texts += 1
        self._counts.update({key for word in words for key in _all_keys(word)})

    def copy(self) -> "Rarity":
        """Give an independent copy."""
        twin = Rarity()
        twin._texts = self._texts
        twin._counts = self._counts.copy()
        return twin

    def weight(self, key: str) -> float:
        """Give the inverse document frequency of a key, scaled to at most 1."""
        seen_texts = self._texts + self.PRIOR_TEXTS
        count = self._counts.get(key, 0)
        return math.log((seen_texts + 1) / (count + 0.5)) / math.log((seen_texts + 1) / 0.5)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One thing that a claim speaks of: the keys that name it and those of its parts, with their factors."""

    surface: str
    key: str
    wholes: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]
    emphasis: float
    kind: Kind
    is_claimant: bool

    def found(self, strengths: Mapping[str, float]) -> float:
        """Give how much of the unit a passage has, from 0 to 1."""
        whole = max((factor * strengths.get(key, 0.0) for key, factor in self.wholes), default=0.0)
        parts = sum(factor * strengths.get(key, 0.0) for key, factor in self.parts)
        return min(1.0, max(whole, parts))


@dataclass(frozen=True, slots=True)
class _Profile:
    """A claim, cut into units and, once rarity is known, weighed. The claimant is no part of `total`."""

    query: StandingQuery
    units: tuple[_Unit, ...]
    words: tuple[Word, ...]
    weights: tuple[float, ...] = ()
    total: float = 0.0
    shared_total: float = 0.0


@dataclass(frozen=True, slots=True)
class _Passage:
    """Title, summary and a stretch of the text: how strongly it has each key, and its length in weight."""

    strengths: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article, cut into passages; `surfaces` leads from a key back to the word as it stands there."""

    whole: _Passage
    passages: tuple[_Passage, ...]
    surfaces: Mapping[str, str]


class Index:
    """All open claims as standing queries. Not safe to change from two threads at once.

    Weights are worked out when the first article comes after a change, so add many claims before matching.
    """

    def __init__(
        self, queries: Iterable[StandingQuery] = (), *, rarity: Rarity | None = None, floor: float = FLOOR
    ) -> None:
        self._floor = floor
        self._given_rarity = rarity or Rarity()
        self._rarity = self._given_rarity
        self._profiles: dict[int, _Profile] = {}
        self._postings: dict[str, list[int]] = {}
        self._stale = True
        for query in queries:
            self.add(query)

    def __len__(self) -> int:
        return len(self._profiles)

    def add(self, query: StandingQuery) -> None:
        """Take up a claim, or its new wording when it is known already."""
        self._profiles[query.claim_id] = _profile(query)
        self._stale = True

    def remove(self, claim_id: int) -> None:
        """Drop a claim; dropping an unknown one does nothing."""
        self._stale = self._profiles.pop(claim_id, None) is not None or self._stale

    def match(self, document: Document) -> list[Match]:
        """Give the claims that `document` may bear on, best first; ties by claim id."""
        self._refresh()
        reading = _read(document, self._rarity)
        candidates = {claim for key in reading.whole.strengths for claim in self._postings.get(key, ())}
        found = (self._match(self._profiles[claim], document, reading) for claim in candidates)
        return sorted((match for match in found if match), key=lambda match: (-match.score, match.claim_id))

    def explain(self, document: Document, claim_id: int) -> Explanation:
        """Say why `document` does or doesn't match a claim; KeyError when the claim is not in the index."""
        profile = self._profiles[claim_id]
        self._refresh()
        profile = self._profiles[claim_id]
        reading = _read(document, self._rarity)
        score, passage = _best(profile, document, reading)
        values = _values(profile, passage)
        missing = [
            MatchedWord(unit.surface, round(weight, 3))
            for unit, weight, value in zip(profile.units, profile.weights, values, strict=True)
            if not value and not unit.is_claimant
        ]
        return Explanation(
            score=score,
            floor=self._floor,
            words=_matched_words(profile, values, passage, reading),
            missing=tuple(sorted(missing, key=lambda word: (-word.weight, word.word))),
            obstacle=_obstacle(profile, document, values)
            or (Obstacle.BELOW_FLOOR if score < self._floor else None),
        )

    def _match(self, profile: _Profile, document: Document, reading: _Reading) -> Match | None:
        if _score(profile, document, reading.whole, length=0.0) < self._floor:
            return None
        score, passage = _best(profile, document, reading)
        values = _values(profile, passage)
        if score < self._floor or _obstacle(profile, document, values):
            return None
        return Match(profile.query.claim_id, score, _matched_words(profile, values, passage, reading))

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._rarity = self._given_rarity.copy()
        for profile in self._profiles.values():
            self._rarity.learn(profile.words)
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for claim_id, profile in self._profiles.items():
            weighed = self._profiles[claim_id] = _weighed(profile, self._rarity)
            for key in _telling_keys(weighed, self._floor):
                postings[key].append(claim_id)
        self._postings = dict(postings)
        self._stale = False


def _profile(query: StandingQuery) -> _Profile:
    statement = words_of(query.statement, query.language)
    quote = words_of(query.quote, query.language)
    names = [name_keys(name) for name in (query.claimant, *query.aliases)]
    units: dict[str, _Unit] = {}
    for words, emphasis in ((statement, STATEMENT), (quote, QUOTE)):
        for word in {word.keys[0]: word for word in _without_names(words, names)}.values():
            _add_unit(units, word, emphasis)
    claimant = _claimant_unit(query, names)
    return _Profile(query, (*claimant, *units.values()), (*statement, *quote))


def _without_names(words: list[Word], names: list[tuple[str, ...]]) -> list[Word]:
    """Leave out the claimant, who has a unit of their own: last names alone, other words of a name before it."""
    named: set[int] = set()
    for name in filter(None, names):
        for place, word in enumerate(words):
            if name[-1] in word.keys:
                named.add(place)
                before = range(max(0, place - len(name) + 1), place)
                named.update(p for p in before if set(name).intersection(words[p].keys))
    return [word for place, word in enumerate(words) if place not in named]


def _add_unit(units: dict[str, _Unit], word: Word, emphasis: float) -> None:
    key = word.keys[0]
    known = units.get(key)
    if known:
        both = max(known.emphasis, emphasis) + REPEATED * min(known.emphasis, emphasis)
        units[key] = replace(known, emphasis=both)
    else:
        wholes = [(key, 1.0) for key in word.keys] + [(key, FAMILY / 0.7) for key in _family(word)]
        parts = tuple((part, CLAIM_PART / len(word.parts)) for part in word.parts)
        units[key] = _Unit(
            word.surface, key, tuple(wholes), parts, emphasis * _factor(word), word.kind, is_claimant=False
        )


def _claimant_unit(query: StandingQuery, names: list[tuple[str, ...]]) -> list[_Unit]:
    """The claimant under any name: the last word of a name nearly stands for the whole."""
    parts: dict[str, float] = {}
    for name in filter(None, names):
        for key in name[:-1]:
            parts[key] = max(parts.get(key, 0.0), 0.3 / len(name))
        parts[name[-1]] = max(parts.get(name[-1], 0.0), 0.7 if len(name) > 1 else 1.0)
    if not parts:
        return []
    key = max(parts, key=lambda name: parts[name])
    return [_Unit(query.claimant, key, (), tuple(parts.items()), NAME_FACTOR, Kind.NAME, is_claimant=True)]


def _factor(word: Word) -> float:
    if word.kind is Kind.NAME:
        return NAME_FACTOR
    if word.kind is Kind.NUMBER and not word.parts:
        return BARE_NUMBER_FACTOR
    return EVERYDAY_FACTOR if word.everyday else 1.0


def _family(word: Word) -> tuple[str, ...]:
    key = word.keys[0]
    if word.kind is Kind.NUMBER or word.parts or len(key) < FAMILY_LETTERS:
        return ()
    return (key[:FAMILY_LETTERS] + "*",)


def _all_keys(word: Word) -> tuple[str, ...]:
    return word.keys + word.parts + _family(word)


def _weighed(profile: _Profile, rarity: Rarity) -> _Profile:
    weights = tuple(unit.emphasis * rarity.weight(unit.key) for unit in profile.units)
    paired = [(u, w) for u, w in zip(profile.units, weights, strict=True) if not u.is_claimant]
    shared = sum(w for u, w in paired if u.kind is not Kind.WORD)
    return replace(profile, weights=weights, total=sum(w for _, w in paired), shared_total=shared)


def _telling_keys(profile: _Profile, floor: float) -> set[str]:
    """Give the keys of which a matching article must have one: without them the rest is below the floor.

    The commonest words of a claim lead to it no longer, which is what keeps long posting lists short.
    """
    needed = _least_mass(profile, floor)
    spare = 0.0
    ranked = sorted(zip(profile.weights, profile.units, strict=True), key=lambda pair: pair[0])
    keys: set[str] = set()
    for weight, unit in ranked:
        spare += weight
        if spare >= needed:
            keys.update(key for key, _ in (*unit.wholes, *unit.parts))
    return keys


def _least_mass(profile: _Profile, floor: float) -> float:
    """Give the matched weight below which no article reaches the floor, in either language."""
    raw = RAW_FLOOR * floor / (1 - floor)
    least = min(profile.total, profile.shared_total)
    return float((raw**2 * (least + CLAIM_PRIOR)) ** (1 / 3)) * 0.999


def _read(document: Document, rarity: Rarity) -> _Reading:
    head: dict[str, float] = {}
    surfaces: dict[str, str] = {}
    title = words_of(document.title, document.language)
    summary = words_of(document.summary, document.language)
    _note(head, surfaces, title, TITLE)
    _note(head, surfaces, summary, SUMMARY)
    passages = []
    whole = dict(head)
    text = words_of(document.text, document.language)
    for start in range(0, max(1, len(text)), PASSAGE_WORDS // 2):
        stretch = text[start : start + PASSAGE_WORDS // 2]
        strengths = dict(head)
        _note(strengths, surfaces, stretch, TEXT)
        _note(whole, surfaces, stretch, TEXT)
        passages.append(_Passage(strengths, _length((*title, *summary, *stretch), rarity)))
    return _Reading(_Passage(whole, 0.0), tuple(passages), surfaces)


def _note(strengths: dict[str, float], surfaces: dict[str, str], words: Iterable[Word], field: float) -> None:
    for word in words:
        for key in word.keys:
            strengths[key] = max(strengths.get(key, 0.0), field)
            surfaces.setdefault(key, word.surface)
        for key in word.parts:
            strengths[key] = max(strengths.get(key, 0.0), field * ARTICLE_PART)
            surfaces.setdefault(key, word.surface)
        for key in _family(word):
            strengths[key] = max(strengths.get(key, 0.0), field * 0.7)
            surfaces.setdefault(key, word.surface)


def _length(words: Iterable[Word], rarity: Rarity) -> float:
    distinct = {word.keys[0]: word for word in words}
    return min(LONGEST_PASSAGE, sum(rarity.weight(key) * _factor(word) for key, word in distinct.items()))


def _best(profile: _Profile, document: Document, reading: _Reading) -> tuple[float, _Passage]:
    scored = ((_score(profile, document, passage, passage.length), passage) for passage in reading.passages)
    return max(scored, key=lambda pair: pair[0])


def _values(profile: _Profile, passage: _Passage) -> list[float]:
    return [unit.found(passage.strengths) for unit in profile.units]


def _score(profile: _Profile, document: Document, passage: _Passage, length: float) -> float:
    """Weigh what is shared: its mass, its share of the claim and its share of the passage."""
    values = _values(profile, passage)
    shares = [value * weight for value, weight in zip(values, profile.weights, strict=True)]
    mass = sum(shares)
    total, factor = profile.total, 1.0
    if not _same_language(profile, document):
        words = (s for s, unit in zip(shares, profile.units, strict=True) if unit.kind is Kind.WORD)
        total, factor = profile.shared_total + sum(words), ACROSS_LANGUAGES
    of_claim = min(1.0, mass / (total + CLAIM_PRIOR))
    of_passage = min(1.0, mass / (length + PASSAGE_PRIOR))
    return _presented(factor * mass * math.sqrt(of_claim * of_passage))


def _presented(raw: float) -> float:
    """Bring a raw score into 0..1 so that the floor stands at one half."""
    return raw / (raw + RAW_FLOOR)


def _obstacle(profile: _Profile, document: Document, values: list[float]) -> Obstacle | None:
    if document.published_on and document.published_on < profile.query.said_on:
        return Obstacle.EARLIER
    if not _says_enough(profile, values):
        return Obstacle.NAMES_ONLY
    return None


def _says_enough(profile: _Profile, values: list[float]) -> bool:
    """A name alone is no match: beside the claimant two things must be shared, and not both of them names."""
    found = [u for u, v in zip(profile.units, values, strict=True) if v > 0 and not u.is_claimant]
    return len(found) >= 2 and any(unit.kind is not Kind.NAME for unit in found)


def _same_language(profile: _Profile, document: Document) -> bool:
    return profile.query.language[:2].lower() == document.language[:2].lower()


def _matched_words(
    profile: _Profile, values: list[float], passage: _Passage, reading: _Reading
) -> tuple[MatchedWord, ...]:
    words: dict[str, float] = {}
    for unit, value, weight in zip(profile.units, values, profile.weights, strict=True):
        if value > 0:
            surface = reading.surfaces[_best_key(unit, passage)]
            words[surface] = words.get(surface, 0.0) + value * weight
    ranked = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MatchedWord(word, round(weight, 3)) for word, weight in ranked)


def _best_key(unit: _Unit, passage: _Passage) -> str:
    pairs = (*unit.wholes, *unit.parts)
    return max(pairs, key=lambda pair: pair[1] * passage.strengths.get(pair[0], 0.0))[0]
