"""The claim's form names what may be on record already, while one types and once it is saved."""

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, Claimant, User
from tests.claims.conftest import Fields
from tests.makers import Maker

TWINS = "/admin/claims/claim/twins/"


def test_what_is_typed_is_compared_with_what_is_on_record(
    as_ben: Client, claim: Claim, claimant: Claimant
) -> None:
    page = as_ben.get(TWINS, {"claimant": str(claimant.pk), "statement": claim.statement}).content.decode()
    assert "Perhaps on record already" in page
    assert f"/admin/claims/claim/{claim.pk}/change/" in page
    assert "the same words" in page


@pytest.mark.parametrize(
    "asked", [{}, {"claimant": "x", "besides": "y"}, {"claimant": "9" * 40}, {"quote": "\x00%"}]
)
def test_nonsense_finds_nothing(as_ben: Client, claim: Claim, asked: dict[str, str]) -> None:
    answer = as_ben.get(TWINS, asked)
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_a_new_name_is_compared_too(as_ben: Client, claim: Claim) -> None:
    asked = {"claimant": "new-person:Mára Lindt", "statement": claim.statement}
    assert claim.statement in as_ben.get(TWINS, asked).content.decode()


@pytest.mark.parametrize(
    "name", ["Mara Lindt", "mara  LINDT", "M. Lindt", "Mara Lindt (head of the road authority)"]
)
def test_a_name_as_articles_write_it_is_compared_too(
    as_ben: Client, make: Maker, claimant: Claimant, ada: User, name: str
) -> None:
    claimant.aliases, claimant.description = "M. Lindt", "head of the road authority"
    editorial.save_claimant(claimant=claimant, by=ada)
    claim = make.draft()
    assert claim.statement in as_ben.get(TWINS, {"name": name, "statement": claim.statement}).content.decode()


def test_a_name_that_several_have_finds_the_claims_of_all(
    as_ben: Client, make: Maker, claimant: Claimant, ada: User
) -> None:
    editorial.save_claimant(claimant=Claimant(name=claimant.name, description="another"), by=ada)
    claim = make.draft()
    asked = {"name": claimant.name, "statement": claim.statement}
    assert claim.statement in as_ben.get(TWINS, asked).content.decode()


def test_claims_that_the_page_names_already_are_not_named_again(as_ben: Client, make: Maker) -> None:
    claims = [make.draft(quote=f"Quote {number}.") for number in range(3)]
    asked = {"claimant": str(claims[0].claimant_id), "statement": claims[0].statement}
    page = as_ben.get(TWINS, asked | {"besides": f"{claims[0].pk},{claims[1].pk},x"}).content.decode()
    assert [f"/{claim.pk}/change/" in page for claim in claims] == [False, False, True]


def test_who_has_no_role_asks_nothing(client: Client, cleo: object) -> None:
    assert client.get(TWINS).status_code == 302


def test_a_saved_claim_names_its_twins(as_ada: Client, claim: Claim, fields: Fields) -> None:
    answer = as_ada.post("/admin/claims/claim/add/", fields, follow=True)
    assert "Perhaps on record already:" in answer.content.decode()
    assert f'<a href="/admin/claims/claim/{claim.pk}/change/">' in answer.content.decode()


def test_the_form_says_where_to_ask_and_about_which_claim(as_ada: Client, claim: Claim) -> None:
    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert f'id="claim-twins" data-twins="{TWINS}" data-besides="{claim.pk}"' in page
