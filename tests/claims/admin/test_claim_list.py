"""The claims' list page by page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.admin.claim_list import WAITING_COLUMN
from claims.admin.claims import ClaimAdmin
from claims.models import Claim
from tests.makers import Maker

LIST = "/admin/claims/claim/"


def test_the_list_counts_evidence_waiting_in_a_fixed_number_of_queries(
    as_ada: Client, make: Maker, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        make.suggested(make.published())

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        response = as_ada.get(LIST)

    assert [claim.waiting for claim in response.context["cl"].result_list] == [1] * 5


def test_the_list_is_sorted_by_the_evidence_that_waits(as_ada: Client, make: Maker) -> None:
    few, many = make.published(), make.published()
    for claim in (few, many, many):
        make.suggested(claim)

    response = as_ada.get(LIST, {"o": "-7"})

    assert [claim.pk for claim in response.context["cl"].result_list] == [many.pk, few.pk]
    assert str(list(ClaimAdmin.list_display)[int(WAITING_COLUMN) - 1]) == "evidence_waiting"


@pytest.mark.parametrize("order", ["", "3", "-7.2"])
def test_each_page_has_the_claims_that_are_its_own(
    as_ada: Client, make: Maker, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(ClaimAdmin, "list_per_page", 2)
    claims = [make.draft(horizon=horizon) for horizon in ("bald", "bis Ende 2028", "bis Ende 2027", "bald")]
    claims.append(make.published(horizon="bis Ende 2026"))
    make.suggested(claims[-1])
    query = {"o": order} if order else {}
    monkeypatch.setattr(ClaimAdmin, "list_max_show_all", 100)
    whole = as_ada.get(LIST, {**query, "all": ""}).context["cl"].result_list

    pages = [as_ada.get(LIST, {**query, "p": number}).context["cl"].result_list for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [claim.pk for page in pages for claim in page] == [claim.pk for claim in whole]
    assert len(whole) == Claim.objects.count() == 5


def test_only_the_claims_of_the_page_are_read(
    as_ada: Client, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClaimAdmin, "list_per_page", 1)
    for _ in range(3):
        make.draft()
    with CaptureQueriesContext(connection) as asked:
        as_ada.get(LIST, {"p": 3})
    rows = [
        each["sql"]
        for each in asked
        if "ORDER BY" in each["sql"] and "LIMIT 1" in each["sql"] and '"quote"' in each["sql"]
    ]
    assert [sql for sql in rows if " IN (SELECT " not in sql] == []
    assert any("OFFSET 2" not in sql for sql in rows)  # from the end that is nearer
