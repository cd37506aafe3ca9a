"""All that stands on a claim's page at the desk, in few queries and as it was asked for one by one."""

from datetime import date

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.admin.claim_file import ENTRIES_SHOWN, claim_to_show, file_of
from claims.models import Claim, Copy, Evidence, RecordEntry, Topic, User
from tests.makers import Maker
from tests.many import evidence_for


def test_the_page_takes_fewer_than_ten_queries_however_much_hangs_on_the_claim(
    as_ada: Client, make: Maker, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    claim = make.published(topics=(topic,), restates=make.published(), assigned_to=ada)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(claim, "missed", can_no_longer_happen=True)
    accepted = make.accepted(claim)
    rejected = editorial.reject_evidence(evidence=make.suggested(claim), by=ada)
    for like in (accepted, rejected, make.suggested(claim)):
        evidence_for([claim], like, each=100)
    address = f"/admin/claims/claim/{claim.pk}/change/"
    as_ada.get(address)  # what is asked once in a process
    with django_assert_max_num_queries(9):
        page = as_ada.get(address).content.decode()
    assert page.count("accepted by ada") == page.count("rejected by ada") + 1
    assert "101 stories are not offered again" in page


def test_what_hangs_on_the_claim_is_what_is_on_record(make: Maker, claim: Claim, ada: User) -> None:
    first = make.accepted(claim)
    rejected = [editorial.reject_evidence(evidence=make.suggested(claim), by=ada) for _ in range(2)]
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    evidence_for([make.published()], first)
    copies = Copy.objects.filter(evidence__in=evidence_for([claim], first))
    found = file_of(claim)
    assert set(found.accepted) == set(Evidence.objects.filter(claim=claim).accepted())
    assert set(found.rejected) == set(rejected)
    assert {copy for item in found.accepted for copy in item.copies.all()} == set(copies)
    (ruled,) = claim.verdicts.all()
    assert (ruled, ruled.by, list(ruled.evidence.all())) == (verdict, ada, list(verdict.evidence.all()))
    assert ruled.claim is claim
    assert [each.pk for each in claim.appearances.all()] == [
        each.pk for each in Claim.objects.get(pk=claim.pk).appearances.all()
    ]


def test_the_newest_entries_are_shown_the_latest_first(make: Maker, claim: Claim) -> None:
    for _ in range(ENTRIES_SHOWN):
        make.suggested(claim)
    newest = RecordEntry.objects.filter(chain=f"claim:{claim.pk}").order_by("-sequence")[:ENTRIES_SHOWN]
    assert [(entry, entry.by_name) for entry in file_of(claim).entries] == [
        (entry, entry.by_name) for entry in newest
    ]


def test_the_claim_comes_with_what_waits_and_the_length_of_its_log(make: Maker, claim: Claim) -> None:
    for _ in range(2):
        make.suggested(claim)
    shown = claim_to_show(claim.pk)
    assert shown is not None
    assert (shown.waiting, shown.log_length) == (2, 5)  # type: ignore[attr-defined]
    assert claim_to_show(claim.pk + 1) is None


def test_a_correction_shows_what_was_ruled_in_its_stead(as_ada: Client, make: Maker, claim: Claim) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 2), reasoning="It came true after all.")
    found = file_of(claim)
    assert [each.verdict.reasoning for each in found.corrections if each.verdict] == [
        "It came true after all."
    ]
    page = as_ada.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert page.count("It came true after all.") == 2
