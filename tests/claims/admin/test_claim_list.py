"""The claims' list page by page."""

from django.test import Client

from claims.admin.claim_list import WAITING_COLUMN
from claims.admin.claims import ClaimAdmin
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
