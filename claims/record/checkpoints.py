"""The days' hashes over the heads of all chains, as they were published before there was a tree."""

from collections.abc import Iterable
from datetime import UTC

from django.db import models

from claims.models import Checkpoint, RecordEntry


def checkpoint_text(checkpoint: Checkpoint) -> str | None:
    """What the earlier checkpoint's hash is the SHA-256 of: day, moment and number of chains, the hash of the
    checkpoint before, then `chain hash` of every chain's head, sorted by chain. A line each. Public, so that a reader
    can compute the hash; None once something in a head was forgotten. One pass over the heads of the log.
    """
    last_entry_id = checkpoint.last_entry_id
    heads = (
        RecordEntry.objects.filter(pk__lte=last_entry_id)
        .filter(
            sequence=models.Subquery(
                RecordEntry.objects.filter(chain=models.OuterRef("chain"), pk__lte=last_entry_id)
                .order_by("-sequence")
                .values("sequence")[:1]
            )
        )
        .values_list("chain", "content__old_hash")
    )
    return text_of(checkpoint, heads.iterator(chunk_size=2000))


def text_of(checkpoint: Checkpoint, heads: Iterable[tuple[str, str]]) -> str | None:
    """The checkpoint's text, made of (chain, hash) of each chain's head; None where one of them was forgotten."""
    found = list(heads)
    if not all(digest for _chain, digest in found):
        return None
    lines = sorted(f"{chain} {digest}" for chain, digest in found)
    made_at = checkpoint.made_at.astimezone(UTC).isoformat()
    head = f"{checkpoint.day.isoformat()} {made_at} {checkpoint.chains}"
    return "\n".join([head, checkpoint.previous_hash, *lines])
