"""The newsroom's own record: what is overdue, corrected and taken up, each number with the rows that it counts."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, Claimant, SelectionTally, Tenure, User
from claims.own_record import by_party, by_party_considered, considered, overdue
from tests.makers import Maker

SAID = date(2026, 1, 2)
PAGE = "/en/newsroom/"


def waits(make: Maker, today: date, days: int, **changes: object) -> Claim:
    """A claim whose verdict is overdue for so many days."""
    return make.published(said_on=SAID, by_hand=(SAID, today - timedelta(days=days)), **changes)


def numbers_of(client: Client, path: str) -> dict[str, int]:
    """Every number of the page that is a link, by where it leads."""
    html = client.get(path).content.decode()
    found = re.findall(r'<td class="number"><a href="([^"]+)">([0-9]+)</a>', html)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


def test_what_is_overdue_is_counted_by_days_and_the_longest_is_named(make: Maker, today: date) -> None:
    for days in (1, 7, 8, 31):
        waits(make, today, days)
    longest = waits(make, today, 91)
    make.ruled(waits(make, today, 120), "missed")
    make.published()

    found = overdue(today)

    assert (found.total, found.longest, found.longest_days) == (5, longest, 91)
    assert {days: tally.number for days, tally in found.by_days} == {7: 3, 30: 2, 90: 1}


def test_where_nothing_is_overdue_the_page_says_so(client: Client, claim: Claim) -> None:
    assert "None: every claim whose window has closed has its verdict." in client.get(PAGE).content.decode()


def test_a_party_is_that_of_the_day_on_which_it_was_said(make: Maker, ada: User, claimant: Claimant) -> None:
    def was_in(party: str, since: date | None, until: date | None) -> None:
        tenure = Tenure(claimant=claimant, party=party, since=since, until=until)
        editorial.save_tenure(tenure=tenure, by=ada)

    was_in("Reds", None, date(2026, 3, 1))
    was_in("Blues", date(2026, 3, 2), None)
    make.published(said_on=SAID)
    make.published()
    make.published()
    make.draft()

    assert [(tally.label, tally.number) for tally in by_party()] == [("Blues", 2), ("Reds", 1)]


@pytest.fixture
def busy(make: Maker, ada: User, dora: User, claimant: Claimant, today: date) -> None:
    """Something of everything that the page counts."""
    body = editorial.save_claimant(claimant=Claimant(name="Rail Board", kind="body"), by=ada)
    editorial.save_tenure(tenure=Tenure(claimant=claimant, party="Reds & Co"), by=ada)
    for days in (3, 20, 40, 100):
        waits(make, today, days, claimant=body)
    changed = make.published()
    editorial.revise_claim(
        claim=changed, facts=replace(make.facts, criteria="Trains."), by=ada, reason="Tape."
    )
    editorial.withdraw_claim(claim=make.published(), reason="Logged twice.", by=dora)
    twice = waits(make, today, 5)
    make.ruled(twice, "missed")
    make.ruled(twice, "void")


@pytest.mark.usefixtures("busy")
def test_each_number_is_that_of_the_rows_to_which_it_leads(client: Client) -> None:
    found = numbers_of(client, PAGE)

    assert len(found) == 9
    for address, number in found.items():
        html = client.get(address).content.decode()
        rows = html.count('class="claim-row"') + html.count('<section class="correction"')
        assert rows == number, address
        assert "was not understood" not in html


@pytest.mark.usefixtures("busy")
def test_the_page_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        client.get(PAGE)


@pytest.mark.usefixtures("busy")
def test_kind_and_party_are_offered_only_where_a_link_asked(client: Client) -> None:
    assert 'name="party"' not in client.get("/en/claims/").content.decode()
    assert 'value="Reds &amp; Co"' in client.get("/en/claims/?party=Reds+%26+Co").content.decode()


# --- What was considered, and why not taken ---


def tally(reason: str, number: int, **of: str) -> None:
    SelectionTally.objects.create(reason=reason, number=number, since=SAID, **of)


def test_before_anything_was_considered_there_is_no_table(client: Client, claim: Claim) -> None:
    assert "Considered, and why not taken" not in client.get(PAGE).content.decode()


def test_what_was_considered_is_counted_by_reason_and_kind_of_claimant(client: Client, claim: Claim) -> None:
    tally("taken", 3, kind="person")
    tally("minor", 5, kind="person")
    tally("minor", 2, kind="body")
    tally("minor", 1)

    found = {
        str(row.label): (row.total, row.people, row.bodies, row.unknown)
        for row in considered(SelectionTally.objects.all())
    }
    assert found["Taken up"] == (3, 3, 0, 0)
    assert found["Of little consequence"] == (8, 5, 2, 1)
    assert found["On record already"] == (0, 0, 0, 0)
    page = client.get("/de/newsroom/").content.decode()
    assert "Von geringer Bedeutung" in page
    assert "2. Januar 2026" in page


def test_a_party_that_readers_do_not_know_of_is_not_named(client: Client, claim: Claim) -> None:
    tally("taken", 3, party="Reds")
    tally("minor", 5, party="Reds")
    tally("minor", 4, party="Unheard-of")
    tally("minor", 2)

    rows = by_party_considered(SelectionTally.objects.all(), {"Reds", "Blues"})

    assert [(str(row.party), row.considered, row.taken) for row in rows] == [
        ("Reds", 8, 3),
        ("No party, or none on record", 6, 0),
    ]
    assert "Unheard-of" not in client.get(PAGE).content.decode()


def test_a_page_that_was_seen_is_new_once_something_was_considered(client: Client, claim: Claim) -> None:
    before = client.get(PAGE)["ETag"]
    tally("minor", 1)
    assert client.get(PAGE, headers={"If-None-Match": before}).status_code == 200
