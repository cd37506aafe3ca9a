"""What is amiss with single entries and with how they follow each other in a chain: links, leaves, content, marks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.models import RecordContent, RecordEntry
from claims.record import keys, leaves, tree
from claims.record.discrepancies import Discrepancy
from claims.record.entries import old_hash_of

CHANGED = "was changed after it was written"
# Salts of what is no value of the entry's own.
_BESIDE = {"subject", "old_hash"}


@dataclass(slots=True)
class Chain:
    """A chain as far as it was walked."""

    name: str = ""
    sequence: int = 0
    hash: str = ""
    # Its name's digest, and whether the salt that opens it was found.
    subject: str = ""
    # The hash that the entry before had in the log without a tree; None where that was forgotten.
    old_hash: str | None = ""

    def follow(self, entry: RecordEntry) -> Iterator[str]:
        """Go on to the chain's next entry; yield what is amiss with it."""
        if entry.sequence != self.sequence + 1:
            yield f"entry {self.sequence + 1} is missing"
        elif entry.previous_hash != self.hash:
            yield "does not follow from the entry before it"
        content = getattr(entry, "content", None)
        if content is None:
            yield "has lost what it says"
        elif not self._is_as_written(entry, content):
            yield CHANGED
        match keys.check_mark(entry.mac, entry.chain, entry.sequence, entry.hash):
            case keys.Marking.WRONG:
                yield "bears a mark that was not made here"
            case keys.Marking.UNKNOWN if entry.tree_index is None:
                yield "was not written by this program"
        self.sequence, self.hash = entry.sequence, entry.hash

    def _is_as_written(self, entry: RecordEntry, content: RecordContent) -> bool:
        if tree.leaf_hash(entry.leaf.encode()).hex() != entry.hash:
            return False
        try:
            leaf = leaves.parse_leaf(entry.leaf)
            salts, forgotten = json.loads(content.salts), _names(content.forgotten)
        except ValueError:
            return False
        return (
            (leaf.at, leaf.number, leaf.previous)
            == (leaves.hour_of(entry.at), entry.sequence, entry.previous_hash)
            and self._is_of_this_subject(leaf, salts)
            and _opens(leaf, entry, content, salts, forgotten)
            and self._had_old_hash(entry, content, forgotten)
        )

    def _is_of_this_subject(self, leaf: leaves.Leaf, salts: dict[str, str]) -> bool:
        if "subject" in salts:
            opening = leaves.Opening("subject", salts["subject"], self.name)
            self.subject = leaf.subject if leaves.opens(leaf, opening) else ""
        return bool(self.subject) and leaf.subject == self.subject

    def _had_old_hash(self, entry: RecordEntry, content: RecordContent, forgotten: set[str]) -> bool:
        """Whether the entry had this hash in the log without a tree, if it was in it and nothing was forgotten."""
        before, self.old_hash = self.old_hash, None if "old_hash" in forgotten else content.old_hash
        if not content.old_hash or forgotten or before is None:
            return True
        return old_hash_of(entry, before) == content.old_hash


def _opens(
    leaf: leaves.Leaf, entry: RecordEntry, content: RecordContent, salts: dict[str, str], forgotten: set[str]
) -> bool:
    """Whether the leaf commits to what the content says, and to nothing else that was not forgotten."""
    said = leaves.entry_values(
        action=entry.action,
        at=entry.at,
        account=entry.by_id,
        by=content.by_name,
        row=entry.subject,
        changes=content.changes,
        forgotten=forgotten,
    )
    if content.old_hash:
        said["old_hash"] = content.old_hash
    if said.keys() != salts.keys() - {"subject"}:
        return False
    return {leaves.digest(bytes.fromhex(salts[name]), name, value) for name, value in said.items()} <= set(
        leaf.values
    )


def _names(stored: str) -> set[str]:
    return set(json.loads(stored)) if stored else set()


@dataclass(slots=True)
class Forgettings:
    """Whether each thing that was forgotten is one that the log says was forgotten."""

    # Rows and chains that an entry says something of was forgotten.
    told: set[str] = field(default_factory=set)

    @classmethod
    def read(cls) -> "Forgettings":
        """From the log. One query."""
        rows = RecordEntry.objects.filter(action="forgotten").values_list("subject", "chain")
        return cls({name for row in rows.iterator(chunk_size=2000) for name in row})

    def untold(self, entry: RecordEntry) -> bool:
        """Whether something in this entry was forgotten and no entry says so."""
        about = {entry.subject, entry.chain, f"user:{entry.by_id}"}
        return bool(entry.content.forgotten) and self.told.isdisjoint(about)


def faults_of(entry: RecordEntry, chain: Chain, forgettings: Forgettings) -> Iterator[Discrepancy]:
    """What is amiss with the chain's next entry."""
    place = f"{entry.chain}/{entry.sequence}"
    for explanation in chain.follow(entry):
        yield Discrepancy(place, explanation)
    if hasattr(entry, "content") and forgettings.untold(entry):
        yield Discrepancy(place, "was made to forget something, and no entry says so")
