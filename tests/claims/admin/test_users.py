from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from claims import record
from claims.models import Claim, RecordEntry, User

ADD = "/admin/claims/user/add/"


def test_a_new_editor_can_sign_in_and_has_the_role(admin_client: Client) -> None:
    editor = Group.objects.get(name="editor")
    form = {
        "username": "eve",
        "language": "de",
        "is_staff": "on",
        "groups": [editor.pk],
        "password1": "a long sentence 7",
        "password2": "a long sentence 7",
    }

    admin_client.post(ADD, form)

    eve = User.objects.get(username="eve")
    assert (eve.language, eve.is_staff, list(eve.groups.all())) == ("de", True, [editor])
    assert Client().login(username="eve", password="a long sentence 7")


def test_a_new_account_is_meant_for_the_desk(admin_client: Client) -> None:
    assert admin_client.get(ADD).context["adminform"].form["is_staff"].value() is True


def test_a_weak_password_is_refused_at_its_field(admin_client: Client) -> None:
    form = {"username": "eve", "language": "de", "password1": "12345678", "password2": "12345678"}

    response = admin_client.post(ADD, form)

    assert "password2" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="eve").exists()


def test_an_account_is_switched_off_and_keeps_its_name(admin_client: Client, ben: User) -> None:
    page = reverse("admin:claims_user_change", args=[ben.pk])

    admin_client.post(page, {"username": "ben", "language": "en", "is_staff": "on"})

    ben.refresh_from_db()
    assert not ben.is_active


def test_the_chief_sees_who_is_there_but_changes_nobody(as_dora: Client, ben: User) -> None:
    page = reverse("admin:claims_user_change", args=[ben.pk])

    assert as_dora.get(page).status_code == 200
    assert as_dora.post(page, {"username": "ben", "is_superuser": "on"}).status_code == 403


def test_an_editor_does_not_see_accounts(as_ada: Client) -> None:
    assert as_ada.get("/admin/claims/user/").status_code == 403


def test_a_new_name_is_logged_with_who_gave_it(admin_client: Client, claim: Claim, ada: User) -> None:
    page = reverse("admin:claims_user_change", args=[ada.pk])

    admin_client.post(page, {"username": "ada", "last_name": "Lovelace", "language": "en", "is_active": "on"})

    entry = RecordEntry.objects.get(chain=f"user:{ada.pk}")
    assert (entry.action, entry.by_name) == ("renamed", "admin")
    assert entry.changes == {"signed_name": ["ada", "Lovelace"]}
    assert list(record.verify()) == []
