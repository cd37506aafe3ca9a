"""Scores pairs of a passage and a claim, many at once; `candidates` chooses the pairs."""

from typing import NamedTuple

import numpy as np

from tracker.match.arrays import Bools, Floats, Ints, spread
from tracker.match.batches import NO_DAY, Batch, KnownWords, known_of
from tracker.match.candidates import Pairs, candidates, pairs_of
from tracker.match.formula import (
    NEXT_NAME,
    ONLY_NAMES,
    OWN_NAME,
    WITHOUT_OWN,
    WITHOUT_OWN_ACROSS,
    nearness,
    raw_score,
)
from tracker.match.table import (
    IS_CLAIMANT,
    IS_EVERYDAY,
    IS_FOREIGN,
    IS_NAME,
    IS_NEUTRAL,
    IS_PART,
    IS_RELATED,
    ClaimTable,
)


class Scored(NamedTuple):
    """A claim, by row, scored in the passage that has most of it; `article` is the number in the batch."""

    article: int
    passage: int
    row: int
    raw: float


def collect(batch: Batch, claims: ClaimTable, least: float) -> list[Scored]:
    """Give the claims of each article that reach the raw score `least`, each in its best passage."""
    pairs = candidates(batch, claims, least)
    if not len(pairs.row):
        return []
    raw = score(batch, claims, _known(batch, claims, pairs), pairs)
    kept = np.flatnonzero(raw >= least)
    return _best_passages(batch, pairs.passage[kept], pairs.row[kept], raw[kept])


def compare(batch: Batch, claims: ClaimTable, row: int) -> Scored:
    """Score one claim in the first article of a batch, however little they share."""
    passages = np.flatnonzero(batch.article == 0)
    pairs = pairs_of(batch, claims, passages, np.full(len(passages), row))
    raw = score(batch, claims, _known(batch, claims, pairs), pairs)
    return Scored(0, int(passages[raw.argmax()]), row, float(raw.max()))


def reaching(batch: Batch, claims: ClaimTable, article: Ints, row: Ints, least: float) -> Bools:
    """Say of pairs of an article, by its number in the batch, and a claim whether a passage reaches `least`."""
    first, last = (np.searchsorted(batch.article, article, side) for side in ("left", "right"))
    pair, passage = spread(first, last - first)
    pairs = pairs_of(batch, claims, passage, row[pair])
    enough = score(batch, claims, _known(batch, claims, pairs), pairs) >= least
    return np.bincount(pair[enough], minlength=len(article)) > 0


def _known(batch: Batch, claims: ClaimTable, pairs: Pairs) -> KnownWords:
    """Give the keys of the pairs' passages that any claim has."""
    wanted = np.zeros(len(batch.article), np.bool_)
    wanted[pairs.passage] = True
    return known_of(batch.words.keys, batch.ranges.only(wanted), claims.vocabulary)


def score(batch: Batch, claims: ClaimTable, known: KnownWords, pairs: Pairs) -> Floats:
    """Give each pair's raw score."""
    pair, value, concept = _shared_concepts(claims, known, pairs)
    share, bits = value * claims.concept_weight[concept], claims.concept_is[concept]
    is_name, enough = bits & IS_NAME != 0, _says_enough(pair, bits, pairs)
    own = np.minimum(1.0, _sums(pair, value * claims.concept_own[concept], pairs))
    words, names = _sums(pair, share * ~is_name, pairs), _names(pair[is_name], share[is_name], pairs)
    cognates = _sums(pair, claims.concept_weight[concept] * (bits & IS_NEUTRAL == 0), pairs)
    sayable = np.where(pairs.same_language, claims.total[pairs.row], claims.neutral[pairs.row] + cognates)
    raw = raw_score(words + names + OWN_NAME * own * enough, sayable, _lengths(batch, claims, pairs))
    return np.asarray(
        raw
        * _without_own(claims, own, pairs)
        * _near(batch, claims, pairs)
        * np.where(enough, 1.0, ONLY_NAMES)
    )


def _without_own(claims: ClaimTable, own: Floats, pairs: Pairs) -> Floats:
    """What is left to an article that names less than the claim has of what it alone is about."""
    costs = np.where(pairs.same_language, WITHOUT_OWN, WITHOUT_OWN_ACROSS)
    return np.asarray(1.0 - costs * np.maximum(0.0, claims.own[pairs.row] - own))


def _near(batch: Batch, claims: ClaimTable, pairs: Pairs) -> Floats:
    day = batch.published_on[pairs.passage]
    return np.where(
        day == NO_DAY, 1.0, nearness(day, claims.opens_on[pairs.row], claims.closes_on[pairs.row])
    )


def _says_enough(pair: Ints, bits: Ints, pairs: Pairs) -> Bools:
    """A name alone says little: it needs a word or a number beside it, or two more names.

    The claimant, who says many things, counts only across languages, where there is less to share.
    """
    is_claimant = bits & IS_CLAIMANT != 0
    counts = ~(is_claimant & pairs.same_language[pair]) & (bits & IS_EVERYDAY == 0)
    found = _sums(pair, counts, pairs)
    names = _sums(pair, counts & (bits & IS_NAME != 0), pairs)
    return (names >= 3) | ((found >= 2) & (names < found))


def _names(pair: Ints, share: Floats, pairs: Pairs) -> Floats:
    order = np.lexsort((-share, pair))
    pair, share = pair[order], share[order]
    place = np.arange(len(pair)) - np.searchsorted(pair, pair)
    return _sums(pair, share * NEXT_NAME**place, pairs)


def _shared_concepts(claims: ClaimTable, known: KnownWords, pairs: Pairs) -> tuple[Ints, Floats, Ints]:
    """Give what a passage has of its pair's claim: the pair, how much of a concept (0 to 1), and the concept."""
    starts = claims.concept_start[pairs.row]
    pair, concepts = spread(starts, claims.concept_start[pairs.row + 1] - starts)
    if not len(concepts):
        return pair, np.zeros(0, np.float32), concepts
    starts = claims.key_start[concepts]
    lengths = claims.key_start[concepts + 1] - starts
    place, entries = spread(starts, lengths)
    strengths = known.strengths(pairs.passage[pair[place]], claims.key_place[entries])
    gains = claims.key_factor[entries] * strengths
    bits = claims.key_is[entries]
    is_part = bits & IS_PART != 0
    same = pairs.same_language[pair[place]]
    gains = gains * ~np.where(same, bits & IS_FOREIGN != 0, bits & IS_RELATED != 0)
    _let_each_translate_once(gains, bits, pair[place] * len(claims.vocabulary) + claims.key_place[entries])
    first = np.cumsum(lengths) - lengths  # every concept has a way to it
    wholes = np.maximum.reduceat(np.where(is_part, 0.0, gains), first)
    parts = np.add.reduceat(np.where(is_part, gains, 0.0), first)
    value = np.minimum(1.0, np.maximum(wholes, parts)).astype(np.float32)
    is_shared = value > 0
    return pair[is_shared], value[is_shared], concepts[is_shared]


def _let_each_translate_once(gains: Floats, bits: Ints, code: Ints) -> None:
    """Let a word of an article stand for one word of the claim at most where it is a translation ("flow").

    `code` is one number for a pair and a key. Changes `gains` in place.
    """
    foreign = np.flatnonzero((bits & IS_FOREIGN != 0) & (gains > 0))
    order = foreign[np.lexsort((-gains[foreign], code[foreign]))]
    again = order[1:][code[order][1:] == code[order][:-1]]
    gains[again] = 0.0


def _lengths(batch: Batch, claims: ClaimTable, pairs: Pairs) -> Floats:
    length, neutral = batch.length[pairs.passage], batch.neutral[pairs.passage]
    return np.where(pairs.same_language, length, neutral + claims.reach * (length - neutral))


def _sums(pair: Ints, values_of: Floats | Bools, pairs: Pairs) -> Floats:
    return np.bincount(pair, values_of, minlength=len(pairs.row)).astype(np.float32)


def _best_passages(batch: Batch, passage: Ints, row: Ints, raw: Floats) -> list[Scored]:
    article = batch.article[passage]
    order = np.lexsort((passage, -raw, row, article))
    article, passage, row, raw = article[order], passage[order], row[order], raw[order]
    first = np.ones(len(row), np.bool_)
    first[1:] = (np.diff(article) != 0) | (np.diff(row) != 0)
    chosen = zip(
        article[first].tolist(),
        passage[first].tolist(),
        row[first].tolist(),
        raw[first].tolist(),
        strict=True,
    )
    return [Scored(*found) for found in chosen]
