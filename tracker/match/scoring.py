"""What an article's share in a claim is worth; which pairs are scored is for `index`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.match.articles import Passage, Reading
from tracker.match.claims import Weighed
from tracker.words import Kind

# The raw score that is shown as one half; calibrated with benchmarks/bench_match.py.
RAW_HALF = 0.5

# Keep very short claims and very short articles from scoring high on one or two words.
CLAIM_PRIOR, PASSAGE_PRIOR = 2.0, 2.0

# What a word of a passage weighs on average; beyond so much weight a passage's length says nothing more.
WORD_WEIGHT, LONGEST_PASSAGE = 0.6, 14.0

# Across languages only names and numbers can be shared, and they say less.
ACROSS_LANGUAGES = 0.8


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim in a passage: `score` from 0 to 1, and by unit's number how much of the unit is there (0 to 1)."""

    score: float
    values: Mapping[int, float]
    passage: Passage


def best(claim: Weighed, reading: Reading, *, same_language: bool) -> Scored:
    """Score the passage that has most of a claim."""
    scored = (score(claim, passage, same_language=same_language) for passage in reading.passages)
    return max(scored, key=lambda found: found.score)


def score(claim: Weighed, passage: Passage, *, same_language: bool, length: float | None = None) -> Scored:
    """Weigh what is shared: its mass, its share of the claim and its share of the passage.

    A `length` of 0 instead of the passage's own gives a bound that no part of the passage surpasses.
    """
    values = _values(claim, passage)
    mass = sum(value * claim.weights[number] for number, value in values.items())
    size = min(LONGEST_PASSAGE, WORD_WEIGHT * passage.length) if length is None else length
    of_claim = min(1.0, mass / (_sayable(claim, values, same_language=same_language) + CLAIM_PRIOR))
    of_passage = min(1.0, mass / (size + PASSAGE_PRIOR))
    factor = 1.0 if same_language else ACROSS_LANGUAGES
    raw = factor * mass * math.sqrt(of_claim * of_passage)
    return Scored(raw / (raw + RAW_HALF), values, passage)


def says_enough(claim: Weighed, values: Mapping[int, float]) -> bool:
    """A name alone is no match: beside the claimant two things must be shared, and not both of them names."""
    found = [claim.units[number] for number in values if not claim.units[number].is_claimant]
    return len(found) >= 2 and any(unit.kind is not Kind.NAME for unit in found)


def least_mass(claim: Weighed, floor: float) -> float:
    """Give the matched weight below which no article in the claim's language reaches `floor`."""
    raw = RAW_HALF * floor / (1 - floor)
    # With all of the passage shared, the raw score is mass * sqrt(mass / (total + prior)).
    return float((raw**2 * (claim.total + CLAIM_PRIOR)) ** (1 / 3)) * 0.999


def _values(claim: Weighed, passage: Passage) -> dict[int, float]:
    wholes: dict[int, float] = {}
    parts: dict[int, float] = {}
    for key in claim.lookup.keys() & passage.strengths.keys():
        strength = passage.strengths[key]
        for number, factor, is_part in claim.lookup[key]:
            if is_part:
                parts[number] = parts.get(number, 0.0) + factor * strength
            else:
                wholes[number] = max(wholes.get(number, 0.0), factor * strength)
    return {n: min(1.0, max(wholes.get(n, 0.0), parts.get(n, 0.0))) for n in wholes | parts}


def _sayable(claim: Weighed, values: Mapping[int, float], *, same_language: bool) -> float:
    """Give the weight of all that an article could share with a claim."""
    if same_language:
        return claim.total
    cognates = (claim.weights[number] for number in values if claim.units[number].kind is Kind.WORD)
    return claim.neutral + sum(cognates)
