"""Single entries that are not as they were written are found, whatever part was touched."""

import json

import pytest

from claims import record
from claims.models import Claim, RecordContent, RecordEntry
from tests.tampering import guards_off

CHANGED = "was changed after it was written"


@pytest.fixture
def entry(claim: Claim) -> RecordEntry:
    guards_off()
    return RecordEntry.objects.select_related("content").get(chain=f"claim:{claim.pk}", sequence=3)


def explanations(entry: RecordEntry) -> list[str]:
    place = f"{entry.chain}/{entry.sequence}"
    return [fault.explanation for fault in record.verify() if fault.place == place]


@pytest.mark.parametrize(
    "changes",
    [{"action": "revised"}, {"subject": "claim:0"}, {"by_id": None}, {"leaf": "{}"}, {"hash": "f" * 64}],
)
def test_a_changed_part_of_an_entry_is_found(entry: RecordEntry, changes: dict[str, object]) -> None:
    RecordEntry.objects.filter(pk=entry.pk).update(**changes)

    assert CHANGED in explanations(entry)


@pytest.mark.parametrize(
    "changes",
    [
        {"by_name": "Somebody"},
        {"changes": {}},
        {"salts": "{}"},
        {"salts": "no json"},
        {"forgotten": '["by"]'},
        {"old_hash": "f" * 64},
    ],
)
def test_a_changed_part_of_what_an_entry_says_is_found(
    entry: RecordEntry, changes: dict[str, object]
) -> None:
    RecordContent.objects.filter(pk=entry.pk).update(**changes)

    assert CHANGED in explanations(entry)


def test_an_entry_that_lost_what_it_says_is_found(entry: RecordEntry) -> None:
    entry.content.delete()

    assert explanations(entry) == ["has lost what it says"]


def test_an_entry_moved_to_another_chain_is_found(entry: RecordEntry) -> None:
    RecordEntry.objects.filter(pk=entry.pk).update(chain="claim:99", sequence=1)

    found = [(fault.place, fault.explanation) for fault in record.verify()]
    assert ("claim:99/1", CHANGED) in found
    assert ("claim:99/1", "bears a mark that was not made here") in found


def test_a_salt_too_many_is_found(entry: RecordEntry) -> None:
    salts = json.loads(entry.content.salts) | {"new/other": "00" * 16}
    RecordContent.objects.filter(pk=entry.pk).update(salts=json.dumps(salts))

    assert explanations(entry) == [CHANGED]
