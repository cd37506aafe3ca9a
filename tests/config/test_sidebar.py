from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from claims.models import Claim, User
from config import sidebar
from tests.makers import Maker


def titles(person: User, path: str = "/admin/") -> list[str]:
    request = RequestFactory().get(path)
    request.user = person
    return [str(item["title"]) for group in sidebar.navigation(request) for item in group["items"]]


def items(person: User, path: str = "/admin/") -> dict[str, dict[str, object]]:
    request = RequestFactory().get(path)
    request.user = person
    return {str(item["title"]): item for group in sidebar.navigation(request) for item in group["items"]}


def test_everyone_sees_the_links_that_they_may_open(ben: User, dora: User) -> None:
    assert {"Today", "Review queue", "Claims", "Log"} <= set(titles(ben))
    assert "Users" not in titles(ben)
    assert "Users" in titles(dora)


def test_an_outsider_is_shown_the_first_page_only(db: None) -> None:
    request = RequestFactory().get("/admin/")
    request.user = AnonymousUser()

    assert [group["title"] for group in sidebar.navigation(request)] == ["Desk"]


def test_what_waits_is_counted_beside_its_link(ada: User, claim: Claim, make: Maker) -> None:
    assert items(ada)["Review queue"]["badge"] is None

    make.suggested(claim)

    assert items(ada)["Review queue"]["badge"] == "1"


def test_what_waits_is_counted_in_one_query(
    ada: User, make: Maker, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.FOUR_EYES = True
    make.suggested(make.published())
    make.ruled(make.published(), "missed", can_no_longer_happen=True)
    ada.has_perm("claims.view_claim")

    with django_assert_num_queries(1):
        found = items(ada)

    assert (found["Review queue"]["badge"], found["Verdicts"]["badge"]) == ("1", "1")


def test_only_the_page_that_is_open_is_marked(ada: User) -> None:
    overdue = items(ada, "/admin/claims/claim/?window=overdue")

    assert overdue["To decide"]["active"]
    assert not overdue["Today"]["active"]


def test_a_page_that_is_not_installed_has_no_link() -> None:
    assert sidebar.address("admin:nowhere_at_all") == ""


def test_every_link_opens(admin_client: Client, admin_user: User) -> None:
    for item in items(admin_user).values():
        assert admin_client.get(str(item["link"])).status_code == 200, item
