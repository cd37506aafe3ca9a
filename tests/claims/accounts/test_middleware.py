"""The desk stays shut until a second factor that the role needs is there; everything else stays open."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from claims.models import User


@pytest.fixture
def as_ada(ada: User, settings: Settings) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset({"editor"})
    browser = Client()
    browser.force_login(ada)
    return browser


@pytest.mark.parametrize(
    "page", ["/admin/", "/admin/claims/claim/", "/admin/mail/", "/admin/tracker/feed/add/"]
)
def test_the_desk_sends_an_editor_to_set_one_up(as_ada: Client, page: str) -> None:
    assert as_ada.get(page).headers["Location"] == "/account/second-factor/"


def test_a_write_is_not_let_through_either(as_ada: Client) -> None:
    assert as_ada.post("/admin/claims/topic/add/", {"name": "Energy"}).status_code == 302


@pytest.mark.parametrize(
    "page", ["/en/", "/account/second-factor/", "/account/sessions/", "/account/logout/"]
)
def test_readers_pages_and_the_account_stay_open(as_ada: Client, page: str) -> None:
    assert as_ada.get(page).status_code == 200


def test_with_the_factor_the_desk_opens(as_ada: Client, ada: User) -> None:
    TOTP.activate(ada, generate_totp_secret())
    assert as_ada.get("/admin/").status_code == 200


def test_a_role_that_needs_none_is_not_asked(as_ada: Client, ben: User) -> None:
    browser = Client()
    browser.force_login(ben)
    assert browser.get("/admin/").status_code == 200


def test_a_superuser_counts_as_an_administrator(admin_client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator"})
    assert admin_client.get("/admin/").status_code == 302


def test_readers_cost_no_query(
    client: Client, settings: Settings, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"editor"})
    with django_assert_num_queries(0):
        client.get("/account/login/")


@pytest.mark.parametrize("page", ["/en/", "/admin/", "/account/sessions/"])
def test_a_signed_in_persons_page_is_kept_by_no_cache_between(ben: User, page: str) -> None:
    browser = Client()
    browser.force_login(ben)
    assert "private" in browser.get(page).headers["Cache-Control"]


def test_a_readers_page_may_be_kept(client: Client, db: None) -> None:
    assert "private" not in client.get("/en/").headers.get("Cache-Control", "")
