"""What a claim asks of the index of kept articles: the tokens to look for, and whose articles may score enough.

An upper bound, as in `candidates`: no article is left out that reaches the least score.
Why so: docs/decisions/0033-articles-keep-their-words.md
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tracker.match.arrays import Bools, Floats, Ints
from tracker.match.claims import Concept, Outline
from tracker.match.formula import ONLY_NAMES, OWN_NAME, WITHOUT_OWN, WITHOUT_OWN_ACROSS, least_mass, raw_score
from tracker.match.kept import token
from tracker.match.table import IS_CLAIMANT, IS_EVERYDAY, IS_NAME, ClaimTable
from tracker.words import handles_of, language_code

# A bound is worked out in other steps than the score: so much is left for rounding.
ROUNDING = 0.999

NO_WORDS = np.zeros(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtConcept:
    """A concept of a claim: the tokens that lead to it with what they add of it, and what it is worth.

    `counts` says whether it is one of those of which a match needs two, as `scoring` counts them.
    """

    tokens: Mapping[str, float]
    weight: float
    own: float
    is_name: bool
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A claim's concepts in articles of one language. `row` is the claim's in its table, `claim_id` its number.

    `sayable` is what an article could share at least, `own` how far the claim has names of its own, `without_own` what
    an article loses that lacks them, `reach` how much counts of a passage's words in another language.
    """

    claim_id: int
    row: int
    said_on: int
    concepts: tuple[SoughtConcept, ...]
    sayable: float
    own: float
    without_own: float
    reach: float

    @property
    def tokens(self) -> Iterator[str]:
        """All tokens to look for."""
        return (each for concept in self.concepts for each in concept.tokens)

    def lengths(self, shortest: Ints, shortest_neutral: Ints) -> Floats:
        """Give how many words the articles' shortest passages count at least."""
        return np.asarray(self.reach * shortest + (1.0 - self.reach) * shortest_neutral)


@dataclass(frozen=True, slots=True)
class Reach:
    """Articles, by their ids, with the most that they can share with a claim, and how much is left of their score."""

    article: Ints
    mass: Floats
    left: Floats

    def able(self, sayable: float, lengths: Floats, least: float) -> Bools:
        """Say which can reach the raw score `least` in a passage of so many words."""
        raw = raw_score(self.mass, np.array(sayable), lengths) * self.left
        return np.asarray(raw >= ROUNDING * least)


@dataclass(frozen=True, slots=True)
class ClaimsApart:
    """Some claims in one language, laid out for themselves, and the least raw score that is worth keeping."""

    outlines: tuple[Outline, ...]
    table: ClaimTable
    least: float


def questions(claims: ClaimsApart, languages: Iterable[str]) -> Iterator[Question]:
    """Give what the claims ask in articles of each of the languages."""
    table = claims.table
    for row, cut in enumerate(claims.outlines):
        own_language = language_code(cut.query.language)
        for language in languages:
            if cut.query.article_language in {"", language}:
                yield _question(cut, table, row, language, is_same=language == own_language)


def _question(cut: Outline, table: ClaimTable, row: int, language: str, *, is_same: bool) -> Question:
    first, last = table.concept_start[row : row + 2]
    rows = zip(
        cut.concepts,
        table.concept_weight[first:last].tolist(),
        table.concept_is[first:last].tolist(),
        table.concept_own[first:last].tolist(),
        strict=True,
    )
    concepts = tuple(
        SoughtConcept(
            tokens=_tokens(concept, language, is_same=is_same),
            weight=weight,
            own=own,
            is_name=bool(bits & IS_NAME),
            counts=not (bits & IS_EVERYDAY or (bits & IS_CLAIMANT and is_same)),
        )
        for concept, weight, bits, own in rows
    )
    return Question(
        claim_id=cut.query.claim_id,
        row=row,
        said_on=int(table.said_on[row]),
        concepts=concepts,
        sayable=float((table.total if is_same else table.neutral)[row]),
        own=float(table.own[row]),
        without_own=WITHOUT_OWN if is_same else WITHOUT_OWN_ACROSS,
        reach=1.0 if is_same else table.reach,
    )


def _tokens(concept: Concept, language: str, *, is_same: bool) -> Mapping[str, float]:
    handles = concept.stems if is_same else _handles_abroad(concept)
    return {token(language, handle): factor for handle, factor in handles.items()}


def _handles_abroad(concept: Concept) -> Mapping[str, float]:
    """Give what leads to a concept in another language: its spellings, and all keys that a word there may share.

    Words that are no translations of each other may share one by chance: the root of "serial" is in "Hörspielserien".
    """
    foreign = concept.foreign
    handles = {**foreign.handles, **concept.spellings}
    for key, factor in (*concept.wholes.items(), *foreign.wholes.items()):
        (handle,) = handles_of((key,))
        handles[handle] = max(handles.get(handle, 0.0), factor)
    for key, factor in (*concept.parts.items(), *foreign.parts.items()):
        (handle,) = handles_of((key,))
        handles[handle] = handles.get(handle, 0.0) + factor
    return handles


def reached(question: Question, holders: Mapping[str, Ints], least: float) -> Reach:
    """Give the articles that can reach the raw score `least` if their passages are short enough.

    `holders` are the ids of the articles that have each token, in order and each once.
    """
    lists = [holders[each] for each in question.tokens if each in holders]
    if not any(map(len, lists)):
        return Reach(np.zeros(0, np.int64), NO_WORDS[:0], NO_WORDS[:0])
    first = min(int(ids[0]) for ids in lists if len(ids))
    sums = _Sums(max(int(ids[-1]) for ids in lists if len(ids)) - first + 1)
    for concept in question.concepts:
        sums.add(
            concept,
            [(holders[each] - first, factor) for each, factor in concept.tokens.items() if each in holders],
        )
    found = sums.reach(question, least)
    kept = np.flatnonzero(found.able(question.sayable, NO_WORDS, least))
    return Reach(found.article[kept] + first, found.mass[kept], found.left[kept])


class _Sums:
    """What articles have of a claim, added up concept by concept."""

    def __init__(self, size: int) -> None:
        self._mass, self._own = np.zeros(size, np.float32), np.zeros(size, np.float32)
        self._counted, self._names = np.zeros(size, np.uint8), np.zeros(size, np.uint8)

    def add(self, concept: SoughtConcept, found: list[tuple[Ints, float]]) -> None:
        places, value = self._had(found)
        self._mass[places] += value * np.float32(concept.weight)
        if concept.own:
            self._own[places] += value * np.float32(concept.own)
        if concept.counts:
            self._counted[places] += np.uint8(1)
            if concept.is_name:
                self._names[places] += np.uint8(1)

    def _had(self, found: list[tuple[Ints, float]]) -> tuple[Ints, Floats]:
        """Give the places of the articles that have something of a concept, each once, and how much of it."""
        if len(found) == 1:
            ((places, factor),) = found
            return places, np.full(len(places), min(1.0, factor), np.float32)
        value = np.zeros(len(self._mass), np.float32)
        for places, factor in found:
            value[places] += np.float32(factor)
        places = np.flatnonzero(value)
        return places, np.minimum(value[places], 1.0)

    def reach(self, question: Question, least: float) -> Reach:
        """Give what the articles can reach, without those that fall short whatever else is said of them."""
        most = self._mass + OWN_NAME * np.minimum(self._own, 1.0)
        places = np.flatnonzero(most >= least_mass(np.array(question.sayable), NO_WORDS, ROUNDING * least))
        own, names, counted = np.minimum(self._own[places], 1.0), self._names[places], self._counted[places]
        enough = (names >= 3) | ((counted >= 2) & (names < counted))
        left = 1.0 - question.without_own * np.maximum(0.0, question.own - own)
        return Reach(
            places, self._mass[places] + OWN_NAME * own * enough, left * np.where(enough, 1.0, ONLY_NAMES)
        )
