import pytest
import time_machine
from django.conf import settings
from django.test import Client

from claims.models import Claim, RecordEntry, User
from tests.conftest import NOW
from tracker.alerts import links
from tracker.models import Alert, Channel

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


# --- No more of these mails ---


@pytest.fixture
def own(ada: User) -> Channel:
    return Channel.objects.create(name="Ada", address="ada@example.org", owner=ada)


def stop_path(channel: Channel) -> str:
    return links.stop_address(channel).removeprefix(settings.SITE_URL)


def test_opening_the_link_asks_and_changes_nothing(client: Client, own: Channel) -> None:
    answer = client.get(stop_path(own))
    own.refresh_from_db()
    assert own.is_active
    assert "No more of these mails?" in answer.content.decode()
    assert "ada@example.org" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_mail_program_posts_once_without_a_cookie_and_the_desk_is_told(own: Channel, desk: Channel) -> None:
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(stop_path(own), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    own.refresh_from_db()
    assert (own.is_active, own.off_reason) == (False, "Stopped by the link in one of its mails.")
    told = Alert.objects.get()
    assert (told.kind, told.channel, told.about_channel) == ("channel_off", desk, own)
    assert "No more mails are sent" in program.get(stop_path(own)).content.decode()


def test_the_page_is_in_the_channels_language(client: Client, own: Channel) -> None:
    Channel.objects.update(language="de")
    assert "Keine solchen Mails mehr?" in client.get(stop_path(own)).content.decode()


@pytest.mark.parametrize("how", ["cut", "changed", "another address", "the desk's by now", "a claim's link"])
def test_a_link_that_is_not_good_stops_nothing(client: Client, own: Channel, claim: Claim, how: str) -> None:
    address = stop_path(own)
    if how == "cut":
        address = f"{address[:-4]}/"
    elif how == "changed":
        address = address.replace("/stop/", "/stop/x")
    elif how == "another address":
        Channel.objects.update(address="ben@example.org")
    elif how == "the desk's by now":
        Channel.objects.update(owner=None)
    else:
        address = path(claim, DECIDE).replace("/admin/alerts/", "/alerts/stop/")
    assert client.post(address).status_code == 404
    assert Channel.objects.get().is_active
