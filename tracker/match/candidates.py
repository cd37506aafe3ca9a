"""Which claims an article may have enough in common with to be looked at closely: the cost follows the words shared.

What a passage's words can add to each claim is summed up, without the words that are commonest in each claim; those
are given to every claim in full. What then is too little for the raw score that is asked for stays so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.match.batches import Batch, Known, known_of, members, spread
from tracker.match.compiled import Compiled
from tracker.match.formula import least_mass
from tracker.match.postings import GAIN, Floats, Ints, Postings, gains_of, rows_of

# So many sums of a passage and a claim are worked out at once: what a processor's cache holds.
CELLS = 100_000

# Passages whose lengths differ by less need the same, as if all were as short as the shortest.
LENGTH_STEP = 4

# Where less of what is needed is left to be found by a claim's rarer words, too many claims would come through.
LEAST_REST = 1 / 3

# Stretches that are longer on average are quicker to copy one by one than to gather.
LONG = 100

NOTHING = np.zeros(1)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Passages, by number in the batch, and rows of claims that may have something in common."""

    passage: Ints
    row: Ints
    same_language: NDArray[np.bool_]


def pairs_of(batch: Batch, claims: Compiled, passage: Ints, row: Ints) -> Pairs:
    """Put passages and rows together."""
    return Pairs(passage, row, batch.language[passage] == claims.language)


def candidates(batch: Batch, claims: Compiled, least: float) -> Pairs:
    """Give all pairs that can reach a raw score, and few others."""
    same = batch.language == claims.language
    within = known_of(batch.stems.only(same), claims.stems.vocabulary)
    across = known_of(batch.spellings.only(~same), claims.spellings.vocabulary)
    found = [
        *_promising(within, batch.length, claims.stems, claims.total, least),
        *_promising(across, batch.neutral, claims.spellings, claims.neutral, least),
    ]
    passage = np.concatenate([np.zeros(0, np.int64), *(passages for passages, _ in found)])
    row = np.concatenate([np.zeros(0, np.int64), *(rows for _, rows in found)])
    return pairs_of(batch, claims, passage, row)


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages by number in the batch, and from where to where their words are among those that are known."""

    number: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.number)

    def __getitem__(self, some: Any) -> "Passages":
        return Passages(self.number[some], self.first[some], self.last[some])


def _promising(
    known: Known, lengths: Floats, postings: Postings, sayable: Floats, least: float
) -> Iterator[tuple[Ints, Ints]]:
    """Go through passages in one language, those of about one length together: what they need is the same."""
    number, first = np.unique(known.passage, return_index=True)
    passages = Passages(number, first, np.append(first[1:], len(known.passage)))
    steps = lengths[number] // LENGTH_STEP * LENGTH_STEP
    # What is needed grows with the claim and with the passage, each by itself.
    by_claim = least_mass(sayable, NOTHING, least).astype(np.float32)
    for length in np.unique(steps):
        growth = least_mass(NOTHING, np.array([length]), least) / least_mass(NOTHING, NOTHING, least)
        needed = by_claim * growth.astype(np.float32)
        alike = passages[np.flatnonzero(steps == length)]
        rest = needed - postings.left_out
        if (rest >= LEAST_REST * needed).all():
            passage, row, mass = _sums(known, alike, postings, postings.kept, rest)
            is_enough = mass + _of_words_left_out(known, postings, passage, row) >= needed[row]
            yield passage[is_enough], row[is_enough]
        else:
            passage, row, _ = _sums(known, alike, postings, postings.start[1:], needed)
            yield passage, row


def _sums(
    known: Known, passages: Passages, postings: Postings, ends: Ints, wanted: Floats
) -> tuple[Ints, Ints, Floats]:
    """Add up what each passage's words lead to, claim by claim, a few passages at a time; give what is large enough.

    `ends` is how far each word's postings are read.
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
        claim = _stretches(postings.claim, start[words], counts[words])
        offsets = np.repeat(np.arange(end - begin) * len(wanted), sizes[begin:end])
        cells = rows_of(claim) + np.repeat(offsets, counts[words])
        gains = gains_of(claim) * np.repeat(strengths[words], counts[words])
        # Several times as quick as bincount, and nonzero is on one dimension.
        mass = np.zeros((end - begin) * len(wanted), np.float32)
        np.add.at(mass, cells, gains)
        cell = np.flatnonzero(mass.reshape(-1, len(wanted)) >= wanted)
        place, row = np.divmod(cell, len(wanted))
        found.append((passages.number[begin + place], row, mass[cell]))
    passage, row, enough = (np.concatenate(column) for column in zip(*found, strict=True))
    return passage, row, enough


def _of_words_left_out(known: Known, postings: Postings, passage: Ints, row: Ints) -> Floats:
    """Give what the words by which claims are not found add to them."""
    start = postings.left_start[row]
    pair, place = spread(start, postings.left_start[row + 1] - start)
    strengths = known.strengths(passage[pair], postings.left_place[place])
    gains = postings.left_gain[place] * strengths / np.float32(GAIN)
    return np.bincount(pair, gains, minlength=len(row)).astype(np.float32)


def _stretches(values: NDArray[np.uint32], starts: Ints, counts: Ints) -> NDArray[np.uint32]:
    """Give stretches of an array one after another: long ones as they lie, many short ones at once."""
    if counts.sum() < LONG * len(counts):
        return values[members(starts, counts)]
    ends = (starts + counts).tolist()
    return np.concatenate([values[start:end] for start, end in zip(starts.tolist(), ends, strict=True)])
