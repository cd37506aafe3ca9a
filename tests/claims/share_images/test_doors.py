"""Where pictures are asked for: under their version, of what is public, and of nothing else."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, Claimant, User
from tests.makers import Maker

pytestmark = pytest.mark.django_db


def picture_of(client: Client, page: str) -> str:
    """The path of the picture that the page names."""
    html = client.get(page).content.decode()
    found = re.search(r'<meta property="og:image" content="http://localhost:8000(/[^"]+)">', html)
    assert found, page
    assert 'og:image:width" content="1200"' in html
    assert 'og:image:height" content="630"' in html
    assert '"twitter:card" content="summary_large_image"' in html
    return found[1]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_names_its_picture_and_the_picture_is_there(
    client: Client, claim: Claim, language: str
) -> None:
    of_claim = claim.get_absolute_url().removeprefix("/en/")
    pages = ["", of_claim, "claimants/mara-lindt/", "claims/", "about/"]
    found = [picture_of(client, f"/{language}/{page}") for page in pages]

    assert len(set(found)) == 3
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Type"] == "image/png"
        assert answer["Cache-Control"] == "public, max-age=3600"
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_claims_picture_takes_few_queries(
    client: Client, claim: Claim, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = picture_of(client, claim.get_absolute_url())
    with django_assert_max_num_queries(5):
        client.get(address)


def test_an_older_address_leads_to_the_picture_of_today(client: Client, claim: Claim, make: Maker) -> None:
    before = picture_of(client, claim.get_absolute_url())
    make.ruled(claim, "confirmed", happened_on=claim.said_on)

    answer = client.get(before)

    assert answer.status_code == 302
    assert answer["Location"] == picture_of(client, claim.get_absolute_url()) != before
    assert answer["Cache-Control"] == "no-cache"


def test_what_is_held_back_withdrawn_or_a_draft_has_no_picture_at_once(
    client: Client, make: Maker, dora: User
) -> None:
    held, withdrawn, draft = make.published(), make.published(), make.draft()
    addresses = [picture_of(client, each.get_absolute_url()) for each in (held, withdrawn)]
    assert {client.get(each).status_code for each in addresses} == {200}

    editorial.hold(thing=held, office="A court", reason="Order", by=dora)
    editorial.withdraw_claim(claim=withdrawn, reason="An error of ours.", by=dora)

    asked = [*addresses, f"/en/share/claims/{draft.pk}/x.png", "/de/share/claims/987654/x.png"]
    assert [client.get(each).status_code for each in asked] == [404] * 4
    assert "/share/site/" in picture_of(client, withdrawn.get_absolute_url())


def test_a_claimant_who_is_held_back_has_none_and_takes_the_claims_along(
    client: Client, claim: Claim, claimant: Claimant, dora: User
) -> None:
    addresses = [picture_of(client, each) for each in (claim.get_absolute_url(), claimant.get_absolute_url())]

    editorial.hold(thing=claimant, office="A court", reason="Order", by=dora)

    assert [client.get(each).status_code for each in addresses] == [404, 404]


def test_search_engines_are_kept_from_the_pictures_of_who_is_kept_from_them(
    client: Client, make: Maker, ada: User
) -> None:
    shy = editorial.save_claimant(claimant=Claimant(name="Shy Person", is_kept_from_search=True), by=ada)
    claim = make.published(claimant=shy)

    for page in (claim.get_absolute_url(), shy.get_absolute_url()):
        assert client.get(picture_of(client, page))["X-Robots-Tag"] == "noindex"
