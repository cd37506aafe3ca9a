"""A tree that is not the one that was signed is found, tile by tile and checkpoint by checkpoint."""

from datetime import timedelta

import pytest

from claims import record
from claims.models import Claim, RecordEntry, TreeHead, TreeTile
from claims.record import keys, notes
from tests.conftest import NOW
from tests.makers import Maker
from tests.tampering import guards_off


@pytest.fixture
def signed(claim: Claim, make: Maker) -> None:
    """A log with three checkpoints."""
    for hours in range(3):
        record.number_entries(now=NOW + timedelta(hours=hours))
        make.draft()
    record.number_entries(now=NOW + timedelta(hours=3))
    assert faults() == []
    guards_off()


def faults() -> list[tuple[str, str]]:
    return [(fault.place, fault.explanation) for fault in record.verify()]


def test_a_changed_tile_is_found(signed: None) -> None:
    TreeTile.objects.update(hashes=bytes(32 * 4))

    assert faults() == [("tile 0/0", "does not match the log")]


def test_a_tile_too_many_is_found(signed: None) -> None:
    TreeTile.objects.create(level=3, number=7, hashes=bytes(32))

    assert faults() == [("tiles", "there are more of them than the log has entries for")]


@pytest.mark.parametrize(("removed", "place"), [(1, "checkpoint 2"), (2, "checkpoint 3")])
def test_a_checkpoint_taken_out_is_missed(signed: None, removed: int, place: str) -> None:
    TreeHead.objects.filter(number=removed).delete()

    assert faults() == [(place, f"checkpoint {removed} is missing")]


def test_the_newest_checkpoint_taken_out_is_missed(signed: None) -> None:
    TreeHead.objects.order_by("-number")[:1].get().delete()

    assert faults() == [("tree", "2 entries have places that no checkpoint covers")]


def test_a_place_given_by_hand_is_found(signed: None, make: Maker) -> None:
    make.draft()
    first = RecordEntry.objects.filter(tree_index=None).order_by("pk")[:1].get()
    RecordEntry.objects.filter(pk=first.pk).update(
        tree_index=RecordEntry.objects.exclude(tree_index=None).count()
    )

    assert ("tree", "1 entries have places that no checkpoint covers") in faults()


def test_places_with_a_gap_are_found(signed: None) -> None:
    entry = RecordEntry.objects.get(tree_index=1)
    RecordEntry.objects.filter(pk=entry.pk).update(tree_index=None)

    assert faults()[0][1] == "has place 2 in the tree, after 0"


def test_a_note_that_says_something_else_is_found(signed: None) -> None:
    head = TreeHead.objects.get(number=1)
    state = notes.TreeState(keys.origin(), head.size, bytes(32))
    TreeHead.objects.filter(pk=head.pk).update(note=notes.sign(state.text, keys.signers()))

    assert faults() == [("checkpoint 1", "was changed after it was signed")]


def test_a_signature_that_does_not_fit_is_found(signed: None) -> None:
    head = TreeHead.objects.get(number=1)
    text = notes.parse(head.note)[0]
    wrong = notes.signature_line(keys.origin(), keys.signers()[0].key.key_id + bytes(64))
    TreeHead.objects.filter(pk=head.pk).update(note=f"{text}\n{wrong}")

    assert faults() == [("checkpoint 1", "was changed after it was signed")]


def test_a_newest_checkpoint_that_another_key_signed_is_found(signed: None) -> None:
    head = record.newest_head()
    assert head is not None
    stranger = notes.Signer(keys.origin(), b"s" * 32)
    note = notes.sign(notes.parse(head.note)[0], [stranger])
    TreeHead.objects.filter(pk=head.pk).update(note=note)

    assert faults() == [(f"checkpoint {head.number}", "is not signed with a key of this log")]


def test_a_checkpoint_of_another_root_is_found(signed: None) -> None:
    TreeHead.objects.filter(number=2).update(root="0" * 64)

    assert ("checkpoint 2", "does not match the log") in faults()
