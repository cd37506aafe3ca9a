"""What is said where there is no answer."""

import json

import pytest
from django.test import Client

from claims.api.problems import NotUnderstood, problem


@pytest.mark.parametrize("path", ["", "nowhere", "claims/", "claims/x", "claims/1/more"])
def test_an_address_that_there_is_not_says_so_as_the_others_do(client: Client, db: None, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_every_fault_is_told_with_its_field() -> None:
    refused = NotUnderstood([("limit", "Too many."), ("q", "Too long.")])
    told = json.loads(problem(422, str(refused), refused.faults).content)
    assert (told["title"], told["status"], told["type"]) == ("Not understood", 422, "about:blank")
    assert told["detail"] == "limit: Too many.; q: Too long."
    assert [each["field"] for each in told["errors"]] == ["limit", "q"]
