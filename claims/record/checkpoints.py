"""A day's hash over the heads of all chains, for readers to keep."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from claims.models import Checkpoint, RecordEntry
from claims.record.entries import SETTLED_AFTER, append, difference, digest_of_text, snapshot


def make_checkpoint(*, day: date, now: datetime) -> Checkpoint | None:
    """Bind the heads of all chains into the day's hash; returns the checkpoint, made now or earlier that day.

    None while no entry is old enough to be bound.
    """
    existing = Checkpoint.objects.filter(day=day).first()
    if existing is not None:
        return existing
    settled = RecordEntry.objects.filter(at__lt=now - SETTLED_AFTER)
    last_id = settled.aggregate(last=Max("pk"))["last"] or 0
    if not last_id:
        return None  # nothing to bind yet: an empty checkpoint would stand for the whole day
    before = Checkpoint.objects.filter(day__lt=day).order_by("-day").first()
    checkpoint = Checkpoint(
        number=before.number + 1 if before else 1,
        day=day,
        made_at=now,
        last_entry_id=last_id,
        chains=RecordEntry.objects.filter(pk__lte=last_id).values("chain").distinct().count(),
        previous_hash=before.hash if before else "",
    )
    checkpoint.hash = digest_of_text(checkpoint_text(checkpoint))
    try:
        with transaction.atomic():
            checkpoint.save(force_insert=True)
            changes = difference({}, snapshot(checkpoint))
            append(checkpoint, action="checkpointed", by=None, at=now, changes=changes)
    except IntegrityError:  # another maker's, at this moment
        return Checkpoint.objects.get(day=day)
    return checkpoint


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """What the checkpoint's hash is the SHA-256 of: day, moment and number of chains, the hash of the checkpoint
    before, then `chain hash` of every chain's head, sorted by chain. A line each. Public, so that a reader can
    compute the hash. One pass over the heads of the log.
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
        .values_list("chain", "hash")
    )
    return text_of(checkpoint, heads.iterator(chunk_size=2000))


def text_of(checkpoint: Checkpoint, heads: Iterable[tuple[str, str]]) -> str:
    """The checkpoint's text, made of (chain, hash) of each chain's head."""
    lines = sorted(f"{chain} {digest}" for chain, digest in heads)
    made_at = checkpoint.made_at.astimezone(UTC).isoformat()
    head = f"{checkpoint.day.isoformat()} {made_at} {checkpoint.chains}"
    return "\n".join([head, checkpoint.previous_hash, *lines])
