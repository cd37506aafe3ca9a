"""Evidence that an editor adds by its address: the page is fetched, read and offered to be checked."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.models import Claim, User
from tests.feedserver import FeedServer, Reply, failure
from tests.makers import Maker
from tests.tracker.intake.extract.pages import BRIDGE, article_page

FORM = {"title": "", "publisher": "", "published_on": "", "excerpt": "", "language": "de", "fingerprint": ""}


@pytest.fixture
def paper(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def desk(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def harbour(make: Maker) -> Claim:
    return make.published(
        statement="The harbour bridge will open to traffic by the end of 2027.", horizon="2027"
    )


def ask(desk: Client, claim: Claim, address: str, **fields: str) -> object:
    page = reverse("admin:claims_claim_add-evidence", args=[claim.pk])
    return desk.post(page, FORM | {"address": address} | fields)


def test_the_page_fills_in_the_form_and_nothing_is_saved(
    desk: Client, harbour: Claim, paper: FeedServer
) -> None:
    body = article_page(*["The council spoke of schools. " * 20] * 3, *BRIDGE)
    address = paper.serve("/a", Reply(body, content_type="text/html; charset=utf-8"))

    form = ask(desk, harbour, address, _read="1").context["form"]  # type: ignore[attr-defined]

    said = {name: form[name].value() for name in ("title", "publisher", "language", "address")}
    assert said == {
        "title": "Bridge to open next year",
        "publisher": "The Ansel Ledger",
        "language": "en",
        "address": address,
    }
    assert f"{form['published_on'].value()}" == "2026-06-01"
    assert BRIDGE[0] in form["excerpt"].value()
    assert not harbour.evidence.exists()


def test_what_the_editor_typed_already_stays(desk: Client, harbour: Claim, paper: FeedServer) -> None:
    address = paper.serve("/a", Reply(article_page(), content_type="text/html; charset=utf-8"))

    form = ask(desk, harbour, address, _read="1", title="My title").context["form"]  # type: ignore[attr-defined]

    assert form["title"].value() == "My title"


def test_what_was_read_is_saved_with_its_story(desk: Client, harbour: Claim, paper: FeedServer) -> None:
    address = paper.serve("/a", Reply(article_page(), content_type="text/html; charset=utf-8"))
    form = ask(desk, harbour, address, _read="1").context["form"]  # type: ignore[attr-defined]
    filled = {name: form[name].value() or "" for name in FORM} | {"stance": "supports"}

    ask(desk, harbour, address, **filled)

    evidence = harbour.evidence.get()
    assert (evidence.status, evidence.publisher) == ("accepted", "The Ansel Ledger")
    assert evidence.fingerprint


@pytest.mark.parametrize("address", ["https://", "http://127.0.0.1:9/x", "ftp://a.example/"])
def test_an_address_that_cannot_be_read_is_told_at_its_field_and_nothing_is_lost(
    address: str, desk: Client, harbour: Claim
) -> None:
    form = ask(desk, harbour, address, _read="1", title="Typed").context["form"]  # type: ignore[attr-defined]

    assert list(form.errors) == ["address"]
    assert form["title"].value() == "Typed"


def test_a_page_that_is_gone_can_still_be_typed_in(desk: Client, harbour: Claim, paper: FeedServer) -> None:
    address = paper.serve("/a", failure(404))
    form = ask(desk, harbour, address, _read="1").context["form"]  # type: ignore[attr-defined]
    assert form.errors["address"] == ["There is no page at this address."]

    typed = {"title": "Bridge open", "publisher": "Ledger", "stance": "supports"}
    ask(desk, harbour, address, **typed)

    assert harbour.evidence.get().title == "Bridge open"
