"""What the database itself holds a reader's wish to."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claim, Wish
from tests.conftest import NOW


def test_a_wish_is_about_one_thing_and_confirmed_at_a_moment(claim: Claim) -> None:
    wrong: list[dict[str, object]] = [
        {},
        {"claim": claim, "claimant": claim.claimant},
        {"claim": claim, "stage": "waiting"},
        {"claim": claim, "stage": "new", "confirmed_at": NOW},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Wish.objects.create(address="a@b.example", address_digest="x", language="en", **fields)
