"""What is forgotten is gone from the log, and every hash and proof that was made before still holds."""

import json

import pytest
from django.db import connection

from claims import editorial, record
from claims.models import Claim, Claimant, RecordContent, RecordEntry, User
from claims.record import leaves
from tests.conftest import NOW
from tests.makers import Maker


def told(claimant: Claimant, ada: User) -> None:
    """The entry that says that something was forgotten, as `editorial` appends it."""
    record.append(claimant, action="forgotten", by=ada, at=NOW, changes={})


def content_of(subject: str, sequence: int = 1) -> RecordContent:
    return RecordContent.objects.get(entry__subject=subject, entry__sequence=sequence)


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM claims_recordcontent")
        contents = cursor.fetchall()
        cursor.execute("SELECT * FROM claims_recordentry")
        return repr(contents + cursor.fetchall())


def test_a_forgotten_field_is_nowhere_in_the_log_and_the_log_holds_together(
    claimant: Claimant, ada: User
) -> None:
    record.number_entries(now=NOW)
    subject = f"claimant:{claimant.pk}"
    hash_before = RecordEntry.objects.get(subject=subject).hash

    assert record.forget(rows=[subject], fields={"name", "slug"}) == 1
    told(claimant, ada)
    Claimant.objects.filter(pk=claimant.pk).update(name="█████", slug="x")

    assert "Lindt" not in stored()
    assert "lindt" not in stored()
    assert RecordEntry.objects.get(subject=subject, sequence=1).hash == hash_before
    assert list(record.verify()) == []


def test_only_the_salts_of_what_is_forgotten_go(claimant: Claimant, ada: User) -> None:
    before = json.loads(content_of(f"claimant:{claimant.pk}").salts)

    record.forget(rows=[f"claimant:{claimant.pk}"], fields={"name"})

    content = content_of(f"claimant:{claimant.pk}")
    assert before.keys() - json.loads(content.salts).keys() == {"new/name"}
    assert json.loads(content.forgotten) == ["new/name"]
    assert content.changes["description"] == [None, "Minister"]


def test_without_fields_all_of_a_row_is_forgotten(claimant: Claimant) -> None:
    record.forget(rows=[f"claimant:{claimant.pk}"])

    assert content_of(f"claimant:{claimant.pk}").changes == {}


def test_a_name_is_forgotten_wherever_it_signed_and_where_it_was_given(
    make: Maker, claim: Claim, ada: User, dora: User
) -> None:
    User.objects.filter(pk=ada.pk).update(first_name="Ada", last_name="Quill")
    ada.refresh_from_db()
    editorial.people.log_rename(person=ada, before="ada", by=dora)
    editorial.hand_on_claim(claim=claim, to=None, by=ada) if claim.assigned_to_id else make.draft()
    Maker(ada, claim.claimant).draft()
    before = ada.signed_name
    ada.first_name, ada.last_name = "Closed", "account"
    ada.save()
    editorial.people.log_rename(person=ada, before=before, by=dora)
    record.number_entries(now=NOW)
    assert "Quill" in stored()

    record.forget(names=["Ada Quill"])
    record.append(ada, action="forgotten", by=dora, at=NOW, changes={})

    assert "Quill" not in stored()
    assert list(record.verify()) == []


def test_what_was_forgotten_without_a_word_is_found(claimant: Claimant) -> None:
    record.forget(rows=[f"claimant:{claimant.pk}"], fields={"name"})

    assert [(fault.place, fault.explanation) for fault in record.verify()] == [
        (f"claimant:{claimant.pk}/1", "was made to forget something, and no entry says so")
    ]


def test_what_somebody_took_out_without_marking_it_forgotten_is_found(claimant: Claimant, ada: User) -> None:
    told(claimant, ada)
    content = content_of(f"claimant:{claimant.pk}")
    salts = json.loads(content.salts)
    del salts["new/description"], content.changes["description"]
    content.salts = json.dumps(salts)
    content.save()

    assert (f"claimant:{claimant.pk}/1", "was changed after it was written") in [
        (fault.place, fault.explanation) for fault in record.verify()
    ]


def test_a_later_value_of_a_forgotten_field_is_compared_again(claimant: Claimant, ada: User) -> None:
    record.forget(rows=[f"claimant:{claimant.pk}"], fields={"name"})
    told(claimant, ada)
    claimant.name = "N. N."
    editorial.save_claimant(claimant=claimant, by=ada)
    assert list(record.verify()) == []

    Claimant.objects.filter(pk=claimant.pk).update(name="Somebody")

    assert [fault.explanation for fault in record.verify()] == [
        "name was changed without an entry in the log"
    ]


def test_every_opening_that_was_given_before_still_opens_the_leaf(claimant: Claimant) -> None:
    subject = f"claimant:{claimant.pk}"
    salt = json.loads(content_of(subject).salts)["new/name"]

    record.forget(rows=[subject])

    leaf = leaves.parse_leaf(RecordEntry.objects.get(subject=subject).leaf)
    assert leaves.opens(leaf, leaves.Opening("new/name", salt, "Mara Lindt"))


@pytest.mark.parametrize("names", [[], ["Nobody"]])
def test_nothing_is_forgotten_where_nothing_is_meant(claimant: Claimant, names: list[str]) -> None:
    assert record.forget(names=names) == 0
    assert content_of(f"claimant:{claimant.pk}").forgotten == ""
