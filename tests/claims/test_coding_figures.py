"""How far blind readings agree, as pages show it."""

import pytest
from django.test import Client

from claims import coding_figures, editorial
from claims.models import Claim, Coding, User
from tests.conftest import NOW
from tests.makers import Maker


def read(claim: Claim, by: User, firmness: str, outcome: str = "missed") -> None:
    Coding.objects.create(claim=claim, by=by, at=NOW, firmness=firmness, outcome=outcome)


@pytest.fixture
def read_claims(make: Maker, ben: User, dora: User) -> list[Claim]:
    """Ten, of which the two agree on the firmness of nine."""
    claims = [make.published(statement=f"Bridge {number} opens.") for number in range(10)]
    for number, claim in enumerate(claims):
        read(claim, ben, "will" if number < 5 else "could")
        read(claim, dora, "will" if number < 6 else "could")
    return claims


def test_each_of_the_three_has_its_figure(read_claims: list[Claim]) -> None:
    window, firmness, outcome = coding_figures.figures()
    assert firmness.agreement.alpha == pytest.approx(1 - 2 / (2 * 9 * 11 / 19))
    assert (firmness.agreement.claims, firmness.agreement.readings) == (10, 20)
    assert window.agreement.alpha is None  # all say that there is no date
    assert outcome.agreement.alpha is None


def test_what_is_no_longer_public_counts_no_more(read_claims: list[Claim], dora: User) -> None:
    editorial.withdraw_claim(claim=read_claims[0], reason="Misheard.", by=dora)
    assert coding_figures.figures()[1].agreement.claims == 9


@pytest.mark.parametrize("page", ["about", "newsroom"])
def test_the_pages_show_it_with_its_number(client: Client, read_claims: list[Claim], page: str) -> None:
    assert (
        '<td class="number">0.81</td><td class="number">10</td>'
        in client.get(f"/en/{page}/").content.decode()
    )
    assert '<td class="number">0,81</td>' in client.get(f"/de/{page}/").content.decode()


def test_below_ten_claims_no_figure_is_public(client: Client, read_claims: list[Claim], dora: User) -> None:
    editorial.withdraw_claim(claim=read_claims[0], reason="Misheard.", by=dora)
    page = client.get("/en/newsroom/").content.decode()
    assert '<td class="number">–</td><td class="number">9</td>' in page
