"""Second coding at the desk: what is offered, what is hidden, and that each reads once."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.admin import codings
from claims.models import Claim, Coding, User
from tests.conftest import _person
from tests.makers import Maker

LIST = "/admin/claims/claim/codings/"
READING = {"opens_on": "2026-03-02", "closes_on": "31.12.2026", "firmness": "could", "outcome": "missed"}


@pytest.fixture
def decided(make: Maker, claim: Claim) -> Claim:
    make.accepted(claim, stance="contradicts", title="Bridge delayed", excerpt="Not before 2028.")
    make.ruled(claim, "missed", can_no_longer_happen=True, reasoning="It stands unfinished.")
    claim.refresh_from_db()
    return claim


def address(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/code/"


def test_a_claim_that_others_wrote_is_offered_and_read(
    as_dora: Client, as_ada: Client, decided: Claim, dora: User
) -> None:
    assert f'href="{address(decided)}"' in as_dora.get(LIST).content.decode()
    assert f'href="{address(decided)}"' not in as_ada.get(LIST).content.decode()

    assert as_dora.post(address(decided), READING)["Location"] == LIST

    coding = Coding.objects.get()
    assert (coding.by, str(coding.opens_on), str(coding.closes_on)) == (dora, "2026-03-02", "2026-12-31")
    assert f'href="{address(decided)}"' not in as_dora.get(LIST).content.decode()
    assert "You have read 1 claim." in as_dora.get(LIST).content.decode()


def test_the_page_hides_what_others_made_of_it(as_dora: Client, decided: Claim) -> None:
    page = as_dora.get(address(decided)).content.decode()
    page = page.partition('id="content-main"')[2].partition("<form")[0]

    assert "Bridge delayed" in page
    assert "Not before 2028." in page
    assert decided.criteria.partition(".")[0] in page
    for hidden in ("It stands unfinished", "31 December 2026", "Missed", "Contradicts", "expected"):
        assert hidden not in page, hidden


def test_who_wrote_on_it_is_told_why_not(as_ada: Client, decided: Claim) -> None:
    assert "no longer read it blind" in as_ada.get(address(decided)).content.decode()
    assert "no longer read it blind" in as_ada.post(address(decided), READING).content.decode()
    assert not Coding.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"closes_on": ""}, "Give both days, or none."),
        ({"opens_on": "2027-01-01"}, "The window opens after it closes."),
        ({"outcome": "pending"}, "Select a valid choice"),
        ({"opens_on": "soon"}, "was not understood as one day"),
    ],
)
def test_a_fault_is_told_at_its_field(
    as_dora: Client, decided: Claim, change: dict[str, str], told: str
) -> None:
    assert told in as_dora.post(address(decided), READING | change).content.decode()
    assert not Coding.objects.exists()


def test_what_one_has_read_comes_first_and_the_rest_by_lot(make: Maker, dora: User) -> None:
    claims = [make.published(statement=f"Bridge {number} opens.") for number in range(5)]
    for claim in claims:
        make.ruled(claim, "missed", can_no_longer_happen=True)
    erin = _person("erin", "editor")
    Coding.objects.create(
        claim=claims[3], by=erin, at=claims[3].created_at, firmness="will", outcome="missed"
    )

    offered = codings.claims_for(dora)

    assert offered[0] == claims[3]
    assert set(offered) == set(claims)
    assert codings.claims_for(dora) == offered


def test_the_list_asks_of_what_was_drawn_and_not_of_all_that_is_decided(
    make: Maker, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make.ruled(make.published(statement=f"Bridge {number} opens."), "missed", can_no_longer_happen=True)
    erin = _person("erin", "editor")
    monkeypatch.setattr(codings, "DRAWN", 2)

    with django_assert_num_queries(3):
        offered = codings.claims_for(erin)

    assert len(offered) == 2


def test_reporters_code_nothing(as_ben: Client, decided: Claim) -> None:
    assert as_ben.get(LIST).status_code == 403
    assert as_ben.get(address(decided)).status_code == 403
