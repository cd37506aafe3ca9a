"""What a claim, a verdict and the rest are told as."""

from datetime import date

from django.test import Client

from claims import record
from claims.models import Claim
from tests.claims.api.asking import asked, items
from tests.conftest import NOW
from tests.makers import Maker


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
