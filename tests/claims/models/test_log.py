from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import ProtectedError

from claims.models import Checkpoint, Claim, DailyTally, RecordEntry, User
from tests.refusals import refused_by

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
TODAY = NOW.date()


def entry(**changes: Any) -> RecordEntry:
    values = {
        "chain": "claim:1",
        "sequence": 1,
        "at": NOW,
        "action": "suggested",
        "subject": "evidence:1",
        "leaf": "{}",
        "hash": "a" * 64,
    }
    return RecordEntry.objects.create(**(values | changes))


def checkpoint(**changes: Any) -> Checkpoint:
    values = {"number": 1, "day": TODAY, "made_at": NOW, "last_entry_id": 0, "chains": 0, "hash": "c" * 64}
    return Checkpoint.objects.create(**(values | changes))


def test_a_chain_never_forks(db: None) -> None:
    entry()

    with refused_by("record_chain_never_forks"):
        entry(hash="b" * 64)


def test_two_chains_count_for_themselves(db: None) -> None:
    entry()
    entry(chain="claim:2", hash="b" * 64)

    assert list(RecordEntry.objects.values_list("chain", "sequence")) == [("claim:1", 1), ("claim:2", 1)]


def test_no_two_entries_have_one_hash(db: None) -> None:
    entry()

    with refused_by("hash"):
        entry(sequence=2)


def test_a_chain_has_no_entry_before_the_first(db: None) -> None:
    with refused_by("sequence"):
        entry(sequence=-1)


def test_entries_stand_chain_by_chain_in_their_order(db: None) -> None:
    for number, (chain, sequence) in enumerate([("claim:2", 1), ("claim:1", 2), ("claim:1", 1)]):
        entry(chain=chain, sequence=sequence, hash=f"{number:064}")

    assert [str(each) for each in RecordEntry.objects.all()] == [
        "claim:1/1 suggested",
        "claim:1/2 suggested",
        "claim:2/1 suggested",
    ]


def test_who_wrote_to_the_record_stays_known(claim: Claim, ada: User) -> None:
    with pytest.raises(ProtectedError):
        ada.delete()


def test_a_day_has_one_checkpoint(db: None) -> None:
    checkpoint()

    with refused_by("day"):
        checkpoint(hash="d" * 64)


def test_no_two_checkpoints_have_one_hash(db: None) -> None:
    checkpoint()

    with refused_by("hash"):
        checkpoint(number=2, day=date(2026, 6, 18))


def test_the_latest_checkpoint_stands_first_under_the_start_of_its_hash(db: None) -> None:
    checkpoint()
    checkpoint(number=2, day=date(2026, 6, 18), hash="d" * 64)

    assert [str(each) for each in Checkpoint.objects.all()] == [
        "2026-06-18: dddddddddddd",
        "2026-06-17: cccccccccccc",
    ]


def test_a_day_is_tallied_once(db: None) -> None:
    DailyTally.objects.create(day=TODAY)

    with refused_by("day"):
        DailyTally.objects.create(day=TODAY)


@pytest.mark.parametrize("number", ["articles_read", "feeds_reached", "feeds_silent"])
def test_nothing_is_tallied_below_zero(db: None, number: str) -> None:
    tally = DailyTally.objects.create(day=TODAY)

    with refused_by(number):
        DailyTally.objects.filter(pk=tally.pk).update(**{number: -1})


def test_a_day_without_news_counts_nothing(db: None) -> None:
    tally = DailyTally.objects.create(day=TODAY)

    assert (tally.articles_read, tally.feeds_reached, tally.last_success_at) == (0, 0, None)
    assert str(tally) == "2026-06-17: 0"
