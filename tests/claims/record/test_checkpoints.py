"""The earlier checkpoints' text: what a reader computes the day's hash over."""

from datetime import UTC, date, datetime, timedelta, timezone

from claims.models import Checkpoint
from claims.record.checkpoints import text_of

CHECKPOINT = Checkpoint(
    day=date(2026, 6, 16),
    made_at=datetime(2026, 6, 17, 2, 0, tzinfo=timezone(timedelta(hours=2))),
    chains=2,
    previous_hash="p" * 64,
)
HEADS = [("claimant:1", "b" * 64), ("claim:1", "a" * 64)]


def test_each_chain_has_its_line_in_order_below_day_and_hash_of_before() -> None:
    moment = datetime(2026, 6, 17, tzinfo=UTC).isoformat()
    assert text_of(CHECKPOINT, HEADS) == "\n".join(
        [f"2026-06-16 {moment} 2", "p" * 64, f"claim:1 {'a' * 64}", f"claimant:1 {'b' * 64}"]
    )


def test_once_a_head_was_forgotten_there_is_no_text() -> None:
    assert text_of(CHECKPOINT, [*HEADS, ("topic:1", "")]) is None
