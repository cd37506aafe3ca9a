from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, DailyTally, Evidence
from tests.makers import Maker

QUEUE = "/admin/claims/evidence/queue/"


def click(client: Client, evidence: Evidence, decision: str) -> object:
    address = reverse("admin:claims_evidence_review", args=[evidence.pk])
    return client.post(address, {"decision": decision, "page": "1"})


@pytest.mark.parametrize("stance", ["supports", "contradicts", "context"])
def test_one_click_accepts_with_its_stance(as_ada: Client, claim: Claim, make: Maker, stance: str) -> None:
    evidence = make.suggested(claim)

    click(as_ada, evidence, stance)

    evidence.refresh_from_db()
    assert (evidence.status, evidence.stance) == ("accepted", stance)


def test_one_click_rejects(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    click(as_ada, evidence, "reject")

    evidence.refresh_from_db()
    assert evidence.status == "rejected"


def test_a_click_returns_to_the_same_place_with_a_way_back(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    response = as_ada.post(
        reverse("admin:claims_evidence_review", args=[evidence.pk]), {"decision": "reject", "page": "3"}
    )

    assert response["Location"] == f"{QUEUE}?page=3&reviewed={evidence.pk}#claim-{claim.pk}"
    assert 'value="undo"' in as_ada.get(f"{QUEUE}?reviewed={evidence.pk}").content.decode()


def test_undo_puts_it_back_into_the_queue(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.accepted(claim)

    click(as_ada, evidence, "undo")

    assert Evidence.objects.awaiting_review().get() == evidence


def test_evidence_that_a_verdict_rests_on_is_not_rejected(as_ada: Client, claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    response = click(as_ada, verdict.evidence.get(), "reject")

    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "A verdict rests on this evidence." in response.content.decode()  # type: ignore[attr-defined]


def test_an_unknown_decision_is_refused(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    response = click(as_ada, evidence, "maybe")

    evidence.refresh_from_db()
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert evidence.status == "suggested"


def test_a_reporter_reads_the_queue_but_decides_nothing(as_ben: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    assert "desk-decision" not in as_ben.get(QUEUE).content.decode()
    assert click(as_ben, evidence, "reject").status_code == 403  # type: ignore[attr-defined]


def test_reviewing_takes_a_post(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    assert as_ada.get(reverse("admin:claims_evidence_review", args=[evidence.pk])).status_code == 405


def test_the_most_urgent_claim_comes_first_and_decided_ones_last(as_ada: Client, make: Maker) -> None:
    decided = make.published(said_on=date(2025, 1, 1), horizon="bis Ende 2025")
    make.ruled(decided, "void")
    later, overdue = make.published(), make.published(said_on=date(2026, 1, 1), horizon="bis Ende März 2026")
    for claim in (decided, later, overdue):
        make.suggested(claim)

    response = as_ada.get(QUEUE)

    assert [group["claim"] for group in response.context["groups"]] == [overdue, later, decided]


def test_the_queue_shows_matched_words_and_their_weight(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim, excerpt="The bridge stands.", matched_words=(("bridge", 2.5),))

    page = as_ada.get(QUEUE).content.decode()

    assert "The <mark>bridge</mark> stands." in page
    assert "bridge <small>2.5</small>" in page


def test_a_hostile_article_stays_text(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(
        claim,
        title="<script>alert(1)</script>",
        excerpt="<img src=x onerror=alert(1)> bridge",
        matched_words=(("<script>", 1.0), ("bridge", 1.0)),
    )

    page = as_ada.get(QUEUE).content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_queue_is_read_in_pages(as_ada: Client, claim: Claim, make: Maker) -> None:
    for _ in range(21):
        make.suggested(claim)

    first, second = as_ada.get(QUEUE), as_ada.get(f"{QUEUE}?page=2")

    assert [len(response.context["page"]) for response in (first, second)] == [20, 1]


def test_a_page_that_is_gone_shows_the_last_one(as_ada: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim)

    assert len(as_ada.get(f"{QUEUE}?page=9&reviewed=x").context["page"]) == 1


def test_an_empty_queue_says_what_was_searched(as_ada: Client) -> None:
    DailyTally.objects.create(
        day=date(2026, 6, 16),
        articles_read=4210,
        feeds_reached=38,
        last_success_at=datetime(2026, 6, 16, tzinfo=UTC),
    )

    page = as_ada.get(QUEUE).content.decode()

    assert "the tracker read 4210 articles from 38 feeds" in page


def test_the_list_of_all_evidence_is_to_look_at(as_ada: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    make.accepted(claim)

    response = as_ada.get("/admin/claims/evidence/?status__exact=suggested")

    assert list(response.context["cl"].result_list) == [evidence]
    page = reverse("admin:claims_evidence_change", args=[evidence.pk])
    assert "Elbe (3.0), bridge (2.0)" in as_ada.get(page).content.decode()
    assert as_ada.post(page, {"title": "Changed"}).status_code == 403


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 5000, "٣"])
def test_a_page_number_that_is_none_is_the_first(
    typed: str, client: Client, make: Maker, claim: Claim
) -> None:
    client.force_login(make.editor)
    suggestion = make.suggested(claim)
    back = client.post(
        reverse("admin:claims_evidence_review", args=[suggestion.pk]), {"decision": "reject", "page": typed}
    )
    assert back.status_code == 302
    assert "page=1&" in back["Location"] or "page=3&" in back["Location"]
