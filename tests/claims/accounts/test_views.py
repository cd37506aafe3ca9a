"""An invitation's link, and a session's end, as their owners meet them."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.test import Client

from claims import editorial
from claims.accounts import invitations, rules
from claims.editorial.accounts import NewAccount
from claims.models import Invitation, User
from claims.roles import ROLES
from tests.conftest import NOW

FORM = {"username": "eve", "first_name": "Eve", "last_name": "", "password": "a long sentence 7"}


@pytest.fixture
def link(frida: User) -> str:
    roles = Group.objects.filter(name__in=["editor", "reporter"])
    _invitation, token = editorial.invite(email="eve@example.org", groups=roles, language="de", by=frida)
    return invitations.link(token).removeprefix("http://localhost:8000")


def test_an_invited_person_makes_an_account_and_stands_at_the_desk(link: str) -> None:
    browser = Client()
    answer = browser.post(link, FORM)
    assert answer.headers["Location"] == "/admin/"
    eve = User.objects.get(username="eve")
    assert (eve.email, eve.language, eve.is_staff) == ("eve@example.org", "de", True)
    assert set(eve.groups.values_list("name", flat=True)) == {"editor", "reporter"}
    assert browser.get("/admin/").status_code == 200


def test_a_double_click_makes_one_account(link: str) -> None:
    Client().post(link, FORM)
    again = Client().post(link, {**FORM, "username": "eve2"})
    assert again.status_code == 410
    assert list(User.objects.filter(email="eve@example.org").values_list("username", flat=True)) == ["eve"]


def test_the_link_runs_out(link: str) -> None:
    with time_machine.travel(NOW + timedelta(days=7, seconds=1), tick=False):
        page = Client().get(link)
    assert page.status_code == 410
    assert "Ask whoever sent it" in page.content.decode()


def test_a_link_that_was_taken_back_makes_no_account(link: str, frida: User) -> None:
    editorial.take_back_invitation(invitation=Invitation.objects.get(), by=frida)
    assert Client().post(link, FORM).status_code == 410
    assert not User.objects.filter(username="eve").exists()


def test_a_guessed_link_makes_no_account(link: str) -> None:
    assert Client().post("/account/invitation/guessed/", FORM).status_code == 410


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "FRIDA"}, "username"),
        ({"password": "12345678"}, "password"),
        ({"username": ""}, "username"),
    ],
)
def test_a_bad_choice_is_named_at_its_field_and_the_link_goes_on_working(
    link: str, change: dict[str, str], field: str
) -> None:
    page = Client().post(link, {**FORM, **change})
    assert list(page.context["form"].errors) == [field]
    assert Client().post(link, FORM).status_code == 302


def sign_in(name: str) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": name, "password": "correct horse"})
    return browser


def test_a_session_is_listed_and_ended_by_its_owner(ada: User) -> None:
    here, elsewhere = sign_in("ada"), sign_in("ada")
    page = here.get("/account/sessions/")
    assert page.context["session_count"] == 2
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_nobody_ends_anothers_session(ada: User, ben: User) -> None:
    mine, other = sign_in("ada"), sign_in("ben")
    session = UserSession.objects.get(user=ada)
    assert other.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert mine.get("/admin/").status_code == 200


def test_a_form_without_cookies_is_refused_on_a_page_of_ours_in_the_readers_language(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.post("/admin/claims/claim/add/", {}, headers={"accept-language": "de"})
    assert page.status_code == 403
    assert "Sie sind abgemeldet" in page.content.decode()


@pytest.fixture
def first_link(db: None) -> str:
    return invitations.link(editorial.invite_the_first()[1]).removeprefix("http://localhost:8000")


def test_the_first_account_is_made_by_a_link_and_has_every_role(first_link: str) -> None:
    browser = Client()
    assert "the first account" in browser.get(first_link).content.decode()
    assert "email" in browser.post(first_link, FORM).context["form"].errors
    browser.post(first_link, FORM | {"email": "eve@example.org"})
    eve = User.objects.get()
    assert eve.email == "eve@example.org"
    assert set(eve.groups.values_list("name", flat=True)) == set(ROLES)
    shown = browser.get(f"/admin/claims/invitation/{Invitation.objects.get().pk}/change/")
    assert "the first account" in shown.content.decode()
    assert browser.get("/admin/claims/invitation/").status_code == 200


def test_the_first_link_is_dead_once_there_is_an_account_however_it_was_made(first_link: str) -> None:
    invitation = Invitation.objects.get()
    User.objects.create_superuser("root")
    assert Client().get(first_link).status_code == 410
    with pytest.raises(rules.InvitationIsOver):
        editorial.accept_invitation(invitation=invitation, account=NewAccount(username="eve", password="x"))
    with pytest.raises(rules.HasAnAccount):
        editorial.invite_the_first()


def test_a_second_first_link_ends_the_one_before(first_link: str) -> None:
    editorial.invite_the_first()
    assert Client().get(first_link).status_code == 410
