"""What each address takes, and what it refuses."""

from datetime import date

import pytest
from django.test import Client

from claims import editorial
from claims.models import Claim, Topic, User
from tests.claims.api.asking import faults, items
from tests.makers import Maker


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


def test_standings_follow_the_rule_that_was_asked_for(client: Client, claim: Claim, make: Maker) -> None:
    Claim.objects.filter(pk=claim.pk).update(opens_on=date(2026, 3, 2), closes_on=date(2026, 6, 10))
    claim.refresh_from_db()
    make.ruled(claim, "missed", happened_on=date(2026, 6, 12))

    (strict,), (late,) = items(client, "standings"), items(client, "standings?count=late")
    assert (strict["claimant"], strict["n"], strict["late"], strict["rate"]) == ("mara-lindt", 1, 1, 0.0)
    assert late["rate"] == 1.0
    assert strict["group"] is None
