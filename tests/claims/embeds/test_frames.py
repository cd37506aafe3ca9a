"""A claim's card and the small board, as frames on other sites show them."""

from pathlib import Path

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, User
from tests.makers import Maker

STATIC = Path(__file__).resolve().parents[3] / "claims/static/claims/embed"


def card(client: Client, claim: Claim, query: str = "") -> str:
    return client.get(f"/en/embed/claims/{claim.pk}/{query}").content.decode()


def test_the_card_says_who_said_what_and_what_came_of_it(client: Client, make: Maker) -> None:
    claim = make.published()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)

    told = card(client, claim)

    assert claim.statement in told
    assert claim.claimant.name in told
    assert "Confirmed" in told
    assert f'href="http://localhost:8000{claim.get_absolute_url()}"' in told
    assert "Corrected" not in told


def test_a_correction_is_marked_on_the_card(client: Client, make: Maker, dora: User) -> None:
    claim = make.published()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    told = card(client, claim)

    assert "Corrected on" in told
    assert "The desk checked it." in told


def test_only_what_is_meant_for_it_may_be_framed(client: Client, make: Maker) -> None:
    claim = make.published()

    framed = client.get(f"/de/embed/claims/{claim.pk}/")
    board = client.get("/de/embed/board/")
    page = client.get(claim.get_absolute_url())

    for answer in (framed, board):
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_card_with_all_that_it_loads_is_small(client: Client, make: Maker) -> None:
    claim = make.published(statement="x " * 240, quote="y " * 900)

    size = len(card(client, claim)) + sum(path.stat().st_size for path in STATIC.iterdir())

    assert size < 20_000


def test_a_card_is_kept_and_asked_for_again_with_its_tag(client: Client, make: Maker) -> None:
    address = f"/en/embed/claims/{make.published().pk}/"

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert "max-age=300" in first["Cache-Control"]
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "got"), [("dark", "dark"), ("light", "light"), ("<x>", "auto"), ("", "auto")]
)
def test_the_theme_is_one_of_three(client: Client, make: Maker, asked: str, got: str) -> None:
    assert f'class="theme-{got}"' in card(client, make.published(), f"?theme={asked}")


def test_a_merged_claim_leads_to_the_other_and_a_draft_is_not_found(
    client: Client, make: Maker, dora: User
) -> None:
    kept, gone = make.published(), make.published(statement="The same bridge.")
    editorial.merge_claims(claim=gone, into=kept, reason="The same.", by=dora)

    led = client.get(f"/en/embed/claims/{gone.pk}/?theme=dark")

    assert led["Location"] == f"/en/embed/claims/{kept.pk}/?theme=dark"
    assert client.get(f"/en/embed/claims/{make.draft().pk}/").status_code == 404


def test_of_what_is_held_back_a_frame_says_that_it_is(client: Client, make: Maker, dora: User) -> None:
    claim = make.published()
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)

    told = card(client, claim)

    assert "Held back" in told
    assert "A court" in told
    assert claim.statement not in told


def test_the_small_board_has_its_first_names(client: Client, make: Maker) -> None:
    for number in range(5):
        claim = make.published(
            statement=f"Bridge {number}.",
            said_on=make.facts.said_on.replace(year=2024),
            horizon="bis Ende 2024",
        )
        make.ruled(claim, "missed")

    told = client.get("/en/embed/board/").content.decode()

    assert make.facts.claimant.name in told
    assert "interval" in told
