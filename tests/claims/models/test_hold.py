"""What the database itself refuses of holds."""

import pytest
from django.db import IntegrityError, transaction

from claims import editorial
from claims.models import Claim, Hold, User
from tests.conftest import NOW

WHY = {"reason": "An order.", "office": "A court"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "claim"},
        {"kind": "claimant"},
        {"kind": "claim", "office": ""},
        {"kind": "claim", "reason": ""},
        {"kind": "evidence"},
        {"kind": "claim", "lifted_reason": "x"},
    ],
)
def test_a_hold_is_of_one_thing_and_says_why(claim: Claim, dora: User, wrong: dict[str, str]) -> None:
    whole = {"claim": claim} if wrong not in ({"kind": "claim"}, {"kind": "claimant"}) else {}

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(**({"office": "A court", "reason": "x", "at": NOW, "by": dora} | whole | wrong))


def test_one_thing_has_one_hold_in_force(claim: Claim, dora: User) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(kind="claim", claim=claim, by=dora, at=NOW, **WHY)

    editorial.lift_hold(held=held, by=dora)

    assert editorial.hold(thing=claim, by=dora, **WHY) != held


@pytest.mark.parametrize(
    ("field", "value"), [("office", "Another"), ("reason", "Another"), ("kind", "reply")]
)
def test_the_database_refuses_to_change_a_hold(claim: Claim, dora: User, field: str, value: str) -> None:
    editorial.hold(thing=claim, by=dora, **WHY)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Hold.objects.update(**{field: value})


def test_the_database_refuses_to_delete_a_hold(claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, by=dora, **WHY)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Hold.objects.all().delete()


def test_a_hold_names_its_subject_as_the_log_does(claim: Claim, dora: User) -> None:
    assert editorial.hold(thing=claim.claimant, by=dora, **WHY).subject == f"claimant:{claim.claimant_id}"
