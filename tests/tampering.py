"""What a person with the database's password could do to the record, and with the log's key beside it."""

import json

from django.db import connection

from claims.models import RecordContent, RecordEntry
from claims.record import keys, leaves, tree


def guards_off() -> None:
    """Take the triggers away: for good on SQLite, until the transaction ends on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def tamper(statement: str, *values: str | int) -> None:
    """Write past the triggers and the program."""
    guards_off()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rewrite(entry: RecordEntry, **said: object) -> None:
    """Let the entry say something else, under new salts and a new leaf that fits; whoever does so holds the key."""
    content = entry.content
    for name, value in said.items():
        setattr(content if name in {"by_name", "changes"} else entry, name, value)
    reseal(entry)
    guards_off()
    RecordEntry.objects.filter(pk=entry.pk).update(
        **{
            field.attname: getattr(entry, field.attname)
            for field in RecordEntry._meta.concrete_fields
            if not field.primary_key
        }
    )
    RecordContent.objects.filter(pk=entry.pk).update(
        by_name=content.by_name, changes=content.changes, salts=content.salts
    )


def reseal(entry: RecordEntry) -> None:
    """Make the entry's leaf, hash and mark anew, so that they fit what it says and the `previous_hash` that it has."""
    content, leaf = entry.content, leaves.parse_leaf(entry.leaf)
    values = leaves.entry_values(
        action=entry.action,
        at=entry.at,
        account=entry.by_id,
        by=content.by_name,
        row=entry.subject,
        changes=content.changes,
    )
    salts, digests = leaves.commit(values)
    before = json.loads(content.salts)
    content.salts = leaves.salts_as_text(
        salts | {name: salt for name, salt in before.items() if name == "subject"}
    )
    entry.leaf = leaves.compose(
        at=entry.at,
        kind=leaves.LeafKind(leaf.kind),
        number=entry.sequence,
        previous=entry.previous_hash,
        subject=leaf.subject,
        digests=digests,
    )
    _mark(entry)


def remark(entry: RecordEntry) -> None:
    """Put the `sequence` and `previous_hash` that the entry has into its leaf, which commits to the same values."""
    leaf = json.loads(entry.leaf) | {"number": entry.sequence, "previous": entry.previous_hash}
    entry.leaf = json.dumps(leaf, separators=(",", ":"), sort_keys=True)
    _mark(entry)


def _mark(entry: RecordEntry) -> None:
    entry.hash = tree.leaf_hash(entry.leaf.encode()).hex()
    entry.mac = keys.mark_of(entry.chain, entry.sequence, entry.hash)
