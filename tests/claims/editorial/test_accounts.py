"""Accounts: who may let in whom, and what stays when somebody goes."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.test import Client

from claims import editorial, record
from claims.accounts import rules, second_factor
from claims.models import Claim, Invitation, RecordEntry, User
from tests.conftest import NOW
from tests.makers import Maker


def roles(*names: str) -> list[Group]:
    return list(Group.objects.filter(name__in=names))


def invite(by: User, email: str = "eve@example.org") -> Invitation:
    return editorial.invite(email=email, groups=roles("editor"), language="en", by=by)[0]


def test_one_address_has_one_invitation_however_often_the_button_is_pressed(frida: User) -> None:
    invite(frida)
    with pytest.raises(rules.AlreadyInvited):
        invite(frida, "EVE@example.org")
    assert Invitation.objects.count() == 1


def test_an_invitation_that_has_run_out_makes_room_for_another(frida: User) -> None:
    first = invite(frida)
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        second = invite(frida)
    first.refresh_from_db()
    assert first.taken_back_at is not None
    assert second.pk != first.pk


def test_whoever_has_an_account_is_not_invited(frida: User, ada: User) -> None:
    with pytest.raises(rules.HasAnAccount):
        invite(frida, "Ada@Example.org")


def test_an_invitation_without_a_role_is_refused(frida: User) -> None:
    with pytest.raises(rules.NoRole):
        editorial.invite(email="eve@example.org", groups=[], language="en", by=frida)


def test_a_closed_account_keeps_what_it_did_and_is_out_at_once(frida: User, ada: User, claim: Claim) -> None:
    browser = Client()
    browser.post("/account/login/", {"login": "ada", "password": "correct horse"})
    editorial.close_account(account=ada, by=frida)
    assert browser.get("/admin/").status_code == 302
    claim.refresh_from_db()
    assert claim.created_by == ada
    assert RecordEntry.objects.filter(by=ada, chain=f"claim:{claim.pk}").exists()


def test_a_reopened_account_has_its_roles_again(frida: User, ada: User) -> None:
    editorial.close_account(account=ada, by=frida)
    editorial.reopen_account(account=ada, by=frida)
    ada.refresh_from_db()
    assert ada.is_active
    assert ada.has_perm("claims.publish_claim")


def test_nobody_closes_their_own_account(frida: User) -> None:
    with pytest.raises(rules.NotYourself):
        editorial.close_account(account=frida, by=frida)


def test_the_last_administrator_keeps_the_role(frida: User) -> None:
    with pytest.raises(rules.LastAdministrator):
        editorial.change_account(account=frida, groups=roles("editor"), by=frida)
    assert list(frida.groups.values_list("name", flat=True)) == ["administrator"]


def test_an_administrator_makes_no_superuser_of_themselves_or_another(frida: User, ada: User) -> None:
    for person in (frida, ada):
        person.is_superuser = True
        with pytest.raises(rules.OnlyASuperuser):
            editorial.change_account(account=person, groups=roles("chief"), by=frida)
        person.refresh_from_db()
        assert not person.is_superuser


def test_an_administrator_changes_no_superuser(frida: User, admin_user: User) -> None:
    with pytest.raises(rules.OnlyASuperuser):
        editorial.close_account(account=admin_user, by=frida)
    with pytest.raises(rules.OnlyASuperuser):
        editorial.remove_second_factors(account=admin_user, by=frida)


def test_lost_second_factors_are_removed_and_the_sessions_with_them(frida: User, ada: User) -> None:
    TOTP.activate(ada, generate_totp_secret())
    assert editorial.remove_second_factors(account=ada, by=frida) == 1
    assert not second_factor.has_one(ada)


def test_who_is_renamed_and_gone_leaves_pages_log_and_proofs_whole(
    client: Client, frida: User, ada: User, claim: Claim, make: Maker
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    ada.last_name = "Neumann"
    editorial.change_account(account=ada, groups=ada.groups.all(), by=frida)
    editorial.close_account(account=ada, by=frida)
    record.number_entries(now=NOW)

    assert list(record.verify()) == []
    for address in (claim.get_absolute_url(), f"{claim.get_absolute_url()}record.json", "/en/corrections/"):
        assert client.get(address).status_code == 200, address
