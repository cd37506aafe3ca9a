"""An editor's own filters of the claims' list: saved under a name, opened, removed."""

import pytest
from django.test import Client

from claims import saved_lists
from claims.models import Claim, SavedList, User
from tests.makers import Maker

LIST = "/admin/claims/claim/"


def save(browser: Client, **data: str) -> str:
    return browser.post(f"{LIST}lists/save/", data, follow=True).content.decode()


def test_a_filtered_list_is_saved_under_a_name_and_opened_by_it(as_ada: Client, make: Maker) -> None:
    make.draft(statement="A draft."), make.published(statement="A public one.")
    assert (
        'name="asked" value="state__exact=draft"'
        in as_ada.get(f"{LIST}?state__exact=draft&p=1").content.decode()
    )

    page = save(as_ada, name="My drafts", asked="state__exact=draft")

    assert "Saved: “My drafts”." in page
    assert f'<a href="{LIST}?state__exact=draft" aria-current="page">My drafts</a>' in page
    assert "A draft." in page
    assert "A public one." not in page


def test_the_words_of_a_search_are_kept(as_ada: Client, claim: Claim) -> None:
    save(as_ada, name="Bridges", asked="q=Br%C3%BCcke&o=-3")
    assert SavedList.objects.get().asked == {"q": "Brücke", "o": "-3"}


def test_a_list_that_asks_for_nothing_has_nothing_to_save(as_ada: Client, claim: Claim) -> None:
    assert "Save this list as" not in as_ada.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("name", "asked"), [("", "window=overdue"), ("Late", ""), ("Late", "statement__regex=x"), ("Late", "p=2")]
)
def test_what_is_no_list_is_not_saved(as_ada: Client, name: str, asked: str) -> None:
    assert "give it a name" in save(as_ada, name=name, asked=asked)
    assert not SavedList.objects.exists()


def test_too_many_lists_are_told(as_ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_lists, "MOST", 0)
    assert "lists already. Remove one first." in save(as_ada, name="Late", asked="window=overdue")


def test_a_list_is_removed_by_whose_it_is_alone(as_ada: Client, as_ben: Client, ada: User) -> None:
    row = saved_lists.save(name="Late", asked={"window": "overdue"}, owner=ada)
    address = f"{LIST}lists/{row.pk}/remove/"
    assert "Late" not in as_ben.get(LIST).content.decode()
    assert as_ben.post(address).status_code == 404
    assert as_ada.get(address).status_code == 405

    assert "Removed: “Late”." in as_ada.post(address, follow=True).content.decode()
    assert not SavedList.objects.exists()


def test_who_has_no_role_saves_none(client: Client, cleo: User) -> None:
    cleo.is_staff = True
    cleo.save()
    client.force_login(cleo)
    assert client.post(f"{LIST}lists/save/", {"name": "x", "asked": "q=x"}).status_code == 403
