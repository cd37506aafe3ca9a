from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import editorial, stories
from claims.models import Claim, Evidence, User
from tests.makers import Maker


def test_the_list_of_all_evidence_is_to_look_at(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    make.accepted(claim)

    response = as_ada.get("/admin/claims/evidence/?status__exact=suggested")

    assert list(response.context["cl"].result_list) == [evidence]
    page = reverse("admin:claims_evidence_change", args=[evidence.pk])
    assert "Elbe (3.0), bridge (2.0)" in as_ada.get(page).content.decode()
    assert as_ada.post(page, {"title": "Changed"}).status_code == 403


def test_a_german_list_counts_several(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim)
    make.accepted(claim)

    page = as_ada.get("/admin/claims/evidence/", headers={"accept-language": "de"}).content.decode()

    assert "2 Belege" in " ".join(page.split())


def reconsidered(client: Client, evidence: Evidence, decision: str) -> Any:
    address = reverse("admin:claims_evidence_reconsider", args=[evidence.pk])
    return client.post(address, {"decision": decision})


def test_the_claims_page_shows_what_was_accepted_and_what_was_rejected(
    as_ada: Client, claim: Claim, make: Maker, ada: User
) -> None:
    make.accepted(claim, title="Bridge open")
    editorial.reject_evidence(evidence=make.suggested(claim, title="Bridge song"), by=ada)

    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()

    assert "Bridge open" in page
    assert "1 story is not offered again" in page
    assert "Bridge song" in page


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_review_can_be_taken_back_from_the_claims_page(
    as_ada: Client, claim: Claim, make: Maker, dora: User, status: str
) -> None:
    evidence = make.suggested(claim)
    if status == "accepted":
        editorial.accept_evidence(evidence=evidence, stance="context", by=dora)
    else:
        editorial.reject_evidence(evidence=evidence, by=dora)

    reconsidered(as_ada, evidence, "return")

    assert Evidence.objects.awaiting_review().get() == evidence


def test_sources_found_later_are_shown_to_readers_from_the_claims_page(
    as_ada: Client, claim: Claim, make: Maker
) -> None:
    story = str(stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday. " * 3))
    evidence = make.accepted(claim, "contradicts", fingerprint=story)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=story))
    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert "Show 1 more source to readers" in page

    reconsidered(as_ada, evidence, "list")

    evidence.refresh_from_db()
    assert (evidence.stance, evidence.unlisted_copies) == ("contradicts", [])


def test_a_reporter_reconsiders_nothing(as_ben: Client, claim: Claim, make: Maker) -> None:
    assert reconsidered(as_ben, make.accepted(claim), "return").status_code == 403
