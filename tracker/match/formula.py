"""The score's formula and its constants, calibrated with benchmarks/bench_match.py. Works on arrays."""

import math

import numpy as np

from tracker.match.arrays import Floats, Ints

# The raw score that is shown as one half.
RAW_HALF = 0.43

# What an editor is shown, as raw / (raw + RAW_HALF): with few open claims from the first floor on, with many
# thousands, which have more chances to resemble an article, from the last on. In between it rises with the logarithm.
FIRST_FLOOR, LAST_FLOOR = 0.3, 0.5
FEW_CLAIMS, MANY_CLAIMS = 20, 14_000

# So far below the floor a match is kept in the fold "perhaps"; nothing below the lowest is looked for.
PERHAPS = 0.08
LOWEST = 0.2

# What scores so much less than the article's best claim is offered as perhaps, not more.
BEHIND_BEST = 0.25

# Less than this raw score is not even kept to see in how much company an article's best claim is.
COLLECTED_RAW = 0.15

# Keep very short claims and very short articles from scoring high on one or two words.
CLAIM_PRIOR, PASSAGE_PRIOR = 2.0, 2.0

# What a word of a passage weighs on average; beyond so much weight a passage's length says nothing more.
WORD_WEIGHT, LONGEST_PASSAGE = 0.6, 16.0

# Names come in company (a minister, her party, her town): each further one says less.
NEXT_NAME = 0.85

# So much of a raw score is left where nothing but one or two names is shared; across languages there is less to share.
ONLY_NAMES, ONLY_NAMES_ACROSS = 0.3, 0.5

# What naming what a claim alone is about adds to the shared weight, and what not naming it takes off the score.
OWN_NAME, WITHOUT_OWN, WITHOUT_OWN_ACROSS = 0.7, 0.8, 0.5

# An article that is like many claims is about none of them: how much the next ones take off the best, and how many.
COMPANY, COMPANIONS = 0.8, 4

# A companion that shares so much with the best claim speaks of the same matter, and is no argument against it.
SAME_MATTER = 0.7

# So much of a raw score is left to an article that is a year or more from the window.
FAR_FROM_WINDOW = 0.85
DAYS_BEFORE, DAYS_AFTER, DAYS_TO_FAR = 60, 90, 365


def raw_score(mass: Floats, sayable: Floats, length: Floats) -> Floats:
    """Weigh what is shared: its mass, its share of what the claim could share, its share of the passage."""
    return np.asarray(mass * np.sqrt(mass / (sayable + CLAIM_PRIOR) * (mass / _room(length))))


def least_mass(sayable: Floats, length: Floats, raw: float) -> Floats:
    """Give the shared weight without which a passage of so many words does not reach a raw score."""
    return np.asarray(np.sqrt(raw * np.sqrt((sayable + CLAIM_PRIOR) * _room(length))) * 0.999)


def shown(raw: float) -> float:
    """Give a raw score as editors see it, from 0 to 1."""
    return raw / (raw + RAW_HALF)


def floor_for(claims: int) -> float:
    """Give the least score worth offering while so many claims are open."""
    span = math.log(MANY_CLAIMS / FEW_CLAIMS)
    share = math.log(min(max(claims, FEW_CLAIMS), MANY_CLAIMS) / FEW_CLAIMS) / span
    return FIRST_FLOOR + (LAST_FLOOR - FIRST_FLOOR) * share


def perhaps_for(claims: int) -> float:
    """Give the least score worth keeping while so many claims are open."""
    return max(LOWEST, floor_for(claims) - PERHAPS)


def raw_of(score: float) -> float:
    """Give the raw score of one that editors see, which is below 1."""
    return RAW_HALF * score / (1 - score)


def nearness(published_on: Ints, opens_on: Ints, closes_on: Ints) -> Floats:
    """Say how much of a score is left to an article so far from the window; days are ordinals."""
    before, after = opens_on - DAYS_BEFORE - published_on, published_on - closes_on - DAYS_AFTER
    far = np.clip(np.maximum(before, after) / DAYS_TO_FAR, 0.0, 1.0)
    return np.asarray(1.0 - (1.0 - FAR_FROM_WINDOW) * far)


def _room(length: Floats) -> Floats:
    return np.asarray(PASSAGE_PRIOR + np.minimum(LONGEST_PASSAGE, WORD_WEIGHT * length))
