"""What readers find where something is held back."""

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, Hold, User, slug_of
from tests.makers import Maker

WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt", "concerns": "Her brother"}


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Held back on"), ("de", "Zurückgehalten am")], ids=["en", "de"]
)
@pytest.mark.parametrize("of", ["claim", "claimant"])
def test_a_held_claims_address_is_gone_and_says_when_and_by_whom(
    client: Client, claim: Claim, dora: User, language: str, says: str, of: str
) -> None:
    editorial.hold(thing=claim if of == "claim" else claim.claimant, by=dora, **WHY)

    html = page(client, f"/{language}/claims/{claim.pk}/{slug_of(claim.statement)}/", status=410)

    assert says in html
    assert WHY["office"] in html
    assert "2026-06-17" in html
    for hidden in ("bridge", "Lindt", WHY["reason"], WHY["concerns"]):
        assert hidden not in html


def test_a_held_claimants_address_is_gone(client: Client, claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim.claimant, by=dora, **WHY)

    html = page(client, "/en/claimants/mara-lindt/", status=410)

    assert "lindt" not in html.casefold()


def test_a_merged_claim_does_not_tell_where_it_went_while_that_is_held(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    other = make.published(statement="Cars will cross.")
    editorial.merge_claims(claim=other, into=claim, reason="One.", by=dora)
    editorial.hold(thing=claim, by=dora, **WHY)

    page(client, other.get_absolute_url(), status=410)


def test_what_is_held_of_a_claim_is_said_on_its_page(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    evidence = make.accepted(claim, title="Bridge opened")
    editorial.hold(thing=evidence, by=dora, **WHY)

    html = page(client, claim.get_absolute_url())

    assert "Held back on" in html
    assert "Bridge opened" not in html


def test_a_hold_stands_on_the_corrections_page_before_and_after_it_is_lifted(
    client: Client, claim: Claim, dora: User
) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)
    html = page(client, "/en/corrections/?kind=held")
    assert WHY["office"] in html
    assert "bridge" not in html

    editorial.lift_hold(held=held, by=dora)

    assert "Shown again on" in page(client, "/en/corrections/")
    assert "Held back on" in page(client, claim.get_absolute_url())
    assert "Shown again" in page(client, f"/en/held-back/{held.pk}/")


def test_corrections_and_holds_stand_in_one_list_newest_first(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    other = make.published(statement="Cars will cross.")
    editorial.hold(thing=claim, by=dora, **WHY)
    editorial.withdraw_claim(claim=other, reason="Wrong.", by=dora)

    html = page(client, "/en/corrections/")

    assert "Cars will cross." in html
    assert WHY["office"] in html


def test_what_was_never_held_is_not_found(client: Client, claim: Claim) -> None:
    page(client, "/en/held-back/1/", status=404)
    assert not Hold.objects.exists()
