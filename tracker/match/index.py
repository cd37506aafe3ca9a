"""The index of all open claims and the score of an article against them; keeps nothing but the claims."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from tracker.match.articles import Passage, Reading
from tracker.match.claims import Outline, Unit, Weighed, outline, weigh
from tracker.match.rarity import Rarity
from tracker.match.scoring import Scored, best, least_mass, says_enough, score
from tracker.match.shapes import Document, Explanation, Match, MatchedWord, Obstacle, StandingQuery
from tracker.words import Kind

# What an editor is shown.
FLOOR = 0.5

# From a key to the claims that it leads to.
Postings = Mapping[str, list[int]]


class Index:
    """All open claims as standing queries. Not safe to change from two threads at once.

    The weights are worked out when the first article comes after a change: add many claims, then match.
    `floor` is the least score worth offering, below 1.
    """

    def __init__(
        self, queries: Iterable[StandingQuery] = (), *, rarity: Rarity | None = None, floor: float = FLOOR
    ) -> None:
        self._floor = floor
        self._background = rarity or Rarity()
        self._outlines: dict[int, Outline] = {}
        self._claims: dict[int, Weighed] = {}
        self._at_home: dict[str, Postings] = {}
        self._abroad: dict[str, Postings] = {}
        self._stale = False
        for query in queries:
            self.add(query)

    def __len__(self) -> int:
        return len(self._outlines)

    def add(self, query: StandingQuery) -> None:
        """Take up a claim, or its new wording when it is known already."""
        self._outlines[query.claim_id] = outline(query)
        self._stale = True

    def remove(self, claim_id: int) -> None:
        """Drop a claim; dropping an unknown one does nothing."""
        if self._outlines.pop(claim_id, None):
            self._stale = True

    def match(self, document: Document) -> list[Match]:
        """Give the claims that `document` may bear on, best first; ties by claim id."""
        self._refresh()
        reading = Reading(document)
        found = (
            self._match(self._claims[claim], document, reading) for claim in self._met(document, reading)
        )
        return sorted((match for match in found if match), key=lambda match: (-match.score, match.claim_id))

    def explain(self, document: Document, claim_id: int) -> Explanation:
        """Say why `document` does or doesn't match a claim; KeyError when the claim is not in the index."""
        self._refresh()
        claim = self._claims[claim_id]
        reading = Reading(document)
        scored = best(claim, reading, same_language=_same_language(claim, document))
        missing = (
            MatchedWord(unit.surface, round(claim.weights[number], 3))
            for number, unit in enumerate(claim.units)
            if number not in scored.values and not unit.is_claimant
        )
        return Explanation(
            score=scored.score,
            floor=self._floor,
            words=_matched_words(claim, scored, reading),
            missing=tuple(sorted(missing, key=lambda word: (-word.weight, word.word))),
            obstacle=self._obstacle(claim, document, scored),
        )

    def _met(self, document: Document, reading: Reading) -> set[int]:
        """Find the claims of which the article has a telling word."""
        here = _code(document.language)
        keys = reading.whole.strengths.keys()
        met: set[int] = set()
        for language in self._at_home:
            postings = self._at_home[language] if language == here else self._abroad[language]
            met.update(*(postings[key] for key in keys & postings.keys()))
        return met

    def _match(self, claim: Weighed, document: Document, reading: Reading) -> Match | None:
        same_language = _same_language(claim, document)
        if score(claim, reading.whole, same_language=same_language, length=0.0).score < self._floor:
            return None
        scored = best(claim, reading, same_language=same_language)
        if self._obstacle(claim, document, scored):
            return None
        return Match(claim.query.claim_id, scored.score, _matched_words(claim, scored, reading))

    def _obstacle(self, claim: Weighed, document: Document, scored: Scored) -> Obstacle | None:
        if document.published_on and document.published_on < claim.query.said_on:
            return Obstacle.EARLIER
        if not says_enough(claim, scored.values):
            return Obstacle.NAMES_ONLY
        return Obstacle.BELOW_FLOOR if scored.score < self._floor else None

    def _refresh(self) -> None:
        """Weigh all claims anew: one more claim makes its words commoner for all."""
        if not self._stale:
            return
        rarity = self._background.copy()
        for claim in self._outlines.values():
            rarity.learn(claim.keys)
        self._claims = {claim_id: weigh(claim, rarity) for claim_id, claim in self._outlines.items()}
        languages = {_code(claim.query.language) for claim in self._claims.values()}
        self._at_home = {code: self._postings(code, _telling_keys) for code in languages}
        self._abroad = {code: self._postings(code, _neutral_keys) for code in languages}
        self._stale = False

    def _postings(self, language: str, keys_of: Callable[[Weighed, float], Iterable[str]]) -> Postings:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for claim_id, claim in self._claims.items():
            if _code(claim.query.language) == language:
                for key in set(keys_of(claim, self._floor)):
                    postings[key].append(claim_id)
        return dict(postings)


def _telling_keys(claim: Weighed, floor: float) -> Iterator[str]:
    """Give the keys of which a matching article has one: what is left out stays below the floor.

    So the commonest words of a claim don't lead to it, and posting lists stay short.
    """
    needed = least_mass(claim, floor)
    passed = 0.0
    for weight, unit in sorted(zip(claim.weights, claim.units, strict=True), key=lambda pair: pair[0]):
        passed += weight
        if passed >= needed:
            yield from unit.wholes
            yield from unit.parts


def _neutral_keys(claim: Weighed, _floor: float) -> Iterator[str]:
    """Give the keys that can be shared across languages."""
    for unit in claim.units:
        if unit.kind is not Kind.WORD and not unit.is_claimant:
            yield from unit.wholes
            yield from unit.parts


def _matched_words(claim: Weighed, scored: Scored, reading: Reading) -> tuple[MatchedWord, ...]:
    weights: dict[str, float] = {}
    for number, value in scored.values.items():
        word = reading.surfaces[_found_under(claim.units[number], scored.passage)]
        weights[word] = weights.get(word, 0.0) + value * claim.weights[number]
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MatchedWord(word, round(weight, 3)) for word, weight in ranked)


def _found_under(unit: Unit, passage: Passage) -> str:
    factors = {**unit.parts, **unit.wholes}
    return max(factors, key=lambda key: factors[key] * passage.strengths.get(key, 0.0))


def _same_language(claim: Weighed, document: Document) -> bool:
    return _code(claim.query.language) == _code(document.language)


def _code(language: str) -> str:
    return language[:2].lower()
