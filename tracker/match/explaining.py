"""Says why an article does or doesn't match a claim, in the article's own words; scores nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.match.articles import CutArticle
from tracker.match.batches import Batch
from tracker.match.circumstances import left_of
from tracker.match.claims import Outline
from tracker.match.formula import BEHIND_BEST, shown
from tracker.match.keys import number_of
from tracker.match.scoring import Scored
from tracker.match.shapes import Explanation, MatchedWord, Obstacle, WordSpan
from tracker.match.table import ClaimTable
from tracker.match.terms import look_for
from tracker.words import WordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClaim:
    """One claim scored in one article of a batch. `left`: the share of the score that similar claims leave it.

    `best` is the score of the claim that the article is about first, as shown; 0 where it is not asked for.
    """

    claims: ClaimTable
    found: Scored
    batch: Batch
    article: CutArticle
    left: float = 1.0
    best: float = 0.0
    circumstances: tuple[Obstacle, ...] = ()

    @property
    def raw(self) -> float:
        """The raw score that similar claims and the article's circumstances leave."""
        return left_of(self.found.raw * self.left, self.circumstances)


def explanation_of(outline: Outline, comparison: ComparedClaim, *, floor: float) -> Explanation:
    """Put a comparison into words; the claim is the one of the outline."""
    shares = shares_of(comparison)
    weights = comparison.claims.weights(comparison.found.row)
    there = {share.concept for share in shares}
    missing = (
        MatchedWord(concept.surface, round(weight, 3))
        for number, (concept, weight) in enumerate(zip(outline.concepts, weights, strict=True))
        if number not in there and not concept.is_claimant
    )
    findings = look_for(outline.query.terms, comparison.article)
    return Explanation(
        score=shown(comparison.raw),
        floor=floor,
        words=matched_words(comparison),
        missing=tuple(sorted(missing, key=lambda word: (-word.weight, word.word))),
        obstacles=_obstacles(outline, comparison, shares, floor=floor),
        missing_terms=tuple(term for terms in findings.lacking.values() for term in terms),
        ruled_out_by=findings.ruled_out_by,
        company=1 - comparison.left,
    )


class Share(NamedTuple):
    """What an article has of a concept: its number, the weight it gives, the best key and all keys found.

    `is_another_word` says that the best key is a translation's or a related word's.
    """

    concept: int
    weight: float
    key: str
    keys: Sequence[str]
    is_another_word: bool


def shares_of(comparison: ComparedClaim) -> list[Share]:
    """Give what the passage that was found has of each concept; what it has nothing of is left out."""
    article, found, numbers = comparison.article, comparison.found, comparison.article.keys_by_number
    first = int(comparison.batch.article.searchsorted(found.article))
    strengths = article.strengths(found.passage - first)
    is_foreign = number_of(article.language) != comparison.claims.language
    weights = comparison.claims.weights(found.row)
    shares = []
    for concept, its_keys in enumerate(comparison.claims.keys_of_concepts(found.row, numbers)):
        ways = [(numbers[each.number], each) for each in its_keys if each.is_for(across=is_foreign)]
        gains = [each.factor * strengths.get(key, 0.0) for key, each in ways]
        whole = max(
            (gain for gain, (_, each) in zip(gains, ways, strict=True) if not each.is_part), default=0.0
        )
        parts = sum(gain for gain, (_, each) in zip(gains, ways, strict=True) if each.is_part)
        if value := min(1.0, max(whole, parts)):
            key, best = ways[max(range(len(gains)), key=gains.__getitem__)]
            found_keys = tuple(dict.fromkeys(key for key, _ in ways))
            shares.append(Share(concept, value * weights[concept], key, found_keys, best.is_another_word))
    return shares


def matched_words(comparison: ComparedClaim) -> tuple[MatchedWord, ...]:
    """Give what is shared, as it stands in the article, heaviest first."""
    words: dict[str, float] = {}
    spans: dict[str, set[WordSpan]] = {}
    for share in shares_of(comparison):
        word = comparison.article.surfaces[share.key]
        if share.is_another_word:
            word = f"{comparison.claims.surface_of(comparison.found.row, share.concept)} ~ {word}"
        words[word] = words.get(word, 0.0) + share.weight
        spans.setdefault(word, set()).update(
            span for key in share.keys for span in comparison.article.spans(key)
        )
    ranked = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MatchedWord(word, round(weight, 3), tuple(sorted(spans[word]))) for word, weight in ranked)


def _obstacles(
    outline: Outline, comparison: ComparedClaim, shares: Sequence[Share], *, floor: float
) -> tuple[Obstacle, ...]:
    found: list[Obstacle] = []
    if is_earlier(outline.query.said_on.toordinal(), comparison.article):
        found.append(Obstacle.EARLIER)
    found.extend(look_for(outline.query.terms, comparison.article).obstacles)
    if Obstacle.SAID_AGAIN in comparison.circumstances:
        found.append(Obstacle.SAID_AGAIN)
    if shown(comparison.raw) < floor:
        concepts = [outline.concepts[share.concept] for share in shares]
        if all(concept.kind is WordKind.NAME for concept in concepts):
            found.append(Obstacle.NAMES_ONLY)
        if not any(concept.own for concept in concepts) and comparison.claims.own[comparison.found.row] > 0:
            found.append(Obstacle.OWN_NAME)
        found.extend(each for each in comparison.circumstances if each is not Obstacle.SAID_AGAIN)
        found.append(Obstacle.BELOW_FLOOR)
    elif shown(comparison.raw) < comparison.best - BEHIND_BEST:
        found.append(Obstacle.BEHIND_BEST)
    return tuple(found)


def is_earlier(said_on: int, article: CutArticle) -> bool:
    """Whether an article was published before a claim was said; without a date it was not."""
    return article.published_on is not None and article.published_on < said_on
