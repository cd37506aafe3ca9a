"""Sign-in as someone meets it who guesses, who forgot, and who has no business here."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from claims.accounts import post
from claims.models import User
from tests.conftest import NOW

LOGIN = "/account/login/"


def try_to_sign_in(name: str, password: str, *, client: Client | None = None, **asked: str) -> bool:
    browser = client or Client()
    browser.post(LOGIN, {"login": name, "password": password}, **asked)  # type: ignore[arg-type]
    return "_auth_user_id" in browser.session


@pytest.fixture
def mail(mailoutbox: list[EmailMessage]) -> list[EmailMessage]:
    return mailoutbox


def test_who_signs_in_at_the_desks_address_comes_to_the_page_that_was_asked_for(ada: User) -> None:
    browser = Client()
    asked = browser.get("/admin/claims/claim/", follow=True)
    assert asked.resolver_match.url_name == "account_login"
    answer = browser.post(
        asked.request["PATH_INFO"] + "?next=/admin/claims/claim/",
        {"login": "ada", "password": "correct horse"},
    )
    assert answer.headers["Location"] == "/admin/claims/claim/"


@pytest.mark.parametrize("name", ["ada", "ada@example.org", "ADA", "Ada@Example.org"])
def test_a_name_and_an_address_sign_in_in_any_spelling(ada: User, name: str) -> None:
    assert try_to_sign_in(name, "correct horse")


def test_thirty_wrong_passwords_in_a_row_do_not_pass(ada: User) -> None:
    for number in range(30):
        assert not try_to_sign_in("ada", f"wrong {number}", REMOTE_ADDR=f"198.51.100.{number}")
    assert not try_to_sign_in("ada", "correct horse", REMOTE_ADDR="198.51.100.99")


def test_an_accounts_tries_are_counted_together_under_all_its_names_and_hosts(
    ada: User, settings: Settings
) -> None:
    spellings = ("ada", "ADA", " ada ", "ada@example.org", "Ada@example.org")
    for number, name in enumerate(spellings):
        host = ("localhost", "127.0.0.1")[number % 2]
        try_to_sign_in(name, "wrong", REMOTE_ADDR=f"198.51.100.{number}", SERVER_NAME=host)
    assert not try_to_sign_in("ada", "correct horse", REMOTE_ADDR="198.51.100.99")


def test_one_address_tries_only_so_many_accounts(ada: User) -> None:
    for number in range(10):
        try_to_sign_in(f"nobody{number}", "wrong")
    assert not try_to_sign_in("ada", "correct horse")
    assert try_to_sign_in("ada", "correct horse", REMOTE_ADDR="198.51.100.99")


def test_a_forwarded_address_is_believed_only_behind_a_proxy(ada: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    for number in range(10):
        try_to_sign_in(f"nobody{number}", "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert not try_to_sign_in("ada", "correct horse", HTTP_X_FORWARDED_FOR="198.51.100.99")


def test_wrong_codes_of_the_second_factor_are_counted_too(ada: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    browser = Client()
    try_to_sign_in("ada", "correct horse", client=browser)
    pages = [browser.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(8)]
    assert "Too many" in pages[-1].content.decode()
    assert "_auth_user_id" not in browser.session


def test_an_outsider_and_a_closed_account_are_told_the_same(ada: User, cleo: User) -> None:
    ada.is_active = False
    ada.save()
    pages = [
        Client().post(LOGIN, {"login": who, "password": "correct horse"}, follow=True)
        for who in ("ada", "cleo")
    ]
    assert [page.resolver_match.url_name for page in pages] == ["account_inactive"] * 2


def test_nobody_signs_up(db: None) -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert not get_adapter().is_open_for_signup(RequestFactory().get("/"))


def test_a_password_is_reset_by_mail_in_its_owners_language(ada: User, mail: list[EmailMessage]) -> None:
    ada.language = "de"
    ada.save()
    Client().post("/account/password/reset/", {"email": "ADA@example.org"})
    post.wait()
    assert "Neues Passwort" in mail[0].subject
    link = re.search(r"http://localhost:8000(\S+)", str(mail[0].body))
    assert link
    browser = Client()
    form = browser.get(link[1], follow=True)
    new = "a new long sentence 9"
    browser.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert try_to_sign_in("ada", new)


def test_the_answer_to_a_reset_tells_nobody_whether_there_is_an_account(
    ada: User, mail: list[EmailMessage]
) -> None:
    known, unknown = (
        Client().post("/account/password/reset/", {"email": email}, follow=True)
        for email in ("ada@example.org", "nobody@example.org")
    )
    post.wait()
    without_tokens = re.compile(rb'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]+"')
    assert without_tokens.sub(b"", known.content) == without_tokens.sub(b"", unknown.content)
    assert [message.to for message in mail] == [["ada@example.org"]]


def test_a_link_to_a_new_password_names_the_site_whatever_host_was_asked(
    ada: User, mail: list[EmailMessage]
) -> None:
    Client().post("/account/password/reset/", {"email": "ada@example.org"}, SERVER_NAME="127.0.0.1")
    post.wait()
    assert "http://localhost:8000/account/password/reset/" in mail[0].body


def test_a_totp_secret_is_not_readable_in_the_database(ada: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    stored = Authenticator.objects.get(user=ada)
    assert secret not in str(stored.data)
    assert get_second_factor_adapter().decrypt(stored.data["secret"]) == secret


def test_the_last_factor_of_a_role_that_needs_one_stays(ada: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"editor"})
    app = TOTP.activate(ada, generate_totp_secret()).instance
    adapter = get_second_factor_adapter()
    assert not adapter.can_delete_authenticator(app)
    settings.SECOND_FACTOR_ROLES = frozenset()
    assert adapter.can_delete_authenticator(app)


def test_only_who_has_just_signed_in_changes_the_account_without_the_password(ada: User) -> None:
    browser = Client()
    try_to_sign_in("ada", "correct horse", client=browser)
    assert browser.get("/account/second-factor/totp/activate/").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        later = browser.get("/account/second-factor/totp/activate/")
    assert later.headers["Location"].startswith("/account/reauthenticate/")
