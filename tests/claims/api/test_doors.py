"""What programs read below /api/v1/, and what they never do."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial, record
from claims.models import Claim, Claimant, Topic, User
from tests.conftest import NOW
from tests.makers import Maker

Json = dict[str, object]
WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt"}


def asked(client: Client, path: str, *, status: int = 200) -> Json:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.content
    kind = "application/json" if status < 300 else "application/problem+json"
    assert answer["Content-Type"].partition(";")[0] == kind
    found: Json = json.loads(answer.content)
    return found


def items(client: Client, path: str) -> list[Json]:
    found = asked(client, path)["items"]
    assert isinstance(found, list)
    return found


def faults(client: Client, path: str) -> list[str]:
    """The fields that a refused question names."""
    found = asked(client, path, status=422)["errors"]
    assert isinstance(found, list)
    return [each["field"] for each in found]


def test_a_claim_is_told_with_its_addresses_and_its_proof(client: Client, claim: Claim) -> None:
    told = asked(client, f"claims/{claim.pk}")
    record.number_entries(now=NOW)

    assert (told["statement"], told["closes_on"]) == (claim.statement, "2026-12-31")
    assert (told["claimant"], told["outcome"], told["state"]) == ("mara-lindt", "pending", "published")
    assert told["addresses"] == {
        language: f"http://localhost:8000/{language}/claims/{claim.pk}/{claim.get_absolute_url().split('/')[-2]}/"
        for language in ("de", "en")
    }
    assert client.get(str(told["proof"])).status_code == 200
    assert items(client, "claims") == [told]


def test_claims_are_filtered_and_ordered_as_on_the_page(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    late = make.published(
        topics=(topic,), statement="A windmill turns.", by_hand=(date(2026, 9, 1), date(2027, 9, 1))
    )
    soon = make.published(topics=(topic,), statement="A dam holds.")
    make.published(statement="Elsewhere.")

    def numbers(query: str) -> list[object]:
        return [each["id"] for each in items(client, f"claims?{query}")]

    assert numbers("topic=energy") == [soon.pk, late.pk]
    assert numbers("topic=energy&sort=closes") == [soon.pk, late.pk]
    assert numbers("topic=energy&sort=-closes") == [late.pk, soon.pk]
    assert numbers("q=windmills") == [late.pk]
    assert numbers("outcome=missed") == []
    assert [each["claim"] for each in items(client, "deadlines?topic=energy")] == [soon.pk, late.pk]


@pytest.mark.parametrize("order", ["", "&sort=closes", "&sort=-said"])
def test_pages_meet_each_row_once_also_where_many_are_equal(client: Client, make: Maker, order: str) -> None:
    published = {make.published(statement=f"Number {number}.").pk for number in range(5)}

    met, path = [], f"claims?limit=2&fields=id{order}"
    while path:
        page = asked(client, path)
        assert isinstance(page["items"], list)
        met += [each["id"] for each in page["items"]]
        path = str(page["next"] or "").partition("/api/v1/")[2]
        make.published(statement=f"Meanwhile {path}") if path and not order else None

    assert sorted(met) == sorted(published)


def test_only_the_fields_that_were_asked_for_come(client: Client, claim: Claim) -> None:
    assert items(client, "claims?fields=id,%20statement") == [{"id": claim.pk, "statement": claim.statement}]
    assert asked(client, f"claims/{claim.pk}?fields=state") == {"state": "published"}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("claims?outcome=banana", "outcome"),
        ("claims?claimant=nobody", "claimant"),
        ("claims?limit=0", "limit"),
        ("claims?limit=many", "limit"),
        ("claims?topics=energy", "topics"),
        ("claims?fields=id,must_terms", "fields"),
        ("claims?cursor=x", "cursor"),
        ("evidence?claim=x", "claim"),
        ("verdicts?claim=0", "claim"),
        ("standings?count=kindly", "count"),
        ("standings?topic=none", "topic"),
        ("record/entries?q=x", "q"),
        ("topics?fields=aliases", "fields"),
    ],
)
def test_what_is_not_understood_is_named(client: Client, claim: Claim, path: str, field: str) -> None:
    assert faults(client, path) == [field]


def test_a_cursor_of_another_list_is_refused(client: Client, make: Maker) -> None:
    for number in range(2):
        make.published(statement=f"Number {number}.")
    cursor = str(asked(client, "claims?limit=1")["next"]).partition("cursor=")[2]

    assert faults(client, f"deadlines?cursor={cursor}") == ["cursor"]


def test_verdicts_evidence_and_corrections_of_a_claim(client: Client, claim: Claim, make: Maker) -> None:
    make.suggested(claim, title="Nobody looked at this.")
    first = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    second = make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(make.published(), "missed", can_no_longer_happen=True)

    told = items(client, f"verdicts?claim={claim.pk}")
    assert [each["id"] for each in told] == [second.pk, first.pk]
    assert told[1]["evidence"] == [first.evidence.get().pk]
    (item,) = items(client, f"evidence?claim={claim.pk}")
    assert (item["id"], item["stance"]) == (first.evidence.get().pk, "supports")
    (correction,) = items(client, f"corrections?claim={claim.pk}")
    assert (correction["kind"], correction["reason"]) == ("decided", second.reasoning)
    assert len(items(client, "verdicts")) == 3


def test_standings_follow_the_rule_that_was_asked_for(client: Client, claim: Claim, make: Maker) -> None:
    Claim.objects.filter(pk=claim.pk).update(opens_on=date(2026, 3, 2), closes_on=date(2026, 6, 10))
    claim.refresh_from_db()
    make.ruled(claim, "missed", happened_on=date(2026, 6, 12))

    (strict,), (late,) = items(client, "standings"), items(client, "standings?count=late")
    assert (strict["claimant"], strict["n"], strict["late"], strict["rate"]) == ("mara-lindt", 1, 1, 0.0)
    assert late["rate"] == 1.0
    assert strict["group"] is None


def test_topics_and_claimants_are_those_of_public_claims(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    editorial.save_topic(topic=Topic(name="Secret"), by=ada)
    editorial.save_claimant(claimant=Claimant(name="Nobody Yet"), by=ada)
    make.published(topics=(topic,))

    assert items(client, "topics") == [{"slug": "energy", "name": "Energy"}]
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
