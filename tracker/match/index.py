"""The index of all open claims: every article is scored against all of them at once. Keeps nothing but the claims."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tracker.match.articles import Reading
from tracker.match.batches import Batch, batch_of
from tracker.match.claims import Outline, outline
from tracker.match.compiled import Compiled, compile_claims
from tracker.match.explaining import Comparison, explanation_of, is_earlier, matched_words
from tracker.match.formula import (
    COLLECTED_RAW,
    COMPANIONS,
    COMPANY,
    FLOOR,
    SAME_MATTER,
    raw_of,
    shown,
)
from tracker.match.keys import number_of
from tracker.match.rarity import Rarity
from tracker.match.scoring import Found, collect, compare
from tracker.match.shapes import Document, Explanation, Match, StandingQuery, Terms
from tracker.match.terms import look_for
from tracker.words import language_code

# Beyond this share of the base the newer claims are laid out with it, and rarity is learnt anew.
WORN = 0.05

# So many articles are laid out at once: enough to be quick, few enough to stay small.
ARTICLES_AT_ONCE = 500

# Nobody reviews one article for more claims than that.
MOST_CLAIMS = 50


@dataclass(frozen=True, slots=True)
class Condition:
    """What an article has to be for a query besides alike."""

    language: str
    terms: Terms

    def holds(self, reading: Reading) -> bool:
        """Whether an article is in the language and says what the editor asks."""
        return self.language in {"", reading.language} and not look_for(self.terms, reading).obstacles


@dataclass(slots=True, eq=False)
class Segment:
    """Claims in one language that were laid out together, with the conditions of those rows that have any.

    `outlines` is None for those that came from a file.
    """

    claims: Compiled
    conditions: Mapping[int, Condition]
    outlines: Sequence[Outline] | None
    is_base: bool
    is_alive: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.is_alive = np.ones(len(self.claims), np.bool_)

    def drop(self, claim_id: int) -> None:
        """Take a claim out; its rows stay where they are."""
        self.is_alive[self.claims.ids == claim_id] = False

    def alive_outlines(self) -> Iterable[Outline]:
        """Give what is still open of a segment that did not come from a file."""
        return (kept for kept, alive in zip(self.outlines or (), self.is_alive, strict=True) if alive)


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim found in an article."""

    raw: float
    claim_id: int
    segment: Segment
    found: Found

    def is_fit(self, reading: Reading) -> bool:
        """Whether the article is late enough and meets the claim's conditions."""
        if is_earlier(int(self.segment.claims.said_on[self.found.row]), reading):
            return False
        condition = self.segment.conditions.get(self.found.row)
        return condition is None or condition.holds(reading)

    def is_for(self, reading: Reading) -> bool:
        """Whether the query is for articles in this language."""
        condition = self.segment.conditions.get(self.found.row)
        return condition is None or condition.language in {"", reading.language}


class Index:
    """All open claims as standing queries. Not safe to change from two threads at once.

    A claim that is added is laid out beside the others before the next article, which costs the more the more were
    added, but not the more there are. `rarity` is what is known of a stream's words before; of its own claims the
    index learns itself when it lays them all out. `floor` is the least score worth offering, below 1.
    """

    def __init__(
        self, queries: Iterable[StandingQuery] = (), *, rarity: Rarity | None = None, floor: float = FLOOR
    ) -> None:
        self._floor = floor
        self._least = min(COLLECTED_RAW, raw_of(floor))
        self._background = rarity or Rarity()
        self._rarity = self._background
        self._segments: list[Segment] = []
        self._is_from_file = False
        self._fresh: dict[int, tuple[Outline, ...]] = {}
        self.add(*queries)

    @classmethod
    def from_file(
        cls,
        laid_out: Iterable[tuple[Compiled, Mapping[int, Condition]]],
        rarity: Rarity,
        *,
        floor: float = FLOOR,
    ) -> "Index":
        """Stand on claims that were laid out before, weighed by `rarity`. They cost no memory until they are met."""
        index = cls(rarity=rarity, floor=floor)
        index._segments = [Segment(claims, conditions, None, is_base=True) for claims, conditions in laid_out]
        index._is_from_file = True
        return index

    def __len__(self) -> int:
        return len(self._fresh) + len(
            {int(claim) for segment in self._segments for claim in segment.claims.ids[segment.is_alive]}
        )

    @property
    def changes(self) -> int:
        """How many queries came or went since the base was laid out."""
        newer = sum(len(segment.claims) for segment in self._segments if not segment.is_base)
        gone = sum(int((~segment.is_alive).sum()) for segment in self._segments if segment.is_base)
        return newer + gone + len(self._fresh)

    @property
    def is_worn(self) -> bool:
        """Whether so much has changed since the base was laid out that all should be laid out anew."""
        return self.changes > WORN * sum(len(segment.claims) for segment in self._segments if segment.is_base)

    def add(self, *readings: StandingQuery) -> None:
        """Take up a claim, in one or more languages, or its new wording when it is known already."""
        by_claim: defaultdict[int, list[Outline]] = defaultdict(list)
        for reading in readings:
            by_claim[reading.claim_id].append(outline(reading))
        for claim_id, outlines in by_claim.items():
            self.remove(claim_id)
            self._fresh[claim_id] = tuple(outlines)

    def remove(self, claim_id: int) -> None:
        """Drop a claim; dropping an unknown one does nothing."""
        self._fresh.pop(claim_id, None)
        for segment in self._segments:
            segment.drop(claim_id)

    def settle(self) -> None:
        """Lay out what was added: with all the others when the base is worn, else with those added lately."""
        if not self._fresh:
            return
        is_worn = self.is_worn and not self._is_from_file
        fresh = [cut for cuts in self._fresh.values() for cut in cuts]
        self._fresh.clear()
        if is_worn:
            fresh = [*(cut for segment in self._segments for cut in segment.alive_outlines()), *fresh]
            self._segments.clear()
            self._rarity = self._background.copy()
            for cut in fresh:
                self._rarity.learn(cut.keys)
        by_language: defaultdict[str, list[Outline]] = defaultdict(list)
        for cut in fresh:
            by_language[language_code(cut.query.language)].append(cut)
        for outlines in by_language.values():
            self._segments.append(self._lay_out(outlines, is_base=is_worn))

    def laid_out(self) -> Iterator[tuple[Compiled, Mapping[int, Condition]]]:
        """Give what a file keeps of an index that was made anew and settled."""
        return ((segment.claims, segment.conditions) for segment in self._segments)

    @property
    def rarity(self) -> Rarity:
        """What was learnt from the stream and, when the claims were laid out, from them."""
        return self._rarity

    def match(self, document: Document) -> list[Match]:
        """Give the claims that `document` may bear on, the 50 best at most, best first; ties by claim id."""
        (matches,) = self.match_all([document])
        return matches

    def match_all(self, documents: Iterable[Document]) -> list[list[Match]]:
        """Match many articles: much cheaper than one by one."""
        return [matches for batch in self.read(documents) for matches in self.match_read(batch)]

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[list[Reading], Batch]]:
        """Cut articles into words and lay them out, some hundreds at a time."""
        waiting = iter(documents)
        while readings := [Reading(document) for document in islice(waiting, ARTICLES_AT_ONCE)]:
            yield readings, batch_of(readings)

    def match_read(self, read: tuple[list[Reading], Batch]) -> list[list[Match]]:
        """Match articles that were read."""
        self.settle()
        readings, batch = read
        hits = self._hits(batch, len(readings))
        return [
            self._matches(batch, reading, of_article)
            for reading, of_article in zip(readings, hits, strict=True)
        ]

    def explain(self, query: StandingQuery, document: Document) -> Explanation:
        """Say why `document` does or doesn't match a claim, as it stands in `query`, beside the others."""
        self.settle()
        reading = Reading(document)
        batch = batch_of([reading])
        cut = outline(query)
        claim = _laid_out([cut], self._rarity, is_base=False)
        found = compare(batch, claim.claims, 0)
        others = self._collected(batch, self._least)
        itself = [Hit(found.raw, query.claim_id, claim, found)] if found.raw >= self._least else []
        company = _company(_ranked([*itself, *(hit for hit in others if hit.claim_id != query.claim_id)]))
        return explanation_of(
            cut, Comparison(claim.claims, found, batch, reading, math.exp(-company)), floor=self._floor
        )

    def _hits(self, batch: Batch, articles: int) -> list[list[Hit]]:
        """Give the claims in each article, down to those that are only company, where one of them can be offered."""
        offered = {hit.found.article for hit in self._collected(batch, raw_of(self._floor))}
        hits: list[list[Hit]] = [[] for _ in range(articles)]
        if offered:
            for hit in self._collected(batch.only(np.array(sorted(offered))), self._least):
                hits[hit.found.article].append(hit)
        return hits

    def _collected(self, batch: Batch, least: float) -> Iterator[Hit]:
        for segment in self._segments:
            for found in collect(batch, segment.claims, least=least):
                if segment.is_alive[found.row]:
                    yield Hit(found.raw, int(segment.claims.ids[found.row]), segment, found)

    def _matches(self, batch: Batch, reading: Reading, hits: Sequence[Hit]) -> list[Match]:
        least = raw_of(self._floor)
        ranked = _ranked(hit for hit in hits if hit.is_for(reading))
        left = math.exp(-_company(ranked))
        offered = (hit for hit in ranked if hit.raw * left >= least and hit.is_fit(reading))
        return [
            Match(
                hit.claim_id,
                shown(hit.raw * left),
                matched_words(Comparison(hit.segment.claims, hit.found, batch, reading)),
            )
            for hit in islice(offered, MOST_CLAIMS)
        ]

    def _lay_out(self, outlines: list[Outline], *, is_base: bool) -> Segment:
        """Lay claims in one language out, and the newer segments that are no larger with them: so these stay few."""
        language = number_of(language_code(outlines[0].query.language))
        for segment in [*self._segments]:
            if segment.is_base or is_base or segment.claims.language != language:
                continue
            if len(segment.claims) <= len(outlines):
                self._segments.remove(segment)
                outlines = [*segment.alive_outlines(), *outlines]
        return _laid_out(outlines, self._rarity, is_base=is_base)


def explain(
    query: StandingQuery, document: Document, *, rarity: Rarity | None = None, floor: float = FLOOR
) -> Explanation:
    """Say why `document` does or doesn't match one claim, whatever else is open.

    `rarity` is what the index has learnt; without it a word's length stands in.
    """
    return Index(rarity=rarity, floor=floor).explain(query, document)


def _laid_out(outlines: Sequence[Outline], rarity: Rarity, *, is_base: bool) -> Segment:
    conditions = {row: condition for row, cut in enumerate(outlines) if (condition := _condition(cut.query))}
    return Segment(compile_claims(outlines, rarity), conditions, outlines, is_base=is_base)


def _ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Give each claim once, in the reading that scores best, best first; ties by claim id."""
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.raw, hit.claim_id)):
        best.setdefault(hit.claim_id, hit)
    return list(best.values())


def _company(ranked: Sequence[Hit]) -> float:
    """Say how much, as a logarithm, other claims that the article is like take off the scores of all."""
    if len(ranked) < 2:
        return 0.0
    best, *others = ranked
    companions = (hit for hit in others if not _is_same_matter(best, hit))
    return (
        COMPANY
        / COMPANIONS
        * sum(math.log(max(1.0, hit.raw / COLLECTED_RAW)) for hit in islice(companions, COMPANIONS))
    )


def _is_same_matter(one: Hit, other: Hit) -> bool:
    ours, theirs = (hit.segment.claims.keys(hit.found.row) for hit in (one, other))
    shared = sum(min(weight, theirs[key]) for key, weight in ours.items() if key in theirs)
    return shared >= SAME_MATTER * min(sum(ours.values()), sum(theirs.values()))


def _condition(query: StandingQuery) -> Condition | None:
    if query.terms == Terms() and not query.article_language:
        return None
    return Condition(query.article_language, query.terms)
