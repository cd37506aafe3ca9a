from django.contrib import admin
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import editorial
from claims.models import User
from config import desk, sidebar
from tests.makers import Maker
from tests.many import evidence_for, many
from tracker.models import Channel, Feed


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


def addresses_of(person: User) -> list[str]:
    """Every page that the sidebar leads to, and of each model that of a row and the empty form."""
    request = RequestFactory().get("/admin/")
    request.user = person
    found = [item["link"] for group in sidebar.navigation(request) for item in group["items"]]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.order_by("pk").first()
        found += [reverse(f"{name}_change", args=[row.pk])] if row else []
        found.append(reverse(f"{name}_add"))
    return found


def test_no_page_of_the_desk_takes_ten_queries_however_many_rows_there_are(
    client: Client, dora: User, make: Maker
) -> None:
    claim = make.published(assigned_to=dora)
    make.ruled(claim, "missed", can_no_longer_happen=True)
    editorial.hold(thing=claim, office="Chief", concerns="", reason="Asked.", by=dora)
    like = make.suggested(make.published())
    evidence_for(many(make.draft(), 100) + many(make.published(assigned_to=dora), 200), like)
    for number in range(60):
        Feed.objects.create(url=f"https://{number}.example/feed", failures=number % 3)
        Channel.objects.create(name=f"Desk {number}", address=f"desk{number}@example.org")
    client.force_login(dora)

    costs = {}
    for address in addresses_of(dora):
        if client.get(address).status_code == 200:  # the first time also asks what is asked once in a process
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            costs[address] = len(asked)

    assert len(costs) > 40
    assert {address: number for address, number in costs.items() if number > 9} == {}
