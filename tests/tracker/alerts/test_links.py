import pytest
import time_machine
from django.conf import settings
from django.test import Client

from claims.models import Claim, RecordEntry, User
from tests.conftest import NOW
from tracker.alerts import links

DECIDE, SNOOZE = links.Purpose.DECIDE, links.Purpose.SNOOZE


def path(claim: Claim, purpose: links.Purpose) -> str:
    return links.address(claim.pk, purpose).removeprefix(settings.SITE_URL)


def test_a_link_asks_for_sign_in_first(client: Client, claim: Claim) -> None:
    answer = client.get(path(claim, DECIDE))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/?next=/admin/alerts/")


@pytest.mark.parametrize(
    ("purpose", "after_the_window", "leads_to"),
    [(DECIDE, False, "change/"), (DECIDE, True, "verdict/"), (SNOOZE, False, "snooze/")],
)
def test_a_link_leads_to_where_its_reader_acts_and_changes_nothing(
    client: Client, ada: User, claim: Claim, purpose: links.Purpose, after_the_window: bool, leads_to: str
) -> None:
    entries = RecordEntry.objects.count()
    with time_machine.travel(NOW.replace(year=2027) if after_the_window else NOW, tick=False):
        client.force_login(ada)
        answer = client.get(path(claim, purpose))
    assert answer["Location"] == f"/admin/claims/claim/{claim.pk}/{leads_to}"
    assert RecordEntry.objects.count() == entries


def test_a_link_to_what_is_decided_meanwhile_leads_to_the_claim(
    client: Client, dora: User, claim: Claim
) -> None:
    Claim.objects.filter(pk=claim.pk).update(outcome="void")
    client.force_login(dora)
    assert client.get(path(claim, SNOOZE))["Location"].endswith("/change/")


def test_a_link_that_was_cut_or_changed_says_so(client: Client, ada: User, claim: Claim) -> None:
    client.force_login(ada)
    whole = path(claim, DECIDE)
    for broken in (f"{whole[:-4]}/", whole.replace("/alerts/", "/alerts/x")):
        answer = client.get(broken)
        assert answer.status_code == 404
        assert "cut short on its way" in answer.content.decode()
