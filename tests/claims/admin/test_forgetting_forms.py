"""What the chief fills in to have something forgotten."""

import pytest
from pytest_django import Settings

from claims.admin.forgetting_forms import ForgetNameForm, _pieces, _texts_of, said_of
from claims.models import Claim, User
from tests.makers import Maker

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}
ADDRESS = "https://news.example/1"


@pytest.mark.parametrize(
    ("typed", "is_valid"),
    [
        ({}, False),
        ({"names": "Mara Lindt", "address": ADDRESS}, False),
        ({"names": "Mara Lindt\nM. Lindt"}, True),
        ({"address": ADDRESS}, True),
    ],
)
def test_one_thing_is_forgotten_at_a_time(db: None, typed: dict[str, str], is_valid: bool) -> None:
    assert ForgetNameForm(typed | WHY).is_valid() is is_valid


def test_a_name_is_forgotten_in_all_the_forms_that_were_typed(claim: Claim, dora: User) -> None:
    form = ForgetNameForm({"names": " Mara Lindt \n\nDie Brücke", **WHY})
    assert form.is_valid()
    assert said_of(form.write(dora)) == "It is forgotten, for good."
    claim.refresh_from_db()
    assert "Brücke" not in claim.quote
    assert "Lindt" not in claim.claimant.name


def test_what_waits_for_a_second_person_is_said_to_wait(claim: Claim, dora: User, settings: Settings) -> None:
    settings.FOUR_EYES = True
    form = ForgetNameForm({"names": "Mara Lindt", **WHY})
    assert form.is_valid()
    assert "waits for a second person" in said_of(form.write(dora))


def test_every_text_of_a_claim_and_what_belongs_to_it_is_offered(claim: Claim, make: Maker) -> None:
    evidence = make.accepted(claim)
    offered = dict(pair for thing in _pieces(claim) for pair in _texts_of(thing))
    assert {f"claim:{claim.pk}/quote", f"evidence:{evidence.pk}/title"} <= offered.keys()
    assert offered[f"claim:{claim.pk}/quote"].startswith(f"Claim {claim.pk}, quote: Die Brücke")
    assert f"claim:{claim.pk}/state" not in offered
