"""A claim's file: all leaves of its chain, what readers may open of them, and a proof that each is in the signed tree.

entries -> openings -> leaves with paths -> the file, which `verify_claim.py` and the page's own check read
"""

import json
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping

from django.db import models

from claims.models import Claim, RecordEntry, Reply, TreeHead
from claims.record import keys, published
from claims.record.entries import MACHINE, chain_of, snapshot, subject_of
from claims.record.leaves import entry_values
from claims.record.numbering import newest_head
from claims.record.openings import SHOWN_FIELDS, Openable, openings_of

FORMAT = "foresaid-claim/1"


def claim_file(
    claim: Claim,
    public: Iterable[models.Model],
    *,
    head: TreeHead | None,
    replies_shown: Collection[Reply] = (),
) -> dict[str, object] | None:
    """The file against this checkpoint; None while it covers none of the claim's entries.

    `public` are the rows about the claim that readers may see; of `replies_shown` also the text. They and the claim are
    read after `head`: what was written meanwhile is then among the entries that wait. Four queries, and one for every
    tile that the proofs need: some three for each entry at most.
    """
    entries = list(
        RecordEntry.objects.filter(chain=chain_of(claim)).select_related("by", "content").order_by("sequence")
    )
    numbered = [entry for entry in entries if _is_covered(entry, head)]
    if head is None or not numbered:
        return None
    shown = _shown_fields(claim, public, replies_shown)
    said = [_said_by(entry) for entry in entries]
    openings = openings_of(subject_of(claim), said, shown)
    subtrees = published.tree_of(head)
    return {
        "format": FORMAT,
        "origin": head.note.partition("\n")[0],
        "key": [str(key) for key in keys.verifier_keys(head.note.partition("\n")[0])],
        "subject": {"name": chain_of(claim), "salt": said[0].salts["subject"]},
        "claim": _claim_as_shown(claim, {each.name for said in openings for each in said}),
        "leaves": [
            {
                "index": entry.tree_index,
                "leaf": entry.leaf,
                "openings": [
                    {"name": each.name, "salt": each.salt, "value": each.value} for each in openings[place]
                ],
                "path": [b64encode(each).decode() for each in subtrees.inclusion_path(entry.tree_index or 0)],
            }
            for place, entry in enumerate(numbered)
        ],
        "pending": len(entries) - len(numbered),
        "checkpoint": published.signed_note(head),
    }


def checkpoint_of(entries: Collection[RecordEntry]) -> TreeHead | None:
    """The newest checkpoint, by which these entries can be cited; None while any of them waits for one. One query."""
    head = newest_head()
    return head if entries and all(_is_covered(entry, head) for entry in entries) else None


def _is_covered(entry: RecordEntry, head: TreeHead | None) -> bool:
    return head is not None and entry.tree_index is not None and entry.tree_index < head.size


def _shown_fields(
    claim: Claim, public: Iterable[models.Model], replies_shown: Collection[Reply]
) -> Mapping[str, Collection[str]]:
    shown = {}
    for thing in (claim, *public):
        fields = SHOWN_FIELDS.get(str(thing._meta.model_name), ())  # noqa: SLF001  documented
        is_told = isinstance(thing, Reply) and thing in replies_shown
        shown[subject_of(thing)] = {*fields, *(("text", "language") if is_told else ())}
    return shown


def _said_by(entry: RecordEntry) -> Openable:
    values = entry_values(
        action=entry.action,
        at=entry.at,
        account=entry.by_id,
        by=entry.by_name,
        row=entry.subject,
        changes=entry.changes,
    )
    if entry.content.old_hash:
        values["old_hash"] = entry.content.old_hash
    is_named = entry.by_name == (entry.by.get_full_name() if entry.by else MACHINE)
    return Openable(
        row=entry.subject,
        changes=entry.changes,
        values=values,
        salts=json.loads(entry.content.salts),
        is_author_named=is_named and bool(entry.by_name),
    )


def _claim_as_shown(claim: Claim, opened: Collection[str]) -> dict[str, object]:
    """What the page says, in the record's own values. A field that is empty and younger than what the log says of the
    claim is left out: nobody could look for it there.
    """
    shown = {name: value for name, value in snapshot(claim).items() if name in SHOWN_FIELDS["claim"]}
    return {name: value for name, value in shown.items() if value != "" or f"new/{name}" in opened}
