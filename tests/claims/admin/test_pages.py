"""A page is read by whoever registered for it."""

import pytest
from django.test import Client

from claims.admin import pages
from claims.editorial import FoundArticle
from claims.models import Claim


@pytest.fixture(autouse=True)
def _nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_readers", [])


def test_a_page_is_read_for_its_claim_by_whoever_registered(claim: Claim) -> None:
    pages.register(lambda address, about: FoundArticle(address=address, title=str(about), publisher="Post"))

    assert pages.read_page("https://post.example/", claim) == FoundArticle(
        address="https://post.example/", title=str(claim), publisher="Post"
    )


def test_where_nobody_reads_pages_the_desk_types_them_in(as_ada: Client, claim: Claim) -> None:
    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/add-evidence/").content.decode()

    assert not pages.can_be_read()
    assert "Read the page" not in page
