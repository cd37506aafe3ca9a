"""Finds the pairs of a passage and a claim that may reach a raw score, by an upper bound from the posting lists.

The words that the lists omit are first taken as if the passage had them all, then added exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.match.arrays import Bools, Floats, Ints, members, spread
from tracker.match.batches import Batch, KnownWords, known_of
from tracker.match.formula import least_mass
from tracker.match.postings import GAIN, Postings, gains_of, rows_of
from tracker.match.table import ClaimTable

# So many sums of a passage and a claim are worked out at once: what a processor's cache holds.
CELLS = 100_000

# Passages whose lengths differ by less are bounded together, as if all were as short as the shortest.
LENGTH_STEP = 4

# If less than this share of what is needed has to come from listed words, too many claims would come through.
LEAST_REST = 1 / 3

# Lists that are longer on average are quicker to copy one by one than to gather.
LONG = 100

NOTHING = np.zeros(1)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a passage, by its number in the batch, and a claim, by its row."""

    passage: Ints
    row: Ints
    same_language: Bools


def pairs_of(batch: Batch, claims: ClaimTable, passage: Ints, row: Ints) -> Pairs:
    """Pair passages with rows, element by element."""
    return Pairs(passage, row, batch.language[passage] == claims.language)


def candidates(batch: Batch, claims: ClaimTable, least: float) -> Pairs:
    """Give all pairs that can reach the raw score `least`, and few others."""
    same = batch.language == claims.language
    found: list[tuple[Ints, Ints]] = []
    if same.any():
        within = known_of(batch.words.stems, batch.ranges.only(same), claims.stems.vocabulary)
        found.extend(_promising(within, batch.length, claims.stems, claims.total, least))
    if not same.all():
        across = known_of(batch.words.spellings, batch.ranges.only(~same), claims.spellings.vocabulary)
        lengths = batch.neutral + claims.reach * (batch.length - batch.neutral)
        found.extend(_promising(across, lengths, claims.spellings, claims.neutral, least))
    passage = np.concatenate([np.zeros(0, np.int64), *(passages for passages, _ in found)])
    row = np.concatenate([np.zeros(0, np.int64), *(rows for _, rows in found)])
    return pairs_of(batch, claims, passage, row)


@dataclass(frozen=True, slots=True)
class WordRanges:
    """Passages by number, and for each the range of its words in `KnownWords`: from `first` to before `last`."""

    number: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.number)

    def only(self, places: Ints) -> "WordRanges":
        """Keep some of the passages, by their places here."""
        return WordRanges(self.number[places], self.first[places], self.last[places])


def _promising(
    known: KnownWords, lengths: Floats, postings: Postings, sayable: Floats, least: float
) -> Iterator[tuple[Ints, Ints]]:
    """Give pairs as passages and rows whose upper bound reaches `least`, per bucket of passages of about one length.

    `lengths` are the passages' words and `sayable` the claims' weights, as far as the two languages share them.
    """
    number, first = np.unique(known.passage, return_index=True)
    passages = WordRanges(number, first, np.append(first[1:], len(known.passage)))
    steps = lengths[number] // LENGTH_STEP * LENGTH_STEP
    # The needed weight is a product of one factor for the claim and one for the passage.
    by_claim = least_mass(sayable, NOTHING, least).astype(np.float32)
    for length in np.unique(steps):
        growth = least_mass(NOTHING, np.array([length]), least) / least_mass(NOTHING, NOTHING, least)
        needed = by_claim * growth.astype(np.float32)
        bucket = passages.only(np.flatnonzero(steps == length))
        rest = needed - postings.omitted_total
        if (rest >= LEAST_REST * needed).all():
            passage, row, mass = _sums(known, bucket, postings, postings.listed_until, rest)
            is_enough = mass + _omitted_words(known, postings, passage, row) >= needed[row]
            yield passage[is_enough], row[is_enough]
        else:
            passage, row, _ = _sums(known, bucket, postings, postings.start[1:], needed)
            yield passage, row


def _sums(
    known: KnownWords, passages: WordRanges, postings: Postings, ends: Ints, wanted: Floats
) -> tuple[Ints, Ints, Floats]:
    """Add up each passage's words claim by claim; give passage, row and sum where the sum reaches `wanted[row]`.

    Each word's posting list is read up to `ends`. A few passages at a time, so that the sums stay in cache.
    """
    sizes = passages.last - passages.first
    bounds = np.concatenate(([0], np.cumsum(sizes)))
    word = members(passages.first, sizes)
    start = postings.start[known.key[word]]
    counts = ends[known.key[word]] - start
    strengths = known.strength[word] / np.float32(GAIN)
    found: list[tuple[Ints, Ints, Floats]] = []
    at_once = max(1, CELLS // len(wanted))
    for begin in range(0, len(passages), at_once):
        end = min(begin + at_once, len(passages))
        words = slice(bounds[begin], bounds[end])
        listed = _gathered(postings.row_and_gain, start[words], counts[words])
        offsets = np.repeat(np.arange(end - begin) * len(wanted), sizes[begin:end])
        cells = rows_of(listed) + np.repeat(offsets, counts[words])
        gains = gains_of(listed) * np.repeat(strengths[words], counts[words])
        # Several times as quick as bincount, and nonzero is on one dimension.
        mass = np.zeros((end - begin) * len(wanted), np.float32)
        np.add.at(mass, cells, gains)
        cell = np.flatnonzero(mass.reshape(-1, len(wanted)) >= wanted)
        place, row = np.divmod(cell, len(wanted))
        found.append((passages.number[begin + place], row, mass[cell]))
    passage, row, enough = (np.concatenate(column) for column in zip(*found, strict=True))
    return passage, row, enough


def _omitted_words(known: KnownWords, postings: Postings, passage: Ints, row: Ints) -> Floats:
    """Score added to each pair by the common words that the posting lists omit."""
    start = postings.omitted_start[row]
    pair, omitted = spread(start, postings.omitted_start[row + 1] - start)
    strengths = known.strengths(passage[pair], postings.omitted_word[omitted])
    gains = postings.omitted_gain[omitted] * strengths / np.float32(GAIN)
    return np.bincount(pair, gains, minlength=len(row)).astype(np.float32)


def _gathered(values: NDArray[np.uint32], starts: Ints, counts: Ints) -> NDArray[np.uint32]:
    """Give ranges of an array one after another: long ones are copied one by one, many short ones at once."""
    if counts.sum() < LONG * len(counts):
        return values[members(starts, counts)]
    ends = (starts + counts).tolist()
    return np.concatenate([values[start:end] for start, end in zip(starts.tolist(), ends, strict=True)])
