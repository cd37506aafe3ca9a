"""From words to claims, and which words the lists omit."""

from dataclasses import replace

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR
from tracker.match import postings as postings_of_claims
from tracker.match.building import table_of
from tracker.match.claims import outline
from tracker.match.formula import least_mass, raw_of
from tracker.match.keys import number_of
from tracker.match.postings import GAIN, PostingsBuilder
from tracker.match.rarity import Rarity


def test_each_word_leads_to_its_claims_with_what_all_its_units_give_there() -> None:
    builder = PostingsBuilder()
    for factors in ({"crane": 1.0}, {"crane": 0.5, "ferry": 1.0}, {"ferry": 1.0}):
        builder.add(factors)

    postings = builder.postings(
        np.array([0, 0, 1]), np.array([0.5, 0.5, 0.25], np.float32), np.zeros(3), np.array([1.0, 0.5])
    )

    def rows(word: str) -> dict[int, int]:
        place = int(np.searchsorted(postings.vocabulary, number_of(word)))
        mine = slice(postings.start[place], postings.start[place + 1])
        return dict(zip(postings.row[mine].tolist(), postings.gain[mine].tolist(), strict=True))

    assert rows("crane") == {0: 0.75 * GAIN}
    assert rows("ferry") == {0: 0.5 * GAIN, 1: 0.25 * GAIN}


def test_a_word_of_many_units_leads_with_all_that_it_gives() -> None:
    builder = PostingsBuilder()
    for _ in range(8):
        builder.add({"crane": 1.0})

    postings = builder.postings(
        np.zeros(8, np.int64), np.full(8, 0.75, np.float32), np.zeros(8), np.array([6.0])
    )

    assert (postings.row.tolist(), postings.gain.tolist()) == ([0], [8 * 0.75 * GAIN])


def test_the_omitted_words_of_a_claim_are_its_commonest_and_too_few_for_the_floor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postings_of_claims, "perhaps_for", lambda _claims: 0.5)
    statements = [
        f"Cranes and ferries in the harbour: walnut{number}x pepper{number}x." for number in range(20)
    ]
    outlines = [
        outline(replace(HARBOUR, claim_id=number, statement=statement, quote="", claimant="", aliases=()))
        for number, statement in enumerate(statements)
    ]
    claims = table_of(outlines, Rarity())
    postings = claims.stems
    lengths, kept = np.diff(postings.start), postings.listed_until - postings.start[:-1]

    is_common = lengths == len(statements)
    assert is_common.sum() >= 3
    assert (kept[~is_common] == lengths[~is_common]).all()
    assert 0 < (lengths - kept).sum() == len(postings.omitted_word)
    assert (postings.omitted_total <= least_mass(claims.total, np.zeros(1), raw_of(0.5))).all()
    for row in range(len(claims)):
        mine = slice(postings.omitted_start[row], postings.omitted_start[row + 1])
        assert postings.omitted_gain[mine].sum() / GAIN == pytest.approx(postings.omitted_total[row])
