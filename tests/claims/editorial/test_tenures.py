"""A claimant's office and party are those of the day on which something was said."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from claims import editorial, record, rules
from claims.models import Claim, Claimant, Tenure, User
from tests.makers import Maker, actions


@pytest.fixture
def offices(claimant: Claimant, ada: User) -> None:
    for office, since, until in (("Minister", None, date(2026, 4, 30)), ("Mayor", date(2026, 5, 1), None)):
        tenure = Tenure(claimant=claimant, office=office, party="Greens", since=since, until=until)
        editorial.save_tenure(tenure=tenure, by=ada)


def page(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_the_claim_names_the_office_of_its_day_and_todays(
    client: Client, claim: Claim, offices: None
) -> None:
    html = page(client, claim.get_absolute_url())

    assert "Minister (Greens) on the day it was said (today: Mayor (Greens))" in html


def test_the_claimants_page_says_that_it_is_todays(client: Client, claim: Claim, offices: None) -> None:
    assert "Today: Mayor (Greens)" in page(client, claim.claimant.get_absolute_url())


def test_without_known_offices_the_description_is_said_to_be_todays(client: Client, claim: Claim) -> None:
    assert "Minister (today)" in page(client, claim.get_absolute_url())


@pytest.mark.parametrize("path", ["/en/", "/en/claimants/"])
def test_lists_of_claimants_say_that_offices_are_of_today(
    client: Client, claim: Claim, claimant: Claimant, ada: User, path: str
) -> None:
    assert "Minister (today)" in page(client, path)

    editorial.save_tenure(tenure=Tenure(claimant=claimant, office="Mayor", since=date(2026, 5, 1)), by=ada)

    html = page(client, path)
    assert "Mayor (today)" in html
    assert "Minister (today)" not in html


def test_a_claimants_description_is_said_to_be_todays(client: Client, claim: Claim) -> None:
    assert "Today: Minister" in page(client, claim.claimant.get_absolute_url())


def test_offices_are_in_the_claimants_chain(claimant: Claimant, ada: User, offices: None) -> None:
    tenure = Tenure.objects.earliest("pk")
    tenure.until = date(2026, 4, 29)
    editorial.save_tenure(tenure=tenure, by=ada)

    assert actions(f"claimant:{claimant.pk}") == [
        "logged",
        "office_logged",
        "office_logged",
        "office_changed",
    ]
    assert list(record.verify()) == []


def test_a_new_office_sent_twice_is_one(claimant: Claimant, ada: User) -> None:
    first, second = (
        editorial.save_tenure(tenure=Tenure(claimant=claimant, office=office, since=date(2026, 5, 1)), by=ada)
        for office in ("Mayor", " Mayor ")
    )

    assert first == second
    assert actions(f"claimant:{claimant.pk}") == ["logged", "office_logged"]


def test_an_office_changed_twice_alike_is_changed_once(claimant: Claimant, ada: User, offices: None) -> None:
    seen = record.length_of(f"claimant:{claimant.pk}")
    for _ in range(2):
        tenure = Tenure.objects.earliest("pk")
        tenure.party = "SPD"
        editorial.save_tenure(tenure=tenure, by=ada, seen=seen)

    assert actions(f"claimant:{claimant.pk}").count("office_changed") == 1


def test_an_office_that_another_changed_meanwhile_is_not_overwritten_unseen(
    claimant: Claimant, ada: User, dora: User, offices: None
) -> None:
    seen = record.length_of(f"claimant:{claimant.pk}")
    stale, tenure, other = Tenure.objects.earliest("pk"), *Tenure.objects.order_by("pk")
    tenure.party, other.party, stale.office = "SPD", "SPD", "Senator"
    editorial.save_tenure(tenure=other, by=dora, seen=seen)  # another office concerns nobody here
    editorial.save_tenure(tenure=tenure, by=dora, seen=seen)

    with pytest.raises(rules.ChangedMeanwhile, match=re.escape("it: dora: Office changed. Nothing")):
        editorial.save_tenure(tenure=stale, by=ada, seen=seen)


@pytest.mark.parametrize(
    "values",
    [{"since": date(2026, 1, 2)}, {"office": "X", "since": date(2026, 2, 1), "until": date(2026, 1, 1)}],
)
def test_an_office_has_a_name_and_days_in_order(
    claimant: Claimant, ada: User, values: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        editorial.save_tenure(tenure=Tenure(claimant=claimant, **values), by=ada)


def test_an_office_stays_with_its_claimant(claimant: Claimant, ada: User, offices: None) -> None:
    tenure = Tenure.objects.earliest("pk")
    tenure.claimant = editorial.save_claimant(claimant=Claimant(name="Jo"), by=ada)

    with pytest.raises(rules.OfficeOfAnother):
        editorial.save_tenure(tenure=tenure, by=ada)


def test_a_reporter_logs_no_office(claimant: Claimant, ben: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.save_tenure(tenure=Tenure(claimant=claimant, office="Mayor"), by=ben)


def test_what_a_body_is_does_not_change_from_day_to_day(client: Client, make: Maker, ada: User) -> None:
    bank = Claimant(name="Bank of Calder", kind=Claimant.Kind.BODY, description="Central bank")
    claim = make.published(claimant=editorial.save_claimant(claimant=bank, by=ada))

    for path in (claim.get_absolute_url(), "/en/", "/en/claimants/"):
        html = page(client, path)
        assert "Central bank" in html
        assert "Central bank (today)" not in html
