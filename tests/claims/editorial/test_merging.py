"""Two that are one are brought together: both addresses work, and nothing that was written is lost."""

import pytest
from django.test import Client

from claims import editorial, record, rules
from claims.models import Claim, Claimant, Correction, RecordEntry, User, Verdict
from tests.makers import Maker, actions

REASON = "Logged twice, from two papers."


def page(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_merged_claims_address_leads_to_the_other_which_shows_its_verdicts_and_record(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    make.ruled(other, "missed", can_no_longer_happen=True, reasoning="The pillars sank.")
    entries = RecordEntry.objects.count()

    editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora)

    answer = client.get(other.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, f"{claim.get_absolute_url()}#merged-{other.pk}")
    html = page(client, claim.get_absolute_url())
    assert "The pillars sank." in html
    assert RecordEntry.objects.filter(chain=f"claim:{other.pk}").latest("pk").hash in html
    assert RecordEntry.objects.count() == entries + 2
    assert Verdict.objects.count() == 1
    assert Correction.objects.public().get().kind == "merged"
    assert list(Claim.objects.public()) == [claim]
    assert list(record.verify()) == []


def test_a_merger_sent_twice_is_one(claim: Claim, make: Maker, dora: User) -> None:
    other = make.published(statement="The Elbe bridge opens in 2026.")
    for _ in range(2):
        assert editorial.merge_claims(claim=other, into=claim, reason=REASON, by=dora) == claim

    assert actions(f"claim:{other.pk}").count("merged") == 1


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_public_claims_are_merged(claim: Claim, make: Maker, dora: User, state: str) -> None:
    other = make.draft() if state == "draft" else make.published(statement="Another.")
    if state == "withdrawn":
        editorial.withdraw_claim(claim=other, reason="Wrong.", by=dora)

    for gone, kept in ((other, claim), (claim, other)):
        with pytest.raises(rules.NotPublished):
            editorial.merge_claims(claim=gone, into=kept, reason=REASON, by=dora)


def test_a_merger_needs_a_chief_a_reason_and_two(claim: Claim, make: Maker, ada: User, dora: User) -> None:
    other = make.published(statement="Another.")
    with pytest.raises(rules.NotAllowed):
        editorial.merge_claims(claim=other, into=claim, reason=REASON, by=ada)
    with pytest.raises(rules.NoReason):
        editorial.merge_claims(claim=other, into=claim, reason=" ", by=dora)
    with pytest.raises(rules.MergedWithItself):
        editorial.merge_claims(claim=claim, into=claim, reason=REASON, by=dora)


def test_a_merged_claimants_claims_and_names_go_over_and_both_addresses_work(
    client: Client, claim: Claim, claimant: Claimant, ada: User, dora: User
) -> None:
    kept = editorial.save_claimant(claimant=Claimant(name="Mara Lindt-Berg"), by=ada)

    for _ in range(2):
        assert editorial.merge_claimants(claimant=claimant, into=kept, reason=REASON, by=dora) == kept

    claim.refresh_from_db()
    kept.refresh_from_db()
    assert (claim.claimant, kept.aliases) == (kept, "Mara Lindt")
    assert "Mara Lindt-Berg" in page(client, claimant.get_absolute_url())
    html = page(client, claim.get_absolute_url())
    assert "Merged on" in html
    assert REASON in html
    assert "<del>Mara Lindt</del> <ins>Mara Lindt-Berg</ins>" in html
    assert list(record.verify()) == []


def test_what_was_merged_is_merged_into_nothing_else(claimant: Claimant, ada: User, dora: User) -> None:
    kept, third = (
        editorial.save_claimant(claimant=Claimant(name=name), by=ada) for name in ("Lindt-Berg", "Berg")
    )
    editorial.merge_claimants(claimant=claimant, into=kept, reason=REASON, by=dora)

    for gone, into in ((claimant, third), (third, claimant)):
        with pytest.raises(rules.MergedAlready):
            editorial.merge_claimants(claimant=gone, into=into, reason=REASON, by=dora)


def test_an_editor_merges_nobody(claimant: Claimant, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Jo"), by=ada)

    with pytest.raises(rules.NotAllowed):
        editorial.merge_claimants(claimant=other, into=claimant, reason=REASON, by=ada)
