"""What programs read below /api/v1/, and what they never do."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial, record
from claims.models import Claim, Claimant, Topic, User
from tests.claims.api.asking import asked, items
from tests.conftest import NOW
from tests.makers import Maker

WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt"}


def test_topics_and_claimants_are_those_of_public_claims(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    editorial.save_topic(topic=Topic(name="Secret"), by=ada)
    editorial.save_claimant(claimant=Claimant(name="Nobody Yet"), by=ada)
    make.published(topics=(topic,))

    (told,) = items(client, "topics")
    assert (told["slug"], told["name"], told["translated_name"]) == ("energy", "Energy", "")
    assert [each["slug"] for each in items(client, "claimants")] == ["mara-lindt"]
    assert asked(client, "claimants/mara-lindt")["name"] == "Mara Lindt"
    asked(client, "claimants/nobody-yet", status=404)


def test_an_entry_comes_with_its_proof(client: Client, claim: Claim) -> None:
    record.number_entries(now=NOW)

    first = items(client, "record/entries?limit=1")[0]
    alone = asked(client, "record/entries/0")
    assert (alone["leaf"], alone["index"]) == (first["leaf"], 0)
    assert alone["proof_text"] == client.get(str(first["proof"])).content.decode()
    asked(client, "record/entries/99999", status=404)


def test_a_draft_is_not_found_and_a_withdrawn_claim_is_told(client: Client, make: Maker, dora: User) -> None:
    claim, draft = make.published(), make.draft()
    editorial.withdraw_claim(claim=claim, reason="Never said so.", by=dora)

    asked(client, f"claims/{draft.pk}", status=404)
    assert asked(client, f"claims/{claim.pk}")["withdrawn_reason"] == "Never said so."
    assert items(client, "claims") == []


@pytest.mark.parametrize("of", ["claim", "claimant"])
def test_of_what_is_held_back_only_that_it_is(
    client: Client, claim: Claim, make: Maker, dora: User, of: str
) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    editorial.hold(thing=claim if of == "claim" else claim.claimant, by=dora, **WHY)

    told = asked(client, f"claims/{claim.pk}", status=410)
    assert told["detail"] == "Held back since 2026-06-17 by: Landgericht Elbstadt"
    for path in ("claims", "evidence", "verdicts", "corrections", "deadlines", "claimants", "standings"):
        assert items(client, path) == [], path
    asked(client, "claimants/mara-lindt", status=410 if of == "claimant" else 404)


def test_what_was_merged_leads_to_the_other(
    client: Client, claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    twin = make.published(claimant=other)
    editorial.merge_claimants(claimant=other, into=claim.claimant, reason="One person.", by=dora)
    editorial.merge_claims(claim=twin, into=claim, reason="One.", by=dora)

    assert client.get("/api/v1/claimants/m-lindt")["Location"] == "/api/v1/claimants/mara-lindt"
    assert client.get(f"/api/v1/claims/{twin.pk}")["Location"] == f"/api/v1/claims/{claim.pk}"
    editorial.hold(thing=claim, by=dora, **WHY)
    asked(client, f"claims/{twin.pk}", status=410)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("claims?q=bridge&claimant=mara-lindt", 12),
        ("evidence", 3),
        ("verdicts", 4),
        ("corrections", 4),
        ("deadlines", 6),
        ("claimants", 3),
        ("standings", 5),
        ("record/entries", 2),
    ],
)
def test_a_page_takes_a_fixed_number_of_queries(
    client: Client, make: Maker, path: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(6):
        claim = make.published(statement="The bridge opens.")
        make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
        make.ruled(claim, "missed", can_no_longer_happen=True)
        make.published(statement="The bridge opens again.")
    record.number_entries(now=NOW)

    with django_assert_max_num_queries(most):
        assert items(client, path)


def test_the_api_knows_neither_the_tracker_nor_the_settings_module() -> None:
    sources = [path.read_text() for path in Path("claims/api").glob("*.py")]
    assert sources
    assert not any("tracker" in text or "config." in text for text in sources)
