"""The append-only, hash-chained log of the record: append, checkpoint, verify. Decides nothing about claims.

editorial ── append ──> entries, one chain to a claim ── make_checkpoint, daily ──> a hash that is published
                                └─────────────── verify ───────────────┘
"""

from claims.record.checkpoints import checkpoint_text, make_checkpoint
from claims.record.entries import (
    MACHINE,
    SETTLED_AFTER,
    Recorded,
    RowValues,
    append,
    chain_of,
    difference,
    hash_of,
    length_of,
    lock,
    model_of,
    snapshot,
    subject_of,
)
from claims.record.verification import Discrepancy, verify

__all__ = [
    "MACHINE",
    "SETTLED_AFTER",
    "Discrepancy",
    "Recorded",
    "RowValues",
    "append",
    "chain_of",
    "checkpoint_text",
    "difference",
    "hash_of",
    "length_of",
    "lock",
    "make_checkpoint",
    "model_of",
    "snapshot",
    "subject_of",
    "verify",
]
