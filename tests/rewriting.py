"""Somebody who holds the database and the log's keys writes the log anew, sound in itself, and publishes it."""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from types import ModuleType
from unittest.mock import patch

from claims import record
from claims.models import Claim, RecordContent, RecordEntry, TreeHead, TreeTile, Verdict
from claims.record import published, tree
from tests.tampering import guards_off, remark, reseal

# Fields that the desk writes as it likes.
TEXTS = ("statement", "criteria", "quote", "reasoning", "title", "publisher", "description")


@dataclass
class Rewriter:
    """The log in memory, in the tree's order; the first `covered` entries are what somebody's checkpoint covers."""

    claim: Claim
    covered: int
    chance: Random
    entries: list[RecordEntry] = field(default_factory=list)
    heads: list[tuple[int, datetime]] = field(default_factory=list)
    _changed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.entries = list(RecordEntry.objects.select_related("content").order_by("tree_index"))
        self.heads = list(TreeHead.objects.order_by("number").values_list("size", "made_at"))

    def one(self, is_wanted: Callable[[RecordEntry], object] = bool) -> RecordEntry:
        """A covered entry, any of those that are wanted."""
        return self.chance.choice([entry for entry in self.entries[: self.covered] if is_wanted(entry)])

    def chain(self, name: str) -> list[RecordEntry]:
        return [entry for entry in self.entries if entry.chain == name]

    def exchange(self, chain: str, name: str, old: object, new: object) -> None:
        """Let the whole chain say another value of a field, as if it had never said the one it did."""
        for entry in self.chain(chain):
            if name in entry.changes and old in entry.changes[name]:
                entry.changes[name] = [new if each == old else each for each in entry.changes[name]]
                self.touch(entry)

    def touch(self, entry: RecordEntry) -> None:
        self._changed.add(id(entry))

    def write(self) -> None:
        """All chains, marks, places, tiles and checkpoints anew, and the claim's row as its entries have it."""
        self._link()
        guards_off()
        for model in (TreeHead, TreeTile, RecordContent, RecordEntry):
            model.objects.all()._raw_delete("default")
        for place, entry in enumerate(self.entries):
            entry.pk = entry.content.entry_id = place + 1
            entry.tree_index = None
        self._restore_rows()
        written = 0
        for size, made_at in [*self.heads[:-1], (len(self.entries), self.heads[-1][1])]:
            entries = self.entries[written:size]
            RecordEntry.objects.bulk_create(entries)
            RecordContent.objects.bulk_create([entry.content for entry in entries])
            written += len(entries)
            record.number_entries(now=made_at)

    def _link(self) -> None:
        ends: dict[str, tuple[int, str]] = {}
        for entry in self.entries:
            sequence, previous = ends.get(entry.chain, (0, ""))
            is_moved = (entry.sequence, entry.previous_hash) != (sequence + 1, previous)
            entry.sequence, entry.previous_hash = sequence + 1, previous
            if id(entry) in self._changed:
                reseal(entry)
            elif is_moved:
                remark(entry)
            ends[entry.chain] = entry.sequence, entry.hash

    def _restore_rows(self) -> None:
        said: dict[str, object] = {}
        for entry in self.chain(f"claim:{self.claim.pk}"):
            new = {name: after for name, (_before, after) in entry.changes.items()}
            if entry.subject == f"claim:{self.claim.pk}":
                said |= new
            elif entry.subject.startswith("verdict:") and {"outcome", "reasoning"} & new.keys():
                told = {name: new[name] for name in ("outcome", "reasoning") if name in new}
                Verdict.objects.filter(pk=entry.subject.partition(":")[2]).update(**told)
        shown = ("statement", "quote", "horizon", "criteria", "opens_on", "closes_on", "outcome")
        Claim.objects.filter(pk=self.claim.pk).update(**{name: said[name] for name in shown})


def other_words(log: Rewriter) -> None:
    """A text says something else, and always did."""
    entry = log.one(lambda each: any(each.changes.get(name, [None, ""])[1] for name in TEXTS))
    name = log.chance.choice([name for name in TEXTS if entry.changes.get(name, [None, ""])[1]])
    old = entry.changes[name][1]
    log.exchange(entry.chain, name, old, f"{old} {log.chance.randrange(1000)}")


def other_deadline(log: Rewriter) -> None:
    """The window closes on another day."""
    day = date(2026, 12, 31) + timedelta(days=log.chance.randrange(1, 999))
    log.exchange(f"claim:{log.claim.pk}", "closes_on", "2026-12-31", day.isoformat())


def other_ruling(log: Rewriter) -> None:
    """The verdict was another one."""
    log.exchange(f"claim:{log.claim.pk}", "outcome", "confirmed", "partly")


def other_author(log: Rewriter) -> None:
    """Somebody else did it."""
    entry = log.one()
    entry.content.by_name = f"Vera {log.chance.randrange(1000)}"
    log.touch(entry)


def other_salts(log: Rewriter) -> None:
    """The same words under new salts, so that values that were opened can be another's."""
    log.touch(log.one())


def other_hour(log: Rewriter) -> None:
    """It was done earlier or later."""
    entry = log.one()
    entry.at += timedelta(hours=log.chance.choice((-30, -1, 1, 30)))
    log.touch(entry)


def other_kind(log: Rewriter) -> None:
    """A ruling was no ruling."""
    entry = log.one()
    kind = json.loads(entry.leaf)["kind"]
    other = log.chance.choice([each for each in ("work", "change", "ruling", "withholding") if each != kind])
    entry.leaf = entry.leaf.replace(f'"kind":"{kind}"', f'"kind":"{other}"')
    log.touch(entry)


def drop(log: Rewriter) -> None:
    """It was never done: neither a chain's beginning, nor the publication, without which there is no file."""
    log.entries.remove(log.one(lambda each: each.sequence > 1 and each.action != "published"))


def drop_claim(log: Rewriter) -> None:
    """Another claim, or a person, was never there."""
    chain = log.one(lambda each: each.chain != f"claim:{log.claim.pk}").chain
    log.entries = [entry for entry in log.entries if entry.chain != chain]


def insert(log: Rewriter) -> None:
    """Something was done that nobody did."""
    before = log.one(lambda each: each.action != "published")
    name = log.chance.choice(("must_terms", "horizon", "note"))
    forged = RecordEntry(
        chain=before.chain,
        sequence=before.sequence + 1,
        at=before.at,
        by_id=before.by_id,
        action="revised",
        subject=before.subject,
        leaf=before.leaf,
    )
    changes = {name: [None, f"forged {log.chance.randrange(1000)}"]}
    forged.content = RecordContent(by_name=before.by_name, changes=changes, salts="{}")
    log.entries.insert(log.entries.index(before) + 1, forged)
    log.touch(forged)


def reorder(log: Rewriter) -> None:
    """Two entries of different chains came the other way round."""
    pairs = pairwise(log.entries[: log.covered])
    first, _second = log.chance.choice([pair for pair in pairs if pair[0].chain != pair[1].chain])
    place = log.entries.index(first)
    log.entries[place : place + 2] = log.entries[place + 1], first


def reorder_chain(log: Rewriter) -> None:
    """Two entries of one chain came the other way round."""
    chain = log.chain(f"claim:{log.claim.pk}")
    chain = [entry for entry in chain[1:] if log.entries.index(entry) < log.covered]
    pairs = [pair for pair in pairwise(chain) if "published" not in {each.action for each in pair}]
    places = [log.entries.index(entry) for entry in log.chance.choice(pairs)]
    first, second = places
    log.entries[first], log.entries[second] = log.entries[second], log.entries[first]


def bring_forward(log: Rewriter) -> None:
    """What came after the checkpoint was there before it."""
    late = log.chance.choice(log.entries[-3:])
    before = log.chain(late.chain)
    before = before[: before.index(late)]
    log.entries.remove(late)
    place = log.entries.index(before[-1]) + 1 if before else 0
    log.entries.insert(log.chance.randrange(min(place, log.covered - 1), log.covered), late)


REWRITES = (
    other_words,
    other_deadline,
    other_ruling,
    other_author,
    other_salts,
    other_hour,
    other_kind,
    drop,
    drop_claim,
    insert,
    reorder,
    reorder_chain,
    bring_forward,
)


def publish(claim: Claim, folder: Path) -> Path:
    """What the site hands out of the log and of this claim, as a reader would fetch it."""
    head = record.newest_head()
    claim = Claim.objects.get(pk=claim.pk)
    public = [*claim.verdicts.all(), *claim.appearances.all(), *claim.evidence.filter(status="accepted")]
    file = record.claim_file(claim, public, head=head)
    assert head
    assert file
    folder.mkdir()
    (folder / "record.json").write_text(json.dumps(file))
    (folder / "checkpoint").write_text(published.signed_note(head))
    (folder / "proof").write_text(published.proof_of(0, head) or "")
    for level, number, hashes in TreeTile.objects.values_list("level", "number", "hashes"):
        width = len(hashes) // tree.HASH_BYTES
        partial = f".p/{width}" if width < tree.TILE_WIDTH else ""
        path = folder / f"tile/{level}/{tree.number_in_path(number)}{partial}"
        path.parent.mkdir(parents=True)
        path.write_bytes(published.tile_of(level, number, width) or b"")
    return folder


def words_of(script: ModuleType, *arguments: object) -> list[str]:
    """The word of each check that the script makes: of the signature, inclusion, chain, values and claim, and of what
    was kept.
    """
    said = io.StringIO()
    command = ["verify_claim.py", *map(str, arguments)]
    with patch.object(sys, "argv", command), contextlib.redirect_stdout(said):
        script.main()
    return [line.partition(":")[0] for line in said.getvalue().splitlines() if line[:1] != " "]
