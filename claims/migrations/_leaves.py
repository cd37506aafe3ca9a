"""Makes the entries of the log that there was before the tree into leaves. Each commits to its values, and to the hash
that it had, under salts; what it says moves into its content.
"""

import os

from claims.record import keys, leaves, tree
from claims.record.kinds import OF_EARLIER_ENTRIES

ENTRIES_AT_ONCE = 1_000


def make_leaves(apps, schema_editor):
    entries = apps.get_model("claims", "RecordEntry").objects.using(schema_editor.connection.alias)
    content_model = apps.get_model("claims", "RecordContent")
    contents = content_model.objects.using(schema_editor.connection.alias)
    ends, last = {}, 0  # by chain: the latest hash, and the digest of the chain's name
    while batch := list(entries.filter(pk__gt=last).order_by("pk")[:ENTRIES_AT_ONCE]):
        contents.bulk_create(content_model(**_as_leaf(entry, ends)) for entry in batch)
        entries.bulk_update(batch, ("leaf", "hash", "previous_hash", "mac"), batch_size=200)
        last = batch[-1].pk
    if schema_editor.connection.vendor == "postgresql":
        # Its checks of relations wait for the end, and no table can be altered before.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _as_leaf(entry, ends):
    """Change the entry into its leaf; returns its content's fields."""
    previous, subject = ends.get(entry.chain, ("", ""))
    said = leaves.entry_values(
        action=entry.action,
        at=entry.at,
        account=entry.by_id,
        by=entry.by_name,
        row=entry.subject,
        changes=entry.changes,
    )
    salts, digests = leaves.commit({**said, "old_hash": entry.hash})
    if not subject:
        salt = os.urandom(leaves.SALT_BYTES)
        salts["subject"], subject = salt.hex(), leaves.digest(salt, "subject", entry.chain)
    content = {
        "entry_id": entry.pk,
        "by_name": entry.by_name,
        "changes": entry.changes,
        "salts": leaves.salts_as_text(salts),
        "old_hash": entry.hash,
    }
    entry.leaf = leaves.compose(
        at=entry.at,
        kind=OF_EARLIER_ENTRIES.get(entry.action, leaves.LeafKind.WORK),
        number=entry.sequence,
        previous=previous,
        subject=subject,
        digests=digests,
    )
    entry.previous_hash, entry.hash = previous, tree.leaf_hash(entry.leaf.encode()).hex()
    entry.mac = keys.mark_of(entry.chain, entry.sequence, entry.hash)
    ends[entry.chain] = entry.hash, subject
    return content
