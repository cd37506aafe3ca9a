"""What the chief fills in to hold something back."""

from django.test import Client
from django.urls import reverse

from claims.models import Claim, Hold
from tests.makers import Maker

WHY = {"office": "Landgericht Elbstadt", "concerns": "Mara Lindt", "reason": "An injunction came in."}


def test_the_chief_holds_back_one_piece_of_a_claim(as_dora: Client, claim: Claim, make: Maker) -> None:
    evidence = make.accepted(claim)
    address = reverse("admin:claims_claim_hold", args=[claim.pk])
    form = as_dora.get(address).content.decode()
    assert f"evidence:{evidence.pk}" in form

    answer = as_dora.post(address, WHY | {"what": f"evidence:{evidence.pk}"}, follow=True)

    assert "Held back: readers see it nowhere." in answer.content.decode()
    assert Hold.objects.get().evidence == evidence
    assert f"evidence:{evidence.pk}" not in as_dora.get(address).content.decode()


def test_a_hold_without_its_office_is_told_at_the_field(as_dora: Client, claim: Claim) -> None:
    address = reverse("admin:claims_claim_hold", args=[claim.pk])

    answer = as_dora.post(address, WHY | {"office": "", "what": f"claim:{claim.pk}"})

    assert "This field is required." in answer.content.decode()
    assert not Hold.objects.exists()
