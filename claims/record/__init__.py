"""The append-only log of the record, one tree over all its entries: append, number, sign, verify, forget. Decides
nothing about claims.

editorial ── append ──> entries, one chain to a claim ── number_entries ──> places in the tree, signed heads
   └───────── forget ──> what entries say                    published ──> what readers check alone
                              └────────────── verify ──────────────┘
"""

from claims.record.checkpoints import checkpoint_text
from claims.record.claim_file import checkpoint_of, claim_file
from claims.record.discrepancies import Discrepancy
from claims.record.entries import (
    MACHINE,
    SETTLED_AFTER,
    UNTOLD,
    Logged,
    Recorded,
    RowValues,
    append,
    append_all,
    chain_of,
    difference,
    length_of,
    lock,
    model_of,
    snapshot,
    subject_of,
)
from claims.record.forgetting import entries_naming, entries_of, forget
from claims.record.numbering import newest_head, number_entries
from claims.record.verification import verify

__all__ = [
    "MACHINE",
    "SETTLED_AFTER",
    "UNTOLD",
    "Discrepancy",
    "Logged",
    "Recorded",
    "RowValues",
    "append",
    "append_all",
    "chain_of",
    "checkpoint_of",
    "checkpoint_text",
    "claim_file",
    "difference",
    "entries_naming",
    "entries_of",
    "forget",
    "length_of",
    "lock",
    "model_of",
    "newest_head",
    "number_entries",
    "snapshot",
    "subject_of",
    "verify",
]
