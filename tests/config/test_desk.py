from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from claims.models import User
from config import desk


def test_the_desk_carries_the_newsrooms_name() -> None:
    look = desk.unfold("Nordlicht")

    assert (look["SITE_TITLE"], look["SITE_HEADER"]) == ("Nordlicht", "Nordlicht")


def test_the_admins_own_history_is_not_offered_beside_the_record() -> None:
    assert desk.unfold("Nordlicht")["SHOW_HISTORY"] is False


def test_the_desks_styles_scripts_and_icon_are_files_that_exist(rf: RequestFactory) -> None:
    look = desk.unfold("Nordlicht")
    request = rf.get("/admin/")
    addresses = [made(request) for made in (*look["STYLES"], *look["SCRIPTS"])]
    addresses += [icon["href"](request) for icon in look["SITE_FAVICONS"]]

    assert addresses
    for address in addresses:
        assert finders.find(address.removeprefix("/static/").partition("#")[0]), address


def test_every_page_of_the_desk_loads_them(client: Client, ada: User) -> None:
    client.force_login(ada)

    page = client.get("/admin/", follow=True).content.decode()

    assert "/static/claims/desk/desk.css" in page
    assert "/static/claims/desk/autocomplete.js" in page
    assert "/static/claims/favicon.svg" in page
