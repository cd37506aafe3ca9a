"""The record is verified in flat memory: read as it streams, never held as a whole. Earlier checkpoints too."""

import gc
import tracemalloc
from datetime import timedelta

import pytest
from django.db.models import QuerySet

from claims import editorial, record
from claims.models import Checkpoint, Claim, RecordEntry
from claims.record import verification
from tests.conftest import NOW
from tests.makers import Maker

AT_ONCE = 25
CLAIMS = 20
WRITES_TO_EACH = 8


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few thousand rows at once are a few entries here, so that the test need not write as many."""
    stream = QuerySet.iterator
    monkeypatch.setattr(QuerySet, "iterator", lambda rows, chunk_size=None: stream(rows, AT_ONCE))
    monkeypatch.setattr(verification, "ROWS_AT_ONCE", AT_ONCE)


def write(make: Maker, claims: int) -> None:
    for _ in range(claims):
        draft = make.draft(quote="It will be open to traffic. " * 20)
        for number in range(WRITES_TO_EACH):
            editorial.hand_on_claim(claim=draft, to=None if number % 2 else make.editor, by=make.editor)


def peak() -> int:
    """The most bytes that Python held at once for it: the least of three, as other threads and measuring
    coverage allocate too."""
    return min(_peak_once() for _ in range(3))


def _peak_once() -> int:
    gc.collect()
    tracemalloc.start()
    try:
        assert list(record.verify()) == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.masses
def test_four_times_the_log_takes_no_more_memory(make: Maker) -> None:
    write(make, CLAIMS)
    few = peak()

    write(make, 3 * CLAIMS)

    assert peak() < 1.8 * few


def test_an_earlier_checkpoint_that_does_not_follow_the_one_before_is_found(claim: Claim) -> None:
    last = RecordEntry.objects.latest("pk").pk
    for number, previous in ((1, ""), (2, "1" * 64), (3, "f" * 64)):
        Checkpoint.objects.create(
            number=number,
            day=NOW.date() + timedelta(days=number),
            made_at=NOW,
            last_entry_id=last,
            chains=2,
            previous_hash=previous,
            hash=str(number) * 64,
        )

    found = [(fault.place, fault.explanation) for fault in record.verify()]

    assert [each for each in found if "match" in each[1]] == [
        ("checkpoint 2026-06-20", "does not match the log")
    ]
