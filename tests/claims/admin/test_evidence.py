from django.test import Client
from django.urls import reverse

from claims.models import Claim
from tests.makers import Maker


def test_the_list_of_all_evidence_is_to_look_at(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    make.accepted(claim)

    response = as_ada.get("/admin/claims/evidence/?status__exact=suggested")

    assert list(response.context["cl"].result_list) == [evidence]
    page = reverse("admin:claims_evidence_change", args=[evidence.pk])
    assert "Elbe (3.0), bridge (2.0)" in as_ada.get(page).content.decode()
    assert as_ada.post(page, {"title": "Changed"}).status_code == 403
