"""Why an article does or doesn't match a claim, in the article's own words; the numbers come from `scoring`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.match.articles import Reading
from tracker.match.batches import Batch
from tracker.match.claims import Outline
from tracker.match.compiled import Compiled
from tracker.match.formula import shown
from tracker.match.scoring import Found
from tracker.match.shapes import Explanation, MatchedWord, Obstacle, Span
from tracker.match.terms import look_for
from tracker.words import Kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim in the one article of a batch, and what the company of other claims leaves of its score."""

    claims: Compiled
    found: Found
    batch: Batch
    reading: Reading
    left: float = 1.0


def explanation_of(outline: Outline, comparison: Comparison, *, floor: float) -> Explanation:
    """Put a comparison into words; the claim is the one of the outline."""
    shares = shares_of(comparison)
    weights = comparison.claims.weights(comparison.found.row)
    there = {share.unit for share in shares}
    missing = (
        MatchedWord(unit.surface, round(weight, 3))
        for number, (unit, weight) in enumerate(zip(outline.units, weights, strict=True))
        if number not in there and not unit.is_claimant
    )
    findings = look_for(outline.query.terms, comparison.reading)
    return Explanation(
        score=shown(comparison.found.raw * comparison.left),
        floor=floor,
        words=matched_words(comparison),
        missing=tuple(sorted(missing, key=lambda word: (-word.weight, word.word))),
        obstacles=_obstacles(outline, comparison, shares, floor=floor),
        missing_terms=tuple(term for terms in findings.lacking.values() for term in terms),
        ruled_out_by=findings.ruled_out_by,
        company=1 - comparison.left,
    )


class Share(NamedTuple):
    """What an article has of a unit: the unit's number, the weight it gives, the best key and all keys it is by."""

    unit: int
    weight: float
    key: str
    keys: Sequence[str]


def shares_of(comparison: Comparison) -> list[Share]:
    """Give what the passage that was found has of each unit; what it has nothing of is left out."""
    reading, found, numbers = comparison.reading, comparison.found, comparison.reading.keys_by_number
    first = int(comparison.batch.article.searchsorted(found.article))
    strengths = reading.passage(found.passage - first).strengths
    weights = comparison.claims.weights(found.row)
    shares = []
    for unit, entries in enumerate(comparison.claims.entries(found.row, numbers)):
        keys = {numbers[entry.key]: entry for entry in entries}
        gains = {key: entry.factor * strengths.get(key, 0.0) for key, entry in keys.items()}
        whole = max((gain for key, gain in gains.items() if not keys[key].is_part), default=0.0)
        value = min(1.0, max(whole, sum(gain for key, gain in gains.items() if keys[key].is_part)))
        if value:
            shares.append(Share(unit, value * weights[unit], max(gains, key=gains.__getitem__), tuple(keys)))
    return shares


def matched_words(comparison: Comparison) -> tuple[MatchedWord, ...]:
    """Give what is shared, as it stands in the article, heaviest first."""
    words: dict[str, float] = {}
    spans: dict[str, set[Span]] = {}
    for share in shares_of(comparison):
        word = comparison.reading.surfaces[share.key]
        words[word] = words.get(word, 0.0) + share.weight
        spans.setdefault(word, set()).update(
            span for key in share.keys for span in comparison.reading.spans(key)
        )
    ranked = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MatchedWord(word, round(weight, 3), tuple(sorted(spans[word]))) for word, weight in ranked)


def _obstacles(
    outline: Outline, comparison: Comparison, shares: Sequence[Share], *, floor: float
) -> tuple[Obstacle, ...]:
    found: list[Obstacle] = []
    if is_earlier(outline.query.said_on.toordinal(), comparison.reading):
        found.append(Obstacle.EARLIER)
    found.extend(look_for(outline.query.terms, comparison.reading).obstacles)
    if shown(comparison.found.raw * comparison.left) < floor:
        units = [outline.units[share.unit] for share in shares]
        if all(unit.kind is Kind.NAME for unit in units):
            found.append(Obstacle.NAMES_ONLY)
        found.append(Obstacle.BELOW_FLOOR)
    return tuple(found)


def is_earlier(said_on: int, reading: Reading) -> bool:
    """Whether an article was published before a claim was said; without a date it was not."""
    return reading.published_on is not None and reading.published_on < said_on
