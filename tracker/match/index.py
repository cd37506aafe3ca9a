"""The index of all open claims and the score of an article against them; keeps nothing but the claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tracker.match.articles import Reading
from tracker.match.claims import Outline, Weighed, outline, weigh
from tracker.match.explaining import (
    FLOOR,
    explain_weighed,
    language_code,
    matched_words,
    obstacles,
    same_language,
)
from tracker.match.postings import Postings
from tracker.match.rarity import Rarity
from tracker.match.scoring import best, bounds, least_mass
from tracker.match.shapes import Document, Explanation, Match, StandingQuery


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
        self._postings: dict[str, Postings] = {}
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
        worth = (self._claims[claim_id] for claim_id in self._worth_scoring(document, reading))
        found = filter(None, (self._match(claim, document, reading) for claim in worth))
        return sorted(found, key=lambda match: (-match.score, match.claim_id))

    def explain(self, document: Document, claim_id: int) -> Explanation:
        """Say why `document` does or doesn't match a claim; KeyError when the claim is not in the index."""
        self._refresh()
        return explain_weighed(self._claims[claim_id], document, floor=self._floor)

    def _worth_scoring(self, document: Document, reading: Reading) -> Iterator[int]:
        for language, postings in self._postings.items():
            yield from (postings.within if language == language_code(document.language) else postings.across)(
                reading
            )

    def _match(self, claim: Weighed, document: Document, reading: Reading) -> Match | None:
        in_its_language = same_language(claim.query, document)
        if in_its_language and max(bounds(claim, reading)) < least_mass(
            claim.total, reading.shortest, self._floor
        ):
            return None
        scored = best(claim, reading, same_language=in_its_language)
        if obstacles(claim, document, reading, scored, floor=self._floor):
            return None
        return Match(claim.query.claim_id, scored.score, matched_words(claim, scored, reading))

    def _refresh(self) -> None:
        """Weigh all claims anew: one more claim makes its words commoner for all."""
        if not self._stale:
            return
        rarity = self._background.copy()
        for claim_outline in self._outlines.values():
            rarity.learn(claim_outline.keys)
        self._claims = {claim_id: weigh(known, rarity) for claim_id, known in self._outlines.items()}
        by_language: defaultdict[str, list[Weighed]] = defaultdict(list)
        for claim in self._claims.values():
            by_language[language_code(claim.query.language)].append(claim)
        self._postings = {code: Postings(claims, self._floor) for code, claims in by_language.items()}
        self._stale = False
