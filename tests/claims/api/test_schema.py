"""A stranger's tool asks the API what its own description allows, and much that it does not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from claims import record
from claims.accounts import tokens
from claims.api import limits
from claims.models import ApiToken, Claim, User
from tests.conftest import NOW

AnyCase = schemathesis.Case[Any]
CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)


@contextmanager
def kept_open() -> Iterator[None]:
    """A request keeps the test's connection to the database. Django's own client does so for its own requests only."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@pytest.mark.masses
def test_every_address_answers_as_it_is_described(
    client: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 10**6)
    record.number_entries(now=NOW)
    described = json.loads(client.get("/api/v1/openapi.json").content)
    with kept_open():
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        operations = [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]

        for operation in operations:
            ask_often(operation.as_strategy())
    assert (len(operations), len(described["paths"])) == (15, 14)


def test_writing_answers_as_it_is_described(claim: Claim, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 10**6)
    token = ApiToken(name="Tool", may_draft=True, may_add_appearances=True, may_suggest=True)
    secret = tokens.make(token, owner=ada, now=NOW)
    with kept_open():
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        writing = schema.include(method="POST").get_all_operations()
        for operation in (each.ok() for each in writing if isinstance(each, Ok)):
            ask_often(operation.as_strategy(), Authorization=f"Bearer {secret}")
    assert ApiToken.objects.get().last_used_at


def ask_often(cases: SearchStrategy[AnyCase], **headers: str) -> None:
    """Six questions of one address, of which some are odd; each answer is held against the description."""

    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: AnyCase) -> None:
        case.call_and_validate(checks=list(CHECKS), headers=headers)

    ask()
