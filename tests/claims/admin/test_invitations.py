"""Invitations at the desk: sent, shown once, taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from claims import editorial
from claims.models import Invitation, User
from tests.conftest import NOW

ADD = "/admin/claims/invitation/add/"
LIST = "/admin/claims/invitation/"


@pytest.fixture
def as_frida(frida: User) -> Client:
    client = Client()
    client.force_login(frida)
    return client


@pytest.fixture
def invitation(frida: User) -> Invitation:
    roles = Group.objects.filter(name="editor")
    return editorial.invite(email="eve@example.org", groups=roles, language="en", by=frida)[0]


def test_the_link_is_shown_this_once(as_frida: Client) -> None:
    editor = Group.objects.get(name="editor")
    form = {"email": "eve@example.org", "groups": [editor.pk], "language": "de"}
    answer = as_frida.post(ADD, form)
    stored = Invitation.objects.get()
    link = answer.context["link"]
    assert (stored.email, list(stored.groups.all())) == ("eve@example.org", [editor])
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 200
    assert (
        link not in as_frida.get(reverse("admin:claims_invitation_change", args=[stored.pk])).content.decode()
    )


def test_a_second_invitation_to_one_address_is_refused_at_the_address(
    as_frida: Client, invitation: Invitation
) -> None:
    editor = Group.objects.get(name="editor")
    answer = as_frida.post(ADD, {"email": "EVE@example.org", "groups": [editor.pk], "language": "de"})
    assert list(answer.context["adminform"].form.errors) == ["email"]


def test_an_invitation_is_taken_back_once(as_frida: Client, invitation: Invitation) -> None:
    address = reverse("admin:claims_invitation_take_back", args=[invitation.pk])
    assert as_frida.get(address).status_code == 405
    assert "its link works no more" in as_frida.post(address, follow=True).content.decode()
    again = as_frida.post(address)
    assert again.status_code == 409
    invitation.refresh_from_db()
    assert invitation.taken_back_at == NOW
    assert address not in as_frida.get(LIST).content.decode()


@pytest.mark.parametrize(("days", "state"), [(0, "Waiting"), (8, "Run out")])
def test_the_list_says_what_became_of_each(
    as_frida: Client, invitation: Invitation, days: int, state: str
) -> None:
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        assert state in as_frida.get(LIST).content.decode()


def test_an_editor_neither_sees_nor_takes_back(as_ada: Client, invitation: Invitation) -> None:
    address = reverse("admin:claims_invitation_take_back", args=[invitation.pk])
    assert (as_ada.get(LIST).status_code, as_ada.post(address).status_code) == (403, 403)
