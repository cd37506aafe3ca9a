"""A claim that a copy carries along is used for its own addresses alone, and nobody else can bring one."""

from dataclasses import replace

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from claims import carried, editorial, record
from claims.carried import CARRIED
from claims.copying.asking import ask
from claims.models import Claim, User
from tests.conftest import NOW
from tests.makers import Maker


def test_a_page_is_the_same_with_a_claim_that_was_fetched_before(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    record.number_entries(now=NOW)
    fetched = carried.fetch_for_a_copy([claim.pk])[claim.pk]

    page = claim.get_absolute_url()
    for address in (page, f"{page}record.json", f"/de/feeds/deadlines.ics?claim={claim.pk}"):
        assert ask(address, carrying=fetched) == ask(address)


def test_a_claimants_pages_are_the_same_and_ask_once_for_all_of_them(
    claim: Claim, make: Maker, ada: User
) -> None:
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    facts = replace(make.facts, horizon="bis Ende 2027")
    editorial.revise_claim(reason="A slip.", claim=make.published(), facts=facts, by=ada)
    fetched = carried.fetch_claimant(claim.claimant.pk)
    addresses = [
        f"/{language}/{page}"
        for language in ("de", "en")
        for page in (
            *(f"claimants/mara-lindt/{query}" for query in ("", "?count=late", "?count=half")),
            *(f"feeds/claimants/mara-lindt/{name}.atom" for name in ("claims", "verdicts", "corrections")),
            "feeds/claimants/mara-lindt/deadlines.ics",
        )
    ]

    with CaptureQueriesContext(connection) as each_asked:
        plain = [ask(address) for address in addresses]
    with CaptureQueriesContext(connection) as asked_once:
        told = [ask(address, carrying=fetched) for address in addresses]

    assert told == plain
    assert {answer.status for answer in told} == {200}
    assert 2 * len(asked_once) < len(each_asked)


def test_a_claimant_whom_readers_may_not_see_is_carried_nowhere(claim: Claim, dora: User) -> None:
    fetched = carried.fetch_claimant(claim.claimant.pk)
    request = RequestFactory().get("/")
    request.META[CARRIED] = fetched
    editorial.hold(thing=claim.claimant, office="A court", reason="It asks.", by=dora)

    assert carried.fetch_claimant(claim.claimant.pk) is None
    assert carried.claimant_of(request, "somebody-else") is None


def test_a_claim_is_not_shown_for_another_and_a_header_brings_none(claim: Claim, make: Maker) -> None:
    other = make.published(statement="The dam holds.")
    request = RequestFactory().get("/", headers={"foresaid.carried": "x"})
    request.META[CARRIED] = carried.fetch(claim.pk)

    assert carried.claim_of(request, claim.pk) is request.META[CARRIED].claim
    found = carried.claim_of(request, other.pk)
    assert found is not None
    assert found.pk == other.pk
    request.META[CARRIED] = "x"
    assert carried.with_checkpoint(request, claim.pk).claim is not None


def test_what_readers_may_not_see_is_not_fetched(claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)

    assert carried.fetch(claim.pk).claim is None
    assert carried.fetch_several([claim.pk]) == {}


def test_the_checkpoint_is_older_than_the_claim(claim: Claim) -> None:
    """What is written between the two is then beyond the checkpoint, and not a contradiction to it."""
    with CaptureQueriesContext(connection) as asked:
        carried.fetch_several([claim.pk])

    first, second = (each["sql"] for each in asked.captured_queries[:2])
    assert "claims_treehead" in first
    assert 'FROM "claims_claim"' in second
