"""A blind reading, as the database keeps it."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claim, Coding, User
from tests.conftest import NOW

READING = {"at": NOW, "firmness": "will", "outcome": "missed"}


def test_a_person_reads_a_claim_once(claim: Claim, dora: User) -> None:
    coding = Coding.objects.create(claim=claim, by=dora, **READING)
    assert str(coding) == f"{claim.pk} (2026-06-17)"
    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.create(claim=claim, by=dora, **READING)


@pytest.mark.parametrize("wrong", [{"outcome": "pending"}, {"opens_on": NOW.date()}])
def test_it_has_an_outcome_and_a_whole_window(claim: Claim, dora: User, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.create(claim=claim, by=dora, **{**READING, **wrong})
