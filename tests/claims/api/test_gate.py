"""Who may read the API where, how often, and what an answer weighs that somebody has already."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from claims.api import limits
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


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(client: Client, claim: Claim, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/claims")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["", "nowhere", "claims/", "claims/x", "claims/1/more"])
def test_an_address_that_there_is_not_says_so_as_the_others_do(client: Client, db: None, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_who_asks_too_often_is_told_when_to_come_back(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 2)
    answers = [client.get("/api/v1/topics", REMOTE_ADDR="203.0.113.7") for _each in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[2]
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/topics", REMOTE_ADDR="203.0.113.8").status_code == 200


def test_one_household_is_one_caller_and_only_a_trusted_proxy_names_others(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 1)

    def status(address: str, **headers: str) -> int:
        return client.get("/api/v1/topics", REMOTE_ADDR=address, headers=headers).status_code

    assert status("2001:db8:1:2::1") == 200
    assert status("2001:db8:1:2:ffff::9") == 429
    assert status("203.0.113.9", x_forwarded_for="198.51.100.1") == 200
    assert status("203.0.113.9", x_forwarded_for="198.51.100.2") == 429
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert status("203.0.113.9", x_forwarded_for="198.51.100.3") == 200
        assert status("203.0.113.9", x_forwarded_for="198.51.100.3") == 429


@pytest.mark.parametrize("address", ["", "no address"])
def test_whoever_comes_without_an_address_is_served_and_counted(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 1)
    cache.clear()

    answers = [client.get("/api/v1/topics", REMOTE_ADDR=address).status_code for _each in range(2)]
    assert answers == [200, 429]
