"""A reader names a page, and sees what became of it."""

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, Evidence, Tip, User
from claims.readers import hints, tips
from tests.conftest import NOW
from tests.makers import Maker

PAGE = "https://paper.example/a"


def form_of(claim: Claim) -> str:
    return f"/en/hints/claims/{claim.pk}/"


@pytest.fixture
def status(claim: Claim) -> str:
    return f"/en/hints/{tips.send(claim=claim, address=PAGE, language='en', now=NOW)}/"


def offered(evidence: Evidence) -> None:
    Tip.objects.update(state="offered", evidence=evidence)


def told(client: Client, status: str) -> str:
    return client.get(status).content.decode()


def test_a_reader_names_a_page_and_gets_an_address_of_its_own(claim: Claim) -> None:
    client = Client(enforce_csrf_checks=True)
    assert form_of(claim) in client.get(claim.get_absolute_url()).content.decode()

    answer = client.post(form_of(claim), {"address": "paper.example/a"}, follow=True)

    page = answer.content.decode()
    assert "The page will be opened within some minutes." in page
    assert claim.statement in page
    assert Tip.objects.get().address == PAGE
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not client.cookies


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("", "This field is required."),
        ("no address", "Enter a valid URL."),
        ("ftp://paper.example/a", "Give an address of the web"),
        ("javascript:alert(1)", "Enter a valid URL."),
        ("https://record.example/en/", "one of our own pages"),
        ("https://paper.example/" + "a" * 2000, "at most 2000 characters"),
    ],
)
def test_what_is_no_page_elsewhere_is_named_at_its_field(
    client: Client, claim: Claim, settings: Settings, address: str, fault: str
) -> None:
    settings.SITE_URL = "https://record.example"
    answer = client.post(form_of(claim), {"address": address})

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not Tip.objects.exists()


def test_who_sends_too_many_is_told_so(client: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "MOST_AN_HOUR", 1)
    answers = [client.post(form_of(claim), {"address": PAGE}) for _try in range(2)]

    assert [answer.status_code for answer in answers] == [302, 429]
    assert "try again in" in answers[1].content.decode()


def test_a_claim_with_many_hints_takes_no_more(
    client: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tips, "MOST_OF_A_CLAIM", 0)
    answer = client.post(form_of(claim), {"address": PAGE})

    assert answer.status_code == 429
    assert "wait already" in answer.content.decode()


def test_the_page_says_what_became_of_it(
    client: Client, claim: Claim, make: Maker, ada: User, status: str
) -> None:
    evidence = make.suggested(claim)
    offered(evidence)
    assert "It waits for an editor." in told(client, status)
    editorial.reject_evidence(evidence=evidence, by=ada)
    assert "did not take it as evidence" in told(client, status)
    editorial.accept_evidence(evidence=evidence, stance="supports", by=ada)
    assert "An editor has accepted it." in told(client, status)


def test_a_page_that_gave_nothing_says_why(client: Client, status: str) -> None:
    Tip.objects.update(state="unreadable", fault="Behind a wall.")

    page = told(client, status)
    assert "The page could not be read." in page
    assert "Behind a wall." in page


def test_what_is_held_back_is_not_told_by_the_hint_either(
    client: Client, claim: Claim, make: Maker, dora: User, status: str
) -> None:
    evidence = make.accepted(claim)
    offered(evidence)
    editorial.hold(thing=evidence, office="A court", reason="Asked.", concerns="Mara", by=dora)
    assert "An editor has accepted it." not in told(client, status)
    editorial.hold(thing=claim, office="A court", reason="Asked.", concerns="Mara", by=dora)
    answer = client.get(status)
    assert answer.status_code == 410
    assert claim.statement not in answer.content.decode()


def test_of_what_readers_may_not_see_there_is_no_page(client: Client, make: Maker, db: None) -> None:
    assert client.get(form_of(make.draft())).status_code == 404
    assert client.get("/en/hints/nothing/").status_code == 404


def test_no_page_of_a_hint_is_kept_anywhere(client: Client, status: str) -> None:
    answer = client.get(status)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.has_header("ETag")


def test_the_queue_says_that_it_is_a_readers_hint(
    client: Client, claim: Claim, make: Maker, ada: User
) -> None:
    client.force_login(ada)
    evidence = make.suggested(claim)
    queue = "/admin/claims/evidence/queue/"
    assert "A reader's hint" not in client.get(queue).content.decode()
    tips.send(claim=claim, address=evidence.address, language="en", now=NOW)
    offered(evidence)
    assert "A reader's hint" in client.get(queue).content.decode()
