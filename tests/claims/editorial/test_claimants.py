"""Claimants and topics keep their addresses, and are logged once."""

import pytest
from django.core.exceptions import ValidationError

from claims import editorial
from claims.models import Claimant, RecordEntry, User
from tests.makers import actions


def test_a_second_person_of_the_name_gets_an_address_of_their_own(ada: User, claimant: Claimant) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Cyclist"), by=ada)

    assert (claimant.slug, other.slug) == ("mara-lindt", "mara-lindt-2")


def test_the_same_claimant_is_not_logged_twice(ada: User, claimant: Claimant) -> None:
    with pytest.raises(ValidationError, match="This claimant exists"):
        editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Minister"), by=ada)


def test_a_renamed_claimant_keeps_the_address(ada: User, claimant: Claimant) -> None:
    claimant.name = "Mara Lindt-Berg"
    editorial.save_claimant(claimant=claimant, by=ada)

    claimant.refresh_from_db()
    assert claimant.slug == "mara-lindt"
    entry = RecordEntry.objects.get(chain=f"claimant:{claimant.pk}", action="revised")
    assert entry.changes == {"name": ["Mara Lindt", "Mara Lindt-Berg"]}


def test_saving_without_a_change_logs_nothing(ada: User, claimant: Claimant) -> None:
    editorial.save_claimant(claimant=claimant, by=ada)

    assert actions(f"claimant:{claimant.pk}") == ["logged"]
