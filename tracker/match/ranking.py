"""Which of the claims found in an article are offered, and at which level."""

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np

from tracker.match.arrays import Bools
from tracker.match.articles import CutArticle, PassageLayout
from tracker.match.circumstances import TellingClaim, Wording, circumstances_of, left_of
from tracker.match.claims import Outline
from tracker.match.explaining import is_earlier
from tracker.match.formula import BEHIND_BEST, COLLECTED_RAW, COMPANIONS, COMPANY, SAME_MATTER, raw_of, shown
from tracker.match.scoring import Scored
from tracker.match.shapes import MatchLevel, Obstacle
from tracker.match.table import ClaimTable


@dataclass(slots=True, eq=False)
class Segment:
    """A table of claims, which of its rows are still open, and the outlines; a table of the snapshot has none."""

    claims: ClaimTable
    outlines: Sequence[Outline] = ()
    is_alive: Bools = field(init=False)

    def __post_init__(self) -> None:
        self.is_alive = np.ones(len(self.claims), np.bool_)

    def drop(self, claim_id: int) -> None:
        """Take a claim out; its rows stay where they are."""
        self.is_alive[self.claims.ids == claim_id] = False

    @property
    def is_base(self) -> bool:
        """Whether the claims are those that the index stands on."""
        return not self.outlines

    def alive_outlines(self) -> Iterable[Outline]:
        """Give what is still open of a newer segment."""
        return (kept for kept, alive in zip(self.outlines, self.is_alive, strict=True) if alive)


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim found in an article."""

    segment: Segment
    found: Scored

    @property
    def raw(self) -> float:
        """The raw score."""
        return self.found.raw

    @property
    def claim_id(self) -> int:
        """The claim's id."""
        return int(self.segment.claims.ids[self.found.row])

    def is_fit(self, article: CutArticle) -> bool:
        """Whether the article is late enough and meets the claim's conditions."""
        if is_earlier(int(self.segment.claims.said_on[self.found.row]), article):
            return False
        condition = self.segment.claims.conditions.get(self.found.row)
        return condition is None or condition.holds(article)

    def circumstances(self, wording: Wording) -> tuple[Obstacle, ...]:
        """Give what speaks against the article as evidence."""
        claims, row = self.segment.claims, self.found.row
        numbers = wording.article.keys_by_number
        return circumstances_of(
            wording,
            TellingClaim(
                words=claims.words_of(row),
                closes_on=int(claims.closes_on[row]),
                countries=int(claims.countries[row]),
                claimant_is_named=claims.names_claimant(row, numbers),
                own_is_named=claims.names_own(row, numbers),
            ),
        )

    def best_keys(self) -> Mapping[int, float]:
        """Give the claim's best keys with their weights."""
        return self.segment.claims.best_keys(self.found.row)

    def is_for(self, article: PassageLayout) -> bool:
        """Whether the query is for articles in this language."""
        condition = self.segment.claims.conditions.get(self.found.row)
        return condition is None or condition.language in {"", article.language}


class Rated(NamedTuple):
    """A hit with the raw score that is left of it, and its level."""

    hit: Hit
    raw: float
    level: MatchLevel


@dataclass(frozen=True, slots=True)
class Rating:
    """How the claims found in one article are rated: `left` is the share of a score that their company leaves."""

    wording: Wording
    left: float
    floor: float
    perhaps: float

    @classmethod
    def of(cls, ranked: Sequence[Hit], article: CutArticle, *, floor: float, perhaps: float) -> "Rating":
        """Of claims that were found together in an article, best first."""
        return cls(Wording(article), math.exp(-company(ranked)), floor, perhaps)

    def is_strong(self, hit: Hit) -> bool:
        """Whether a claim is kept if the article's circumstances leave its score alone."""
        return hit.raw * self.left >= raw_of(self.perhaps)

    def rate(self, hits: Iterable[Hit]) -> list[Rated]:
        """Take off what the article's circumstances cost, and leave what scores `perhaps` or more; best first."""
        kept = [rated for hit in hits if self.is_strong(hit) and (rated := self._rated(hit))]
        kept.sort(key=lambda rated: (-rated.raw, rated.hit.claim_id))
        return kept

    def behind_best(self, best_first: list[Rated], others: Iterable[Hit] = ()) -> list[Rated]:
        """Of an article that is about one claim by far, offer the others as perhaps: its second thoughts.

        `others` of the article's claims, best first, were not rated: that is done as far as one may be the best.
        """
        offered = [rated.raw for rated in best_first if rated.level is MatchLevel.OFFERED]
        if not offered or self.perhaps >= self.floor:
            return best_first
        least = shown(self._best(best_first[0].raw, offered[-1], others)) - BEHIND_BEST
        return [
            rated._replace(level=MatchLevel.PERHAPS)
            if rated.level is MatchLevel.OFFERED and shown(rated.raw) < least
            else rated
            for rated in best_first
        ]

    def _best(self, best: float, weakest: float, others: Iterable[Hit]) -> float:
        """Give the raw score of the best of all; one beside which the weakest is not behind need not be known."""
        for hit in others:
            most = hit.raw * self.left
            if most <= best or shown(most) - BEHIND_BEST <= shown(weakest):
                break
            best = max([best, *(rated.raw for rated in self.rate([hit]))])
        return best

    def _rated(self, hit: Hit) -> Rated | None:
        if not hit.is_fit(self.wording.article):
            return None
        circumstances = hit.circumstances(self.wording)
        raw = left_of(hit.raw * self.left, circumstances)
        if raw < raw_of(self.perhaps):
            return None
        level = MatchLevel.OFFERED if raw >= raw_of(self.floor) else MatchLevel.PERHAPS
        return Rated(hit, raw, MatchLevel.SAID_AGAIN if Obstacle.SAID_AGAIN in circumstances else level)


def rated(
    ranked: Sequence[Hit],
    article: CutArticle,
    *,
    floor: float,
    perhaps: float,
    among: Container[int] | None = None,
) -> list[Rated]:
    """Rate the claims found in an article, which are given best first; `among` leaves only these, by their ids."""
    rating = Rating.of(ranked, article, floor=floor, perhaps=perhaps)
    if among is None:
        return rating.behind_best(rating.rate(ranked))
    wanted = [hit for hit in ranked if hit.claim_id in among]
    return rating.behind_best(rating.rate(wanted), (hit for hit in ranked if hit.claim_id not in among))


def any_strong(ranked: Sequence[Hit], among: Container[int], *, perhaps: float) -> bool:
    """Whether one of these claims is kept if the article's circumstances leave its score alone; best first."""
    least = raw_of(perhaps)
    wanted = next((hit for hit in ranked if hit.claim_id in among), None)
    return wanted is not None and wanted.raw >= least and wanted.raw * math.exp(-company(ranked)) >= least


def ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Give each claim once, in the article that scores best, best first; ties by claim id."""
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.raw, hit.claim_id)):
        best.setdefault(hit.claim_id, hit)
    return list(best.values())


def company(ranked: Sequence[Hit]) -> float:
    """Say how much, as a logarithm, other claims that the article is like take off the scores of all."""
    if len(ranked) < 2:
        return 0.0
    best, *others = ranked
    ours = best.best_keys()
    companions = (hit for hit in others if not _is_same_matter(ours, hit.best_keys()))
    return (
        COMPANY
        / COMPANIONS
        * sum(math.log(max(1.0, hit.raw / COLLECTED_RAW)) for hit in islice(companions, COMPANIONS))
    )


def _is_same_matter(ours: Mapping[int, float], theirs: Mapping[int, float]) -> bool:
    shared = sum(min(weight, theirs[key]) for key, weight in ours.items() if key in theirs)
    return shared >= SAME_MATTER * min(sum(ours.values()), sum(theirs.values()))
