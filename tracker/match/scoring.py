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
WORD_WEIGHT, LONGEST_PASSAGE = 0.6, 24.0

# Names come in company (a minister, her party, her town): each further one says less.
NEXT_NAME = 0.85


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim in a passage: `score` from 0 to 1, and by unit's number how much of the unit is there (0 to 1)."""

    score: float
    values: Mapping[int, float]
    passage: Passage


def best(claim: Weighed, reading: Reading, *, same_language: bool) -> Scored:
    """Score the passage that has most of a claim."""
    found: Scored | None = None
    for number, most in sorted(enumerate(bounds(claim, reading)), key=lambda pair: -pair[1]):
        if found and (
            not most or (same_language and most < least_mass(claim.total, reading.shortest, found.score))
        ):
            break
        scored = score(claim, reading.passage(number), same_language=same_language)
        if not found or scored.score > found.score:
            found = scored
    assert found, "an article has at least one passage"
    return found


def score(claim: Weighed, passage: Passage, *, same_language: bool) -> Scored:
    """Weigh what is shared: its mass, its share of the claim and its share of the passage."""
    values = _values(claim, passage)
    mass = _mass(claim, values)
    length = passage.length if same_language else passage.neutral
    of_claim = mass / (_sayable(claim, values, same_language=same_language) + CLAIM_PRIOR)
    of_passage = mass / _room(length)
    raw = mass * math.sqrt(of_claim * of_passage)
    return Scored(raw / (raw + RAW_HALF), values, passage)


def bounds(claim: Weighed, reading: Reading) -> list[float]:
    """Give for each passage a weight that what it shares with a claim cannot surpass."""
    most = [0.0] * len(reading)
    for key in claim.reach.keys() & reading.places.keys():
        weight = claim.reach[key] * reading.strengths[key]
        for number in reading.places[key]:
            most[number] += weight
    return most


def least_mass(total: float, length: int, floor: float) -> float:
    """Give the shared weight without which no article in a claim's language reaches `floor`.

    `total` is the claim's, `length` that of the article's shortest passage, 0 when unknown.
    """
    raw = RAW_HALF * floor / (1 - floor)
    return math.sqrt(raw * math.sqrt((total + CLAIM_PRIOR) * _room(length))) * 0.999


def says_enough(claim: Weighed, values: Mapping[int, float], *, same_language: bool) -> bool:
    """A name alone is no match: it needs a word or a number beside it, or two more names.

    The claimant, who says many things, counts only across languages, where there is less to share.
    """
    units = [claim.units[number] for number in values]
    found = [unit for unit in units if not (unit.is_claimant and same_language)]
    names = sum(unit.kind is Kind.NAME for unit in found)
    return names >= 3 or (len(found) >= 2 and names < len(found))


def _mass(claim: Weighed, values: Mapping[int, float]) -> float:
    shares = [(value * claim.weights[number], claim.units[number].kind) for number, value in values.items()]
    names = sorted((share for share, kind in shares if kind is Kind.NAME), reverse=True)
    words = sum(share for share, kind in shares if kind is not Kind.NAME)
    return words + sum(share * NEXT_NAME**place for place, share in enumerate(names))


def _room(length: int) -> float:
    return PASSAGE_PRIOR + min(LONGEST_PASSAGE, WORD_WEIGHT * length)


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
    cognates = (claim.weights[number] for number in values if not claim.units[number].is_neutral)
    return claim.neutral + sum(cognates)
