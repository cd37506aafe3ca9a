"""Who may read the API where, how often, and what an answer weighs that somebody has already."""

import pytest
from django.test import Client

from claims.models import Claim


def test_any_page_in_a_browser_may_read_it(client: Client, claim: Claim) -> None:
    answer = client.get("/api/v1/claims", headers={"Origin": "https://elsewhere.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked_first = client.options(
        "/api/v1/claims", headers={"Access-Control-Request-Headers": "if-none-match"}
    )
    assert asked_first.status_code == 204
    assert asked_first["Access-Control-Allow-Headers"] == "If-None-Match"


def test_who_has_the_answer_already_gets_no_second_one(client: Client, claim: Claim) -> None:
    first = client.get("/api/v1/claims")
    again = client.get("/api/v1/claims", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    Claim.objects.filter(pk=claim.pk).update(statement="Another.")
    assert client.get("/api/v1/claims", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_question_about_the_head_alone_is_answered(client: Client, claim: Claim) -> None:
    answer = client.head("/api/v1/claims")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_written(client: Client, claim: Claim, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/claims")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
