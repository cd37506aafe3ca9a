"""The desk's pages as each person sees them."""

import pytest
from django.test import Client

from claims.models import Claim, Claimant, User

Fields = dict[str, object]


@pytest.fixture
def as_ada(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def as_ben(ben: User) -> Client:
    client = Client()
    client.force_login(ben)
    return client


@pytest.fixture
def as_dora(dora: User) -> Client:
    client = Client()
    client.force_login(dora)
    return client


@pytest.fixture
def fields(claimant: Claimant) -> Fields:
    """A new claim's form, filled in."""
    return {
        "claimant": claimant.pk,
        "statement": "The bridge over the Elbe will be open to traffic by the end of 2026.",
        "quote": "Die Brücke wird bis Ende 2026 für den Verkehr frei sein.",
        "statement_language": "en",
        "language": "de",
        "said_on": "2026-03-02",
        "firmness": "expected",
        "horizon": "bis Ende 2026",
        "criteria": "Cars cross the bridge.",
        "checkable": "Anybody can go and look.",
        "source_publisher": "Morgenblatt",
        "source_address": "https://morgenblatt.example/interview",
        "source_published_on": "2026-03-02",
    }


@pytest.fixture
def stored(claim: Claim) -> Fields:
    """The published claim's form as it opens."""
    return {
        "claimant": claim.claimant_id,
        "statement": claim.statement,
        "quote": claim.quote,
        "statement_language": claim.statement_language,
        "language": claim.language,
        "said_on": claim.said_on.isoformat(),
        "firmness": claim.firmness,
        "horizon": claim.horizon,
        "criteria": claim.criteria,
        "checkable": claim.checkable,
    }
