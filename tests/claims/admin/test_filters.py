"""The filters of the list of claims: each finds what it says."""

from datetime import date

import pytest
from django.test import Client

from claims.models import User
from tests.claims.admin.test_claims import LIST
from tests.makers import Maker


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("window=overdue", {"overdue"}),
        ("window=open", {"open", "draft"}),
        ("window=closed", {"overdue"}),
        ("window=upcoming", {"upcoming"}),
        ("window=soon", set()),
        ("window=undated", {"undated"}),
        ("state__exact=draft", {"draft", "undated"}),
        ("outcome__exact=pending", {"overdue", "open", "draft", "upcoming", "undated"}),
        ("evidence=waiting", {"open"}),
        ("assigned=nobody", {"overdue", "draft", "upcoming", "undated"}),
        ("assigned=me", {"open"}),
        ("q=upcoming", {"upcoming"}),
    ],
)
def test_the_list_is_filtered(as_ada: Client, ada: User, make: Maker, query: str, found: set[str]) -> None:
    make.published(statement="overdue", said_on=date(2026, 1, 1), horizon="bis Ende März 2026")
    make.suggested(make.published(statement="open", assigned_to=ada))
    make.published(statement="upcoming", horizon="im Jahr 2027")
    make.draft(statement="draft")
    make.draft(statement="undated", horizon="bald")

    response = as_ada.get(f"{LIST}?{query}")

    assert {claim.statement for claim in response.context["cl"].result_list} == found
