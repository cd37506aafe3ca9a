"""The desk's pages by which the chief holds something back and shows it again."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, Hold, User

WHY = {"office": "Landgericht Elbstadt", "concerns": "Mara Lindt", "reason": "An injunction came in."}

MISSING = "Have a second chief invited"


def test_the_claims_page_at_the_desk_says_that_it_is_held(as_ben: Client, claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim.claimant, by=dora, **WHY)

    page = as_ben.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()

    assert "Held back from readers since" in page
    assert WHY["office"] in page


def test_a_claimant_is_held_back_from_their_page(as_dora: Client, claim: Claim) -> None:
    desk = as_dora.get(reverse("admin:claims_claimant_change", args=[claim.claimant_id])).content.decode()
    address = reverse("admin:claims_claimant_hold", args=[claim.claimant_id])
    assert address in desk

    answer = as_dora.post(address, WHY, follow=True)

    assert Hold.objects.get().claimant == claim.claimant
    assert address not in answer.content.decode()


def test_a_hold_is_lifted_from_its_page(as_dora: Client, claim: Claim, dora: User) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)
    page = as_dora.get(reverse("admin:claims_hold_change", args=[held.pk])).content.decode()
    address = reverse("admin:claims_hold_lift", args=[held.pk])
    assert address in page

    answer = as_dora.post(address, {"reason": "It fell."}, follow=True)

    assert "Readers see it again." in answer.content.decode()
    held.refresh_from_db()
    assert (held.lifted_by, held.lifted_reason) == (dora, "It fell.")


def test_in_the_place_of_the_button_a_single_chief_reads_that_a_second_is_missing(
    as_dora: Client, claim: Claim, dora: User, ada: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    held = editorial.hold(thing=claim, by=dora, **WHY)
    address = reverse("admin:claims_hold_change", args=[held.pk])
    lift = reverse("admin:claims_hold_lift", args=[held.pk])

    alone = as_dora.get(address).content.decode()
    refused = as_dora.post(lift, {"reason": "It fell."}).content.decode()
    ada.groups.set(dora.groups.all())
    with_another = as_dora.get(address).content.decode()

    assert MISSING in alone
    assert MISSING in refused
    assert "Another person has to countersign." in with_another
    assert lift not in alone + with_another


@pytest.mark.parametrize(("force", "number"), [("yes", 1), ("no", 0)])
def test_the_list_tells_what_is_held_from_what_was(
    as_dora: Client, claim: Claim, dora: User, force: str, number: int
) -> None:
    editorial.hold(thing=claim, by=dora, **WHY)

    page = as_dora.get(reverse("admin:claims_hold_changelist"), {"force": force}).content.decode()

    assert page.count(claim.statement) == number
