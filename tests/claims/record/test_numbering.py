"""Every entry gets its place once and for ever; the tree is signed over what is marked as ours, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tlog_scales.reader import TilesReader

from claims import record
from claims.models import Claim, Claimant, RecordEntry, Topic, TreeHead, TreeTile, User
from claims.record import keys, notes, numbering, tree
from tests.conftest import NOW
from tests.makers import Maker
from tests.races import needs_postgresql
from tests.tampering import guards_off, rewrite, tamper


def hashes() -> list[bytes]:
    entries = RecordEntry.objects.filter(tree_index__isnull=False).order_by("tree_index")
    return [bytes.fromhex(digest) for digest in entries.values_list("hash", flat=True)]


def newest() -> TreeHead:
    head = record.newest_head()
    assert head is not None
    return head


def test_entries_are_numbered_from_0_as_they_were_written_and_signed(claim: Claim) -> None:
    assert record.number_entries(now=NOW) == 4

    places = RecordEntry.objects.order_by("pk").values_list("tree_index", flat=True)
    assert list(places) == [0, 1, 2, 3]
    state = notes.TreeState.read(notes.opened(newest().note, keys.verifier_keys()))
    assert state == notes.TreeState(keys.origin(), 4, tree.root_of(hashes()))
    assert (newest().size, newest().root, newest().number) == (4, state.root.hex(), 1)


def test_a_place_never_changes_and_who_commits_later_comes_later(claim: Claim, make: Maker) -> None:
    record.number_entries(now=NOW)
    before = dict(RecordEntry.objects.values_list("pk", "tree_index"))
    make.draft()

    record.number_entries(now=NOW)

    after = dict(RecordEntry.objects.values_list("pk", "tree_index"))
    assert {pk: after[pk] for pk in before} == before
    assert {*after.values()} == {*range(len(after))}
    assert newest().root == tree.root_of(hashes()).hex()


def test_the_database_refuses_to_give_another_place(claim: Claim) -> None:
    record.number_entries(now=NOW)

    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        RecordEntry.objects.filter(tree_index=0).update(tree_index=99)


def test_nothing_new_is_signed_once_a_day(claim: Claim) -> None:
    for hours in (0, 1, 24, 25):
        record.number_entries(now=NOW + timedelta(hours=hours))

    heads = list(TreeHead.objects.order_by("number"))
    assert [(head.number, head.size, head.day) for head in heads] == [
        (1, 4, NOW.date()),
        (2, 4, NOW.date() + timedelta(days=1)),
    ]


def test_an_empty_log_is_not_signed(db: None) -> None:
    assert record.number_entries(now=NOW) == 0
    assert not TreeHead.objects.exists()


def test_an_entry_without_a_right_mark_gets_no_place_and_the_others_do(claim: Claim, make: Maker) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=2)
    tamper("UPDATE claims_recordentry SET mac = %s WHERE id = %s", "", entry.pk)

    assert record.number_entries(now=NOW) == 3
    assert RecordEntry.objects.get(pk=entry.pk).tree_index is None


def test_an_entry_whose_leaf_is_another_gets_no_place(claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=2)
    tamper("UPDATE claims_recordentry SET leaf = %s WHERE id = %s", "{}", entry.pk)

    assert record.number_entries(now=NOW) == 3


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claims_treetile SET hashes = %s",
        "UPDATE claims_treehead SET note = replace(note, 'localhost', %s)",
    ],
)
def test_a_tree_that_is_not_the_signed_one_is_not_signed_again(
    claim: Claim, make: Maker, damage: str
) -> None:
    record.number_entries(now=NOW)
    tamper(damage, "example" if "note" in damage else bytes(32 * 4))  # type: ignore[arg-type]
    make.draft()

    with pytest.raises(numbering.TreeDisagrees):
        record.number_entries(now=NOW)
    assert TreeHead.objects.count() == 1


def test_while_the_key_is_turned_over_both_sign_and_the_old_marks_count(
    claim: Claim, make: Maker, settings: object
) -> None:
    old = keys.verifier_keys()
    settings.RECORD_KEYS = ("n" * 40, *settings.RECORD_KEYS)  # type: ignore[attr-defined]

    assert record.number_entries(now=NOW) == 4
    make.draft()
    assert record.number_entries(now=NOW) > 0
    assert notes.opened(newest().note, old) == notes.opened(newest().note, keys.verifier_keys()[:1])
    settings.RECORD_KEYS = settings.RECORD_KEYS[:1]  # type: ignore[attr-defined]
    assert list(record.verify()) == []
    make.draft()
    record.number_entries(now=NOW)
    assert list(record.verify()) == []


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_writers_and_numberers_give_every_entry_one_place(ada: User, claimant: Claimant) -> None:
    def write(number: int) -> None:
        try:
            for turn in range(5):
                with transaction.atomic():
                    Maker(ada, claimant).draft(statement=f"Bridge {number}.{turn} opens by the end of 2026.")
                record.number_entries(now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        for each in [pool.submit(write, number) for number in range(6)]:
            each.result()
    record.number_entries(now=timezone.now())

    places = list(RecordEntry.objects.order_by("tree_index").values_list("tree_index", flat=True))
    assert places == list(range(len(places)))
    assert newest().root == tree.root_of(hashes()).hex()
    assert list(record.verify()) == []


def many(claimant: Claimant, number: int) -> None:
    """So many entries on one topic and another."""
    topics = [Topic.objects.create(name=f"Topic {each}", slug=f"topic-{each}") for each in range(50)]
    for each in range(number):
        record.append(
            topics[each % 50], action="revised", by=None, at=NOW, changes={"aliases": [None, str(each)]}
        )


class StoredTiles:
    """The tiles in the database, as tlog-scales asks for them."""

    def get(self, *path: str) -> bytes | None:
        _word, level, *number = path
        width = int(number.pop()) if len(number) > 1 and number[-2].endswith(".p") else tree.TILE_WIDTH
        number[-1] = number[-1].removesuffix(".p")
        return _tile(int(level), tree.number_from_path(number) or 0)[: width * tree.HASH_BYTES]


@pytest.fixture
def ten_thousand(claimant: Claimant) -> None:
    many(claimant, 10_000 - 1)
    record.number_entries(now=NOW)


@pytest.mark.masses
def test_another_program_reads_10_000_entries_from_our_tiles_and_agrees(ten_thousand: None) -> None:
    head, leaves = newest(), hashes()
    theirs = TilesReader(StoredTiles())
    theirs.set_size(head.size)
    root = bytes.fromhex(head.root)

    assert head.size == len(leaves) == 10_000
    assert theirs.calculate_root_hash() == root
    chance = Random(15)
    ours = tree.Subtrees(head.size, _tile)
    for _ in range(100):
        index, earlier = chance.randrange(head.size), chance.randrange(1, head.size)
        proof = theirs.get_inclusion_proof(index, head.size)
        proof.check(leaves[index], root)
        assert proof.node_hashes == ours.inclusion_path(index)
        theirs.get_consistency_proof(earlier, head.size).check(tree.root_of(leaves[:earlier]), root)


def _tile(level: int, number: int) -> bytes:
    return bytes(TreeTile.objects.get(level=level, number=number).hashes)


def test_a_rewritten_log_that_verifies_in_itself_contradicts_the_checkpoint_that_was_kept(
    claim: Claim,
) -> None:
    record.number_entries(now=NOW)
    kept = newest()
    guards_off()
    TreeHead.objects.all().delete()
    TreeTile.objects.all().delete()
    RecordEntry.objects.update(tree_index=None)
    entry = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").latest("sequence")
    rewrite(entry, by_name=entry.by_name, action="revised")
    record.number_entries(now=NOW)

    assert list(record.verify()) == []
    assert (newest().size, newest().root) != (kept.size, kept.root)
    assert newest().size == kept.size
