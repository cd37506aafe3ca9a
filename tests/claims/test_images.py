"""Images of claimants, as readers get them."""

import re

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, Claimant, User
from tests.makers import Maker
from tests.pictures import give_image, picture


@pytest.fixture
def shown(claim: Claim, ada: User) -> Claimant:
    """A claimant of a public claim, with an image."""
    claimant = claim.claimant
    said = {"image_text_language": "en", "translated_image_text": "Mara Lindt an einem Pult"}
    return give_image(claimant, ada, said)


def test_the_page_shows_it_with_text_credit_and_licence(client: Client, shown: Claimant) -> None:
    page = client.get(f"/en/claimants/{shown.slug}/").content.decode()

    assert (
        f'<img src="{shown.large_image}" width="300" height="200" alt="Mara Lindt at a lectern" lang="en">'
        in page
    )
    assert "Photo: Jan Wessel · CC BY 4.0" in page


def test_readers_of_the_other_language_get_the_translation(client: Client, shown: Claimant) -> None:
    for page in (f"/de/claimants/{shown.slug}/", "/de/claimants/"):
        assert 'alt="Mara Lindt an einem Pult" lang="de"' in client.get(page).content.decode()


@pytest.mark.parametrize("size", ["large", "small"])
def test_it_is_served_as_a_picture_and_nothing_else_for_a_day(
    client: Client, shown: Claimant, size: str
) -> None:
    answer = client.get(f"/images/{shown.image_id}/{size}.webp")

    assert answer.content == getattr(picture(), size)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Set-Cookie" not in answer
    again = client.get(f"/images/{shown.image_id}/{size}.webp", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_of_who_is_held_back_it_is_gone_at_once(client: Client, shown: Claimant, dora: User) -> None:
    editorial.hold(thing=shown, office="A court", concerns="", reason="Asked for.", by=dora)

    assert client.get(shown.large_image).status_code == 404


def test_of_who_has_no_public_claim_there_is_none(client: Client, make: Maker, ada: User) -> None:
    claimant = make.draft().claimant
    give_image(claimant, ada)

    assert client.get(claimant.small_image).status_code == 404


@pytest.mark.parametrize("address", ["/images/x/large.webp", f"/images/{'0' * 64}/key.webp"])
def test_other_addresses_lead_nowhere(client: Client, shown: Claimant, address: str) -> None:
    assert client.get(address).status_code == 404


def test_programs_get_its_address_and_what_is_said_of_it(client: Client, shown: Claimant) -> None:
    told = client.get(f"/api/v1/claimants/{shown.slug}").json()["image"]

    assert re.fullmatch(r"https?://[^/]+" + shown.large_image, told["address"])
    assert (told["licence"], told["credit"]) == ("CC BY 4.0", "Photo: Jan Wessel")
