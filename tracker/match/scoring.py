"""What articles share with claims, many at once: candidates by their telling words, then the score of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tracker.match.articles import Reading
from tracker.match.compiled import GAIN, IS_CLAIMANT, IS_NAME, IS_NEUTRAL, Compiled, Floats, Ints
from tracker.match.formula import COLLECTED_RAW, NEXT_NAME, ONLY_NAMES, least_mass, nearness, raw_score
from tracker.match.keys import number_of

# A known article without a date is taken as new, whenever that is.
NO_DAY = -1

# So many sums of a passage and a claim are worked out at once: what a processor's cache holds.
CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles as arrays: their passages, and the keys of each passage with their strengths.

    `article` is each passage's article; `length` counts a passage's words, `neutral` those of every language.
    """

    article: Ints
    language: Ints
    published_on: Ints
    length: Floats
    neutral: Floats
    keys: "Words"
    stems: "Words"
    spellings: "Words"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of passages by their numbers, passage after passage, with their strengths."""

    passage: Ints
    number: Ints
    strength: Floats


class Found(NamedTuple):
    """A claim, by row, in the passage of an article that has most of it, and its raw score."""

    article: int
    passage: int
    row: int
    raw: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """Passages, by number in the batch, and rows of claims that may have something in common."""

    passage: Ints
    row: Ints
    same_language: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Known:
    """The part of a batch that is in a vocabulary: `code` is passage times words plus key's place, in order."""

    code: Ints
    passage: Ints
    key: Ints
    strength: Floats


def batch_of(readings: Sequence[Reading]) -> Batch:
    """Lay articles out."""
    passages = [
        (number, reading, passage)
        for number, reading in enumerate(readings)
        for passage in map(reading.passage, range(len(reading)))
    ]
    return Batch(
        article=np.array([number for number, _, _ in passages], np.int64),
        language=np.array([number_of(reading.language) for _, reading, _ in passages], np.int64),
        published_on=np.array([reading.published_on or NO_DAY for _, reading, _ in passages], np.int64),
        length=np.array([passage.length for _, _, passage in passages], np.float32),
        neutral=np.array([passage.neutral for _, _, passage in passages], np.float32),
        keys=_words([passage.strengths for _, _, passage in passages]),
        stems=_words([passage.stems for _, _, passage in passages]),
        spellings=_words([passage.spellings for _, _, passage in passages]),
    )


def _words(passages: Sequence[Mapping[str, float]]) -> Words:
    return Words(
        passage=np.repeat(np.arange(len(passages)), [len(words) for words in passages]),
        number=np.array([number_of(word) for words in passages for word in words], np.int64),
        strength=np.array([strength for words in passages for strength in words.values()], np.float32),
    )


def collect(batch: Batch, claims: Compiled, *, least: float = COLLECTED_RAW) -> list[Found]:
    """Give every claim that shares enough with an article, each once an article, where it scores best.

    `least` is the raw score that is enough: no less than what the claims were compiled for.
    """
    pairs = candidates(batch, claims, least)
    known = _known(batch.keys, claims.vocabulary)
    raw = score(batch, claims, known, pairs)
    kept = np.flatnonzero(raw >= least)
    return _best_passages(batch, pairs.passage[kept], pairs.row[kept], raw[kept])


def compare(batch: Batch, claims: Compiled, row: int) -> Found:
    """Score one claim in the first article of a batch, however little they share."""
    passages = np.flatnonzero(batch.article == 0)
    pairs = _pairs(batch, claims, passages, np.full(len(passages), row))
    raw = score(batch, claims, _known(batch.keys, claims.vocabulary), pairs)
    return Found(0, int(passages[raw.argmax()]), row, float(raw.max()))


def candidates(batch: Batch, claims: Compiled, least: float) -> Pairs:
    """Give the pairs that may score enough to be collected, and few others: the cost follows the words shared."""
    same_language = batch.language == claims.language
    within = _promising(batch, claims, np.flatnonzero(same_language), least)
    across = _promising(batch, claims, np.flatnonzero(~same_language), least)
    found = [*within, *across]
    if not found:
        nothing = np.zeros(0, np.int64)
        return Pairs(nothing, nothing, nothing.astype(np.bool_))
    return _pairs(batch, claims, *(np.concatenate(column) for column in zip(*found, strict=True)))


def _promising(batch: Batch, claims: Compiled, passages: Ints, least: float) -> Iterator[tuple[Ints, Ints]]:
    """Add up what each passage's words lead to, claim by claim, a few passages at a time; all in one language."""
    if not len(passages) or not len(claims):
        return
    is_within = bool(batch.language[passages[0]] == claims.language)
    words, postings = (batch.stems, claims.stems) if is_within else (batch.spellings, claims.spellings)
    known = _known(words, postings.vocabulary)
    # What is needed grows with the claim and with the passage, each by itself.
    needed = least_mass(claims.total if is_within else claims.neutral, np.zeros(1), least).astype(np.float32)
    ease = least_mass(np.zeros(1), np.zeros(1), 1.0) / least_mass(
        np.zeros(1), (batch.length if is_within else batch.neutral)[passages], 1.0
    )
    starts = np.searchsorted(known.passage, passages)
    ends = np.searchsorted(known.passage, passages, side="right")
    list_lengths = np.diff(postings.start)
    at_once = max(1, CELLS // len(claims))
    for first in range(0, len(passages), at_once):
        some = slice(first, first + at_once)
        number, place = _spread(starts[some], (ends - starts)[some])
        lengths = list_lengths[known.key[place]]
        _, posting = _spread(postings.start[known.key[place]], lengths)
        cells = np.repeat(number * len(claims), lengths) + postings.row[posting]
        strengths = (known.strength[place] * ease[some][number] / GAIN).astype(np.float32)
        gains = postings.gain[posting] * np.repeat(strengths, lengths)
        count = len(passages[some])
        # Several times as quick as bincount, and nonzero is on one dimension.
        mass = np.zeros((count, len(claims)), np.float32)
        np.add.at(mass.reshape(-1), cells, gains)
        passage, row = np.divmod(np.flatnonzero(mass >= needed), len(claims))
        yield passages[some][passage], row


def score(batch: Batch, claims: Compiled, known: Known, pairs: Pairs) -> Floats:
    """Give each pair's raw score."""
    if not len(pairs.row):
        return np.zeros(0, np.float32)
    pair, value, unit = _shared_units(claims, known, pairs)
    share, bits = value * claims.unit_weight[unit], claims.unit_is[unit]
    is_name = bits & IS_NAME != 0
    mass = _sums(pair, share * ~is_name, pairs) + _names(pair[is_name], share[is_name], pairs)
    cognates = _sums(pair, claims.unit_weight[unit] * (bits & IS_NEUTRAL == 0), pairs)
    sayable = np.where(pairs.same_language, claims.total[pairs.row], claims.neutral[pairs.row] + cognates)
    raw = raw_score(mass, sayable, _lengths(batch, pairs))
    day = batch.published_on[pairs.passage]
    near = nearness(day, claims.opens_on[pairs.row], claims.closes_on[pairs.row])
    raw = raw * np.where(day == NO_DAY, 1.0, near)
    return np.asarray(np.where(_says_enough(pair, bits, pairs), raw, raw * ONLY_NAMES))


def _says_enough(pair: Ints, bits: Ints, pairs: Pairs) -> NDArray[np.bool_]:
    """A name alone says little: it needs a word or a number beside it, or two more names.

    The claimant, who says many things, counts only across languages, where there is less to share.
    """
    is_claimant = bits & IS_CLAIMANT != 0
    counts = ~(is_claimant & pairs.same_language[pair])
    found = _sums(pair, counts, pairs)
    names = _sums(pair, counts & (bits & IS_NAME != 0), pairs)
    return (names >= 3) | ((found >= 2) & (names < found))


def _names(pair: Ints, share: Floats, pairs: Pairs) -> Floats:
    order = np.lexsort((-share, pair))
    pair, share = pair[order], share[order]
    place = np.arange(len(pair)) - np.searchsorted(pair, pair)
    return _sums(pair, share * NEXT_NAME**place, pairs)


def _shared_units(claims: Compiled, known: Known, pairs: Pairs) -> tuple[Ints, Floats, Ints]:
    """Give what a passage has of its pair's claim: the pair, how much of a unit (0 to 1), and the unit."""
    starts = claims.unit_start[pairs.row]
    pair, units = _spread(starts, claims.unit_start[pairs.row + 1] - starts)
    if not len(units):
        return pair, np.zeros(0, np.float32), units
    starts = claims.entry_start[units]
    lengths = claims.entry_start[units + 1] - starts
    place, entries = _spread(starts, lengths)
    codes = pairs.passage[pair[place]] * len(claims.vocabulary) + claims.entry_key[entries]
    gains = claims.entry_factor[entries] * _looked_up(codes, known)
    is_part = claims.entry_is_part[entries]
    first = np.cumsum(lengths) - lengths  # every unit has a way to it
    wholes = np.maximum.reduceat(np.where(is_part, 0.0, gains), first)
    parts = np.add.reduceat(np.where(is_part, gains, 0.0), first)
    value = np.minimum(1.0, np.maximum(wholes, parts)).astype(np.float32)
    is_shared = value > 0
    return pair[is_shared], value[is_shared], units[is_shared]


def _looked_up(codes: Ints, known: Known) -> Floats:
    """Give each code's strength, 0 for what a passage does not have."""
    if not len(known.code):
        return np.zeros(len(codes), np.float32)
    place = np.minimum(np.searchsorted(known.code, codes), len(known.code) - 1)
    return np.where(known.code[place] == codes, known.strength[place], 0.0).astype(np.float32)


def _known(words: Words, vocabulary: Ints) -> Known:
    if not len(vocabulary):
        nothing = np.zeros(0, np.int64)
        return Known(nothing, nothing, nothing, np.zeros(0, np.float32))
    numbers, number = np.unique(words.number, return_inverse=True)
    place = np.minimum(np.searchsorted(vocabulary, numbers), len(vocabulary) - 1)
    is_known = (vocabulary[place] == numbers)[number]
    passage, key = words.passage[is_known], place[number][is_known]
    code = passage * len(vocabulary) + key
    order = np.argsort(code)
    return Known(code[order], passage[order], key[order], words.strength[is_known][order])


def _pairs(batch: Batch, claims: Compiled, passage: Ints, row: Ints) -> Pairs:
    return Pairs(passage, row, batch.language[passage] == claims.language)


def _lengths(batch: Batch, pairs: Pairs) -> Floats:
    return np.where(pairs.same_language, batch.length[pairs.passage], batch.neutral[pairs.passage])


def _sums(pair: Ints, values_of: Floats | NDArray[np.bool_], pairs: Pairs) -> Floats:
    return np.bincount(pair, values_of, minlength=len(pairs.row)).astype(np.float32)


def _spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Give for each member of many ranges the number of its range and the member."""
    number = np.repeat(np.arange(len(starts)), lengths)
    ends = np.cumsum(lengths)
    return number, np.arange(len(number)) + np.repeat(starts - (ends - lengths), lengths)


def _best_passages(batch: Batch, passage: Ints, row: Ints, raw: Floats) -> list[Found]:
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
    return [Found(*found) for found in chosen]
